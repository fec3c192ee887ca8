import { DateTime } from 'luxon';

import { isForgotten } from '../cases/forget';
import { isOpen, isStatus } from '../cases/statuses';
import { DeskError } from '../errors';
import { filesOf as attached } from '../media/gather';
import { partsOf } from '../text/parts';

type Row = Readonly<Record<string, unknown>>;

/** Shorter terms would take away a case while its repeat may still come and the year's report is not made. */
export const SHORTEST_TERM_DAYS = 30;

/** One who wrote in January is forgotten after the same number of days as one who wrote in June: calendar days, not working ones. */
export interface Retention {
	readonly days: number;
	/** ISO 8601. */
	readonly now: string;
	/** Numbers of cases that are to be forgotten before their term: somebody has asked for it (152-FZ, article 14). */
	readonly early?: ReadonlySet<number>;
}

/**
 * «12; 15, № 20» → the numbers of cases in it.
 *
 * @throws DeskError CASE_LIST where anything else stands in it: what is forgotten by a guess cannot be given back
 */
export function caseNumbers(text: string): ReadonlySet<number> {
	const parts = partsOf(text, /[;,]/u);
	const wrong = parts.find((one) => !/^(?:№\s*)?\d+$/u.test(one));
	if (wrong !== undefined) throw new DeskError('CASE_LIST', `«${wrong}» — не номер дела.`, 'Впишите номера через «;», например 12; 15.');
	return new Set(parts.map((one) => Number(one.replace(/\D/gu, ''))));
}

/**
 * Whether the case is over and its term of keeping has passed since the last thing that happened in it, or it is to be
 * forgotten early. A case still open and one already anonymised are never taken, one whose dates cannot be read only early.
 *
 * @param row a row of `cases`, with the table's own `updatedAt` where it has no date of its end
 * @throws DeskError RETENTION_TERM when the term is not a whole number of days, at least SHORTEST_TERM_DAYS
 */
export function isExpired(row: Row, { days, now, early }: Retention): boolean {
	if (!Number.isInteger(days) || days < SHORTEST_TERM_DAYS) {
		throw new DeskError('RETENTION_TERM', `Срок хранения «${String(days)}» не подходит.`, `Нужно целое число дней, не меньше ${SHORTEST_TERM_DAYS}. Чтобы не обезличивать, выключите процесс.`);
	}
	if (!isStatus(row.status) || isOpen(row.status) || isForgotten(row)) return false;
	if (early?.has(Number(row.id)) === true) return true;
	const last = lastEventOf(row);
	return last !== undefined && last < DateTime.fromISO(now).minus({ days }).toMillis();
}

/** Why the case is forgotten, for the remark of the step. */
export const reasonToForget = (row: Row, { days, early }: Retention): string => (early?.has(Number(row.id)) === true ? 'По требованию, раньше срока хранения' : `Срок хранения ${days} дней прошёл`);

/** The latest moment the row knows of: a reopened case ends anew, a corrected one is in use. Milliseconds since 1970. */
function lastEventOf(row: Row): number | undefined {
	const moments = ['detectedAt', 'interimAt', 'replyPublishedAt', 'draftedAt', 'approvedAt'].map((key) => momentOf(row[key]));
	const known = [...moments, momentOf(stepTime(row.lastStep))].filter((one) => one !== undefined);
	return known.length > 0 ? Math.max(...known) : momentOf(row.updatedAt);
}

function momentOf(value: unknown): number | undefined {
	const moment = value instanceof Date ? DateTime.fromJSDate(value) : DateTime.fromISO(String(value ?? ''), { zone: 'utc' });
	return moment.isValid ? moment.toMillis() : undefined;
}

function stepTime(lastStep: unknown): unknown {
	try {
		return (JSON.parse(String(lastStep ?? '')) as { at?: unknown } | null)?.at;
	} catch {
		return undefined;
	}
}

/**
 * Files that the case's reply keeps on disk, relative to the folder of attachments: to be deleted with the case. Only such as
 * the forms made, in the case's own folder: somebody is going to delete what stands here.
 */
export const filesOf = (row: Row): string[] => attached(row).map((one) => one.file).filter((file) => file.startsWith(`${String(row.id)}/`));
