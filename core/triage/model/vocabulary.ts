import { BLOCKS, BLOCK_OF_KIND, type FeatureList } from './features';

/** A text as a sparse vector over a vocabulary. */
export interface SparseVector {
	readonly indices: Int32Array;
	readonly values: Float64Array;
}

/** How much each block of features weighs before learning: words, characters, notions. */
export type BlockWeights = readonly [number, number, number];

const EMPTY = -1;

/**
 * The features a model knows: hash → row, with their document frequencies.
 * `vectorise` is sublinear tf-idf, each block of unit length and then weighed.
 */
export class Vocabulary {
	readonly size: number;
	private readonly mask: number;
	private readonly slots: Int32Array;
	private readonly idf: Float64Array;
	private readonly counts: Uint16Array;

	/**
	 * @param keys feature hashes, distinct
	 * @param kinds kind of each key
	 * @param frequencies texts each key occurs in
	 * @param texts number of texts the frequencies were counted over
	 */
	constructor(
		readonly keys: Uint32Array,
		readonly kinds: Uint8Array,
		readonly frequencies: Uint16Array,
		readonly texts: number,
		readonly weights: BlockWeights,
	) {
		this.size = keys.length;
		let capacity = 1024;
		while (capacity < this.size * 2) capacity *= 2;
		this.mask = capacity - 1;
		this.slots = new Int32Array(capacity).fill(EMPTY);
		this.idf = new Float64Array(this.size);
		this.counts = new Uint16Array(this.size);
		for (let row = 0; row < this.size; row++) {
			let slot = keys[row]! & this.mask;
			while (this.slots[slot] !== EMPTY) slot = (slot + 1) & this.mask;
			this.slots[slot] = row;
			this.idf[row] = Math.log((1 + texts) / (1 + frequencies[row]!)) + 1;
		}
	}

	/** Row of a hash, or -1. */
	find(hash: number): number {
		let slot = hash & this.mask;
		for (;;) {
			const row = this.slots[slot]!;
			if (row === EMPTY || this.keys[row] === hash) return row;
			slot = (slot + 1) & this.mask;
		}
	}

	vectorise(features: FeatureList): SparseVector {
		const rows: number[] = [];
		const { counts } = this;
		for (let i = 0; i < features.hashes.length; i++) {
			const row = this.find(features.hashes[i]!);
			if (row === EMPTY) continue;
			if (counts[row] === 0) rows.push(row);
			if (counts[row]! < 65_535) counts[row]!++;
		}
		const values = new Float64Array(rows.length);
		const norms = new Float64Array(BLOCKS);
		for (let i = 0; i < rows.length; i++) {
			const row = rows[i]!;
			const value = (1 + Math.log(counts[row]!)) * this.idf[row]!;
			values[i] = value;
			norms[BLOCK_OF_KIND[this.kinds[row]!]!]! += value * value;
			counts[row] = 0;
		}
		for (let b = 0; b < BLOCKS; b++) norms[b] = norms[b]! > 0 ? this.weights[b]! / Math.sqrt(norms[b]!) : 0;
		for (let i = 0; i < rows.length; i++) values[i]! *= norms[BLOCK_OF_KIND[this.kinds[rows[i]!]!]!]!;
		return { indices: Int32Array.from(rows), values };
	}
}

/** Least number of texts a feature of each kind must occur in to be learnt: stems, pairs, characters, notions. */
export type LeastTexts = readonly [number, number, number, number];

/** Counts the features of the training texts and keeps those frequent enough, in a stable order. */
export function buildVocabulary(texts: readonly FeatureList[], weights: BlockWeights, least: LeastTexts): Vocabulary {
	const frequency = new Map<number, number>();
	const kindOf = new Map<number, number>();
	for (const list of texts) {
		const seen = new Set<number>();
		for (let i = 0; i < list.hashes.length; i++) {
			const hash = list.hashes[i]!;
			if (seen.has(hash)) continue;
			seen.add(hash);
			frequency.set(hash, (frequency.get(hash) ?? 0) + 1);
			kindOf.set(hash, list.kinds[i]!);
		}
	}
	const kept = [...frequency.keys()].filter((hash) => frequency.get(hash)! >= least[kindOf.get(hash)!]!).sort((a, b) => a - b);
	return new Vocabulary(
		Uint32Array.from(kept),
		Uint8Array.from(kept, (hash) => kindOf.get(hash)!),
		Uint16Array.from(kept, (hash) => Math.min(65_535, frequency.get(hash)!)),
		texts.length,
		weights,
	);
}
