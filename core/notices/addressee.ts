import { DateTime } from 'luxon';

import type { CaseRecord } from '../cases/record';
import { STATUSES, isStatus } from '../cases/statuses';
import { officialBy, type Official } from '../roster/officials';
import type { Absence } from '../roster/absences';
import { whoActs } from '../roster/substitution';

/** People to whom mails may go, and the day on which somebody may be away. */
export interface People {
	readonly officials: readonly Official[];
	readonly absences: readonly Absence[];
	/** 'YYYY-MM-DD' in the administration's zone. */
	readonly day: string;
}

/** Who gets a mail. */
export interface Addressee {
	readonly email: string;
	readonly name: string;
}

export const dayOf = (now: string, zone: string): string => DateTime.fromISO(now).setZone(zone).toFormat('yyyy-MM-dd');

/** The person, or who acts for him today; the person himself where nobody does: a mail to him is better than none. */
function actingFor(official: Official, people: People): Addressee {
	return whoActs(official, people.officials, people.absences, people.day).acting ?? official;
}

/** Everybody in service with the role, substitutes in place of those away, nobody twice. */
export function holders(role: Official['role'], people: People): Addressee[] {
	return distinct(people.officials.filter((one) => one.role === role).map((one) => actingFor(one, people)));
}

/** Who owes the next step of a case (see STATUSES): the curators, or the executor, or else the recipient. */
export function owners(record: Readonly<CaseRecord>, people: People): Addressee[] {
	const { status } = record;
	if (!isStatus(status)) return [];
	const { owner } = STATUSES[status];
	if (owner === 'nobody') return [];
	if (owner !== 'executor') return holders('curator', people);
	const named = [record.executor, record.recipient].map((email) => person(email, people)).find((one) => one !== undefined);
	return named ? [named] : holders('curator', people);
}

/** The person an e-mail on the record stands for; one who has left the table counts as nobody. */
export function person(email: unknown, people: People): Addressee | undefined {
	const official = officialBy(people.officials, email);
	return official && actingFor(official, people);
}

export const distinct = (addressees: readonly Addressee[]): Addressee[] => [...new Map(addressees.map((one) => [one.email, one])).values()];
