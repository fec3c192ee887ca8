import { DeskError } from '../../errors';

/** What an export may tell of an incident, and what staff call it. */
export const EXPORT_FIELDS = {
	number: 'Номер инцидента',
	created: 'Дата создания',
	closed: 'Дата закрытия',
	published: 'Дата публикации',
	text: 'Текст инцидента',
	url: 'Ссылка',
	network: 'Сеть',
	author: 'Автор',
	authorId: 'Идентификатор автора',
	official: 'Официальный аккаунт',
	attachments: 'Вложения',
} as const;

export type ExportField = keyof typeof EXPORT_FIELDS;

/**
 * Header texts by field, as seen in four public layouts of exports (column letters move from one to the next) and as people
 * write them. Compared without case, punctuation and the difference of е and ё. The earlier name wins where a file has both.
 */
export const HEADERS: Readonly<Record<ExportField, readonly string[]>> = {
	number: ['Номер инцидента', '№ инцидента', 'ID инцидента', 'Инцидент', 'Номер', '№', 'ID'],
	created: ['Дата создания', 'Дата создания инцидента', 'Создан', 'Дата выявления', 'Дата регистрации', 'Дата поступления', 'Дата'],
	closed: ['Дата закрытия', 'Дата окончания', 'Дата завершения', 'Закрыт'],
	published: ['Дата публикации', 'Дата сообщения', 'Опубликовано', 'Дата поста', 'Дата комментария'],
	text: ['Текст инцидента', 'Текст сообщения', 'Текст обращения', 'Текст', 'Сообщение', 'Содержание', 'Вопрос'],
	url: ['Ссылка', 'Ссылка на сообщение', 'Ссылка на инцидент', 'Ссылка на публикацию', 'Ссылка на комментарий', 'URL', 'Адрес сообщения'],
	network: ['Сеть', 'Соцсеть', 'Социальная сеть', 'Площадка', 'Источник', 'Тип источника'],
	author: ['Автор', 'Автор сообщения', 'ФИО автора', 'Имя автора', 'Заявитель', 'Пользователь'],
	authorId: ['Идентификатор автора', 'ID автора', 'Ссылка на автора', 'Профиль автора'],
	official: ['Официальный аккаунт', 'Официальная страница'],
	attachments: ['Вложения', 'Фото', 'Медиа'],
};

/** Header rows are looked for among so many first rows: exports may begin with a title. */
const TITLE_ROWS = 20;

export interface Columns {
	/** Index of the header row. */
	readonly headerAt: number;
	readonly at: Readonly<Partial<Record<ExportField, number>>>;
	/** The number is the incident's own: a bare «№» or «Номер» may count the rows of this file. */
	readonly numberIsOwn: boolean;
}

export const headerKey = (text: unknown): string =>
	String(text ?? '').toLowerCase().replace(/ё/gu, 'е').replace(/[^\p{L}\p{N}№]+/gu, ' ').trim();

/**
 * Finds the columns by their headers. A column of texts is needed, everything else may be missing.
 *
 * @param own the officer's own header texts by field
 * @throws DeskError IM_NO_TEXT_COLUMN with the headers that were seen
 */
export function findColumns(rows: readonly (readonly unknown[])[], own: Readonly<Partial<Record<ExportField, readonly string[]>>> = {}): Columns {
	for (const [headerAt, row] of rows.slice(0, TITLE_ROWS).entries()) {
		const at = columnsOf(row, own);
		if (at.text !== undefined) return { headerAt, at, numberIsOwn: at.number !== undefined && isOwnNumber(headerKey(row[at.number]), own.number) };
	}
	const seen = rows.slice(0, TITLE_ROWS).map((row) => row.map((cell) => String(cell ?? '').trim()).filter((cell) => cell !== '' && cell.length <= 40)).sort((a, b) => b.length - a.length)[0] ?? [];
	throw new DeskError('IM_NO_TEXT_COLUMN', `В файле нет столбца с текстом сообщений. Есть: ${seen.slice(0, 12).join(', ') || 'ничего похожего на заголовки'}.`, 'Проверьте, тот ли это файл. Если столбец назван иначе, впишите его название в узле, поле «Свои названия столбцов».', { seen: seen.slice(0, 40) });
}

const COUNTS_ROWS: ReadonlySet<string> = new Set(['№', 'номер']);

const isOwnNumber = (header: string, own: readonly string[] = []): boolean => !COUNTS_ROWS.has(header) || own.some((name) => headerKey(name) === header);

function columnsOf(row: readonly unknown[], own: Readonly<Partial<Record<ExportField, readonly string[]>>>): Partial<Record<ExportField, number>> {
	const keys = row.map(headerKey);
	const found: Partial<Record<ExportField, number>> = {};
	for (const field of Object.keys(EXPORT_FIELDS) as ExportField[]) {
		const at = [...(own[field] ?? []), ...HEADERS[field]].map((name) => keys.indexOf(headerKey(name))).find((index) => index >= 0);
		if (at !== undefined) found[field] = at;
	}
	return found;
}
