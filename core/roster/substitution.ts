import { absenceWords, absencesOn, type Absence, type AbsenceReason } from './absences';
import { officialBy, type Official } from './officials';

/** Who acts for a person on a day. */
export interface Acting {
	/** Undefined when the chain ends with nobody. */
	readonly acting?: Official;
	/** The act of the substitution, or of the person himself. */
	readonly actReference: string;
	/** Why the person himself does not act; undefined when he does. */
	readonly absence?: Absence;
	/** Russian: the steps of the chain, e.g. «Иванова отсутствует (отпуск по 05.12.2026), замещает Петров». '' when present. */
	readonly story: string;
}

/**
 * Follows the chain of substitutes from a person to somebody who is there (clause 9). A circle, a substitute who is
 * not in the table, and an absence without a substitute all end with nobody, and the story says which.
 *
 * @param day 'YYYY-MM-DD' in the administration's zone
 */
export function whoActs(person: Official, officials: readonly Official[], absences: readonly Absence[], day: string): Acting {
	const seen = new Set<string>();
	const told: string[] = [];
	let current = person;
	let first: Absence | undefined;
	let actReference = person.actReference;
	for (;;) {
		seen.add(current.email);
		const [absence] = absencesOn(absences, current.email, day);
		if (!absence) return { acting: current, actReference, story: told.join('; '), ...(first ? { absence: first } : {}) };
		first ??= absence;
		const away = `${current.name} отсутствует (${absenceWords(absence)})`;
		const end = (why: string): Acting => ({ actReference: '', absence: first, story: [...told, `${away}, ${why}`].join('; ') });
		if (absence.substitute === '') return end('замещающий не назначен');
		if (seen.has(absence.substitute)) return end('а замещения идут по кругу');
		const next = officialBy(officials, absence.substitute, person.role);
		if (!next) return end(`замещающего ${absence.substitute} нет среди действующих должностных лиц`);
		told.push(`${away}, замещает ${next.name}`);
		actReference = absence.actReference || next.actReference;
		current = next;
	}
}

/** Reason of the absence, for the record; '' when nobody is absent. */
export const reasonOf = (acting: Acting): AbsenceReason | '' => acting.absence?.reason ?? '';

/** Whether the person is away on the day. */
export const isAway = (absences: readonly Absence[], email: string, day: string): boolean => absencesOn(absences, email, day).length > 0;
