import { REPLIES, changesTold } from './history';

type Row = Readonly<Record<string, unknown>>;

/** What a report takes of a case. */
const CASE_COLUMNS = [
	'id', 'status', 'disposition', 'detectedAt', 'network', 'officialAccount', 'topicGroup', 'topic', 'location', 'importance', 'exclusionGround', 'repeatOf', 'repeatKind',
	'recipientName', 'executor', 'executorName', 'reducedTerm', 'routeBy', 'replyBy', 'finalBy', 'interimAt', 'replyPublishedAt',
] as const;

/** What tells who the resident is. */
const PERSONAL_COLUMNS = ['authorName', 'url', 'text', 'street', 'replyUrl'] as const;

const ENTRY_COLUMNS = ['caseId', 'version', 'at', 'event', 'fromStatus', 'toStatus'] as const;
const ENTRY_CHANGES = [...REPLIES, 'exclusionGround'] as const;

/**
 * A row of `cases` with nothing but what a report takes: a tenth of it. An execution holds only so much (n8n keeps it as
 * one text, and V8's longest has 512 MiB), and a year of a large register is more.
 */
export const condenseCase = (row: Row, withPersonalData: boolean): Record<string, unknown> => only(row, withPersonalData ? [...CASE_COLUMNS, ...PERSONAL_COLUMNS] : CASE_COLUMNS);

/** A row of `journal` with nothing but what a report takes. */
export function condenseEntry(row: Row): Record<string, unknown> {
	const entry = only(row, ENTRY_COLUMNS);
	const changes = only(changesTold(row), ENTRY_CHANGES);
	return Object.keys(changes).length === 0 ? entry : { ...entry, changes: JSON.stringify(changes) };
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

const only = (row: Row, columns: readonly string[]): Record<string, unknown> => Object.fromEntries(columns.filter((key) => !isEmpty(row[key])).map((key) => [key, row[key]]));
