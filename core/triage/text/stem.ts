import { newStemmer } from 'snowball-stemmers';
import { isCyrillic } from './letters';

/** Words longer than this are not words; the stemmer is not asked. */
const WORD_LIMIT = 40;

const stemmer = newStemmer('russian');

/**
 * The Russian Snowball stem of a folded word (lower case, е for ё). Only endings are cut off, so a word that ends in
 * no Russian letter stays whole.
 *
 * @example stem('дорогами') // 'дорог'
 */
export function stem(word: string): string {
	if (word.length < 3 || word.length > WORD_LIMIT || !isCyrillic(word.charCodeAt(word.length - 1))) return word;
	return stemmer.stem(word);
}
