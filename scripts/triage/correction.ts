import { DeskError } from '../../core/errors';
import type { TrainedModel } from '../../core/triage/model/file';
import type { LinearHead } from '../../core/triage/model/head';
import { Memory } from '../../core/triage/model/memory';
import type { Notions } from '../../core/triage/model/notions';
import type { SparseVector } from '../../core/triage/model/vocabulary';
import { GROUP_HEAD, LABEL_GAP, TOPIC_HEAD } from '../../core/triage/topic';
import { copyGroups, dealFolds } from './folds';
import { guesserOf, type UnversionedModel } from './guesses';
import { learnHead, prepareAll, type Start } from './learn';
import { remember, rememberMore } from './remembering';
import { topicFigures, type Guess, type TopicFigures } from './measures';
import { topicLabel, type TopicRow } from './rows';
import { packRows } from './svm';
import { topicFloor } from './topicLesson';
import { widen } from './widen';

/** Fewer corrected cases than this cannot show whether the model got better. */
export const LEAST_ROWS = 30;
const FOLDS = 5;
const SVM = { cost: 0.3, balance: 0.5, epochs: 60, tolerance: 0.01 };
/** A feature of the register must occur in this many cases to be added to the vocabulary. */
const LEAST_TEXTS = [2, 2, 3, 1] as const;

export interface Correction {
	readonly model: UnversionedModel;
	/** The model that was there and the corrected one, on the same rows that neither saw. */
	readonly before: TopicFigures;
	readonly after: TopicFigures;
	/** Share of our own phrases put in the right group: shows forgetting. */
	readonly phrasesBefore: number;
	readonly phrasesAfter: number;
}

/** What a head already says: its weights on the wider vocabulary, its scores of the texts. */
function startOf(head: LinearHead, features: number, vectors: readonly SparseVector[]): Start {
	const weights = new Map(
		head.labels.map((label, c) => {
			const dense = new Float64Array(features + 1);
			for (let row = 0; row < head.spans.length; row++) dense[row] = head.weight(row, c);
			dense[features] = head.bias[c]!;
			return [label, dense];
		}),
	);
	const scores = new Map(
		[...weights].map(([label, dense]) => [
			label,
			Float64Array.from(vectors, ({ indices, values }) => indices.reduce((sum, row, i) => sum + values[i]! * dense[row]!, dense[features]!)),
		]),
	);
	return { weights, scores };
}

/** Staff often correct the group alone: then the row speaks for the topic of the group that the model thinks likeliest. */
function likeliestTopic(head: LinearHead, row: TopicRow, vector: SparseVector): string {
	const known = { indices: vector.indices.filter((index) => index < head.spans.length), values: vector.values.filter((_, i) => vector.indices[i]! < head.spans.length) };
	const scores = head.score(known);
	const own = [...scores.keys()].filter((label) => head.labels[label]!.startsWith(row.group + LABEL_GAP));
	const best = own.sort((a, b) => scores[b]! - scores[a]!)[0];
	return best === undefined ? topicLabel(row) : head.labels[best]!;
}

/** Learns the rows on top of the model. Our phrases go along, so that what nobody corrected is not forgotten. */
function correct(base: TrainedModel, rows: readonly TopicRow[], phrases: readonly TopicRow[], notions: Notions, notes: Record<string, unknown>): UnversionedModel {
	const all = [...rows, ...phrases];
	const texts = prepareAll(all.map((row) => row.text));
	const vocabulary = widen(base.vocabulary, texts.slice(0, rows.length), LEAST_TEXTS, notions);
	const vectors = texts.map((text) => vocabulary.vectorise(text));
	const lesson = packRows(vectors, vocabulary.size);
	const importance = Float64Array.from(all, (row) => row.weight);
	const relearn = (name: string, truth: string[]): LinearHead => learnHead(lesson, truth, importance, SVM, name === TOPIC_HEAD ? topicFloor(vocabulary) : 1, startOf(base.heads[name]!, vocabulary.size, vectors));
	const topics = all.map((row, i) => (row.topic === '' ? likeliestTopic(base.heads[TOPIC_HEAD]!, row, vectors[i]!) : topicLabel(row)));
	const heads: Record<string, LinearHead> = {
		...base.heads,
		[GROUP_HEAD]: relearn(GROUP_HEAD, all.map((row) => row.group)),
		[TOPIC_HEAD]: relearn(TOPIC_HEAD, topics),
	};
	// The other heads learn nothing, but have to know of the new rows.
	for (const name of Object.keys(base.heads)) if (name !== GROUP_HEAD && name !== TOPIC_HEAD) heads[name] = relearn(name, all.map(() => ''));
	const memory = base.memory && new Memory(rememberMore(base.memory.kept, base.heads, remember(vectors.slice(0, rows.length), vocabulary, importance, { [TOPIC_HEAD]: topics.slice(0, rows.length) }, heads), heads), vocabulary.size);
	return { ...base, vocabulary, heads, ...(memory && { memory }), notes };
}

const guessAll = (model: UnversionedModel, rows: readonly TopicRow[]): Guess[] => prepareAll(rows.map((row) => row.text)).map(guesserOf(model).group);

function shareRight(model: UnversionedModel, rows: readonly TopicRow[]): number {
	const guesses = guessAll(model, rows);
	return rows.filter((row, i) => guesses[i]!.labels[0] === row.group).length / rows.length;
}

/**
 * Corrects the topic model by the register's cases (workflow «Дообучение») and measures both on held-out cases.
 *
 * @throws DeskError FEW_ROWS
 */
export function correctTopics(base: TrainedModel, rows: readonly TopicRow[], phrases: readonly TopicRow[], notions: Notions): Correction {
	if (rows.length < LEAST_ROWS) {
		throw new DeskError('FEW_ROWS', `Исправленных дел мало: ${rows.length}`, `Нужно не меньше ${LEAST_ROWS}, иначе не видно, стала ли модель лучше.`);
	}
	const folds = dealFolds(copyGroups(prepareAll(rows.map((row) => row.text))), rows.map((row) => row.group), FOLDS, 1);
	const after: Guess[] = [];
	for (let fold = 0; fold < FOLDS; fold++) {
		const held = rows.map((_, i) => i).filter((i) => folds[i] === fold);
		const model = correct(base, rows.filter((_, i) => folds[i] !== fold), phrases, notions, {});
		const guesses = guessAll(model, held.map((i) => rows[i]!));
		held.forEach((i, k) => (after[i] = guesses[k]!));
	}
	const truth = rows.map((row) => row.group);
	const figures = topicFigures(truth, after);
	const model = correct(base, rows, phrases, notions, { ...base.notes, corrected: rows.length });
	return {
		model,
		before: topicFigures(truth, guessAll(base, rows)),
		after: figures,
		phrasesBefore: shareRight(base, phrases),
		phrasesAfter: shareRight(model, phrases),
	};
}
