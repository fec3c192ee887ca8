import { DateTime } from 'luxon';

import { caseId, type CaseRecord } from '../cases/record';
import { STATUSES, isStatus } from '../cases/statuses';
import { DeskError } from '../errors';
import { officialBy } from '../roster/officials';
import { absenceWords } from '../roster/absences';
import { whoActs } from '../roster/substitution';
import { distinct, holders, owners, person, type Addressee, type People } from './addressee';
import { above, type EscalationStep } from './escalation';

/** Why a case is told of; the order of a mail. */
export type Urgency = 'overdue' | 'dueToday' | 'routeNow' | 'dueSoon' | 'finalSoon' | 'absent';

/** Office hours before the end of the term to route from which a message that lies is told of again (clause 10). */
export const ROUTE_NOW_HOURS = 4;
/** Working days ahead of the term of the final reply at which it is told of (clause 12). */
export const FINAL_AHEAD_DAYS = 2;

/** One reason to write of a case to a person. */
export interface Alert {
	readonly record: Readonly<CaseRecord>;
	readonly id: number;
	readonly urgency: Urgency;
	/** Overdue working days; 0 when not overdue. */
	readonly overdueDays: number;
	/** Day and state: the same key is not told to the same person again. */
	readonly alertKey: string;
	/** «Стланикова М. П. отсутствует (отпуск по 05.12.2026)»; '' for other reasons. */
	readonly story: string;
	/** All who are to be told. */
	readonly to: readonly Addressee[];
	/** Those of them who owe the step themselves. */
	readonly owing: readonly string[];
}

/**
 * What of a case is to be told, and to whom: its term, and an executor who is away. A row carries what the node
 * «Working-Day Deadline» (operation `state`) added.
 *
 * @param now ISO 8601
 * @throws DeskError DIGEST_NO_STATE when the row does not carry a state
 */
export function alertsOf(record: Readonly<CaseRecord>, now: string, zone: string, people: People, escalation: readonly EscalationStep[]): Alert[] {
	if (record.state === undefined) throw new DeskError('DIGEST_NO_STATE', 'У дела нет состояния срока.', 'Поставьте перед этим узлом «Working-Day Deadline» с операцией «Состояние срока».');
	const alerts: Alert[] = [];
	const id = caseId(record) ?? 0;
	const urgency = urgencyOf(record, now, zone);
	if (urgency) {
		const overdueDays = urgency === 'overdue' ? Number(record.overdueWorkingDays ?? 0) : 0;
		const owing = owners(record, people);
		const to = distinct([...owing, ...(urgency === 'overdue' ? above(record, overdueDays, people, escalation) : [])]);
		alerts.push({ record, id, urgency, overdueDays, alertKey: termKey(record, urgency, people.day), story: '', to, owing: owing.map((one) => one.email) });
	}
	return [...alerts, ...absenceAlert(record, id, people)];
}

/** undefined while there is time or nothing is due. */
function urgencyOf(record: Readonly<CaseRecord>, now: string, zone: string): Urgency | undefined {
	const { state } = record;
	if (state === 'overdue') return 'overdue';
	if (state === 'none') return undefined;
	const today = DateTime.fromISO(now).setZone(zone);
	if (dueOn(record).setZone(zone).hasSame(today, 'day')) return record.nextDueWhat === 'route' && Number(record.workingHoursLeft ?? Infinity) <= ROUTE_NOW_HOURS ? 'routeNow' : 'dueToday';
	if (state === 'dueSoon') return 'dueSoon';
	return record.nextDueWhat === 'final' && Number(record.workingDaysLeft ?? Infinity) <= FINAL_AHEAD_DAYS ? 'finalSoon' : undefined;
}

const dueOn = (record: Readonly<CaseRecord>): DateTime => DateTime.fromISO(String(record.dueAt ?? record.nextDueAt ?? ''));

/** An overdue case is told each working day, the other states once for a term. */
const termKey = (record: Readonly<CaseRecord>, urgency: Urgency, day: string): string => [urgency, record.nextDueWhat, urgency === 'overdue' ? day : dueOn(record).toUTC().toISO()].join(' ');

/**
 * A case whose executor is away: told once an absence to the one who acts for him and to the curators, who may give the
 * case to somebody else (clause 9).
 */
function absenceAlert(record: Readonly<CaseRecord>, id: number, people: People): Alert[] {
	const { status } = record;
	if (!isStatus(status) || STATUSES[status].owner !== 'executor') return [];
	const executor = officialBy(people.officials, record.executor);
	if (!executor) return [];
	const { absence, acting } = whoActs(executor, people.officials, people.absences, people.day);
	if (!absence) return [];
	const to = distinct([...(acting ? [person(executor.email, people) as Addressee] : []), ...holders('curator', people)]);
	const story = `${executor.name} отсутствует (${absenceWords(absence)})${acting ? `, замещает ${acting.name}` : ', замещать некому'}`;
	return [{ record, id, urgency: 'absent', overdueDays: 0, alertKey: `absent ${executor.email} ${absence.fromDate}`, story, to, owing: acting ? [acting.email] : [] }];
}
