import type { SparseVector } from './vocabulary';

/** Most labels a head may have: a label's number is one byte in the file. */
export const LABEL_LIMIT = 255;

/** A head of so few labels is laid out in full in memory: adding up whole rows is faster than following columns. */
const FULL_LABELS = 40;
/** Labels whose sums are kept in registers while the features go by. */
const LANES = 8;

/** Sums of all the labels there can be, for one text after another: nothing of a text outlives `score`. */
const sums = new Float64Array(LABEL_LIMIT + 1);

/** Adds up the weights of one feature after another, four columns at a time: one at a time takes half as long again. */
function addPairs({ indices, values }: SparseVector, starts: Uint32Array, pairs: Int16Array): void {
	sums.fill(0);
	for (let i = 0; i < indices.length; i++) {
		const row = indices[i]!;
		const value = values[i]!;
		const end = starts[row + 1]!;
		let k = starts[row]!;
		for (; k + 3 < end; k += 4) {
			const p0 = pairs[k]!, p1 = pairs[k + 1]!, p2 = pairs[k + 2]!, p3 = pairs[k + 3]!;
			const c0 = p0 & 255, c1 = p1 & 255, c2 = p2 & 255, c3 = p3 & 255;
			sums[c0] = sums[c0]! + value * (p0 >> 8);
			sums[c1] = sums[c1]! + value * (p1 >> 8);
			sums[c2] = sums[c2]! + value * (p2 >> 8);
			sums[c3] = sums[c3]! + value * (p3 >> 8);
		}
		for (; k < end; k++) {
			const pair = pairs[k]!;
			sums[pair & 255] = sums[pair & 255]! + value * (pair >> 8);
		}
	}
}

/** Adds up whole rows, lane by lane: sums in local variables cost a third of sums in an array. */
function addRows({ indices, values }: SparseVector, full: Int8Array, width: number): void {
	for (let from = 0; from < width; from += LANES) {
		let s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
		for (let i = 0; i < indices.length; i++) {
			const value = values[i]!;
			const at = indices[i]! * width + from;
			s0 += value * full[at]!;
			s1 += value * full[at + 1]!;
			s2 += value * full[at + 2]!;
			s3 += value * full[at + 3]!;
			s4 += value * full[at + 4]!;
			s5 += value * full[at + 5]!;
			s6 += value * full[at + 6]!;
			s7 += value * full[at + 7]!;
		}
		sums[from] = s0;
		sums[from + 1] = s1;
		sums[from + 2] = s2;
		sums[from + 3] = s3;
		sums[from + 4] = s4;
		sums[from + 5] = s5;
		sums[from + 6] = s6;
		sums[from + 7] = s7;
	}
}

/**
 * One linear classifier over a vocabulary: for every feature, the labels it speaks for or against.
 * Weights are whole numbers from −127 to 127 in the units of their label.
 */
export class LinearHead {
	/** Where each feature's weights begin; one entry more than features. */
	private readonly starts: Uint32Array;
	/** Every feature's weights for every label, for a narrow head; `width` to a feature. */
	private readonly full: Int8Array | undefined;
	/** Labels of a narrow head rounded up to whole lanes. */
	private readonly width: number;
	/** Weight and column of a wide head in one number, so that a feature touches memory once; made at the first text. */
	private pairs: Int16Array | undefined;

	constructor(
		readonly labels: readonly string[],
		/** Constant term of each label. */
		readonly bias: Float64Array,
		/** What one unit of a label's weights is worth. */
		readonly unit: Float64Array,
		/** How many labels each feature speaks about. */
		readonly spans: Uint8Array,
		readonly columns: Uint8Array,
		readonly weights: Int8Array,
	) {
		this.starts = new Uint32Array(spans.length + 1);
		for (let i = 0; i < spans.length; i++) this.starts[i + 1] = this.starts[i]! + spans[i]!;
		this.width = Math.ceil(labels.length / LANES) * LANES;
		this.full = labels.length <= FULL_LABELS ? this.layOut() : undefined;
	}

	private layOut(): Int8Array {
		const { width } = this;
		const full = new Int8Array(this.spans.length * width);
		for (let row = 0; row < this.spans.length; row++) {
			for (let k = this.starts[row]!; k < this.starts[row + 1]!; k++) full[row * width + this.columns[k]!] = this.weights[k]!;
		}
		return full;
	}

	private sideBySide(): Int16Array {
		const pairs = new Int16Array(this.columns.length);
		for (let k = 0; k < pairs.length; k++) pairs[k] = (this.weights[k]! << 8) | this.columns[k]!;
		return pairs;
	}

	/** Score of each label: about +1 for «yes» and −1 for «no». */
	score(vector: SparseVector): Float64Array {
		if (this.full === undefined) addPairs(vector, this.starts, (this.pairs ??= this.sideBySide()));
		else addRows(vector, this.full, this.width);
		const { unit, bias } = this;
		const scores = new Float64Array(bias.length);
		for (let c = 0; c < scores.length; c++) scores[c] = sums[c]! * unit[c]! + bias[c]!;
		return scores;
	}

	/** How much more each feature of a vector speaks for one label than for another (-1: than for none). */
	contrast({ indices, values }: SparseVector, label: number, other: number): Float64Array {
		const worths = new Float64Array(indices.length);
		for (let i = 0; i < indices.length; i++) {
			const row = indices[i]!;
			worths[i] = values[i]! * (this.weight(row, label) - (other < 0 ? 0 : this.weight(row, other)));
		}
		return worths;
	}

	/** Weight of a feature for a label. */
	weight(row: number, label: number): number {
		const unit = this.unit[label]!;
		if (this.full !== undefined) return this.full[row * this.width + label]! * unit;
		for (let k = this.starts[row]!; k < this.starts[row + 1]!; k++) {
			if (this.columns[k] === label) return this.weights[k]! * unit;
		}
		return 0;
	}
}

/**
 * Rounds trained weights to bytes. Weights under `floor` steps of their label are dropped: they decide nothing
 * and would be most of the file.
 *
 * @param dense per label: weight of each feature, the constant term last
 * @param floor one for all features or one for each; a weight of no step is always dropped
 */
export function compressHead(labels: readonly string[], dense: readonly Float64Array[], floor: number | ArrayLike<number>): LinearHead {
	const features = dense[0]!.length - 1;
	const unit = Float64Array.from(dense, (weights) => {
		let most = 0;
		for (let i = 0; i < features; i++) most = Math.max(most, Math.abs(weights[i]!));
		return most > 0 ? most / 127 : 1;
	});
	const spans = new Uint8Array(features);
	const columns: number[] = [];
	const kept: number[] = [];
	for (let row = 0; row < features; row++) {
		const least = Math.max(1, typeof floor === 'number' ? floor : floor[row]!);
		for (let c = 0; c < labels.length; c++) {
			const steps = Math.round(dense[c]![row]! / unit[c]!);
			if (Math.abs(steps) < least) continue;
			spans[row]!++;
			columns.push(c);
			kept.push(steps);
		}
	}
	const bias = Float64Array.from(dense, (weights) => weights[features]!);
	return new LinearHead(labels, bias, unit, spans, Uint8Array.from(columns), Int8Array.from(kept));
}
