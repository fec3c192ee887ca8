import { normalEmail } from '../cases/actor';
import { listsOf } from './listsOf';

/** A row of the `officials` table, as far as the forms need it. */
export interface OfficialRow {
	readonly email?: unknown;
	readonly name?: unknown;
	readonly role?: unknown;
	readonly position?: unknown;
	readonly active?: unknown;
}

/** Label of an official in a dropdown; the e-mail makes it unique and is what is read back. */
export const personLabel = (person: OfficialRow): string => `${String(person.name ?? '')} (${String(person.email ?? '').toLowerCase()})`;

/** The e-mail inside a label made by `personLabel`; '' where there is none. */
export function emailInLabel(label: unknown): string {
	const text = String(label ?? '');
	const open = text.lastIndexOf('(');
	return open >= 0 && text.endsWith(')') ? text.slice(open + 1, -1) : '';
}

/** Officials in service with one of these roles, in the order of the table. */
function withRole(officials: readonly OfficialRow[], roles: readonly string[]): OfficialRow[] {
	return officials.filter((one) => roles.includes(String(one.role)) && one.active !== false);
}

/** `first`, then the labels of all in service with one of these roles: made once for a table, which stands on hundreds of pages. */
export function peopleLabels(first: string, officials: readonly OfficialRow[], roles: readonly string[]): readonly string[] {
	const lists = labelsOf(officials);
	const key = [first, ...roles].join('\n');
	const known = lists.get(key) ?? [first, ...withRole(officials, roles).map(personLabel)];
	lists.set(key, known);
	return known;
}

const labelsOf = listsOf();

/** The official with this e-mail, whatever its letter case. */
export function findPerson(officials: readonly OfficialRow[], email: unknown): OfficialRow | undefined {
	const wanted = normalEmail(email);
	return officials.find((one) => normalEmail(one.email) === wanted);
}
