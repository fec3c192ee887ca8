import { DateTime } from 'luxon';

import { DeskError } from '../errors';
import { caseId, type CaseRecord } from '../cases/record';
import { textDigest } from '../cases/digest';
import { distinct, holders, owners, person, type Addressee, type People } from './addressee';
import { compose, heading, list, paragraph, type Entry, type Mail, type MailSettings, type Piece } from './mail';
import { caseTitle, dueOf, formLink, nextStepOf } from './task';

/** How urgent a case is; the order of a mail. */
export type Urgency = 'overdue' | 'dueToday' | 'dueSoon';

const SECTIONS: Readonly<Record<Urgency, string>> = { overdue: 'Просрочено', dueToday: 'Срок сегодня', dueSoon: 'Срок скоро' };

/** One step of the ladder: from so many overdue working days on, these people are told as well. */
export interface EscalationStep {
	/** 1 is the first working day after the due day. */
	readonly overdueWorkingDays: number;
	readonly to: 'recipient' | 'head' | 'curator' | 'officer';
}

/** Who is told when the owner does not act: the one above him, then the Head. */
export const ESCALATION: readonly EscalationStep[] = [
	{ overdueWorkingDays: 2, to: 'recipient' },
	{ overdueWorkingDays: 4, to: 'head' },
];

/** What a mail tells of a case: to be written to the register once the mail is sent. */
export interface ToldAlert {
	readonly id: number;
	readonly version: number;
	/** Day and state of the alert: a case with this `alertKey` is not told again. */
	readonly alertKey: string;
}

export interface Digest extends Mail {
	readonly cases: readonly ToldAlert[];
}

interface Alert {
	readonly record: Readonly<CaseRecord>;
	readonly urgency: Urgency;
	readonly overdueDays: number;
	readonly told: ToldAlert;
	/** Whether the addressee himself owes the step. */
	readonly own: boolean;
}

/**
 * One mail a person about what is overdue, due today and due soon. A row carries what the node «Working-Day Deadline»
 * (operation `state`) added: `state` and `overdueWorkingDays`. An overdue case is told once each working day, the
 * other states once for a term; what was told is `alertKey` on the record.
 *
 * @param now ISO 8601
 * @throws DeskError DIGEST_NO_STATE when the rows do not carry a state
 */
export function digestsFor(rows: readonly Readonly<CaseRecord>[], now: string, people: People, settings: MailSettings, escalation: readonly EscalationStep[] = ESCALATION): Digest[] {
	const byPerson = new Map<string, { to: Addressee; alerts: Alert[] }>();
	for (const record of rows) {
		const urgency = urgencyOf(record, now, settings.zone);
		if (!urgency) continue;
		const told = { id: caseId(record) ?? 0, version: Number(record.version ?? 0), alertKey: alertKeyOf(record, urgency, people.day) };
		if (record.alertKey === told.alertKey) continue;
		const overdueDays = urgency === 'overdue' ? Number(record.overdueWorkingDays ?? 0) : 0;
		const owing = owners(record, people);
		for (const to of distinct([...owing, ...above(record, overdueDays, people, escalation)])) {
			const entry = byPerson.get(to.email) ?? { to, alerts: [] };
			entry.alerts.push({ record, urgency, overdueDays, told, own: owing.some((one) => one.email === to.email) });
			byPerson.set(to.email, entry);
		}
	}
	return [...byPerson.values()].map(({ to, alerts }) => digestOf(to, alerts, people.day, settings));
}

/** overdue, dueToday, dueSoon; undefined while there is time or nothing is due. */
function urgencyOf(record: Readonly<CaseRecord>, now: string, zone: string): Urgency | undefined {
	if (record.state === undefined) throw new DeskError('DIGEST_NO_STATE', 'У дела нет состояния срока.', 'Поставьте перед этим узлом «Working-Day Deadline» с операцией «Состояние срока».');
	if (record.state === 'overdue') return 'overdue';
	const due = DateTime.fromISO(String(record.dueAt ?? record.nextDueAt ?? '')).setZone(zone);
	if (record.state !== 'none' && due.isValid && due.hasSame(DateTime.fromISO(now).setZone(zone), 'day')) return 'dueToday';
	return record.state === 'dueSoon' ? 'dueSoon' : undefined;
}

const alertKeyOf = (record: Readonly<CaseRecord>, urgency: Urgency, day: string): string =>
	[urgency, record.nextDueWhat, urgency === 'overdue' ? day : DateTime.fromISO(String(record.dueAt ?? record.nextDueAt ?? '')).toUTC().toISO()].join(' ');

/** Those the ladder names for a delay of so many working days. */
function above(record: Readonly<CaseRecord>, overdueDays: number, people: People, escalation: readonly EscalationStep[]): Addressee[] {
	return escalation.filter((step) => overdueDays >= step.overdueWorkingDays).flatMap(({ to }) => {
		if (to !== 'recipient') return holders(to, people);
		const recipient = person(record.recipient, people);
		return recipient ? [recipient] : holders('head', people);
	});
}

function digestOf(to: Addressee, alerts: readonly Alert[], day: string, settings: MailSettings): Digest {
	const sections = (Object.keys(SECTIONS) as Urgency[])
		.map((urgency) => ({ title: SECTIONS[urgency], alerts: alerts.filter((one) => one.urgency === urgency).sort(mostUrgentFirst) }))
		.filter((section) => section.alerts.length > 0);
	const pieces: Piece[] = sections.flatMap((section) => [heading(`${section.title} (${section.alerts.length})`), list(section.alerts.map((one) => entryOf(one, settings)))]);
	const cases = alerts.map((one) => one.told);
	const key = `digest:${to.email}:${day}:${textDigest(JSON.stringify(cases)).slice(0, 16)}`;
	const subject = `Сроки по сообщениям жителей: ${sections.map((section) => `${section.title.toLowerCase()} ${section.alerts.length}`).join(', ')}`;
	return { ...compose({ to: to.email, subject, key }, [paragraph(`${to.name}, дела, у которых подходит или прошёл срок.`), ...pieces], settings), cases };
}

const mostUrgentFirst = (a: Alert, b: Alert): number => b.overdueDays - a.overdueDays || String(a.record.nextDueAt ?? '').localeCompare(String(b.record.nextDueAt ?? ''), 'en') || a.told.id - b.told.id;

function entryOf(alert: Alert, settings: MailSettings): Entry {
	const { record, overdueDays, own } = alert;
	const late = overdueDays > 0 ? `Просрочено рабочих дней: ${overdueDays}. ` : '';
	const whose = own ? '' : ` Отвечает: ${String(record.owedByName || record.executorName || record.executor || 'куратор')}.`;
	return { title: caseTitle(record), link: formLink(record, settings), text: `${late}${nextStepOf(record)}. Срок: ${dueOf(record, settings.zone)}.${whose}` };
}

/** The ladder from the node's panel. Error ESCALATION_BAD: not a list of {overdueWorkingDays, to}. */
export function readEscalation(rows: readonly Readonly<Record<string, unknown>>[]): readonly EscalationStep[] {
	if (rows.length === 0) return ESCALATION;
	return rows.map(({ overdueWorkingDays, to }) => {
		const days = Number(overdueWorkingDays);
		if (!Number.isFinite(days) || !['recipient', 'head', 'curator', 'officer'].includes(String(to))) {
			throw new DeskError('ESCALATION_BAD', 'Ступени напоминаний не читаются.', 'Нужен список вида [{"overdueWorkingDays": 2, "to": "recipient"}]; to — recipient, head, curator или officer.');
		}
		return { overdueWorkingDays: days, to: to as EscalationStep['to'] };
	});
}
