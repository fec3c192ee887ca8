import { softmax } from './model/calibration';
import type { TrainedModel } from './model/file';
import { askNearest } from './model/memory';
import type { SparseVector } from './model/vocabulary';
import { GROUP_HEAD, nameScore, TOPIC_HEAD, type ScopedGroup, type TopicScope } from './scope';

/**
 * A group is known by its own words and by its likeliest topic: «Благоустройство» is many things, and each of them is
 * easier to know than all together. The first place goes by the topics more; how sure it is and who comes next are
 * better told by halves. All chosen by cross-validation, see data/triage/README.md.
 */
const FIRST_SHARE = 0.3;
const ORDER_SHARE = 0.5;

/**
 * What the nearest remembered texts add to a group's score. To the first place their likeness: a far text says next to
 * nothing. To the order and the sureness the share of them that agree.
 */
const FIRST_NEAREST = 5;
const ORDER_NEAREST = 0.4;

/**
 * Likeness may put a group first only if its share is at least this part of the greatest: «автобус не пришёл» is like
 * «не пришёл QR-код», but the bus in it leaves no doubt.
 */
const FIRST_LEAST = 0.05;

/** What of a model groups are ranked by. */
export type RankingModel = Pick<TrainedModel, 'heads' | 'sharpness' | 'memory'>;

export interface Ranking {
	/** Places among the scope's groups, best first. */
	readonly order: readonly number[];
	/** Share of each place, to be calibrated; they add up to one. */
	readonly shares: Float64Array;
	/** Score of each topic: of the topic head and of the nearest texts. */
	readonly topics: Float64Array;
}

/** Sum over the topics of each group. */
function byGroup(groups: readonly ScopedGroup[], topics: Float64Array): Float64Array {
	const sums = new Float64Array(groups.length);
	groups.forEach(({ fine }, place) => {
		for (const topic of fine) sums[place]! += topics[topic]!;
	});
	return sums;
}

/** Scores of the groups by their own machine and by their likeliest topic; of a group known by its name both are its likeness. */
function twoScores({ label, fine, names }: ScopedGroup, groups: Float64Array, topics: Float64Array, vector: SparseVector): readonly [number, number] {
	if (names !== undefined) {
		const likeness = nameScore(vector, names);
		return [likeness, likeness];
	}
	let likeliest = -Infinity;
	for (const topic of fine) likeliest = Math.max(likeliest, topics[topic]!);
	return [label < 0 ? likeliest : groups[label]!, fine.length === 0 ? groups[label]! : likeliest];
}

/** The groups of a scope, best first, with their shares. */
export function rankGroups(vector: SparseVector, model: RankingModel, { groups }: TopicScope): Ranking {
	const own = model.heads[GROUP_HEAD]!.score(vector);
	const topics = model.heads[TOPIC_HEAD]!.score(vector);
	const { says, sum } = askNearest(model.memory, vector, TOPIC_HEAD, topics.length);
	const near = byGroup(groups, says);
	const perShare = sum > 0 ? ORDER_NEAREST / sum : 0;
	const two = groups.map((group) => twoScores(group, own, topics, vector));
	const shares = softmax(two.map(([ownScore, likeliest], place) => ORDER_SHARE * ownScore + (1 - ORDER_SHARE) * likeliest + perShare * near[place]!), model.sharpness);
	const least = FIRST_LEAST * Math.max(...shares);
	let first = -1;
	let most = -Infinity;
	two.forEach(([ownScore, likeliest], place) => {
		const score = FIRST_SHARE * ownScore + (1 - FIRST_SHARE) * likeliest + FIRST_NEAREST * near[place]!;
		if (score > most && shares[place]! >= least) [first, most] = [place, score];
	});
	const order = [...shares.keys()].sort((a, b) => (a === first ? -1 : b === first ? 1 : shares[b]! - shares[a]!));
	for (let topic = 0; topic < topics.length; topic++) topics[topic]! += perShare * says[topic]!;
	return { order, shares, topics };
}
