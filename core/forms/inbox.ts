import { normalEmail, rolesOf, type Actor } from '../cases/actor';
import { isOpen, statusLabel } from '../cases/statuses';
import { owners, type People } from '../notices/addressee';
import { caseTitle, formLink, nextStepOf } from '../notices/task';
import type { Role } from '../procedure';
import { compare } from '../roster/officials';
import { excerpt, visibleText } from '../text/escape';
import { dueWords } from './dueWords';
import { pageAddress } from './links';

type Row = Readonly<Record<string, unknown>>;

/** How many cases of a kind a page carries; of the rest it tells the number. */
export const INBOX_LIMITS = { own: 100, watched: 50 } as const;

/** How much of a resident's text an entry shows, in characters. */
const EXCERPT = 160;

/** Roles that see whatever is open, not only what they are named in. */
const OVERSEERS: ReadonlySet<Role> = new Set(['curator', 'head']);

export interface InboxEntry {
	readonly id: number;
	readonly title: string;
	/** The state in plain words. */
	readonly state: string;
	readonly due: string;
	readonly overdue: boolean;
	/** The resident's words, cut. */
	readonly excerpt: string;
	/** What is worth knowing before opening it: threat to life, repeat, remark, refusal of the network. */
	readonly marks: readonly string[];
	/** The one next step and where it is made; '' where this person has none to make. */
	readonly step: string;
	readonly link: string;
	/** The case with its history. */
	readonly caseLink: string;
	/** Who makes the next step, where it is somebody else. */
	readonly holder: string;
}

export interface InboxList {
	readonly entries: readonly InboxEntry[];
	/** Cases beyond the limit. */
	readonly rest: number;
	readonly total: number;
	readonly overdue: number;
}

export interface Inbox {
	/** What waits for this person. */
	readonly own: InboxList;
	/** What others have in hand and this person answers for or oversees. */
	readonly watched: InboxList;
}

export interface InboxPlace {
	/** Where n8n's forms are opened. */
	readonly baseUrl: string;
	/** IANA zone in which times are shown. */
	readonly zone: string;
}

const text = (value: unknown): string => visibleText(String(value ?? '')).trim();

/**
 * The person's cases, by due date, so that the overdue stand in front; those without a date come last. What waits for
 * him is told by the same rule by which notices are mailed (core/notices/addressee.ts), substitutes included.
 *
 * @param rows rows of the register with the state of their terms (node «Working-Day Deadline», operation `state`)
 * @param actor the person as he acts today
 */
export function inboxOf(rows: readonly Row[], actor: Actor, people: People, place: InboxPlace): Inbox {
	const open = rows.filter((row) => isOpen(row.status) && row.id !== undefined && row.id !== null);
	const own: Row[] = [];
	const watched: Row[] = [];
	for (const row of open.sort(byDue)) {
		if (!isWithSystem(row) && owners(row, people).some((one) => one.email === actor.email)) own.push(row);
		else if (watches(row, actor)) watched.push(row);
	}
	return { own: listOf(own, INBOX_LIMITS.own, people, place, true), watched: listOf(watched, INBOX_LIMITS.watched, people, place, false) };
}

/** Being published, or approved and about to be: nobody has anything to do unless the network refused. */
const isWithSystem = (row: Row): boolean => row.status === 'publishing' || (row.status === 'approved' && text(row.publishError) === '');

function byDue(a: Row, b: Row): number {
	const [one, two] = [a, b].map((row) => text(row.dueAt ?? row.nextDueAt) || '~');
	return compare(one ?? '', two ?? '') || Number(a.id) - Number(b.id);
}

/** The curator and the Head see all; others what was routed to them, and what was handed over while they were away. */
function watches(row: Row, actor: Actor): boolean {
	if (rolesOf(actor).some((role) => OVERSEERS.has(role))) return true;
	// Until the curator routes it, the people on a case are a proposal.
	if (row.status === 'registered' || row.status === 'review') return false;
	const mine = [actor.email, ...(actor.actsFor ?? [])];
	return [row.executor, row.recipient].map(normalEmail).some((email) => mine.includes(email)) || (actor.name !== '' && row.substituteFor === actor.name);
}

function listOf(rows: readonly Row[], limit: number, people: People, place: InboxPlace, own: boolean): InboxList {
	return {
		entries: rows.slice(0, limit).map((row) => entryOf(row, people, place, own)),
		rest: Math.max(0, rows.length - limit),
		total: rows.length,
		overdue: rows.filter((row) => row.state === 'overdue').length,
	};
}

function entryOf(row: Row, people: People, place: InboxPlace, own: boolean): InboxEntry {
	const holders = isWithSystem(row) ? [] : owners(row, people);
	return {
		id: Number(row.id),
		title: caseTitle(row),
		state: stateWords(row),
		due: dueWords(row, place.zone),
		overdue: row.state === 'overdue',
		excerpt: excerpt(text(row.text).replace(/\s+/gu, ' '), EXCERPT) || 'Текста нет, посмотрите вложения.',
		marks: marksOf(row),
		step: own ? nextStepOf(row) : '',
		link: own ? formLink(row, { ...place, organization: '' }) : '',
		caseLink: pageAddress(place.baseUrl, 'actions', row.id),
		holder: own ? '' : holders.map((one) => one.name).join(', '),
	};
}

/** The status, and for a reply that people publish by hand, that it waits for them. */
const stateWords = (row: Row): string =>
	row.status === 'approved' && text(row.publishError) !== '' ? 'Согласовано, опубликуйте вручную' : statusLabel(text(row.status));

function marksOf(row: Row): string[] {
	return [
		row.critical === true ? 'Возможна угроза жизни или безопасности людей' : '',
		row.importance === 'critical' || row.importance === 'high' ? (row.importance === 'high' ? 'Высокая важность' : 'Критическая важность') : '',
		row.repeatOf ? `Повтор дела № ${text(row.repeatOf)}: в ответе нужны меры или ход решения` : '',
		row.substituteFor ? `Вместо: ${text(row.substituteFor)}` : '',
		row.status === 'returned' && text(row.returnRemark) !== '' ? `Замечание: ${excerpt(text(row.returnRemark), 200)}` : '',
		text(row.publishError) !== '' ? `Отказ сети: ${excerpt(text(row.publishError), 200)}` : '',
	].filter((mark) => mark !== '');
}
