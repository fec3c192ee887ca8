import { digitIsLetter, isCyrillic, isDigit, isLatin, isLetter, isMask } from './letters';
import { wordOf, type Word } from './word';

export interface Token {
	/** As the resident wrote it. */
	readonly raw: string;
	/** As it is compared; one object for all tokens of a spelling. */
	readonly word: Word;
	readonly norm: string;
	readonly stem: string;
	/** Offsets in the cleaned text, end exclusive. */
	readonly start: number;
	readonly end: number;
}

/** A word without spaces is cut here, so that one endless word costs no more than many short ones. */
const WORD_CUT = 48;

interface Span {
	start: number;
	end: number;
}

/** Single-letter words of the language: a run of only these is speech, not spacing out. */
const ONE_LETTER_WORDS = 'авикосуя';

/** Spans of words and numbers. «чубарова7» is two, «7а» one, «х*й» one. */
function spans(text: string): Span[] {
	const found: Span[] = [];
	let i = 0;
	while (i < text.length) {
		const code = text.charCodeAt(i);
		if (isDigit(code)) i = numberSpan(text, i, found);
		else if (isLetter(code)) i = wordSpan(text, i, found);
		else i++;
	}
	return found;
}

/** A number, with up to two letters stuck to it: «7а», «5-й» is 5 and й. */
function numberSpan(text: string, from: number, found: Span[]): number {
	let i = from;
	while (i < text.length && i - from < WORD_CUT && isDigit(text.charCodeAt(i))) i++;
	let letters = i;
	while (letters < text.length && letters - i < 3 && isLetter(text.charCodeAt(letters))) letters++;
	const alone = letters - i > 2 || isDigit(text.charCodeAt(letters));
	const end = alone ? i : letters;
	found.push({ start: from, end });
	return end;
}

function wordSpan(text: string, from: number, found: Span[]): number {
	let i = from;
	while (i < text.length && i - from < WORD_CUT) {
		const code = text.charCodeAt(i);
		if (isLetter(code)) i++;
		else if (isMask(code) && maskInside(text, i)) i++;
		else if (isDigit(code) && digitIsLetter(text, from, i)) i++;
		else break;
	}
	found.push({ start: from, end: i });
	return i;
}

/** A mask belongs to the word when a letter follows within three signs, or it closes the word: «сук@», «бл**». */
function maskInside(text: string, at: number): boolean {
	for (let i = at + 1; i < at + 5 && i < text.length; i++) {
		const code = text.charCodeAt(i);
		if (isLetter(code)) return true;
		if (!isMask(code)) break;
	}
	if (text.charCodeAt(at) === 64) return true;
	return text.charCodeAt(at) === 42 && (text.charCodeAt(at + 1) === 42 || text.charCodeAt(at - 1) === 42);
}

/** Whether two one-letter spans stand as in «п и з д а» or «п-и-з-д-а»: one separator between. */
const besides = (text: string, left: Span, right: Span): boolean =>
	right.start - left.end === 1 && ' .-_*,+'.includes(text[left.end]!);

const oneLetter = (text: string, span: Span): boolean => span.end - span.start === 1 && isLetter(text.charCodeAt(span.start));

/** End index (exclusive) of a run of spaced-out letters that starts at span `from`, or `from` if there is none. */
function spacedRun(text: string, all: Span[], from: number): number {
	if (!oneLetter(text, all[from]!)) return from;
	let to = from + 1;
	while (to < all.length && to - from < WORD_CUT && oneLetter(text, all[to]!) && besides(text, all[to - 1]!, all[to]!)) to++;
	if (to - from < 3) return from;
	for (let i = from; i < to; i++) {
		if (!ONE_LETTER_WORDS.includes(text[all[i]!.start]!.toLowerCase())) return to;
	}
	return to - from >= 5 ? to : from;
}

function isRussian(text: string): boolean {
	let cyrillic = 0;
	let latin = 0;
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		if (isCyrillic(code)) cyrillic++;
		else if (isLatin(code)) latin++;
	}
	return cyrillic > latin;
}

/**
 * Words and numbers of a cleaned text in order, with spaced-out words put together.
 * Linear; evidence for staff is `raw`, comparisons use `norm` and `stem`.
 */
export function tokenise(text: string): Token[] {
	const russian = isRussian(text);
	const all = spans(text);
	const tokens: Token[] = [];
	for (let i = 0; i < all.length; ) {
		const to = spacedRun(text, all, i);
		const last = Math.max(to - 1, i);
		const { start } = all[i]!;
		const { end } = all[last]!;
		const raw = text.slice(start, end);
		const spelling = last === i ? raw : all.slice(i, last + 1).map((span) => text[span.start]!).join('');
		const word = wordOf(spelling, russian);
		tokens.push({ raw, word, norm: word.norm, stem: word.stem, start, end });
		i = last + 1;
	}
	return tokens;
}
