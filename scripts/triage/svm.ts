import type { SparseVector } from '../../core/triage/model/vocabulary';

/** Inner products of all pairs of texts, plus one for the constant term: row i, column j at i·n+j. */
export function gramMatrix(texts: readonly SparseVector[], features: number): Float32Array {
	const n = texts.length;
	const gram = new Float32Array(n * n);
	const dense = new Float64Array(features);
	for (let i = 0; i < n; i++) {
		const left = texts[i]!;
		for (let a = 0; a < left.indices.length; a++) dense[left.indices[a]!] = left.values[a]!;
		for (let j = 0; j <= i; j++) {
			const { indices, values } = texts[j]!;
			let sum = 1;
			for (let b = 0; b < indices.length; b++) sum += dense[indices[b]!]! * values[b]!;
			gram[i * n + j] = sum;
			gram[j * n + i] = sum;
		}
		for (let a = 0; a < left.indices.length; a++) dense[left.indices[a]!] = 0;
	}
	return gram;
}

/** Numbers from a seed (mulberry32): training gives the same weights on every machine. */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), state | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
}

export interface SvmOptions {
	/** Cost of an error. */
	readonly cost: number;
	/** 0: every text weighs the same; 1: both sides of a class weigh the same in sum. */
	readonly balance: number;
	readonly epochs: number;
	readonly tolerance: number;
}

/**
 * Two-class L2-loss support vector machine by dual coordinate descent (Hsieh et al., 2008) on a precomputed
 * Gram matrix. Returns the coefficients by which the texts' vectors are added up into the weights.
 *
 * @param positive 1 for texts of the class
 * @param weights importance of each text; 0 leaves it out
 * @param start scores of the texts by weights that are already there: what is learnt comes on top of them
 */
export function trainSvm(gram: Float32Array, positive: Uint8Array, weights: Float64Array, options: SvmOptions, start?: Float64Array): Float64Array {
	const n = positive.length;
	let inside = 0;
	let all = 0;
	for (let i = 0; i < n; i++) {
		all += weights[i]!;
		if (positive[i]) inside += weights[i]!;
	}
	const factor = (total: number): number => (all / (2 * Math.max(total, 1e-9))) ** options.balance;
	const pull = [factor(all - inside), factor(inside)];
	const alpha = new Float64Array(n);
	const scores = start === undefined ? new Float64Array(n) : Float64Array.from(start);
	const order: number[] = [];
	for (let i = 0; i < n; i++) if (weights[i]! > 0) order.push(i);
	const random = seeded(1);
	for (let epoch = 0; epoch < options.epochs; epoch++) {
		let worst = 0;
		for (let k = order.length - 1; k > 0; k--) {
			const j = Math.floor(random() * (k + 1));
			[order[k], order[j]] = [order[j]!, order[k]!];
		}
		for (const i of order) {
			const sign = positive[i] ? 1 : -1;
			const diagonal = 1 / (2 * options.cost * weights[i]! * pull[positive[i]!]!);
			const slope = sign * scores[i]! - 1 + diagonal * alpha[i]!;
			if (alpha[i] === 0 && slope >= 0) continue;
			worst = Math.max(worst, Math.abs(slope));
			if (Math.abs(slope) < 1e-9) continue;
			const next = Math.max(0, alpha[i]! - slope / (gram[i * n + i]! + diagonal));
			const step = (next - alpha[i]!) * sign;
			alpha[i] = next;
			const row = gram.subarray(i * n, i * n + n);
			for (let j = 0; j < n; j++) scores[j]! += step * row[j]!;
		}
		if (worst < options.tolerance) break;
	}
	for (let i = 0; i < n; i++) if (!positive[i]) alpha[i] = -alpha[i]!;
	return alpha;
}

/** Adds up the texts into the weights of the features; the last entry is the constant term. */
export function primalWeights(texts: readonly SparseVector[], alpha: Float64Array, features: number): Float64Array {
	const weights = new Float64Array(features + 1);
	for (let i = 0; i < texts.length; i++) {
		const a = alpha[i]!;
		if (a === 0) continue;
		const { indices, values } = texts[i]!;
		for (let b = 0; b < indices.length; b++) weights[indices[b]!]! += a * values[b]!;
		weights[features]! += a;
	}
	return weights;
}
