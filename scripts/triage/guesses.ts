import { softmax } from '../../core/triage/model/calibration';
import type { TrainedModel } from '../../core/triage/model/file';
import { vectorOf } from '../../core/triage/model/lastVector';
import { askNearest, shareOf } from '../../core/triage/model/memory';
import type { TracedVector } from '../../core/triage/model/vocabulary';
import { rankGroups } from '../../core/triage/ranking';
import { SOURCE_HEAD, TOPIC_HEAD, topicScope } from '../../core/triage/topic';
import type { Prepared } from '../../core/triage/text/prepare';
import type { Guess } from './measures';
import { sourceLabels } from './rows';

/** How much the topic a portal's label belongs to counts beside the label itself; chosen by cross-validation. */
const TOPIC_SHARE = 0.7;
/** What the share of the nearest texts that have a portal's label adds to it; chosen alike. */
const NEAREST_SHARE = 0.4;

export type UnversionedModel = Omit<TrainedModel, 'version'>;

/** What a model says of a text on each of its levels, with raw shares: for measuring. */
export interface Guesser {
	readonly group: (text: Prepared) => Guess;
	readonly topic: (text: Prepared) => Guess;
	/** Only a model taught on a portal's rows knows the portal's labels. */
	readonly source: ((text: Prepared) => Guess) | undefined;
}

function best(labels: readonly string[], scores: Float64Array, sharpness: number, vector: TracedVector): Guess {
	const shares = softmax(scores, sharpness);
	const order = [...shares.keys()].sort((a, b) => shares[b]! - shares[a]!);
	return { labels: order.map((label) => labels[label]!), confidence: vector.indices.length === 0 ? 0 : shares[order[0]!]! };
}

export function guesserOf(model: UnversionedModel): Guesser {
	const { vocabulary, heads, memory, sharpness } = model;
	const scope = topicScope({ topic: model });
	const topics = heads[TOPIC_HEAD]!;
	const source = heads[SOURCE_HEAD];
	const group = (text: Prepared): Guess => {
		const vector = vectorOf(text, vocabulary);
		const { order, shares } = rankGroups(vector, model, scope);
		return { labels: order.map((place) => scope.groups[place]!.group), confidence: vector.indices.length === 0 ? 0 : shares[order[0]!]! };
	};
	const topic = (text: Prepared): Guess => {
		const vector = vectorOf(text, vocabulary);
		return best(topics.labels, rankGroups(vector, model, scope).topics, sharpness, vector);
	};
	if (source === undefined) return { group, topic, source };
	const places = topicPlaces(source.labels, topics.labels);
	return {
		group,
		topic,
		source: (text) => {
			const vector = vectorOf(text, vocabulary);
			const above = topics.score(vector);
			const said = askNearest(memory, vector, SOURCE_HEAD, source.labels.length);
			const over = (label: number): number => (places[label]! < 0 ? 0 : TOPIC_SHARE * above[places[label]!]!);
			return best(source.labels, source.score(vector).map((score, label) => score + NEAREST_SHARE * shareOf(said, label) + over(label)), sharpness, vector);
		},
	};
}

/** For each label of the portal the place of its topic among those of the topic head, or -1. */
function topicPlaces(labels: readonly string[], topics: readonly string[]): number[] {
	const known = sourceLabels();
	return labels.map((label) => topics.indexOf(known.get(label) ?? ''));
}
