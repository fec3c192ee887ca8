import type { CaseRecord } from './record';
import { TRANSITIONS, type EventName } from './transitions';
import { normalEmail } from './actor';

/**
 * What a step brings with it, by the record's own keys or by the short names of the node's panel.
 * Undefined and null mean "not given".
 */
export type StepData = Readonly<Record<string, unknown>>;

/** Short name → key of the record, or of the step itself (`remark`, `authorText`, `outcome`). */
const SHORT_NAMES: Readonly<Record<string, string | Readonly<Partial<Record<EventName, string>>>>> = {
	text: { draft: 'draftText', approve: 'draftText', authorReplied: 'authorText', sourceChanged: 'authorText' },
	kind: 'draftKind',
	attachments: 'draftAttachments',
	ground: { exclude: 'exclusionGround', close: 'closeGround' },
	evidence: 'exclusionEvidence',
	url: 'replyUrl',
	id: 'replyId',
	at: 'replyPublishedAt',
	error: 'publishError',
	publishOutcome: 'outcome',
	returnRemark: 'remark',
};

/** Columns of people: blank means that nobody was chosen, not that the choice is to be wiped. */
const PEOPLE_KEYS: ReadonlySet<string> = new Set(['recipient', 'recipientName', 'executor', 'executorName']);
const EMAIL_KEYS: ReadonlySet<string> = new Set(['recipient', 'executor']);

/** Facts that are true of one executor only; a new executor does not inherit them. */
const OF_EXECUTOR = ['executorName', 'substituteFor', 'absenceReason', 'actReference'] as const;

/** What the publishing node leaves on an item for the step after it. */
export function publishingResult(item: Readonly<CaseRecord>): StepData {
	return { publishOutcome: item.publishOutcome, error: item.publishError || item.error };
}

/** The data under the record's own keys, blanks of people dropped, e-mails in lower case, lists as JSON text. */
export function readData(event: EventName, data: StepData): CaseRecord {
	const read: CaseRecord = {};
	for (const [name, value] of Object.entries(data)) {
		if (value === undefined || value === null) continue;
		const target = SHORT_NAMES[name];
		const key = typeof target === 'object' ? target[event] : (target ?? name);
		if (key === undefined || (PEOPLE_KEYS.has(key) && value === '')) continue;
		read[key] = EMAIL_KEYS.has(key) ? normalEmail(value) : Array.isArray(value) ? JSON.stringify(value) : value;
	}
	return read;
}

/**
 * The stored case with what the step may change: first what earlier nodes put on the item, then the step's data.
 *
 * @param item the stored fields that the item carries, maybe changed by the nodes before
 * @param nameOf finds a person's name by e-mail, for a choice that came as an e-mail alone
 */
export function applyData(
	event: EventName,
	stored: Readonly<CaseRecord>,
	item: Readonly<CaseRecord>,
	data: Readonly<CaseRecord>,
	nameOf: (email: string) => string,
): CaseRecord {
	const applied: CaseRecord = { ...stored };
	for (const key of TRANSITIONS[event].mayChange) applied[key] = [data, item, stored].find((source) => source[key] !== undefined)?.[key];
	renamePeople(applied, stored, item, data, nameOf);
	return applied;
}

function renamePeople(applied: CaseRecord, stored: Readonly<CaseRecord>, item: Readonly<CaseRecord>, data: Readonly<CaseRecord>, nameOf: (email: string) => string): void {
	if (data.recipient !== undefined && data.recipientName === undefined && data.recipient !== item.recipient) applied.recipientName = nameOf(String(data.recipient));
	if (data.executor === undefined || data.executor === item.executor) return;
	for (const key of OF_EXECUTOR) applied[key] = data[key] ?? '';
	if (applied.executorName === '') applied.executorName = nameOf(String(data.executor));
	if (data.assignmentReason === undefined && stored.executor !== applied.executor) applied.assignmentReason = 'Исполнителя назначил человек, а не правило.';
}
