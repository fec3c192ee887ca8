import data from '../../../data/lexicon/obscene.json';
import { foldWord } from '../text/letters';
import { remembered } from '../text/memo';
import type { Prepared } from '../text/prepare';
import type { Word } from '../text/word';
import { bestMasked, hasMask, maskOf } from './masked';

/** `sure`: obscene by its root or a clear mask; `insult`: a masked insult; `doubt`: only one letter is left to see. */
export type Obscenity = 'sure' | 'insult' | 'doubt' | 'no';

const words = new Set(data.words);
const innocent = new Set(data.not);
const insults = new Set(data.insults);
const translit = new Set(data.translit);

/** Longest gap, in signs, by which one word is torn apart: «х..й», «б.лять». */
const TEAR = 3;
const TEAR_SIGNS = '.\'"_-–—,*`’“”«»/\\|~^&';
/** Signs that stand for a letter even alone. */
const MASK_SIGNS = '*&^~';
/** A torn word is put together from at most this many pieces. */
const PIECES = 8;

function startsWithRoot(word: string): boolean {
	for (const { root, endings, short } of data.start) {
		const at = word.indexOf(root);
		if (at < 0 || at > 6 || !data.prefixes.includes(word.slice(0, at))) continue;
		const rest = word.slice(at + root.length);
		if (short.includes(rest) || endings.some((ending) => rest.startsWith(ending))) return true;
	}
	return false;
}

/**
 * Whether a folded word grows from an obscene root. By root, beginning and ending, never by a substring alone:
 * «оскорблять», «требует», «страхуй», «гребень» are none.
 *
 * @example isObscene('нахуй') // true
 */
export function isObscene(word: string): boolean {
	if (word.length < 2 || innocent.has(word)) return false;
	return words.has(word) || data.inside.some((part) => word.includes(part)) || startsWithRoot(word) || translit.has(word);
}

/** Latin letters by sound, for words of both alphabets: «пиzдец», «еbать». */
const BY_SOUND: Readonly<Record<string, string>> = {
	a: 'а', b: 'б', c: 'с', d: 'д', e: 'е', f: 'ф', g: 'г', h: 'х', i: 'и', j: 'й', k: 'к', l: 'л', m: 'м', n: 'н', o: 'о', p: 'п', r: 'р', s: 'с', t: 'т', u: 'у', v: 'в', x: 'х', y: 'у', z: 'з',
};

/** A word of both alphabets read by sound; undefined for any other. */
function bySound(raw: string): string | undefined {
	if (!/[a-z]/iu.test(raw) || !/[а-яё]/iu.test(raw)) return undefined;
	return [...raw.toLowerCase()].map((letter) => BY_SOUND[letter] ?? letter).join('').replaceAll('ё', 'е');
}

function judgeMask(mask: string): Obscenity {
	const verdict = bestMasked(mask, data.forms);
	if (verdict === 'sure') return 'sure';
	return bestMasked(mask, data.insults) === 'sure' ? 'insult' : verdict;
}

/** A word of Cyrillic letters only hides nothing. */
const PLAIN = /^[а-яё]+$/iu;

const judgeWord = remembered(({ norm, spelling }: Word): Obscenity => {
	if (isObscene(norm)) return 'sure';
	if (PLAIN.test(spelling)) return 'no';
	const sounded = bySound(spelling);
	if (sounded !== undefined && isObscene(sounded)) return 'sure';
	const mask = maskOf(spelling);
	return hasMask(mask) ? judgeMask(mask) : 'no';
});

/** A torn word: whole, or with letters missing in the gaps. */
function judgeTorn(joined: string, masked: string): Obscenity {
	if (isObscene(joined)) return 'sure';
	if (insults.has(joined)) return 'insult';
	return hasMask(masked) ? judgeMask(masked) : 'no';
}

interface Torn {
	/** Last token. */
	readonly end: number;
	readonly joined: string;
	readonly masked: string;
}

/** Words torn by signs without a space, put together with and without a mask in the gap. */
function torn(prepared: Prepared, from: number): Torn | undefined {
	let joined = prepared.tokens[from]!.norm;
	let masked = joined;
	let last = from;
	while (last + 1 < prepared.tokens.length && last - from < PIECES) {
		const start = prepared.tokens[last]!.end;
		const end = prepared.tokens[last + 1]!.start;
		if (end - start < 1 || end - start > TEAR || !TEAR_SIGNS.includes(prepared.clean[start]!)) break;
		const gap = prepared.clean.slice(start, end);
		if (![...gap].every((sign) => TEAR_SIGNS.includes(sign))) break;
		last += 1;
		joined += prepared.tokens[last]!.norm;
		masked += (gap.length > 1 || MASK_SIGNS.includes(gap) ? '*'.repeat(gap.length) : '') + prepared.tokens[last]!.norm;
	}
	return last === from ? undefined : { end: last, joined: foldWord(joined, true), masked };
}

/** Obscene words of a text as written; masked insults; and what only may be obscene. */
export interface CoarseWords {
	readonly sure: readonly string[];
	readonly insult: readonly string[];
	readonly doubt: readonly string[];
}

/**
 * Obscene words of a text, open, masked or torn apart.
 *
 * @example obsceneWords(prepare('вот же п и з д е ц')).sure // ['п и з д е ц']
 */
export function obsceneWords(prepared: Prepared): CoarseWords {
	const found: Record<Exclude<Obscenity, 'no'>, string[]> = { sure: [], insult: [], doubt: [] };
	for (let i = 0; i < prepared.tokens.length; i += 1) {
		const token = prepared.tokens[i]!;
		const alone = judgeWord(token.word);
		if (alone !== 'no') {
			found[alone].push(token.raw);
			continue;
		}
		const pieces = torn(prepared, i);
		const together = pieces ? judgeTorn(pieces.joined, pieces.masked) : 'no';
		if (!pieces || together === 'no') continue;
		found[together].push(prepared.clean.slice(token.start, prepared.tokens[pieces.end]!.end));
		i = pieces.end;
	}
	return found;
}
