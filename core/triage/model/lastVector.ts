import type { Prepared } from '../text/prepare';
import type { TracedVector, Vocabulary } from './vocabulary';

let last: { text: Prepared; vocabulary: Vocabulary; vector: TracedVector } | undefined;

/** The vector of a text. The last one is kept: topic and alarm ask for the same, and making it is most of their cost. */
export function vectorOf(text: Prepared, vocabulary: Vocabulary): TracedVector {
	if (last?.text !== text || last.vocabulary !== vocabulary) last = { text, vocabulary, vector: vocabulary.vectorise(text) };
	return last.vector;
}
