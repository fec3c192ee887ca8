import { statusLabel } from '../cases/statuses';
import { IMPORTANCE } from '../forms/choices';
import { networkLabel } from '../forms/card';
import { visibleText } from '../text/escape';
import { groundAt, repliedInTime, statusAt, workingDaysTo, type CaseFacts } from './facts';
import { within } from './figures';
import type { ReportSource } from './report';
import { groundWords, momentWords } from './words';

/** A cell of the spreadsheet: text that is safe to open, or a number. */
export type Cell = string | number;

/** What a spreadsheet holds in one cell at most (the limit of XLSX). */
const CELL_LIMIT = 32_767;

/** Signs that make a spreadsheet read a cell as a formula, also behind blanks and in their wide forms. */
const FORMULA = /^[\s\u0000-\u001F]*[=+\-@＝＋－＠]/u;

/**
 * Text as a cell that no spreadsheet takes for a formula: one that begins with = + - @ gets an apostrophe. Invisible
 * characters are removed, and what exceeds a cell is cut.
 *
 * @example safeCell('=HYPERLINK("http://x")') // '\'=HYPERLINK("http://x")'
 */
export function safeCell(value: unknown): string {
	const text = visibleText(String(value ?? ''));
	return (FORMULA.test(text) ? `'${text}` : text).slice(0, CELL_LIMIT);
}

interface Column {
	readonly head: string;
	/** Whether it can tell who the resident is. */
	readonly personal?: boolean;
	readonly of: (one: CaseFacts, source: ReportSource) => Cell | undefined;
}

const field = (head: string, key: string, personal = false): Column => ({ head, personal, of: ({ row }) => String(row[key] ?? '').trim() });

const COLUMNS: readonly Column[] = [
	{ head: 'Дело №', of: ({ id }) => id },
	{ head: 'Выявлено', of: ({ found }, { context }) => momentWords(found, context.zone) },
	{ head: 'Сеть', of: ({ row }) => networkLabel(String(row.network ?? '')) },
	field('Автор', 'authorName', true),
	field('Ссылка на сообщение', 'url', true),
	field('Текст сообщения', 'text', true),
	field('Группа тем', 'topicGroup'),
	field('Тема', 'topic'),
	field('Населённый пункт', 'location'),
	field('Улица, дом', 'street', true),
	{ head: 'Важность', of: ({ row }) => (row.importance ? IMPORTANCE.labelOf(row.importance) : '') },
	{ head: 'Состояние', of: (one, { span }) => statusLabel(statusAt(one, span.asOf)) },
	{ head: 'Основание исключения', of: (one, { span }) => groundWords(groundAt(one, span.asOf)) },
	{ head: 'Повтор дела №', of: ({ row }) => Number(row.repeatOf ?? 0) || undefined },
	field('Кому направлено', 'recipientName'),
	field('Исполнитель', 'executorName'),
	{ head: 'Ответить до', of: ({ replyBy }, { context }) => momentWords(replyBy, context.zone) },
	{ head: 'Промежуточный ответ', of: ({ interim }, source) => known(interim, source, (at) => momentWords(at, source.context.zone)) },
	{ head: 'Окончательный ответ до', of: ({ interim, finalBy }, source) => known(interim, source, () => momentWords(finalBy, source.context.zone)) },
	{ head: 'Ответ дан', of: ({ replied }, source) => known(replied, source, (at) => momentWords(at, source.context.zone)) },
	field('Ссылка на ответ', 'replyUrl', true),
	{ head: 'Рабочих дней до ответа', of: (one, source) => known(one.replied, source, (at) => workingDaysTo(one, at, source.context)) },
	{ head: 'В срок', of: (one, source) => known(one.replied, source, () => (repliedInTime(one) ? 'да' : 'нет')) },
];

const known = (instant: number | undefined, { span }: ReportSource, of: (at: number) => Cell): Cell | undefined => (instant === undefined || instant > span.asOf ? undefined : of(instant));

/**
 * Rows for a spreadsheet under Russian headings: cases found or answered in the period, in order of their numbers.
 * Every row has every column, so that the first one makes the sheet's heading.
 */
export function sheetRows(source: ReportSource, withPersonalData: boolean): Record<string, Cell>[] {
	const columns = COLUMNS.filter((column) => withPersonalData || !column.personal);
	return source.facts
		.filter((one) => within(one.found, source.span) || within(one.replied, source.span))
		.map((one) => Object.fromEntries(columns.map(({ head, of }) => [head, cellOf(of(one, source))])));
}

const cellOf = (value: Cell | undefined): Cell => (typeof value === 'number' ? value : safeCell(value));

/** The headings over nothing, for a period without cases. */
export const emptySheetRow = (withPersonalData: boolean): Record<string, Cell> => Object.fromEntries(COLUMNS.filter((column) => withPersonalData || !column.personal).map(({ head }) => [head, '']));
