import { calibrate, softmax } from './model/calibration';
import { weightyWords } from './model/evidence';
import { extract } from './model/features';
import type { TriageModel } from './model/load';
import type { TopicGuess, TopicVerdict } from './model/types';
import type { Prepared } from './text/prepare';

export { loadTriageModel, type TriageModel } from './model/load';

const ALTERNATIVES = 3;

/** Names of the two heads every topic model has; `source` is a third, for measuring only. */
export const GROUP_HEAD = 'group';
export const TOPIC_HEAD = 'topic';
export const SOURCE_HEAD = 'source';

/** Between group and topic in a label of the topic head; no name contains it. */
export const LABEL_GAP = ' › ';

/** Labels of the topic head by group. */
const topicsByGroup = new WeakMap<TriageModel, Map<string, { label: number; topic: string }[]>>();

function topicsOf(model: TriageModel): Map<string, { label: number; topic: string }[]> {
	const known = topicsByGroup.get(model);
	if (known !== undefined) return known;
	const table = new Map<string, { label: number; topic: string }[]>();
	model.topic.heads[TOPIC_HEAD]!.labels.forEach((name, label) => {
		const [group = '', topic = ''] = name.split(LABEL_GAP);
		const list = table.get(group) ?? [];
		list.push({ label, topic });
		table.set(group, list);
	});
	topicsByGroup.set(model, table);
	return table;
}

function bestTopic(group: string, scores: Float64Array, model: TriageModel): string {
	let best = { label: -1, topic: '' };
	for (const entry of topicsOf(model).get(group) ?? []) {
		if (best.label < 0 || scores[entry.label]! > scores[best.label]!) best = entry;
	}
	return best.topic;
}

/**
 * Topic group and topic of a message (clause 10). `confidence` is the calibrated probability that the group is
 * right: of the verdicts with 0.9, nine in ten are. A text without words has confidence 0.
 *
 * @example classifyTopic(prepare('на чубарова третий день нет воды'), loadTriageModel()).group // 'ЖКХ'
 */
export function classifyTopic(text: Prepared, model: TriageModel): TopicVerdict {
	const { vocabulary, heads, sharpness, calibration } = model.topic;
	const groups = heads[GROUP_HEAD]!;
	const features = extract(text, model.notions);
	const vector = vocabulary.vectorise(features);
	if (vector.indices.length === 0) return { group: '', topic: '', confidence: 0, alternatives: [], evidence: [] };
	const shares = softmax(groups.score(vector), sharpness);
	const order = [...shares.keys()].sort((a, b) => shares[b]! - shares[a]!);
	const topics = heads[TOPIC_HEAD]!.score(vector);
	const first = order[0]!;
	const confidence = calibrate(shares[first]!, calibration);
	const rest = shares[first]! < 1 ? (1 - confidence) / (1 - shares[first]!) : 0;
	const guess = (label: number): TopicGuess => {
		const group = groups.labels[label]!;
		const share = label === first ? confidence : Math.min(confidence, shares[label]! * rest);
		return { group, topic: bestTopic(group, topics, model), confidence: Math.round(share * 1000) / 1000 };
	};
	const second = order[1]!;
	return {
		...guess(first),
		alternatives: order.slice(1, 1 + ALTERNATIVES).map(guess),
		evidence: weightyWords(text, features, vocabulary, vector, (row) => groups.weight(row, first) - groups.weight(row, second)),
	};
}
