/** Figures by which classifiers are compared. All are shares from 0 to 1. */

export interface Guess {
	/** Labels, best first. */
	readonly labels: readonly string[];
	/** Probability of the first one. */
	readonly confidence: number;
}

export interface TopicFigures {
	readonly accuracy: number;
	readonly weightedF1: number;
	/** Mean F1 of the labels that occur in the truth. */
	readonly macroF1: number;
	/** The same with the labels that were only guessed, each counting 0: a model of more groups than the rows have pays for every slip. */
	readonly macroF1AllNamed: number;
	readonly top3: number;
	readonly coverage90: number;
	readonly coverage95: number;
}

/** F1 of each label that occurs in the truth or the guesses. */
export function f1ByLabel(truth: readonly string[], guessed: readonly string[]): Map<string, { f1: number; support: number }> {
	const hit = new Map<string, number>();
	const said = new Map<string, number>();
	const support = new Map<string, number>();
	const add = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1);
	truth.forEach((label, i) => {
		add(support, label);
		add(said, guessed[i]!);
		if (label === guessed[i]) add(hit, label);
	});
	const out = new Map<string, { f1: number; support: number }>();
	for (const label of new Set([...support.keys(), ...said.keys()])) {
		const total = (support.get(label) ?? 0) + (said.get(label) ?? 0);
		out.set(label, { f1: (2 * (hit.get(label) ?? 0)) / total, support: support.get(label) ?? 0 });
	}
	return out;
}

/** Largest share of texts that can be answered, surest first, with at least the given precision. */
export function coverage(correct: readonly boolean[], confidence: readonly number[], precision: number): number {
	const order = confidence.map((_, i) => i).sort((a, b) => confidence[b]! - confidence[a]!);
	let right = 0;
	let best = 0;
	order.forEach((i, rank) => {
		if (correct[i]) right++;
		const tied = rank + 1 < order.length && confidence[order[rank + 1]!] === confidence[i];
		if (!tied && right >= precision * (rank + 1)) best = rank + 1;
	});
	return best / Math.max(1, correct.length);
}

export function topicFigures(truth: readonly string[], guesses: readonly Guess[]): TopicFigures {
	const guessed = guesses.map((guess) => guess.labels[0] ?? '');
	const correct = truth.map((label, i) => label === guessed[i]);
	const byLabel = [...f1ByLabel(truth, guessed).values()];
	const total = byLabel.reduce((sum, { f1 }) => sum + f1, 0);
	const confidence = guesses.map((guess) => guess.confidence);
	return {
		accuracy: correct.filter(Boolean).length / truth.length,
		weightedF1: byLabel.reduce((sum, { f1, support }) => sum + f1 * support, 0) / truth.length,
		macroF1: total / new Set(truth).size,
		macroF1AllNamed: total / byLabel.length,
		top3: truth.filter((label, i) => guesses[i]!.labels.slice(0, 3).includes(label)).length / truth.length,
		coverage90: coverage(correct, confidence, 0.9),
		coverage95: coverage(correct, confidence, 0.95),
	};
}

export interface BinaryFigures {
	readonly precision: number;
	readonly recall: number;
	readonly f1: number;
	readonly auc: number;
}

/** Area under the ROC curve: how often a positive text scores above a negative one, ties counting half. */
export function areaUnderCurve(truth: readonly boolean[], scores: readonly number[]): number {
	const order = scores.map((_, i) => i).sort((a, b) => scores[a]! - scores[b]!);
	let positives = 0;
	let rankSum = 0;
	for (let i = 0; i < order.length; ) {
		let j = i;
		while (j < order.length && scores[order[j]!] === scores[order[i]!]) j++;
		for (let k = i; k < j; k++) {
			if (!truth[order[k]!]) continue;
			positives++;
			rankSum += (i + j + 1) / 2;
		}
		i = j;
	}
	const negatives = truth.length - positives;
	return positives === 0 || negatives === 0 ? 0 : (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

export function binaryFigures(truth: readonly boolean[], scores: readonly number[], threshold: number): BinaryFigures {
	let hit = 0;
	let said = 0;
	let positive = 0;
	truth.forEach((toxic, i) => {
		const yes = scores[i]! >= threshold;
		if (yes) said++;
		if (toxic) positive++;
		if (yes && toxic) hit++;
	});
	const precision = said === 0 ? 0 : hit / said;
	const recall = positive === 0 ? 0 : hit / positive;
	return { precision, recall, f1: said + positive === 0 ? 0 : (2 * hit) / (said + positive), auc: areaUnderCurve(truth, scores) };
}
