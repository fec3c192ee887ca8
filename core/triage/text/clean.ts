/** Residents' text without markup: what is left is what a person reads. One pass, bounded look-ahead. */

/** Longest text that is looked at, in UTF-16 units, before and after cleaning. */
const RAW_LIMIT = 200_000;
export const CLEAN_LIMIT = 20_000;

/** How far a markup construct may reach; beyond that the bracket is taken for an ordinary character. */
const TAG_REACH = 400;
const MENTION_REACH = 200;
const ENTITY_REACH = 10;

const ENTITIES: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: ' ',
	laquo: '«',
	raquo: '»',
	mdash: '—',
	ndash: '–',
	hellip: '…',
};

/** Heads of VK's `[head|text]`: a profile, a community or an address. */
const MENTION_HEADS = ['id', 'club', 'public', 'event', 'http', 'vk.com', '#'];

/** Beginnings by which a link is known without a dictionary of domains. */
const LINK_HEADS = ['http://', 'https://', 'www.', 'vk.com/', 'vk.cc/', 'ok.ru/', 't.me/'];

const isSpace = (code: number): boolean => code <= 32 || code === 0xa0 || (code >= 0x2000 && code <= 0x200a) || code === 0x3000;

/** Marks that print nothing: joiners, direction marks, soft hyphens, variation selectors. */
const isInvisible = (code: number): boolean =>
	(code >= 0x200b && code <= 0x200f) ||
	(code >= 0x2028 && code <= 0x202e) ||
	(code >= 0x2060 && code <= 0x206f) ||
	(code >= 0xfe00 && code <= 0xfe0f) ||
	code === 0xad ||
	code === 0x34f ||
	code === 0x180e ||
	code === 0xfeff;

const isCombining = (code: number): boolean => code >= 0x300 && code <= 0x36f;

/** й and ё written as two marks; every other combining mark is decoration. */
const composed = (before: number, mark: number): string | undefined => {
	if (mark === 0x306) return before === 0x438 ? 'й' : before === 0x418 ? 'Й' : undefined;
	if (mark === 0x308) return before === 0x435 ? 'ё' : before === 0x415 ? 'Ё' : undefined;
	return undefined;
};

const isAsciiLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);

/** Index of the end of an HTML tag or comment opened at `from`, or -1. */
function tagEnd(text: string, from: number): number {
	const next = text.charCodeAt(from + 1);
	if (!isAsciiLetter(next) && next !== 47 && next !== 33) return -1;
	const stop = Math.min(text.length, from + TAG_REACH);
	for (let i = from + 1; i < stop; i++) {
		const code = text.charCodeAt(i);
		if (code === 62) return i;
		if (code === 60) return -1;
	}
	return -1;
}

/** Index of the bar in VK's `[id1|Имя]` opened at `from`, or -1. */
function mentionBar(text: string, from: number): number {
	if (!MENTION_HEADS.some((head) => text.startsWith(head, from + 1))) return -1;
	const stop = Math.min(text.length, from + MENTION_REACH);
	for (let i = from + 1; i < stop; i++) {
		const code = text.charCodeAt(i);
		if (code === 124) return i;
		if (code === 91 || code === 93 || code === 10) return -1;
	}
	return -1;
}

/** The character of an entity at `from` and its length, or undefined. */
function entityAt(text: string, from: number): { char: string; length: number } | undefined {
	const end = text.slice(from, from + ENTITY_REACH).indexOf(';') + from;
	if (end < from) return undefined;
	const name = text.slice(from + 1, end);
	if (name.startsWith('#')) {
		const code = name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
		if (!Number.isInteger(code) || code <= 0 || code > 0x10ffff) return undefined;
		return { char: String.fromCodePoint(code), length: end - from + 1 };
	}
	const char = ENTITIES[name.toLowerCase()];
	return char === undefined ? undefined : { char, length: end - from + 1 };
}

const startsLink = (text: string, from: number): boolean => {
	const before = from === 0 ? 32 : text.charCodeAt(from - 1);
	if (isAsciiLetter(before) || (before >= 48 && before <= 57)) return false;
	return LINK_HEADS.some((head) => text.startsWith(head, from) || text.slice(from, from + head.length).toLowerCase() === head);
};

function linkEnd(text: string, from: number): number {
	let i = from;
	while (i < text.length) {
		const code = text.charCodeAt(i);
		if (isSpace(code) || code === 60 || code === 93 || code === 124 || code === 41) break;
		i++;
	}
	return i;
}

/** First letters of the link heads: h, o, t, v, w in either case. */
const mayStartLink = (code: number): boolean => {
	const small = code | 32;
	return small === 104 || small === 111 || small === 116 || small === 118 || small === 119;
};

/** Whether there is nothing to clean but the ends: most messages, and then no copy is made letter by letter. */
function isPlain(text: string): boolean {
	let before = 0;
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		if (code === 60 || code === 91 || code === 38 || isCombining(code) || isInvisible(code)) return false;
		if (isSpace(code) && (code !== 32 || before === 32)) return false;
		if (mayStartLink(code) && startsLink(text, i)) return false;
		before = code;
	}
	return true;
}

/**
 * Removes HTML, links, VK mentions and invisible marks, composes й and ё, folds white space.
 * `[id1|Имя]` becomes «Имя». Linear in the length; at most 20,000 UTF-16 units come out.
 *
 * @example clean('[id1|Анна], <b>где</b> вода?') // 'Анна, где вода?'
 */
export function clean(text: string): string {
	const source = text.length > RAW_LIMIT ? text.slice(0, RAW_LIMIT) : text;
	if (isPlain(source)) return source.slice(0, CLEAN_LIMIT).trim().normalize('NFC');
	const out: string[] = [];
	let length = 0;
	let last = 32;
	let openMentions = 0;
	const put = (char: string): void => {
		out.push(char);
		length += char.length;
		last = char.charCodeAt(char.length - 1);
	};
	const space = (newline: boolean): void => {
		if (last !== 32 && last !== 10) put(newline ? '\n' : ' ');
		else if (newline && last === 32 && out.length > 0) {
			out[out.length - 1] = '\n';
			last = 10;
		}
	};
	for (let i = 0; i < source.length && length < CLEAN_LIMIT; i++) {
		const code = source.charCodeAt(i);
		let end = -1;
		if (isSpace(code)) {
			space(code === 10);
		} else if (isInvisible(code)) {
			continue;
		} else if (isCombining(code)) {
			const letter = composed(last, code);
			if (letter !== undefined) {
				out[out.length - 1] = letter;
				last = letter.charCodeAt(0);
			}
		} else if (code === 60 && (end = tagEnd(source, i)) > 0) {
			i = end;
			space(false);
		} else if (code === 91 && (end = mentionBar(source, i)) > 0) {
			i = end;
			openMentions++;
		} else if (code === 93 && openMentions > 0) {
			openMentions--;
		} else if (code === 38) {
			const entity = entityAt(source, i) ?? { char: '&', length: 1 };
			i += entity.length - 1;
			if (isSpace(entity.char.charCodeAt(0))) space(false);
			else if (!isInvisible(entity.char.charCodeAt(0))) put(entity.char);
		} else if (mayStartLink(code) && startsLink(source, i)) {
			i = linkEnd(source, i) - 1;
			space(false);
		} else {
			put(source[i]!);
		}
	}
	return out.join('').slice(0, CLEAN_LIMIT).trim().normalize('NFC');
}
