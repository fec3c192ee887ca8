import type { Prepared } from '../../core/triage/text/prepare';
import { seeded } from './svm';

/** Texts with at least this share of common stems are taken for copies of one another. */
const COPY_SHARE = 0.5;

/** Group number of each text: near-copies have the same one. */
export function copyGroups(texts: readonly Prepared[]): number[] {
	const sets = texts.map((text) => new Set(text.tokens.map((token) => token.stem)));
	const parent = texts.map((_, i) => i);
	const root = (i: number): number => {
		let at = i;
		while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!;
		return at;
	};
	const byStem = new Map<string, number[]>();
	for (let i = 0; i < sets.length; i++) {
		const common = new Map<number, number>();
		for (const stem of sets[i]!) {
			const before = byStem.get(stem) ?? [];
			for (const j of before) common.set(j, (common.get(j) ?? 0) + 1);
			before.push(i);
			byStem.set(stem, before);
		}
		for (const [j, shared] of common) {
			if (shared >= COPY_SHARE * (sets[i]!.size + sets[j]!.size - shared)) parent[root(i)] = root(j);
		}
	}
	return texts.map((_, i) => root(i));
}

/** Deals texts into `count` folds: copies stay together, each label is spread evenly. Deterministic. */
export function dealFolds(groups: readonly number[], labels: readonly string[], count: number, seed: number): Uint8Array {
	const random = seeded(seed);
	const heads = [...new Set(groups)];
	for (let k = heads.length - 1; k > 0; k--) {
		const j = Math.floor(random() * (k + 1));
		[heads[k], heads[j]] = [heads[j]!, heads[k]!];
	}
	heads.sort((a, b) => (labels[a]! < labels[b]! ? -1 : labels[a]! > labels[b]! ? 1 : 0));
	const foldOf = new Map(heads.map((head, i) => [head, i % count]));
	return Uint8Array.from(groups, (group) => foldOf.get(group)!);
}
