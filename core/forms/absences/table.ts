import { rolesOf, type Actor } from '../../cases/actor';
import type { Role } from '../../procedure';
import { absenceWords, readAbsences, type Absence } from '../../roster/absences';
import type { Official } from '../../roster/officials';

type Row = Readonly<Record<string, unknown>>;

/** What the pages of «Отсутствия» are made from. */
export interface AbsenceRefs {
	/** The person, as he acts today. */
	readonly actor: Actor;
	readonly officials: readonly Official[];
	/** Rows of the `absences` table, with their ids. */
	readonly rows: readonly Row[];
	/** Today: 'YYYY-MM-DD' in the administration's zone. */
	readonly day: string;
	/** Where n8n's forms are opened. */
	readonly baseUrl: string;
}

/** An absence of the table with its row id. */
export interface KnownAbsence extends Absence {
	readonly id: number;
	/** Name of the official, or his e-mail where he is not in the table any more. */
	readonly name: string;
}

/** Roles that enter absences of everybody; the rest enter their own. */
const FOR_EVERYBODY: ReadonlySet<Role> = new Set(['curator', 'head', 'officer']);

/** Whose absences the person may enter and change (clause 9: the administration appoints; a person may tell of himself). */
export const mayTellOf = (actor: Actor, email: string): boolean => rolesOf(actor).some((role) => FOR_EVERYBODY.has(role)) || email === actor.email;

/** Officials whose absence this person may enter, each once. */
export const peopleToTellOf = (refs: Pick<AbsenceRefs, 'actor' | 'officials'>): Official[] =>
	[...new Map(refs.officials.map((one) => [one.email, one])).values()].filter((one) => mayTellOf(refs.actor, one.email));

/** Absences of the table that were not cancelled and are not over, the earliest first. */
export function currentAndComing({ rows, officials, day }: Pick<AbsenceRefs, 'rows' | 'officials' | 'day'>): KnownAbsence[] {
	return rows
		.flatMap((row) => readAbsences([row]).rows.map((absence): KnownAbsence => ({ ...absence, id: Number(row.id), name: nameOf(officials, absence.official) })))
		.filter((one) => one.toDate === '' || one.toDate >= day)
		.sort((a, b) => (a.fromDate < b.fromDate ? -1 : a.fromDate > b.fromDate ? 1 : a.id - b.id));
}

/** The person's name; the e-mail of one who has left the table. */
export const nameOf = (officials: readonly Official[], email: string): string => officials.find((one) => one.email === email)?.name ?? email;

/** «24.11.2026». */
export const dayWords = (day: string): string => day.split('-').reverse().join('.');

/** «Морошкин Денис Викторович: отпуск с 01.12.2026 по 14.12.2026, запись № 3»: unique by its number. */
export const absenceLabel = (absence: KnownAbsence): string =>
	`${absence.name}: ${absenceWords(absence).replace(/ по .*$/u, '')} с ${dayWords(absence.fromDate)}${absence.toDate === '' ? '' : ` по ${dayWords(absence.toDate)}`}, запись № ${absence.id}`;
