import { softmax } from './model/calibration';
import type { LinearHead } from './model/head';
import type { SparseVector } from './model/vocabulary';
import { GROUP_HEAD, nameScore, TOPIC_HEAD, type ScopedGroup, type TopicScope } from './scope';

/**
 * A group is known by its own words and by its likeliest topic: «Благоустройство» is many things, and each of them is
 * easier to know than all together. The first place goes by the topics more; how sure it is and who comes next are
 * better told by halves. All chosen by cross-validation, see data/triage/README.md.
 */
const FIRST_SHARE = 0.3;
const ORDER_SHARE = 0.5;

export interface Ranking {
	/** Places among the scope's groups, best first. */
	readonly order: readonly number[];
	/** Share of each place, to be calibrated; they add up to one. */
	readonly shares: Float64Array;
	/** Scores of the topic head. */
	readonly topics: Float64Array;
}

/** Score of a group as `share` of its own and the rest of its likeliest topic. */
function blend({ label, fine, names }: ScopedGroup, groups: Float64Array, topics: Float64Array, vector: SparseVector, share: number): number {
	if (names !== undefined) return nameScore(vector, names);
	let likeliest = -Infinity;
	for (const topic of fine) likeliest = Math.max(likeliest, topics[topic]!);
	if (fine.length === 0) return groups[label]!;
	return label < 0 ? likeliest : share * groups[label]! + (1 - share) * likeliest;
}

/** The groups of a scope, best first, with their shares. */
export function rankGroups(vector: SparseVector, heads: Readonly<Record<string, LinearHead>>, sharpness: number, { groups }: TopicScope): Ranking {
	const own = heads[GROUP_HEAD]!.score(vector);
	const topics = heads[TOPIC_HEAD]!.score(vector);
	const shares = softmax(groups.map((group) => blend(group, own, topics, vector, ORDER_SHARE)), sharpness);
	let first = -1;
	let most = -Infinity;
	groups.forEach((group, place) => {
		const score = blend(group, own, topics, vector, FIRST_SHARE);
		if (score > most) [first, most] = [place, score];
	});
	const order = [...shares.keys()].sort((a, b) => (a === first ? -1 : b === first ? 1 : shares[b]! - shares[a]!));
	return { order, shares, topics };
}
