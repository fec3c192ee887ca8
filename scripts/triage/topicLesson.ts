import { calibrate, fitCalibration, type Calibration } from '../../core/triage/model/calibration';
import { Memory } from '../../core/triage/model/memory';
import type { Notions } from '../../core/triage/model/notions';
import { buildVocabulary, type KindWeights, type LeastTexts } from '../../core/triage/model/vocabulary';
import type { Prepared } from '../../core/triage/text/prepare';
import { GROUP_HEAD, SOURCE_HEAD, TOPIC_HEAD } from '../../core/triage/topic';
import { copyGroups, dealFolds } from './folds';
import { turnDownDoubtful } from './doubt';
import { guesserOf, type UnversionedModel } from './guesses';
import { featuresOf, learnHead, prepareAll } from './learn';
import { topicFigures, type Guess, type TopicFigures } from './measures';
import { remember, type HeadLabels } from './remembering';
import { topicLabel, type TopicRow } from './rows';
import { packRows } from './svm';

/** Chosen by cross-validation on the Kursk rows; see data/triage/README.md. */
const KIND_WEIGHTS: KindWeights = [1, 0.5, 0.7, 0.5];
const LEAST_TEXTS: LeastTexts = [1, 2, 2, 1];
const SHARPNESS = 10;
const GROUP_SVM = { cost: 0.15, balance: 0.5, epochs: 60, tolerance: 0.01 };
const TOPIC_SVM = { cost: 0.3, balance: 0.5, epochs: 40, tolerance: 0.02 };
const SOURCE_SVM = { cost: 0.4, balance: 0.5, epochs: 40, tolerance: 0.02 };
/** Steps of a weight below which it is dropped. The labels of the portal are only measured: theirs may be coarser. */
const GROUP_FLOOR = 1;
const TOPIC_FLOOR = 3;
const SOURCE_FLOOR = 3;
const FOLDS = 5;
const BINS = 20;

/** Trains all heads of the topic model on the rows. */
export function trainTopics(rows: readonly TopicRow[], notions: Notions, calibration: Calibration, notes: Record<string, unknown>, texts: readonly Prepared[] = prepareAll(rows.map((row) => row.text))): UnversionedModel {
	const vocabulary = buildVocabulary(featuresOf(texts, notions), KIND_WEIGHTS, LEAST_TEXTS, notions);
	const vectors = texts.map((text) => vocabulary.vectorise(text));
	const lesson = packRows(vectors, vocabulary.size);
	const given = Float64Array.from(rows, (row) => row.weight);
	const judged = rows.map((row) => row.weight === 1);
	const importance = turnDownDoubtful(lesson, rows.map((row) => row.group), given, judged, GROUP_SVM);
	const heads: Record<string, UnversionedModel['heads'][string]> = {
		[GROUP_HEAD]: learnHead(lesson, rows.map((row) => row.group), importance, GROUP_SVM, GROUP_FLOOR),
		[TOPIC_HEAD]: learnHead(lesson, rows.map(topicLabel), importance, TOPIC_SVM, TOPIC_FLOOR),
	};
	if (rows.some((row) => row.source !== '')) {
		heads[SOURCE_HEAD] = learnHead(lesson, rows.map((row) => row.source), importance, SOURCE_SVM, SOURCE_FLOOR);
	}
	const truth: HeadLabels = { [TOPIC_HEAD]: rows.map(topicLabel), ...(SOURCE_HEAD in heads ? { [SOURCE_HEAD]: rows.map((row) => row.source) } : {}) };
	const memory = new Memory(remember(vectors, vocabulary, importance, truth, heads), vocabulary.size);
	return { vocabulary, heads, memory, sharpness: SHARPNESS, calibration, threshold: 0, notes };
}

export interface CrossValidation {
	readonly group: TopicFigures;
	readonly source: TopicFigures | undefined;
	readonly topic: TopicFigures;
	readonly calibration: Calibration;
	/** Of the verdicts with calibrated confidence of at least 0.9, the share that is right (calibrated on other folds). */
	readonly rightAt90: number;
	readonly shareAt90: number;
}

/** Five folds with near-copies kept together; the extra rows are always in training and never measured. */
export function crossValidateTopics(rows: readonly TopicRow[], extra: readonly TopicRow[], notions: Notions, log: (line: string) => void): CrossValidation {
	const texts = prepareAll(rows.map((row) => row.text));
	const extraTexts = prepareAll(extra.map((row) => row.text));
	const folds = dealFolds(copyGroups(texts), rows.map((row) => row.source || row.group), FOLDS, 1);
	const guesses: { group: Guess[]; topic: Guess[]; source: Guess[] } = { group: [], topic: [], source: [] };
	for (let fold = 0; fold < FOLDS; fold++) {
		const inside = rows.map((_, i) => i).filter((i) => folds[i] !== fold);
		const model = trainTopics([...inside.map((i) => rows[i]!), ...extra], notions, [], {}, [...inside.map((i) => texts[i]!), ...extraTexts]);
		const guesser = guesserOf(model);
		texts.forEach((text, i) => {
			if (folds[i] !== fold) return;
			guesses.group[i] = guesser.group(text);
			guesses.topic[i] = guesser.topic(text);
			if (guesser.source !== undefined) guesses.source[i] = guesser.source(text);
		});
		log(`  часть ${fold + 1} из ${FOLDS} проверена`);
	}
	const { group } = guesses;
	const right = rows.map((row, i) => row.group === group[i]!.labels[0]);
	const raw = group.map((guess) => guess.confidence);
	const withTopic = rows.map((_, i) => i).filter((i) => rows[i]!.topic !== '');
	const withSource = rows.map((_, i) => i).filter((i) => rows[i]!.source !== '');
	return {
		group: topicFigures(rows.map((row) => row.group), group),
		topic: topicFigures(withTopic.map((i) => topicLabel(rows[i]!)), withTopic.map((i) => guesses.topic[i]!)),
		source: withSource.length === 0 ? undefined : topicFigures(withSource.map((i) => rows[i]!.source), withSource.map((i) => guesses.source[i]!)),
		calibration: fitCalibration(raw, right, BINS),
		...honestCalibration(raw, right, folds),
	};
}

/** Each fold judged by the line fitted on the other folds. */
function honestCalibration(raw: readonly number[], right: readonly boolean[], folds: Uint8Array): { rightAt90: number; shareAt90: number } {
	let sure = 0;
	let hits = 0;
	for (let fold = 0; fold < FOLDS; fold++) {
		const others = raw.map((_, i) => i).filter((i) => folds[i] !== fold);
		const line = fitCalibration(others.map((i) => raw[i]!), others.map((i) => right[i]!), BINS);
		raw.forEach((value, i) => {
			if (folds[i] !== fold || calibrate(value, line) < 0.9) return;
			sure++;
			if (right[i]) hits++;
		});
	}
	return { rightAt90: sure === 0 ? 0 : hits / sure, shareAt90: sure / raw.length };
}
