import { ALARM_HEAD } from '../../core/triage/alarm';
import { calibrate, fitCalibration, type Calibration } from '../../core/triage/model/calibration';
import type { LinearHead } from '../../core/triage/model/head';
import { Memory } from '../../core/triage/model/memory';
import type { Notions } from '../../core/triage/model/notions';
import { buildVocabulary, type LeastTexts, type SparseVector, type Vocabulary, type Weighing } from '../../core/triage/model/vocabulary';
import type { Prepared } from '../../core/triage/text/prepare';
import { GROUP_HEAD, SOURCE_HEAD, TOPIC_HEAD } from '../../core/triage/topic';
import { copyGroups, dealFolds } from './folds';
import { turnDownDoubtful } from './doubt';
import { guesserOf, type UnversionedModel } from './guesses';
import { featuresOf, learnHead, prepareAll } from './learn';
import { topicFigures, type Guess, type TopicFigures } from './measures';
import { remember, type HeadLabels } from './remembering';
import { topicLabel, type AbuseRow, type AlarmRow, type TopicRow } from './rows';
import { packRows } from './svm';
import { widen } from './widen';

/** Chosen by cross-validation on the Kursk rows; see data/triage/README.md. */
const WEIGHING: Weighing = { kinds: [1, 0.5, 0.7, 0.5], counts: 'sublinear' };
const LEAST_TEXTS: LeastTexts = [1, 2, 3, 1];
const SHARPNESS = 10;
const GROUP_SVM = { cost: 0.15, balance: 0.5, epochs: 60, tolerance: 0.01 };
const TOPIC_SVM = { cost: 0.3, balance: 0.5, epochs: 40, tolerance: 0.02 };
const SOURCE_SVM = { cost: 0.4, balance: 0.5, epochs: 40, tolerance: 0.02 };
/** Steps of a weight below which it is dropped. */
const GROUP_FLOOR = 1;
const SOURCE_FLOOR = 2;
/**
 * By kind of feature: stems, pairs, characters, notions. A text has so many letter sequences that each says little, and
 * adding them up for every topic takes the most time.
 */
const TOPIC_FLOOR = [2, 2, 4, 2] as const;

const ALARM_SVM = { cost: 1, balance: 0.5, epochs: 100, tolerance: 0.01 };
const ALARM_FLOOR = 2;
/** Kind of a text that may wait. */
const ORDINARY = 'normal';
/** What an ordinary row counts beside a text that was written to teach alarms. */
const ORDINARY_WEIGHT = 0.5;
/** A rude comment may threaten somebody after all. */
const RUDE_WEIGHT = 0.3;
const FOLDS = 5;
const BINS = 20;

/** For each feature the steps of a topic's weight below which it is dropped. */
export const topicFloor = ({ kinds }: Vocabulary): Uint8Array => Uint8Array.from(kinds, (kind) => TOPIC_FLOOR[kind]!);

/** Everything the topic model learns from. */
export interface TopicLesson {
	readonly rows: readonly TopicRow[];
	readonly alarms: readonly AlarmRow[];
	/** Comments of a network, rude ones among them: what talk is like that threatens nobody. For the alarms alone. */
	readonly comments: readonly AbuseRow[];
	readonly notions: Notions;
}

/** Texts of a lesson, prepared: rows first, then alarms, then comments. */
export const prepareLesson = ({ rows, alarms, comments }: TopicLesson): Prepared[] => prepareAll([...rows, ...alarms, ...comments].map(({ text }) => text));

const alarmKinds = ({ rows, alarms }: TopicLesson): string[] => [...rows.map(() => ORDINARY), ...alarms.map(({ kind }) => kind)];

/** Learns what must not wait: our texts of threats and dangers against each other and against everything ordinary. */
function learnAlarms(vectors: readonly SparseVector[], lessonOf: TopicLesson, features: number): LinearHead {
	const { rows, alarms, comments } = lessonOf;
	const importance = Float64Array.from([...rows.map(({ weight }) => weight * ORDINARY_WEIGHT), ...alarms.map(() => 1), ...comments.map(({ toxic }) => (toxic ? RUDE_WEIGHT : ORDINARY_WEIGHT))]);
	return learnHead(packRows(vectors, features), [...alarmKinds(lessonOf), ...comments.map(() => ORDINARY)], importance, ALARM_SVM, ALARM_FLOOR);
}

/** Trains all heads of the topic model. */
export function trainTopics(lessonOf: TopicLesson, calibration: Calibration, notes: Record<string, unknown>, texts: readonly Prepared[] = prepareLesson(lessonOf)): UnversionedModel {
	const { rows, alarms, notions } = lessonOf;
	// The alarms widen the vocabulary behind the rows: what the rows say of topics stays as it was without them.
	const byRows = buildVocabulary(featuresOf(texts.slice(0, rows.length), notions), WEIGHING, LEAST_TEXTS, notions);
	const vocabulary = widen(byRows, texts.slice(rows.length, rows.length + alarms.length), LEAST_TEXTS, notions);
	const all = texts.map((text) => vocabulary.vectorise(text));
	const vectors = all.slice(0, rows.length);
	const lesson = packRows(vectors, vocabulary.size);
	const given = Float64Array.from(rows, (row) => row.weight);
	const judged = rows.map((row) => row.weight === 1);
	const importance = turnDownDoubtful(lesson, rows.map((row) => row.group), given, judged, GROUP_SVM);
	const heads: Record<string, UnversionedModel['heads'][string]> = {
		[GROUP_HEAD]: learnHead(lesson, rows.map((row) => row.group), importance, GROUP_SVM, GROUP_FLOOR),
		[TOPIC_HEAD]: learnHead(lesson, rows.map(topicLabel), importance, TOPIC_SVM, topicFloor(vocabulary)),
	};
	if (rows.some((row) => row.source !== '')) {
		heads[SOURCE_HEAD] = learnHead(lesson, rows.map((row) => row.source), importance, SOURCE_SVM, SOURCE_FLOOR);
	}
	if (alarms.length > 0) heads[ALARM_HEAD] = learnAlarms(all, lessonOf, vocabulary.size);
	const nothing = alarms.map(() => '');
	const truth: HeadLabels = {
		[TOPIC_HEAD]: [...rows.map(topicLabel), ...nothing],
		...(SOURCE_HEAD in heads ? { [SOURCE_HEAD]: [...rows.map((row) => row.source), ...nothing] } : {}),
		...(ALARM_HEAD in heads ? { [ALARM_HEAD]: alarmKinds(lessonOf) } : {}),
	};
	const memory = new Memory(remember(all.slice(0, rows.length + alarms.length), vocabulary, [...importance, ...alarms.map(() => 1)], truth, heads), vocabulary.size);
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

/** Five folds with near-copies kept together; what goes beside is always in training and never measured. */
export function crossValidateTopics(rows: readonly TopicRow[], beside: TopicLesson, log: (line: string) => void): CrossValidation {
	const texts = prepareAll(rows.map((row) => row.text));
	const extraTexts = prepareLesson(beside);
	const folds = dealFolds(copyGroups(texts), rows.map((row) => row.source || row.group), FOLDS, 1);
	const guesses: { group: Guess[]; topic: Guess[]; source: Guess[] } = { group: [], topic: [], source: [] };
	for (let fold = 0; fold < FOLDS; fold++) {
		const inside = rows.map((_, i) => i).filter((i) => folds[i] !== fold);
		const model = trainTopics({ ...beside, rows: [...inside.map((i) => rows[i]!), ...beside.rows] }, [], {}, [...inside.map((i) => texts[i]!), ...extraTexts]);
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
