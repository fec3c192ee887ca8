import { markHashes } from './abuse/features';
import { ABUSE_REVIEW } from './exclusion';
import { calibrate } from './model/calibration';
import { weightyWords } from './model/evidence';
import type { TrainedModel } from './model/file';
import type { TriageModel } from './model/load';
import type { ToxicityVerdict } from './model/types';
import { WordSums } from './model/wordSums';
import { madeOnce } from './text/memo';
import type { Prepared } from './text/prepare';

/** Name of the only head of the toxicity model. */
export const ABUSE_HEAD = 'abuse';

/** From a score around zero to a raw share from 0 to 1, before calibration. */
export const rawShare = (score: number): number => 1 / (1 + Math.exp(-2 * score));

const sumsOf = madeOnce(({ vocabulary, heads }: TrainedModel) => new WordSums(vocabulary, heads[ABUSE_HEAD]!, 0));

/** The words that spoke for abuse. Needs the whole vector, which a text that abuses nobody is spared. */
function abusiveWords(text: Prepared, marks: readonly number[], { vocabulary, heads }: TrainedModel): string[] {
	const vector = vocabulary.vectorise(text, marks);
	return weightyWords(text, vector, heads[ABUSE_HEAD]!.contrast(vector, 0, -1));
}

const NOTHING: ToxicityVerdict = { probability: 0, evidence: [] };

/**
 * Probability that a text abuses somebody (clause 15), as people who marked comments of a network saw it.
 * `model.toxicity.threshold` is where precision and recall balance best; a grievance is no abuse, so nothing
 * is excluded by this number alone.
 */
export function toxicity(text: Prepared, model: TriageModel): ToxicityVerdict {
	if (text.tokens.length === 0) return NOTHING;
	const marks = markHashes(text);
	const score = sumsOf(model.toxicity).score(text, marks);
	if (score === undefined) return NOTHING;
	const probability = calibrate(rawShare(score), model.toxicity.calibration);
	return {
		probability: Math.round(probability * 1e4) / 1e4,
		evidence: probability < ABUSE_REVIEW ? [] : abusiveWords(text, marks, model.toxicity),
	};
}
