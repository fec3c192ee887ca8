import { finerTopic } from './finer';
import { calibrate } from './model/calibration';
import { weightyWords } from './model/evidence';
import { vectorOf } from './model/lastVector';
import type { TriageModel } from './model/load';
import type { TopicGuess, TopicVerdict } from './model/types';
import type { SparseVector } from './model/vocabulary';
import { rankGroups } from './ranking';
import { GROUP_HEAD, nameScore, topicScope, type ScopedGroup, type TopicScope } from './scope';
import { madeOnce } from './text/memo';
import type { Prepared } from './text/prepare';

export { loadTriageModel, type TriageModel } from './model/load';
export { GROUP_HEAD, LABEL_GAP, SOURCE_HEAD, TOPIC_HEAD, topicScope, type TopicScope } from './scope';

const ALTERNATIVES = 3;

/** The scope of everything a model was taught. */
const wholeScope = madeOnce((model: TriageModel) => topicScope(model));

function bestTopic({ topics }: ScopedGroup, scores: Float64Array, vector: SparseVector): string {
	let best = '';
	let most = -Infinity;
	for (const { label, topic, name } of topics) {
		const score = name === undefined ? scores[label]! : nameScore(vector, name);
		if (score <= most) continue;
		most = score;
		best = topic;
	}
	return best;
}

/**
 * Topic group and topic of a message (clause 10). `confidence` is the calibrated probability that the group is
 * right: of the verdicts with 0.9, nine in ten are. A text without known words has confidence 0.
 *
 * @param scope the administration's own groups and topics, see `topicScope`; absent: all that the model knows
 * @example classifyTopic(prepare('на чубарова третий день нет воды'), loadTriageModel()).group // 'ЖКХ'
 */
export function classifyTopic(text: Prepared, model: TriageModel, scope: TopicScope = wholeScope(model)): TopicVerdict {
	const { vocabulary, heads, calibration } = model.topic;
	const vector = vectorOf(text, vocabulary);
	const { groups } = scope;
	if (vector.indices.length === 0 || groups.length === 0) return { group: '', topic: '', confidence: 0, alternatives: [], evidence: [] };
	const { order, shares, topics } = rankGroups(vector, model.topic, scope);
	const first = order[0]!;
	const confidence = calibrate(shares[first]!, calibration);
	const rest = shares[first]! < 1 ? (1 - confidence) / (1 - shares[first]!) : 0;
	const topicAt = (place: number): string => finerTopic(text, bestTopic(groups[place]!, topics, vector), (topic) => groups[place]!.topics.some((one) => one.topic === topic));
	const guess = (place: number): TopicGuess => {
		const share = place === first ? confidence : Math.min(confidence, shares[place]! * rest);
		return { group: groups[place]!.group, topic: topicAt(place), confidence: Math.round(share * 1000) / 1000 };
	};
	const label = groups[first]!.label;
	const rival = groups[order[1] ?? -1]?.label ?? -1;
	return {
		...guess(first),
		alternatives: order.slice(1, 1 + ALTERNATIVES).map(guess),
		evidence: label < 0 ? [] : weightyWords(text, vector, heads[GROUP_HEAD]!.contrast(vector, label, rival)),
	};
}
