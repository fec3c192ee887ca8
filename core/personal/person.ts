import { DeskError } from '../errors';
import { visibleText } from '../text/escape';

type Row = Readonly<Record<string, unknown>>;

/** How a person is looked for. At least one; what is given must all fit. */
export interface Wanted {
	/** Part of the name as the network shows it. */
	readonly name?: string;
	/** The network's id, or the address of the person's page. */
	readonly account?: string;
	/** Part of what was written: a telephone number, a house. */
	readonly words?: string;
}

/** Shorter ones fit half the register. */
const SHORTEST = 3;

const plain = (value: unknown): string =>
	visibleText(String(value ?? ''))
		.toLowerCase()
		.replace(/ё/gu, 'е')
		.replace(/\s+/gu, ' ')
		.trim();

/**
 * The cases of one person: by name in any letter case, by account or the address of a page, by words of the text.
 *
 * @throws DeskError PERSON_NOT_NAMED when nothing to look by is given, PERSON_TOO_SHORT when it would fit too many
 * @example casesOf(rows, { account: 'https://vk.com/id77' }) // those whose authorId is 77, id77 or …/id77
 */
export function casesOf(rows: readonly Row[], wanted: Wanted): Row[] {
	const name = plain(wanted.name);
	const account = accountOf(wanted.account);
	const words = plain(wanted.words);
	if (name === '' && account === '' && words === '') throw new DeskError('PERSON_NOT_NAMED', 'Не сказано, чьи данные искать.', 'Укажите имя, страницу автора или слова из сообщения.');
	if ([name, words].some((one) => one !== '' && one.length < SHORTEST)) throw new DeskError('PERSON_TOO_SHORT', `Слишком коротко: нужно не меньше ${SHORTEST} букв.`, 'Напишите имя полностью, как в соцсети.');
	return rows.filter((row) => {
		const texts = ['text', 'draftText'].map((key) => plain(row[key])).join('\n');
		return (name === '' || plain(row.authorName).includes(name)) && (account === '' || accountOf(row.authorId) === account) && (words === '' || texts.includes(words));
	});
}

/** «https://vk.com/id77?from=feed», «id77» and «77» are one account. */
function accountOf(value: unknown): string {
	const last = plain(value).replace(/[?#].*$/u, '').replace(/\/+$/u, '').split('/').pop() ?? '';
	return last.replace(/^@/u, '').replace(/^(?:id|profile)(?=\d+$)/u, '');
}
