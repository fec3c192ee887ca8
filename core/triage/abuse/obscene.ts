import data from '../../../data/lexicon/obscene.json';
import { foldWord } from '../text/letters';
import type { Prepared } from '../text/prepare';
import { bestMasked, hasMask } from './masked';

/** How sure a word is obscene: `sure` by its root or a clear mask, `doubt` when only one letter is left to see. */
export type Obscenity = 'sure' | 'doubt' | 'no';

const MEMORY_LIMIT = 20_000;
const memory = new Map<string, boolean>();
const words = new Set(data.words);
const innocent = new Set(data.not);
const translit = new Set(data.translit);

/** Longest gap, in signs, by which one word is torn apart: «х..й», «б.лять». */
const TEAR = 3;
const TEAR_SIGNS = '.\'"_-–—,*`’“”«»/\\|~^';
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
	const known = memory.get(word);
	if (known !== undefined) return known;
	const found = words.has(word) || data.inside.some((part) => word.includes(part)) || startsWithRoot(word) || translit.has(word);
	if (memory.size >= MEMORY_LIMIT) memory.clear();
	memory.set(word, found);
	return found;
}

function judgeWord(word: string): Obscenity {
	if (isObscene(word)) return 'sure';
	return hasMask(word) ? bestMasked(word, data.forms) : 'no';
}

/** Words torn by signs without a space, put together with and without a mask in the gap. */
function torn(prepared: Prepared, from: number): { readonly end: number; readonly joined: string; readonly masked: string } | undefined {
	let joined = prepared.tokens[from]!.norm;
	let masked = joined;
	let last = from;
	while (last + 1 < prepared.tokens.length && last - from < PIECES) {
		const start = prepared.tokens[last]!.end;
		const end = prepared.tokens[last + 1]!.start;
		if (end - start < 1 || end - start > TEAR) break;
		const gap = prepared.clean.slice(start, end);
		if (![...gap].every((sign) => TEAR_SIGNS.includes(sign))) break;
		last += 1;
		joined += prepared.tokens[last]!.norm;
		masked += (gap.length > 1 ? '*'.repeat(gap.length) : '') + prepared.tokens[last]!.norm;
	}
	return last === from ? undefined : { end: last, joined, masked };
}

/**
 * The obscene words of a text as written, sure ones first found, and those that only may be.
 *
 * @example obsceneWords(prepare('вот же п и з д е ц')).sure // ['п и з д е ц']
 */
export function obsceneWords(prepared: Prepared): { readonly sure: string[]; readonly doubt: string[] } {
	const sure: string[] = [];
	const doubt: string[] = [];
	const note = (verdict: Obscenity, words: string): void => {
		if (verdict === 'sure') sure.push(words);
		else if (verdict === 'doubt') doubt.push(words);
	};
	for (let i = 0; i < prepared.tokens.length; i += 1) {
		const token = prepared.tokens[i]!;
		const alone = judgeWord(token.norm);
		if (alone !== 'no') {
			note(alone, token.raw);
			continue;
		}
		const together = torn(prepared, i);
		if (!together) continue;
		const text = prepared.clean.slice(token.start, prepared.tokens[together.end]!.end);
		const whole = foldWord(together.joined, true);
		if (isObscene(whole)) note('sure', text);
		else if (hasMask(together.masked)) note(bestMasked(together.masked, data.forms), text);
		else continue;
		i = together.end;
	}
	return { sure, doubt };
}
