import { KINDS, type FeatureList } from './features';

/** A text as a sparse vector over a vocabulary. */
export interface SparseVector {
	readonly indices: Int32Array;
	readonly values: Float64Array;
}

/** A vector that still knows where its features came from. */
export interface TracedVector extends SparseVector {
	/** For each feature of the text its place in `indices`, or -1 for one the model does not know. */
	readonly places: Int32Array;
}

/** How much each kind of features weighs before learning: stems, pairs, characters, notions. */
export type KindWeights = readonly [number, number, number, number];

/** Slots of the table for each feature at least: fewer lie closer together in the processor's cache. */
const ROOM = 1.5;

/**
 * The features a model knows: hash → row, with their document frequencies.
 * `vectorise` is sublinear tf-idf, each kind of unit length and then weighed.
 */
export class Vocabulary {
	readonly size: number;
	private readonly mask: number;
	/** Pairs of hash and row plus one (0: empty), side by side so that a look-up touches memory once. */
	private readonly slots: Uint32Array;
	private readonly idf: Float32Array;
	/** Scratch of `vectorise`: place of each row among those of the text, plus one; zero between calls. */
	private readonly seen: Int32Array;

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
		readonly weights: KindWeights,
	) {
		this.size = keys.length;
		let capacity = 1024;
		while (capacity < this.size * ROOM) capacity *= 2;
		this.mask = capacity - 1;
		this.slots = new Uint32Array(capacity * 2);
		this.idf = new Float32Array(this.size);
		this.seen = new Int32Array(this.size);
		for (let row = 0; row < this.size; row++) {
			let slot = keys[row]! & this.mask;
			while (this.slots[slot * 2 + 1] !== 0) slot = (slot + 1) & this.mask;
			this.slots[slot * 2] = keys[row]!;
			this.slots[slot * 2 + 1] = row + 1;
			this.idf[row] = Math.log((1 + texts) / (1 + frequencies[row]!)) + 1;
		}
	}

	/** Row of a hash, or -1. */
	find(hash: number): number {
		const { slots, mask } = this;
		let slot = hash & mask;
		for (;;) {
			const row = slots[slot * 2 + 1]!;
			if (row === 0 || slots[slot * 2] === hash) return row - 1;
			slot = (slot + 1) & mask;
		}
	}

	vectorise(features: FeatureList): TracedVector {
		const { seen, idf, kinds } = this;
		const { hashes } = features;
		const places = new Int32Array(hashes.length);
		const rows = new Int32Array(hashes.length);
		const counts = new Uint16Array(hashes.length);
		let size = 0;
		for (let i = 0; i < hashes.length; i++) {
			const row = this.find(hashes[i]!);
			if (row < 0) {
				places[i] = -1;
				continue;
			}
			if (seen[row] === 0) {
				rows[size] = row;
				seen[row] = ++size;
			}
			const place = seen[row]! - 1;
			places[i] = place;
			if (counts[place]! < 65_535) counts[place]!++;
		}
		const values = new Float64Array(size);
		const norms = new Float64Array(KINDS);
		for (let i = 0; i < size; i++) {
			const row = rows[i]!;
			const count = counts[i]!;
			const value = count === 1 ? idf[row]! : (1 + Math.log(count)) * idf[row]!;
			values[i] = value;
			norms[kinds[row]!]! += value * value;
			seen[row] = 0;
		}
		for (let k = 0; k < KINDS; k++) norms[k] = norms[k]! > 0 ? this.weights[k]! / Math.sqrt(norms[k]!) : 0;
		for (let i = 0; i < size; i++) values[i]! *= norms[kinds[rows[i]!]!]!;
		return { indices: rows.subarray(0, size), values, places };
	}
}

/** Least number of texts a feature of each kind must occur in to be learnt: stems, pairs, characters, notions. */
export type LeastTexts = readonly [number, number, number, number];

/**
 * Counts the features of the training texts and keeps those frequent enough. The commonest come first: what most
 * messages need lies together and stays in the processor's cache.
 */
export function buildVocabulary(texts: readonly FeatureList[], weights: KindWeights, least: LeastTexts): Vocabulary {
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
	const kept = [...frequency.keys()].filter((hash) => frequency.get(hash)! >= least[kindOf.get(hash)!]!).sort((a, b) => frequency.get(b)! - frequency.get(a)! || a - b);
	return new Vocabulary(
		Uint32Array.from(kept),
		Uint8Array.from(kept, (hash) => kindOf.get(hash)!),
		Uint16Array.from(kept, (hash) => Math.min(65_535, frequency.get(hash)!)),
		texts.length,
		weights,
	);
}
