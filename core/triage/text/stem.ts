import { newStemmer } from 'snowball-stemmers';
import { isCyrillic } from './letters';

/** Words remembered before the memory is emptied: bounds what a flood of nonsense can take. */
const MEMORY_LIMIT = 50_000;
/** Words longer than this are not words; the stemmer is not asked. */
const WORD_LIMIT = 40;

const stemmer = newStemmer('russian');
const memory = new Map<string, string>();

/**
 * The Russian Snowball stem of a folded word (lower case, е for ё). Remembered, since residents
 * write the same few thousand words. Only endings are cut off, so a word that ends in no Russian letter stays whole.
 *
 * @example stem('дорогами') // 'дорог'
 */
export function stem(word: string): string {
	if (word.length < 3 || word.length > WORD_LIMIT || !isCyrillic(word.charCodeAt(word.length - 1))) return word;
	const known = memory.get(word);
	if (known !== undefined) return known;
	const found = stemmer.stem(word);
	if (memory.size >= MEMORY_LIMIT) memory.clear();
	memory.set(word, found);
	return found;
}
