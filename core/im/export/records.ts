import { DateTime } from 'luxon';

import { intake, readDate } from '../../cases/intake';
import { storableText } from '../../cases/plainText';
import { webAddress } from './address';
import { findColumns, type Columns, type ExportField } from './columns';
import { plainWords } from './words';

export interface ExportRules {
	/** ISO 8601: detection of what carries no date, or a date to come. */
	readonly now: string;
	/** IANA zone of dates without an offset. */
	readonly zone: string;
	readonly ownHeaders?: Readonly<Partial<Record<ExportField, readonly string[]>>>;
	/** Take incidents that are closed in the export as well. */
	readonly takeClosed: boolean;
}

/** A row as a message; names are the record's, and what the report needs. */
export interface TakenRow {
	readonly rowNumber: number;
	readonly incidentNumber: string;
	readonly network: string;
	readonly url: string;
	readonly externalId: string;
	readonly authorName: string;
	readonly authorId: string;
	readonly text: string;
	readonly publishedAt: string | null;
	readonly detectedAt: string;
	readonly foundBy: 'incidentManager';
	readonly officialAccount: boolean;
	readonly attachments: string;
	/** What was wrong and yet no reason to refuse; '' when nothing. */
	readonly rowRemark: string;
	/** By which the register knows it. */
	readonly messageKey: string;
	/** ISO 8601: when the file was read. */
	readonly readAt: string;
}

export interface RefusedRow {
	readonly rowNumber: number;
	readonly incidentNumber: string;
	readonly code: 'NO_TEXT' | 'CLOSED' | 'CELL_TOO_LONG';
	readonly reason: string;
	/** The beginning of the text, for staff to find the row. */
	readonly excerpt: string;
}

/** Longer than any message, shorter than what would choke a form: characters. */
const CELL_LIMIT = 100_000;
const EXCERPT = 80;
/** What an export writes where an incident has no date of closing. */
const OPEN = /^(?:нет|не закрыт\p{L}*|no|false|0|[-–—.]+)$/iu;
const YES = /^(?:true|1|да|yes|официальн\p{L}*)$/iu;

/**
 * Rows of an export as messages, and the refused ones with their reasons. One bad row never stops the rest.
 *
 * @param rows cells as they came: texts, and numbers where a spreadsheet keeps dates as numbers
 * @throws DeskError IM_NO_TEXT_COLUMN
 */
export function exportRecords(rows: readonly (readonly unknown[])[], rules: ExportRules): { readonly taken: TakenRow[]; readonly refused: RefusedRow[] } {
	const columns = findColumns(rows, rules.ownHeaders);
	const taken: TakenRow[] = [];
	const refused: RefusedRow[] = [];
	for (let index = columns.headerAt + 1; index < rows.length; index += 1) {
		const row = rows[index] ?? [];
		if (row.every((cell) => cell === undefined || cell === null || String(cell).trim() === '')) continue;
		const read = readRow(row, index + 1, columns, rules);
		if ('reason' in read) refused.push(read);
		else taken.push(read);
	}
	return { taken, refused };
}

function readRow(row: readonly unknown[], rowNumber: number, { at, numberIsOwn }: Columns, rules: ExportRules): TakenRow | RefusedRow {
	const raw = (field: ExportField): unknown => (at[field] === undefined ? undefined : row[at[field]]);
	const cell = (field: ExportField): string => storableText(raw(field));
	const incidentNumber = cell('number').slice(0, 100);
	const refuse = (code: RefusedRow['code'], reason: string, excerpt = ''): RefusedRow => ({ rowNumber, incidentNumber, code, reason, excerpt: excerpt.slice(0, EXCERPT) });

	const longest = row.find((one) => typeof one === 'string' && one.length > CELL_LIMIT);
	if (typeof longest === 'string') return refuse('CELL_TOO_LONG', `ячейка длиннее ${CELL_LIMIT.toLocaleString('ru-RU')} знаков (${longest.length.toLocaleString('ru-RU')}): вероятно, в файле потеряна кавычка`, longest);
	const text = plainWords(cell('text'));
	if (text === '') return refuse('NO_TEXT', 'нет текста сообщения', cell('url'));
	const closed = cell('closed');
	if (closed !== '' && !OPEN.test(closed) && !rules.takeClosed) return refuse('CLOSED', `инцидент уже закрыт (${shownDate(raw('closed'), rules.zone) || closed.slice(0, 40)})`, text);

	const created = exportDate(raw('created'), rules.zone);
	const isFuture = created !== null && Date.parse(created) > Date.parse(rules.now);
	const url = webAddress(cell('url'));
	const message = {
		network: cell('network'),
		url,
		// Without a link the incident's own number keeps a second upload of the same file from doubling it.
		externalId: url === '' && numberIsOwn && incidentNumber !== '' ? `im-${incidentNumber}` : '',
		authorName: plainWords(cell('author')),
		authorId: cell('authorId'),
		text,
		publishedAt: exportDate(raw('published'), rules.zone),
		detectedAt: created === null || isFuture ? new Date(rules.now).toISOString() : created,
		foundBy: 'incidentManager',
		officialAccount: YES.test(cell('official')),
		attachments: cell('attachments'),
	} as const;
	return {
		rowNumber,
		incidentNumber,
		...message,
		rowRemark: remarkOf(cell('created'), created, isFuture),
		messageKey: String(intake(message, rules)['messageKey']),
		readAt: new Date(rules.now).toISOString(),
	};
}

function remarkOf(written: string, read: string | null, isFuture: boolean): string {
	if (isFuture) return `дата создания ещё не наступила («${written.slice(0, 40)}»): срок считается от загрузки`;
	if (read !== null) return '';
	return written === '' ? 'нет даты создания: срок считается от загрузки' : `дата создания не прочитана («${written.slice(0, 40)}»): срок считается от загрузки`;
}

/** Days since 1899-12-30, as spreadsheets keep dates, between 2000 and 2100. */
const SERIAL = /^\d{5}(?:[.,]\d+)?$/u;
const FIRST_SERIAL = 36_526;
const LAST_SERIAL = 73_051;
/** Day first, as people write: «24.11.2026 10:15», «24.11.26», «24/11/2026 в 9:05»; year first, as programs do without a «T». */
const DAY_FIRST = /^(?<day>\d{1,2})[./](?<month>\d{1,2})[./](?<year>\d{2}|\d{4})(?:,?\s+(?:в\s+)?(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2}))?)?$/u;
const YEAR_FIRST = /^(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})(?:\s+(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2}))?)?$/u;

/**
 * A date in any of the shapes that exports hold, ISO 8601 in UTC; null when it cannot be read.
 *
 * @example exportDate(45985.5, 'Asia/Kamchatka') // '2025-11-24T00:00:00.000Z'
 */
export function exportDate(value: unknown, zone: string): string | null {
	const text = storableText(value);
	const serial = Number(text.replace(',', '.'));
	if (SERIAL.test(text) && serial >= FIRST_SERIAL && serial <= LAST_SERIAL) {
		const wall = DateTime.fromObject({ year: 1899, month: 12, day: 30 }, { zone: 'utc' }).plus({ minutes: Math.round(serial * 1440) });
		return wall.setZone(zone, { keepLocalTime: true }).toUTC().toISO();
	}
	const parts = (DAY_FIRST.exec(text) ?? YEAR_FIRST.exec(text))?.groups;
	return parts ? wallTime(parts, zone) : readDate(value, zone);
}

function wallTime(parts: Readonly<Record<string, string | undefined>>, zone: string): string | null {
	const number = (name: string): number => Number(parts[name] ?? 0);
	const year = number('year') < 100 ? 2000 + number('year') : number('year');
	const time = DateTime.fromObject({ year, month: number('month'), day: number('day'), hour: number('hour'), minute: number('minute'), second: number('second') }, { zone });
	return time.isValid ? time.toUTC().toISO() : null;
}

function shownDate(value: unknown, zone: string): string {
	const date = exportDate(value, zone);
	return date === null ? '' : DateTime.fromISO(date, { zone }).toFormat('dd.MM.yyyy');
}
