import { DateTime } from 'luxon';

import { normalEmail } from '../cases/actor';
import { compare, isYes, type ReadTable } from './officials';

type Row = Readonly<Record<string, unknown>>;

/** Why somebody is away: the reasons of clause 9, as staff read them. */
export const ABSENCE_REASONS = {
	illness: 'болезнь',
	leave: 'отпуск',
	trip: 'командировка',
	study: 'учёба',
	other: 'иная причина',
} as const;

export type AbsenceReason = keyof typeof ABSENCE_REASONS;

/** An absence; days are 'YYYY-MM-DD' in the administration's zone, both included. */
export interface Absence {
	readonly official: string;
	readonly fromDate: string;
	/** '' while the end is not known, e.g. an illness. */
	readonly toDate: string;
	readonly reason: AbsenceReason;
	/** E-mail; '' when nobody was appointed. */
	readonly substitute: string;
	readonly actReference: string;
}

const REASON_WORDS: Readonly<Record<string, AbsenceReason>> = {
	...(Object.fromEntries(Object.keys(ABSENCE_REASONS).map((reason) => [reason, reason])) as Record<AbsenceReason, AbsenceReason>),
	болезнь: 'illness',
	больничный: 'illness',
	отпуск: 'leave',
	командировка: 'trip',
	учеба: 'study',
	учёба: 'study',
};

/** Rows of the `absences` table that were not cancelled; days also as «24.11.2026». A row whose first day cannot be read is told, not used. */
export function readAbsences(rows: readonly Row[]): ReadTable<Absence> {
	const problems: string[] = [];
	const absences: Absence[] = [];
	for (const row of rows) {
		if (isYes(row.cancelled)) continue;
		const official = normalEmail(row.official);
		const fromDate = readDay(row.fromDate);
		const toDate = isEmpty(row.toDate) ? '' : readDay(row.toDate);
		if (official === '') problems.push('в таблице absences есть строка без почты отсутствующего');
		else if (!fromDate || toDate === undefined) problems.push(`в таблице absences у ${official} не читается дата отсутствия`);
		else if (toDate !== '' && toDate < fromDate) problems.push(`в таблице absences у ${official} отсутствие кончается раньше, чем начинается`);
		else absences.push({ official, fromDate, toDate, reason: reasonOf(row.reason), substitute: normalEmail(row.substitute), actReference: String(row.actReference ?? '').trim() });
	}
	return { rows: absences.sort((a, b) => compare(b.fromDate, a.fromDate) || compare(a.substitute, b.substitute)), problems };
}

/** Absences of a person that cover the day; those with a substitute first, then the one that began last. */
export function absencesOn(absences: readonly Absence[], email: string, day: string): Absence[] {
	const now = absences.filter((one) => one.official === email && one.fromDate <= day && (one.toDate === '' || day <= one.toDate));
	return [...now.filter((one) => one.substitute !== ''), ...now.filter((one) => one.substitute === '')];
}

/** «отпуск до 05.12.2026» */
export function absenceWords(absence: Absence): string {
	const until = absence.toDate === '' ? '' : ` по ${absence.toDate.split('-').reverse().join('.')}`;
	return `${ABSENCE_REASONS[absence.reason]}${until}`;
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || String(value).trim() === '';

function readDay(value: unknown): string | undefined {
	const text = value instanceof Date ? value.toISOString() : String(value ?? '').trim();
	for (const format of ['yyyy-MM-dd', 'dd.MM.yyyy', 'd.M.yyyy']) {
		const day = DateTime.fromFormat(format === 'yyyy-MM-dd' ? text.slice(0, 10) : text, format, { zone: 'utc' });
		if (day.isValid) return day.toFormat('yyyy-MM-dd');
	}
	return undefined;
}

const reasonOf = (value: unknown): AbsenceReason => REASON_WORDS[String(value ?? '').trim().toLowerCase()] ?? 'other';
