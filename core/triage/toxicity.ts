import { markHashes } from './abuse/features';
import { ABUSE_REVIEW } from './exclusion';
import { calibrate } from './model/calibration';
import { weightyWords } from './model/evidence';
import type { TriageModel } from './model/load';
import type { ToxicityVerdict } from './model/types';
import type { Prepared } from './text/prepare';

/** Name of the only head of the toxicity model. */
export const ABUSE_HEAD = 'abuse';

/** From a score around zero to a raw share from 0 to 1, before calibration. */
export const rawShare = (score: number): number => 1 / (1 + Math.exp(-2 * score));

const NOTHING: ToxicityVerdict = { probability: 0, evidence: [] };

/**
 * Probability that a text abuses somebody (clause 15), as people who marked comments of a network saw it.
 * `model.toxicity.threshold` is where precision and recall balance best; a grievance is no abuse, so nothing
 * is excluded by this number alone.
 */
export function toxicity(text: Prepared, model: TriageModel): ToxicityVerdict {
	const { vocabulary, heads, calibration } = model.toxicity;
	const head = heads[ABUSE_HEAD]!;
	if (text.tokens.length === 0) return NOTHING;
	const vector = vocabulary.vectorise(text, markHashes(text));
	if (vector.indices.length === 0) return NOTHING;
	const probability = calibrate(rawShare(head.score(vector)[0]!), calibration);
	return {
		probability: Math.round(probability * 1e4) / 1e4,
		evidence: probability < ABUSE_REVIEW ? [] : weightyWords(text, vector, head.contrast(vector, 0, -1)),
	};
}
