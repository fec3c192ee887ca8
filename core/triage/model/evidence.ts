import type { Prepared } from '../text/prepare';
import type { TracedVector } from './vocabulary';

const WORDS_SHOWN = 5;
/** A word is shown when it carries at least this share of what the weightiest one does. */
const LEAST_SHARE = 0.15;
/** Shorter words explain nothing to a reader. */
const SHORTEST_WORD = 3;

/**
 * The words that spoke for a decision, as they were written, the weightiest first.
 *
 * @param worths how much each feature of the vector speaks for the decision, see `LinearHead.contrast`
 */
export function weightyWords(text: Prepared, { places, tokens }: TracedVector, worths: Float64Array): string[] {
	const byToken = new Float64Array(text.tokens.length);
	for (let i = 0; i < places.length; i++) byToken[tokens[i]!]! += worths[places[i]!]!;
	const byStem = new Map<string, { worth: number; raw: string }>();
	for (let i = 0; i < byToken.length; i++) {
		const { raw, stem } = text.tokens[i]!;
		if (byToken[i] === 0 || raw.length < SHORTEST_WORD) continue;
		const known = byStem.get(stem);
		if (known === undefined) byStem.set(stem, { worth: byToken[i]!, raw });
		else known.worth += byToken[i]!;
	}
	const ranked = [...byStem.values()].filter((word) => word.worth > 0).sort((a, b) => b.worth - a.worth);
	const least = (ranked[0]?.worth ?? 0) * LEAST_SHARE;
	return ranked.slice(0, WORDS_SHOWN).filter((word) => word.worth >= least).map(({ raw }) => raw);
}
