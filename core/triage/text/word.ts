import { foldWord } from './letters';
import type { Noted } from './memo';
import { stem } from './stem';

/** A word as it is compared, with what judgements have found of it. */
export interface Word extends Noted {
	/** As the resident wrote it, spaced-out letters together. */
	readonly spelling: string;
	/** Folded: see `foldWord`. */
	readonly norm: string;
	/** Snowball stem of `norm`. */
	readonly stem: string;
}

/** Spellings remembered before the memory is emptied: bounds what a flood of nonsense can take. */
const MEMORY_LIMIT = 20_000;

/** A spelling may be read otherwise in a Russian text than elsewhere. */
const memories: readonly [Map<string, Word>, Map<string, Word>] = [new Map(), new Map()];

/** The word of a spelling. Remembered, since residents write the same few thousand words. */
export function wordOf(spelling: string, russianText: boolean): Word {
	const memory = memories[russianText ? 1 : 0];
	const known = memory.get(spelling);
	if (known !== undefined) return known;
	const norm = foldWord(spelling, russianText);
	const word: Word = { spelling, norm, stem: stem(norm), notes: [] };
	if (memory.size >= MEMORY_LIMIT) memory.clear();
	memory.set(spelling, word);
	return word;
}
