import type { SparseVector } from './vocabulary';

/** Most labels a head may have: a label's number is one byte in the file. */
export const LABEL_LIMIT = 255;

/** A head of so few labels is laid out in full in memory: adding up whole rows is faster than following columns. */
const FULL_LABELS = 40;

/**
 * One linear classifier over a vocabulary: for every feature, the labels it speaks for or against.
 * Weights are whole numbers from −127 to 127 in the units of their label.
 */
export class LinearHead {
	/** Where each feature's weights begin; one entry more than features. */
	private readonly starts: Uint32Array;
	/** Every feature's weights for every label, for a narrow head. */
	private readonly full: Int8Array | undefined;
	/** Column and weight of a wide head side by side, so that a feature touches memory once; made at the first text. */
	private pairs: Uint16Array | undefined;

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
		this.full = labels.length <= FULL_LABELS ? this.layOut() : undefined;
	}

	private layOut(): Int8Array {
		const width = this.labels.length;
		const full = new Int8Array(this.spans.length * width);
		for (let row = 0; row < this.spans.length; row++) {
			for (let k = this.starts[row]!; k < this.starts[row + 1]!; k++) full[row * width + this.columns[k]!] = this.weights[k]!;
		}
		return full;
	}

	private sideBySide(): Uint16Array {
		const pairs = new Uint16Array(this.columns.length);
		for (let k = 0; k < pairs.length; k++) pairs[k] = (this.columns[k]! << 8) | (this.weights[k]! + 128);
		return pairs;
	}

	/** Score of each label: about +1 for «yes» and −1 for «no». */
	score(vector: SparseVector): Float64Array {
		const sums = this.full === undefined ? this.addColumns(vector) : this.addRows(vector, this.full);
		for (let c = 0; c < sums.length; c++) sums[c] = sums[c]! * this.unit[c]! + this.bias[c]!;
		return sums;
	}

	private addRows({ indices, values }: SparseVector, full: Int8Array): Float64Array {
		const width = this.labels.length;
		const sums = new Float64Array(width);
		for (let i = 0; i < indices.length; i++) {
			const value = values[i]!;
			const at = indices[i]! * width;
			for (let c = 0; c < width; c++) sums[c]! += value * full[at + c]!;
		}
		return sums;
	}

	private addColumns({ indices, values }: SparseVector): Float64Array {
		const { starts } = this;
		const pairs = (this.pairs ??= this.sideBySide());
		const sums = new Float64Array(this.labels.length);
		for (let i = 0; i < indices.length; i++) {
			const row = indices[i]!;
			const value = values[i]!;
			const end = starts[row + 1]!;
			for (let k = starts[row]!; k < end; k++) sums[pairs[k]! >> 8]! += value * ((pairs[k]! & 255) - 128);
		}
		return sums;
	}

	/** How much more a feature speaks for one label than for another (-1: than for none). */
	contrast(row: number, label: number, other: number): number {
		return this.weight(row, label) - (other < 0 ? 0 : this.weight(row, other));
	}

	/** Weight of a feature for a label. */
	weight(row: number, label: number): number {
		const unit = this.unit[label]!;
		if (this.full !== undefined) return this.full[row * this.labels.length + label]! * unit;
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
 */
export function compressHead(labels: readonly string[], dense: readonly Float64Array[], floor: number): LinearHead {
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
		for (let c = 0; c < labels.length; c++) {
			const steps = Math.round(dense[c]![row]! / unit[c]!);
			if (Math.abs(steps) < floor) continue;
			spans[row]!++;
			columns.push(c);
			kept.push(steps);
		}
	}
	const bias = Float64Array.from(dense, (weights) => weights[features]!);
	return new LinearHead(labels, bias, unit, spans, Uint8Array.from(columns), Int8Array.from(kept));
}
