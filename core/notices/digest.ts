import { textDigest } from '../cases/digest';
import type { CaseRecord } from '../cases/record';
import type { Addressee, People } from './addressee';
import { alertsOf, type Alert, type Urgency } from './alert';
import { ESCALATION, type EscalationStep } from './escalation';
import { compose, heading, list, paragraph, type Entry, type Mail, type MailSettings, type Piece } from './mail';
import { memoryKey, writeMemory, type Memory } from './memory';
import { briefOf, caseTitle, dueOf, formLink, nextStepOf } from './task';

const SECTIONS: Readonly<Record<Urgency, { readonly title: string; readonly brief: string }>> = {
	overdue: { title: 'Просрочено', brief: 'просрочено' },
	dueToday: { title: 'Срок сегодня', brief: 'срок сегодня' },
	routeNow: { title: 'Направить до конца рабочего дня (п. 10)', brief: 'направить до конца дня' },
	dueSoon: { title: 'Срок скоро', brief: 'срок скоро' },
	finalSoon: { title: 'Скоро нужен окончательный ответ (п. 12)', brief: 'окончательный ответ скоро' },
	absent: { title: 'Исполнитель отсутствует (п. 9)', brief: 'исполнитель отсутствует' },
};

/** How many cases of a section a mail lists; the rest is counted: nobody reads further, and a mail server may refuse more. */
const LISTED = 200;

/** What a mail tells of a case. */
export interface ToldAlert {
	readonly id: number;
	/** Day and state of the alert: the same is not told to the same person again. */
	readonly alertKey: string;
}

export interface Digest extends Mail {
	readonly cases: readonly ToldAlert[];
	/** Row of the table `alerts` in which the person's memory is kept, and what it holds once this mail is sent. */
	readonly memoryKey: string;
	readonly memory: string;
}

/**
 * One mail a person about what is overdue, due today, due soon, or without its executor. An overdue case is told once
 * each working day, the other states once for a term; what a person was told is his row of the table `alerts`.
 *
 * @param now ISO 8601
 * @param memory what each person was told before (readMemory)
 * @throws DeskError DIGEST_NO_STATE when the rows do not carry a state
 */
export function digestsFor(rows: readonly Readonly<CaseRecord>[], now: string, people: People, settings: MailSettings, memory: Memory = new Map(), escalation: readonly EscalationStep[] = ESCALATION): Digest[] {
	const byPerson = new Map<string, { to: Addressee; alerts: Alert[] }>();
	for (const alert of rows.flatMap((record) => alertsOf(record, now, settings.zone, people, escalation))) {
		for (const to of alert.to) {
			const entry = byPerson.get(to.email) ?? { to, alerts: [] };
			entry.alerts.push(alert);
			byPerson.set(to.email, entry);
		}
	}
	const open = new Set(rows.map((record) => String(record.id)));
	return [...byPerson.values()].flatMap(({ to, alerts }) => {
		const known = memory.get(to.email) ?? new Set<string>();
		const news = alerts.filter((one) => !known.has(rememberedAs(one)));
		return news.length === 0 ? [] : [digestOf(to, news, [...new Set([...kept(known, open, people.day), ...alerts.map(rememberedAs)])], people.day, settings)];
	});
}

/** How many alerts of cases that are over are remembered: a case may be reopened in the same state. */
const REMEMBERED_CLOSED = 2000;

/** What is still worth remembering: the delays of today, the other alerts of open cases, and the last ones of cases that are over. So the memory stays bounded. */
function kept(known: ReadonlySet<string>, open: ReadonlySet<string>, day: string): string[] {
	const lasting = [...known].filter((key) => !key.includes(' overdue ') || key.endsWith(day));
	const isOpen = (key: string): boolean => open.has(key.split(' ', 1)[0] ?? '');
	return [...lasting.filter((key) => !isOpen(key)).slice(-REMEMBERED_CLOSED), ...lasting.filter(isOpen)];
}

const rememberedAs = ({ id, alertKey }: Alert): string => `${id} ${alertKey}`;

function digestOf(to: Addressee, alerts: readonly Alert[], memory: readonly string[], day: string, settings: MailSettings): Digest {
	const sections = (Object.keys(SECTIONS) as Urgency[])
		.map((urgency) => ({ ...SECTIONS[urgency], alerts: alerts.filter((one) => one.urgency === urgency).sort(mostUrgentFirst) }))
		.filter((section) => section.alerts.length > 0);
	const pieces = sections.flatMap((section): (Piece | undefined)[] => [
		heading(`${section.title} (${section.alerts.length})`),
		list(section.alerts.slice(0, LISTED).map((one) => entryOf(one, to, settings))),
		section.alerts.length > LISTED ? paragraph(`И ещё ${section.alerts.length - LISTED}.`) : undefined,
	]);
	const cases = alerts.map(({ id, alertKey }) => ({ id, alertKey }));
	const key = `digest:${to.email}:${day}:${textDigest(JSON.stringify(cases)).slice(0, 16)}`;
	const subject = `Сроки по сообщениям жителей: ${sections.map((section) => `${section.brief} ${section.alerts.length}`).join(', ')}`;
	return { ...compose({ to: to.email, subject, key }, [paragraph(`${to.name}, дела, которые требуют внимания.`), ...pieces], settings, briefOf(subject, sections.flatMap((section) => section.alerts.map((one) => one.record)), settings)), cases, memoryKey: memoryKey(to.email), memory: writeMemory(memory) };
}

const mostUrgentFirst = (a: Alert, b: Alert): number => b.overdueDays - a.overdueDays || String(a.record.nextDueAt ?? '').localeCompare(String(b.record.nextDueAt ?? ''), 'en') || a.id - b.id;

function entryOf({ record, overdueDays, owing, story }: Alert, to: Addressee, settings: MailSettings): Entry {
	const late = overdueDays > 0 ? `Просрочено рабочих дней: ${overdueDays}. ` : '';
	const whose = owing.includes(to.email) || story ? '' : ` Отвечает: ${String(record.owedByName || record.executorName || record.executor || 'куратор').replace(/\.$/u, '')}.`;
	const why = story ? `${story}. ` : '';
	return { title: caseTitle(record), link: formLink(record, settings), text: `${why}${late}${nextStepOf(record)}. Срок: ${dueOf(record, settings.zone)}.${whose}` };
}
