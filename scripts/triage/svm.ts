import type { SparseVector } from '../../core/triage/model/vocabulary';

/** Texts as sparse rows laid one after another. */
export interface PackedRows {
	/** Where each row begins; one entry more than rows. */
	readonly starts: Uint32Array;
	readonly columns: Uint32Array;
	readonly values: Float64Array;
	/** Inner product of each row with itself, plus one for the constant term. */
	readonly squares: Float64Array;
	/** Number of columns. */
	readonly features: number;
}

export function packRows(texts: readonly SparseVector[], features: number): PackedRows {
	const starts = new Uint32Array(texts.length + 1);
	texts.forEach(({ indices }, i) => (starts[i + 1] = starts[i]! + indices.length));
	const size = starts[texts.length]!;
	const packed = { starts, columns: new Uint32Array(size), values: new Float64Array(size), squares: new Float64Array(texts.length), features };
	texts.forEach(({ indices, values }, i) => {
		packed.columns.set(indices, starts[i]);
		packed.values.set(values, starts[i]);
		packed.squares[i] = values.reduce((sum, value) => sum + value * value, 1);
	});
	return packed;
}

/** Score of a row by weights whose last entry is the constant term. */
export function scoreRow({ starts, columns, values, features }: PackedRows, row: number, weights: Float64Array): number {
	let sum = weights[features]!;
	const end = starts[row + 1]!;
	for (let k = starts[row]!; k < end; k++) sum += values[k]! * weights[columns[k]!]!;
	return sum;
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
 * Two-class L2-loss support vector machine by dual coordinate descent (Hsieh et al., 2008). Returns the weight of
 * each feature, the constant term last.
 *
 * @param positive 1 for texts of the class
 * @param importance of each text; 0 leaves it out
 * @param start scores of the texts by weights that are already there: what is learnt comes on top of them
 */
export function trainSvm(rows: PackedRows, positive: Uint8Array, importance: Float64Array, options: SvmOptions, start?: Float64Array): Float64Array {
	const { starts, columns, values, squares, features } = rows;
	const n = positive.length;
	let inside = 0;
	let all = 0;
	for (let i = 0; i < n; i++) {
		all += importance[i]!;
		if (positive[i]) inside += importance[i]!;
	}
	const factor = (total: number): number => (all / (2 * Math.max(total, 1e-9))) ** options.balance;
	const pull = [factor(all - inside), factor(inside)];
	const alpha = new Float64Array(n);
	const weights = new Float64Array(features + 1);
	const order: number[] = [];
	for (let i = 0; i < n; i++) if (importance[i]! > 0) order.push(i);
	const random = seeded(1);
	for (let epoch = 0; epoch < options.epochs; epoch++) {
		let worst = 0;
		for (let k = order.length - 1; k > 0; k--) {
			const j = Math.floor(random() * (k + 1));
			[order[k], order[j]] = [order[j]!, order[k]!];
		}
		for (const i of order) {
			const sign = positive[i] ? 1 : -1;
			const diagonal = 1 / (2 * options.cost * importance[i]! * pull[positive[i]!]!);
			const score = scoreRow(rows, i, weights) + (start?.[i] ?? 0);
			const slope = sign * score - 1 + diagonal * alpha[i]!;
			if (alpha[i] === 0 && slope >= 0) continue;
			worst = Math.max(worst, Math.abs(slope));
			if (Math.abs(slope) < 1e-9) continue;
			const next = Math.max(0, alpha[i]! - slope / (squares[i]! + diagonal));
			const step = (next - alpha[i]!) * sign;
			alpha[i] = next;
			const end = starts[i + 1]!;
			for (let k = starts[i]!; k < end; k++) weights[columns[k]!]! += step * values[k]!;
			weights[features]! += step;
		}
		if (worst < options.tolerance) break;
	}
	return weights;
}
