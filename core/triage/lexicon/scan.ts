import { remembered } from '../text/memo';
import type { Prepared } from '../text/prepare';
import type { Word } from '../text/word';
import { fits, parseEntry, type Entry, type Phrase, type Slot } from './phrase';

/** A phrase found in a text. */
export interface Hit<T> {
	readonly data: T;
	/** Indices of the tokens that matched, in order. */
	readonly at: readonly number[];
	/** The words as the resident wrote them, with what stands between. */
	readonly words: string;
}

/** Longest beginning looked up, in letters. */
const PREFIX_REACH = 14;

/** What most words begin; one list for all, since the memory of words holds it. */
const NONE: readonly never[] = [];

/** Negates only the word right after it: «не убью», but not «убью, спать не дает». */
const NOT = 'не';

/** Phrases found by their first slot, so that a text costs by its own length and not by the lexicon's. */
export interface Lexicon<T> {
	/** Phrases a word may begin. */
	readonly beginning: (word: Word) => readonly Phrase<T>[];
}

function add<T>(index: Map<string, Phrase<T>[]>, key: string, phrase: Phrase<T>): void {
	const known = index.get(key);
	if (known) known.push(phrase);
	else index.set(key, [phrase]);
}

/**
 * Makes a lexicon from its entries.
 *
 * @throws DeskError LEXICON_SLOT when an entry cannot be read
 */
export function compileLexicon<T>(entries: readonly Entry<T>[]): Lexicon<T> {
	const byStem = new Map<string, Phrase<T>[]>();
	const byExact = new Map<string, Phrase<T>[]>();
	const byPrefix = new Map<string, Phrase<T>[]>();
	let shortestPrefix = PREFIX_REACH;
	for (const entry of entries) {
		const phrase = parseEntry(entry);
		const first = phrase.slots[0] as Slot;
		for (const key of first.stems) add(byStem, key, phrase);
		for (const key of first.exact) add(byExact, key, phrase);
		for (const key of first.prefixes) {
			add(byPrefix, key.slice(0, PREFIX_REACH), phrase);
			shortestPrefix = Math.min(shortestPrefix, key.length);
		}
	}
	const beginning = ({ norm, stem }: Word): readonly Phrase<T>[] => {
		const found = [...(byStem.get(stem) ?? []), ...(byExact.get(norm) ?? [])];
		const reach = Math.min(norm.length, PREFIX_REACH);
		for (let length = shortestPrefix; length <= reach; length += 1) {
			const phrases = byPrefix.get(norm.slice(0, length)) ?? [];
			found.push(...phrases.filter((phrase) => phrase.slots[0]!.prefixes.some((prefix) => norm.startsWith(prefix))));
		}
		return found.length === 0 ? NONE : found;
	};
	return { beginning };
}

/** Number of the sentence each token stands in: a phrase does not reach over a full stop. Every lexicon asks. */
const sentences = remembered((prepared: Prepared): readonly number[] => {
	const numbers: number[] = [];
	let number = 0;
	let end = 0;
	for (const token of prepared.tokens) {
		for (let i = end; i < token.start; i += 1) {
			const sign = prepared.clean[i];
			const stop = sign === '.' && (prepared.clean[i + 1] === ' ' || prepared.clean[i + 1] === '\n' || prepared.clean[i + 1] === '.');
			if (sign === '!' || sign === '?' || sign === '\n' || stop) {
				number += 1;
				break;
			}
		}
		numbers.push(number);
		end = token.end;
	}
	return numbers;
});

/** Follows the slots of a phrase from a token on; the tokens matched, or undefined. */
function follow<T>(prepared: Prepared, sentence: readonly number[], phrase: Phrase<T>, from: number): number[] | undefined {
	const at = [from];
	let last = from;
	for (let slot = 1; slot < phrase.slots.length; slot += 1) {
		const stop = Math.min(prepared.tokens.length - 1, last + 1 + phrase.near);
		let found = -1;
		for (let i = last + 1; i <= stop && sentence[i] === sentence[from]; i += 1) {
			const token = prepared.tokens[i]!;
			if (fits(phrase.slots[slot]!, token.norm, token.stem)) {
				found = i;
				break;
			}
		}
		if (found < 0) return undefined;
		at.push(found);
		last = found;
	}
	return at;
}

function silenced<T>(prepared: Prepared, sentence: readonly number[], phrase: Phrase<T>, at: readonly number[]): boolean {
	if (!phrase.unless) return false;
	const first = at[0]!;
	const stop = Math.min(prepared.tokens.length - 1, at[at.length - 1]! + phrase.guard);
	for (let i = Math.max(0, first - phrase.guard); i <= stop; i += 1) {
		if (at.includes(i) || sentence[i] !== sentence[first]) continue;
		const token = prepared.tokens[i]!;
		if (token.norm === NOT && !at.includes(i + 1)) continue;
		if (fits(phrase.unless, token.norm, token.stem)) return true;
	}
	return false;
}

/**
 * Every phrase of the lexicon in the text, in the order of their first words.
 * Time grows with the number of words; no pattern can run away.
 */
export function scan<T>(prepared: Prepared, lexicon: Lexicon<T>): Hit<T>[] {
	const { tokens } = prepared;
	const sentence = sentences(prepared);
	const hits: Hit<T>[] = [];
	for (let i = 0; i < tokens.length; i += 1) {
		for (const phrase of lexicon.beginning(tokens[i]!.word)) {
			const at = follow(prepared, sentence, phrase, i);
			if (!at || silenced(prepared, sentence, phrase, at)) continue;
			hits.push({ data: phrase.data, at, words: prepared.clean.slice(tokens[i]!.start, tokens[at[at.length - 1]!]!.end) });
		}
	}
	return hits;
}
