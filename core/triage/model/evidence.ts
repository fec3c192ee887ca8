import type { Prepared } from '../text/prepare';
import type { FeatureList } from './features';
import type { SparseVector, Vocabulary } from './vocabulary';

const WORDS_SHOWN = 5;
/** A word is shown when it carries at least this share of what the weightiest one does. */
const LEAST_SHARE = 0.15;
/** Shorter words explain nothing to a reader. */
const SHORTEST_WORD = 3;

/**
 * The words that spoke for a decision, as they were written, the weightiest first.
 *
 * @param worth how much a feature (by row) speaks for the decision
 */
export function weightyWords(text: Prepared, features: FeatureList, vocabulary: Vocabulary, vector: SparseVector, worth: (row: number) => number): string[] {
	const worthOf = new Map<number, number>();
	for (let i = 0; i < vector.indices.length; i++) {
		const row = vector.indices[i]!;
		worthOf.set(row, vector.values[i]! * worth(row));
	}
	const sums = new Map<string, { worth: number; raw: string }>();
	for (let i = 0; i < features.hashes.length; i++) {
		const value = worthOf.get(vocabulary.find(features.hashes[i]!));
		if (value === undefined) continue;
		const token = text.tokens[features.tokens[i]!]!;
		const known = sums.get(token.stem);
		if (known === undefined) sums.set(token.stem, { worth: value, raw: token.raw });
		else known.worth += value;
	}
	const ranked = [...sums.values()].filter(({ worth: w, raw }) => w > 0 && raw.length >= SHORTEST_WORD).sort((a, b) => b.worth - a.worth);
	const least = (ranked[0]?.worth ?? 0) * LEAST_SHARE;
	return ranked.filter(({ worth: w }) => w >= least).slice(0, WORDS_SHOWN).map(({ raw }) => raw);
}
