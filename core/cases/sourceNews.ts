import { TEXT_LIMIT } from './fields';
import type { CaseRecord } from './record';

/** Headings under which the record's text tells what the author did to the message after it was registered. The first words stay: a reply may have been written to them. */
export const EDITED_NOTE = 'Автор изменил сообщение';
export const DELETED_NOTE = 'Автор удалил сообщение';

const HEADING = /\n\n\[(Автор изменил сообщение|Автор удалил сообщение|Уточнение автора), \d{4}-\d{2}-\d{2}\] ?/u;

/**
 * Whether this is news to the case: the same edit or deletion is told again after a restart.
 *
 * @param authorText the message as it reads now; '' when it is deleted
 */
export function isNewsOfSource(record: Readonly<CaseRecord>, authorText: string): boolean {
	const [first = '', ...rest] = String(record.text ?? '').split(HEADING);
	const notes = rest.flatMap((part, index) => (index % 2 === 0 ? [{ title: part, text: rest[index + 1] ?? '' }] : []));
	if (authorText === '') return !notes.some((note) => note.title === DELETED_NOTE);
	const latest = notes.filter((note) => note.title === EDITED_NOTE).at(-1)?.text ?? first;
	return comparable(latest) !== comparable(authorText);
}

/** The beginning that neither the register's limit nor white space can change. */
const comparable = (text: string): string => text.replace(/\s+/gu, ' ').trim().slice(0, TEXT_LIMIT / 4);
