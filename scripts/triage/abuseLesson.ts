import { calibrate, fitCalibration, type Calibration } from '../../core/triage/model/calibration';
import { abuseFeatures, markHashes } from '../../core/triage/abuse/features';
import type { Notions } from '../../core/triage/model/notions';
import { buildVocabulary, type LeastTexts, type Weighing } from '../../core/triage/model/vocabulary';
import { ABUSE_HEAD, rawShare } from '../../core/triage/toxicity';
import type { Prepared } from '../../core/triage/text/prepare';
import { copyGroups, dealFolds } from './folds';
import { learnHead, prepareAll } from './learn';
import { binaryFigures, type BinaryFigures } from './measures';
import type { AbuseRow } from './rows';
import { packRows } from './svm';
import type { UnversionedModel } from './guesses';

/**
 * Chosen by cross-validation: notions weigh most, since rude words come in endless spellings. Linear counts say as much
 * as sublinear ones of texts so short, and are added up in a third of the time.
 */
const WEIGHING: Weighing = { kinds: [1, 0.5, 1.5, 1.5], counts: 'linear' };
const LEAST_TEXTS: LeastTexts = [1, 2, 2, 1];
const SVM = { cost: 0.1, balance: 1, epochs: 80, tolerance: 0.01 };
const FLOOR = 1;
const FOLDS = 5;
const BINS = 15;
const ABUSE = 'abuse';

export function trainAbuse(rows: readonly AbuseRow[], notions: Notions, calibration: Calibration, threshold: number, notes: Record<string, unknown>, texts: readonly Prepared[] = prepareAll(rows.map((row) => row.text))): UnversionedModel {
	const vocabulary = buildVocabulary(texts.map((text) => abuseFeatures(text, notions)), WEIGHING, LEAST_TEXTS, notions);
	const lesson = packRows(texts.map((text) => vocabulary.vectorise(text, markHashes(text))), vocabulary.size);
	const both = learnHead(lesson, rows.map((row) => (row.toxic ? ABUSE : 'z')), Float64Array.from(rows, (row) => row.weight), SVM, FLOOR);
	return { vocabulary, heads: { [ABUSE_HEAD]: both }, sharpness: 1, calibration, threshold, notes };
}

const scoreBy = (model: UnversionedModel, text: Prepared): number =>
	rawShare(model.heads[ABUSE_HEAD]!.score(model.vocabulary.vectorise(text, markHashes(text)))[0]!);

export interface AbuseValidation {
	readonly figures: BinaryFigures;
	readonly calibration: Calibration;
	/** Calibrated probability at which F1 is best. */
	readonly threshold: number;
}

/** Five folds with near-copies kept together. The threshold of each fold is chosen on the other folds. */
export function crossValidateAbuse(rows: readonly AbuseRow[], extra: readonly AbuseRow[], notions: Notions): AbuseValidation {
	const texts = prepareAll(rows.map((row) => row.text));
	const extraTexts = prepareAll(extra.map((row) => row.text));
	const folds = dealFolds(copyGroups(texts), rows.map((row) => String(row.toxic)), FOLDS, 1);
	const raw: number[] = [];
	for (let fold = 0; fold < FOLDS; fold++) {
		const inside = rows.map((_, i) => i).filter((i) => folds[i] !== fold);
		const model = trainAbuse([...inside.map((i) => rows[i]!), ...extra], notions, [], 0, {}, [...inside.map((i) => texts[i]!), ...extraTexts]);
		rows.forEach((_, i) => {
			if (folds[i] === fold) raw[i] = scoreBy(model, texts[i]!);
		});
	}
	const truth = rows.map((row) => row.toxic);
	// A score over the threshold of the other folds counts as 1, one under it as 0, for F1; the curve keeps the scores.
	const limits = Array.from({ length: FOLDS }, (_, fold) => {
		const others = raw.map((_value, k) => k).filter((k) => folds[k] !== fold);
		return bestThreshold(others.map((k) => truth[k]!), others.map((k) => raw[k]!));
	});
	const said = raw.map((value, i) => (value >= limits[folds[i]!]! ? 1 : 0));
	const calibration = fitCalibration(raw, truth, BINS);
	const best = bestThreshold(truth, raw);
	return {
		figures: { ...binaryFigures(truth, said, 1), auc: binaryFigures(truth, raw, 1).auc },
		calibration,
		threshold: calibrate(best, calibration),
	};
}

function bestThreshold(truth: readonly boolean[], scores: readonly number[]): number {
	let best = { f1: -1, at: 0.5 };
	for (let at = 0.2; at < 0.8; at += 0.01) {
		const { f1 } = binaryFigures(truth, scores, at);
		if (f1 > best.f1) best = { f1, at };
	}
	return best.at;
}
