import { normalEmail, type Actor } from '../cases/actor';
import type { Absence } from './absences';
import type { Official } from './officials';
import { whoActs } from './substitution';

/**
 * A person as he acts on a day: with all his own roles and with those of everybody he substitutes (clause 9), so that
 * the curator's substitute approves and an executor's substitute finds his cases the moment the absence begins.
 *
 * @param day 'YYYY-MM-DD' in the administration's zone
 * @returns undefined for somebody who is not among the officials in service
 */
export function actorOn(officials: readonly Official[], absences: readonly Absence[], email: unknown, day: string): Actor | undefined {
	const wanted = normalEmail(email);
	const own = officials.filter((one) => wanted !== '' && one.email === wanted);
	const [first] = own;
	if (!first) return undefined;
	const absent = officials.filter((one) => one.email !== wanted && whoActs(one, officials, absences, day).acting?.email === wanted);
	return {
		email: first.email,
		name: first.name,
		role: first.role,
		roles: [...new Set([...own, ...absent].map((one) => one.role))],
		actsFor: [...new Set(absent.map((one) => one.email))],
	};
}
