import { DeskError } from '../errors';
import { CASE_FIELDS } from './fields';
import { textDigest } from './digest';
import { caseId, type CaseRecord } from './record';
import { isStatus, type Status } from './statuses';
import { isEvent, type EventName } from './transitions';

/** What happened at one step, without the case number, which a new row does not have yet. Kept in `lastStep`. */
export interface StepEntry {
	readonly version: number;
	/** ISO 8601, UTC. */
	readonly at: string;
	/** E-mail of who acted; '' for the system. */
	readonly actor: string;
	readonly actorName: string;
	readonly event: EventName;
	readonly eventLabel: string;
	readonly fromStatus: Status | '';
	readonly toStatus: Status;
	readonly remark: string;
	readonly clause: string;
	/** SHA-256 of kind, text and attachments, where the step is about a reply's text. */
	readonly textDigest: string;
	/** JSON of {field: [before, after]}; personal text stands as its digest. */
	readonly changes: string;
}

/** A row of the `journal` table. */
export interface JournalEntry extends StepEntry {
	/** `<caseId>:<version>`; unique, so that writing an entry twice is seen. */
	readonly entryKey: string;
	readonly caseId: number;
}

export type Changes = Record<string, readonly [unknown, unknown]>;

/** Fields that hold a resident's words or name, or a reply's text: the journal keeps only their digest. */
const PERSONAL: ReadonlySet<string> = new Set(['text', 'authorName', 'authorId', 'draftText', 'exclusionEvidence', 'attachments']);

/** Bookkeeping of the record itself, told by the entry's own fields or of no interest to the journal. */
const UNRECORDED: ReadonlySet<string> = new Set(['version', 'lastStep', 'status', 'noticePending', 'noticeAfter', 'noticeTold']);

/** The fields the journal records. */
export const RECORDED_FIELDS: readonly string[] = CASE_FIELDS.map((field) => field.key).filter((key) => !UNRECORDED.has(key));

/** A field's value as the journal shows it. */
export function journalValue(key: string, value: unknown): unknown {
	const text = value ?? '';
	return PERSONAL.has(key) && text !== '' ? `sha256:${textDigest(String(text)).slice(0, 16)}` : (value ?? null);
}

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === '' || value === false;

/** Before and after of every recorded field that differs; ways of being empty do not differ. */
export function changesBetween(before: Readonly<CaseRecord>, after: Readonly<CaseRecord>): Changes {
	const changes: Changes = {};
	for (const key of RECORDED_FIELDS) {
		if (before[key] !== after[key] && !(isBlank(before[key]) && isBlank(after[key]))) changes[key] = [journalValue(key, before[key]), journalValue(key, after[key])];
	}
	return changes;
}

/**
 * The journal entry of a stored row: its id and its `lastStep`. Used after the row is written, and by the workflow
 * that heals a journal after a crash between the two writes.
 *
 * @throws DeskError JOURNAL_NO_ID, JOURNAL_NO_STEP, JOURNAL_BAD_STEP
 */
export function journalOf(row: Readonly<CaseRecord>): JournalEntry {
	const id = caseId(row);
	if (id === null) throw new DeskError('JOURNAL_NO_ID', 'У строки дела нет номера.', 'Передайте строку, которую вернула таблица cases: в ней есть id.');
	if (String(row.lastStep ?? '') === '') throw new DeskError('JOURNAL_NO_STEP', `В деле № ${id} не записан последний шаг.`, 'Дело меняли не через узел «Шаг дела». Запись журнала восстановить нельзя.');
	const last = readLastStep(row);
	if (!last) throw new DeskError('JOURNAL_BAD_STEP', `Последний шаг дела № ${id} не читается.`, 'Столбец lastStep меняли вручную. Выполните любой шаг по делу, и он запишется заново.');
	const { tells: _unrecorded, ...entry } = last;
	return { entryKey: `${id}:${entry.version}`, caseId: id, ...entry };
}

/** What `lastStep` holds: the entry, and whether somebody is to be told of it. */
export interface LastStep extends StepEntry {
	readonly tells: boolean;
}

/** The last step of a row; undefined where the column is empty or was edited by hand. */
export function readLastStep(row: Readonly<CaseRecord>): LastStep | undefined {
	try {
		const step: unknown = JSON.parse(String(row.lastStep ?? ''));
		return isLastStep(step) ? step : undefined;
	} catch {
		// not JSON: the same as no step
		return undefined;
	}
}

function isLastStep(step: unknown): step is LastStep {
	if (step === null || typeof step !== 'object') return false;
	const one = step as Record<string, unknown>;
	return typeof one.version === 'number' && isEvent(one.event) && isStatus(one.toStatus) && typeof one.changes === 'string';
}

/** What a journal says about a case. */
export interface Replayed {
	readonly status: Status;
	readonly version: number;
	/** Recorded fields as the journal shows them (see `journalValue`). */
	readonly fields: CaseRecord;
}

/**
 * Plays the journal of one case from its first entry: order does not matter, an entry written twice counts once.
 *
 * @throws DeskError JOURNAL_EMPTY, JOURNAL_GAP (a version is missing), JOURNAL_BROKEN (two entries do not join)
 */
export function replay(entries: readonly JournalEntry[]): Replayed {
	const ordered = [...new Map(entries.map((entry) => [entry.entryKey, entry])).values()].sort((a, b) => a.version - b.version);
	if (ordered.length === 0) throw new DeskError('JOURNAL_EMPTY', 'В журнале нет записей по делу.', 'Проверьте номер дела.');
	let status: Status | '' = '';
	let version = 0;
	const fields: CaseRecord = {};
	for (const entry of ordered) {
		if (entry.version !== version + 1) {
			throw new DeskError('JOURNAL_GAP', `В журнале дела № ${entry.caseId} нет записи версии ${version + 1}.`, 'Запустите восстановление журнала или найдите, кто удалил строку.');
		}
		if (entry.fromStatus !== status) {
			throw new DeskError('JOURNAL_BROKEN', `Запись ${entry.entryKey} начинается не с того состояния, которым кончилась предыдущая.`, 'Строку дела или журнала меняли вручную.');
		}
		for (const [key, [, after]] of Object.entries(JSON.parse(entry.changes) as Changes)) fields[key] = after;
		status = entry.toStatus;
		version = entry.version;
	}
	return { status: status as Status, version, fields };
}
