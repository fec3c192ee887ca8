import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { NewUser, Row } from '../api';
import { ROOT } from '../ground/paths';

/** The invented people and settings of the training stand. */
export interface Staff {
	readonly officials: readonly Official[];
	readonly absences: readonly Row[];
	readonly settings: Readonly<Record<string, string>>;
}

export type Official = Row & { readonly email: string; readonly name: string; readonly position: string; readonly role: string };

export const readStaff = (): Staff => JSON.parse(readFileSync(join(ROOT, 'sandbox/samples/staff.json'), 'utf8')) as Staff;

/** «Северова Анна Ильинична» → lastName «Северова», firstName «Анна Ильинична». */
export function toUser(official: Official, password: string): NewUser {
	const [lastName = official.email, ...rest] = official.name.split(' ');
	return { email: official.email, lastName, firstName: rest.join(' ') || lastName, password };
}

/** The IT officer owns n8n: workflows, credentials, tables. */
export function ownerOf(staff: Staff): Official {
	const officer = staff.officials.find((one) => one.role === 'officer');
	if (officer === undefined) throw new Error('sandbox/samples/staff.json has nobody of role officer');
	return officer;
}
