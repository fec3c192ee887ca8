import { readMoment } from '../calendar/moment';
import type { Zone } from '../calendar/zone';
import { isStatus, type Status } from '../cases/statuses';

type Row = Readonly<Record<string, unknown>>;

/** A step of a case as a report needs it. */
export interface Move {
	/** UTC milliseconds. */
	readonly at: number;
	readonly version: number;
	readonly event: string;
	readonly to: Status;
	/** When the reply appeared in the network: a person may record it later. Only of the step «published». */
	readonly publishedAt?: number;
	/** Ground of clause 15 the step left on the case. */
	readonly ground?: string;
	/** Where the case stood before the step. */
	readonly from?: Status;
	/** The times of replies as they were before the step, where it changed them; undefined in it: there was none. */
	readonly before?: Replies;
}

/** When replies appeared, UTC milliseconds. */
export interface Replies {
	readonly replyPublishedAt?: number | undefined;
	readonly interimAt?: number | undefined;
}

export const REPLIES = ['replyPublishedAt', 'interimAt'] as const;

/** Steps by case number, each case in order of versions. */
export type Histories = ReadonlyMap<number, readonly Move[]>;

/** What was read of the journal, and Russian sentences about rows that could not be. */
export interface ReadJournal {
	readonly histories: Histories;
	readonly remarks: readonly string[];
}

/** Steps whose changes tell a report more than the statuses do. */
const TELLING: ReadonlySet<string> = new Set(['register', 'published', 'exclude']);

/**
 * Rows of the table `journal` as steps by case; an entry written twice counts once. A row that cannot be read is left
 * out and told: one bad row must not take the figures of a whole year.
 */
export function readJournal(rows: readonly Row[], zone: Zone): ReadJournal {
	const moves = new Map<string, { id: number; move: Move }>();
	let unread = 0;
	for (const row of rows) {
		const id = Number(row.caseId);
		const move = moveOf(row, zone);
		if (!Number.isInteger(id) || id <= 0 || move === undefined) unread += 1;
		else moves.set(`${id}:${move.version}`, { id, move });
	}
	const histories = new Map<number, Move[]>();
	for (const { id, move } of moves.values()) histories.set(id, [...(histories.get(id) ?? []), move]);
	for (const steps of histories.values()) steps.sort((a, b) => a.version - b.version);
	return { histories, remarks: unread === 0 ? [] : [`Не прочитано записей журнала: ${unread}. В них нет номера дела, времени или состояния.`] };
}

function moveOf(row: Row, zone: Zone): Move | undefined {
	const at = momentOrNothing(row.at, zone);
	const version = Number(row.version);
	if (at === undefined || !Number.isFinite(version) || !isStatus(row.toStatus)) return undefined;
	const event = String(row.event ?? '');
	const changes = changesTold(row);
	const before = REPLIES.filter((key) => Array.isArray(changes[key])).map((key) => [key, momentOrNothing((changes[key] as readonly unknown[])[0], zone)] as const);
	return {
		at,
		version,
		event,
		to: row.toStatus,
		...(isStatus(row.fromStatus) ? { from: row.fromStatus } : {}),
		...(before.length > 0 ? { before: Object.fromEntries(before) } : {}),
		...(TELLING.has(event) ? toldBy(row, changes, zone) : {}),
	};
}

/** The changes of an entry where a report asks for any: a year's other entries are not parsed for nothing. */
export const changesTold = (row: Row): Readonly<Record<string, unknown>> =>
	TELLING.has(String(row.event ?? '')) || REPLIES.some((key) => String(row.changes ?? '').includes(key)) ? changesOf(row.changes) : {};

function toldBy(row: Row, changes: Readonly<Record<string, unknown>>, zone: Zone): Pick<Move, 'publishedAt' | 'ground'> {
	const after = (key: string): unknown => (changes[key] as readonly unknown[] | undefined)?.[1];
	const publishedAt = momentOrNothing(row.toStatus === 'interim' ? after('interimAt') : after('replyPublishedAt'), zone);
	const ground = String(after('exclusionGround') ?? '');
	return { ...(publishedAt === undefined ? {} : { publishedAt }), ...(ground === '' ? {} : { ground }) };
}

function changesOf(value: unknown): Readonly<Record<string, unknown>> {
	try {
		const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : value;
		return parsed !== null && typeof parsed === 'object' ? (parsed as Readonly<Record<string, unknown>>) : {};
	} catch {
		// edited by hand: the step's own time and status still hold
		return {};
	}
}

/** The instant of a stored date; undefined for an empty or unreadable one. */
export function momentOrNothing(value: unknown, zone: Zone): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	try {
		return readMoment(value, zone, 'Дата').at;
	} catch {
		return undefined;
	}
}
