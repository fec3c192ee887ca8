import { remembered } from '../text/memo';
import type { Prepared } from '../text/prepare';
import type { Word } from '../text/word';
import { KINDS, pairHash, takeWord, TOKEN_LIMIT, type FeatureList } from './features';
import type { Notions } from './notions';

/** A text as a sparse vector over a vocabulary. */
export interface SparseVector {
	readonly indices: Int32Array;
	readonly values: Float64Array;
}

/** A vector that still knows which words its features came from. */
export interface TracedVector extends SparseVector {
	/** Each occurrence of a feature of the words: its place in `indices`… */
	readonly places: Int32Array;
	/** …and the token it came from, the first of two for a pair. */
	readonly tokens: Uint16Array;
}

/** What a vocabulary knows of a word: rows of its features, with the kind and the rarity of each beside. */
interface KnownWord {
	readonly stemHash: number;
	readonly rows: readonly number[];
	readonly kinds: readonly number[];
	readonly rarities: readonly number[];
}

/** Where the features of one text are gathered, in the order they are met. */
class Gatherer {
	/** Distinct features: how many, row, kind, rarity, how often met. */
	size = 0;
	rows = new Int32Array(0);
	kinds = new Uint8Array(0);
	rarities = new Float64Array(0);
	counts = new Uint16Array(0);
	/** Occurrences in words: how many, place of the feature, token. */
	traced = 0;
	places = new Int32Array(0);
	tokens = new Uint16Array(0);

	/** Forgets the last text and makes room for a text of so many occurrences. */
	begin(room: number): void {
		this.size = 0;
		this.traced = 0;
		if (room <= this.rows.length) return;
		this.rows = new Int32Array(room);
		this.kinds = new Uint8Array(room);
		this.rarities = new Float64Array(room);
		this.counts = new Uint16Array(room);
		this.places = new Int32Array(room);
		this.tokens = new Uint16Array(room);
	}
}

/** One for all: nothing of a text outlives `vectorise`. */
const gatherer = new Gatherer();

/** How a text becomes a vector. */
export interface Weighing {
	/** How much each kind of features weighs before learning: stems, pairs, characters, notions. */
	readonly kinds: readonly [number, number, number, number];
	/**
	 * What a feature met again counts. `sublinear`: less each time, better for long texts. `linear`: as much as the first
	 * time, so that a text is the sum of its words, see `WordSums`.
	 */
	readonly counts: 'sublinear' | 'linear';
}

/** Slots of the table for each feature at least: fewer lie closer together in the processor's cache. */
const ROOM = 1.5;

/**
 * The features a model knows: hash → row, with their document frequencies.
 * What it knows of a word is remembered with the word: most of a message are words met before.
 */
export class Vocabulary {
	readonly size: number;
	private readonly mask: number;
	/** Pairs of hash and row plus one (0: empty), side by side so that a look-up touches memory once. */
	private readonly slots: Uint32Array;
	/** How rare each feature is. */
	readonly idf: Float32Array;
	/** Scratch of `vectorise`: place of each row among those of the text, plus one; zero between calls. */
	private readonly seen: Int32Array;
	private readonly knownOf = remembered((word: Word) => this.look(word));

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
		readonly weighing: Weighing,
		private readonly notions: Notions,
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

	/** What is known of a word; not remembered. */
	look(word: Word): KnownWord {
		const rows: number[] = [];
		const stemHash = takeWord(word, this.notions, (hash) => {
			const row = this.find(hash);
			if (row >= 0) rows.push(row);
		});
		return { stemHash, rows, kinds: rows.map((row) => this.kinds[row]!), rarities: rows.map((row) => this.idf[row]!) };
	}

	/**
	 * A text as a vector.
	 *
	 * @param marks hashes of features of the text as a whole, one per occurrence
	 */
	vectorise({ tokens }: Prepared, marks: readonly number[] = []): TracedVector {
		const words: KnownWord[] = [];
		let room = marks.length;
		for (let i = 0; i < tokens.length && i < TOKEN_LIMIT; i++) {
			const known = this.knownOf(tokens[i]!.word);
			words.push(known);
			room += known.rows.length + 1;
		}
		gatherer.begin(room);
		let before = 0;
		for (let i = 0; i < words.length; i++) {
			const { stemHash, rows, kinds, rarities } = words[i]!;
			this.meetAll(rows, kinds, rarities, i);
			if (i > 0) this.meetHash(pairHash(before, stemHash), i - 1);
			before = stemHash;
		}
		const { traced } = gatherer;
		for (const mark of marks) this.meetHash(mark, 0);
		const indices = gatherer.rows.slice(0, gatherer.size);
		for (let i = 0; i < indices.length; i++) this.seen[indices[i]!] = 0;
		return { indices, values: this.weigh(), places: gatherer.places.slice(0, traced), tokens: gatherer.tokens.slice(0, traced) };
	}

	private meetHash(hash: number, token: number): void {
		const row = this.find(hash);
		if (row >= 0) this.meetAll([row], [this.kinds[row]!], [this.idf[row]!], token);
	}

	private meetAll(met: readonly number[], metKinds: readonly number[], metRarities: readonly number[], token: number): void {
		const { seen } = this;
		const { rows, kinds, rarities, counts, places, tokens } = gatherer;
		let { size, traced } = gatherer;
		for (let k = 0; k < met.length; k++) {
			const row = met[k]!;
			let place = seen[row]! - 1;
			if (place < 0) {
				place = size++;
				seen[row] = size;
				rows[place] = row;
				kinds[place] = metKinds[k]!;
				rarities[place] = metRarities[k]!;
				counts[place] = 1;
			} else counts[place]!++;
			places[traced] = place;
			tokens[traced++] = token;
		}
		gatherer.size = size;
		gatherer.traced = traced;
	}

	/** tf-idf of what was gathered, each kind divided by its length and weighed. Linear counts: by that of its occurrences. */
	private weigh(): Float64Array {
		const { size, kinds, rarities, counts } = gatherer;
		const linear = this.weighing.counts === 'linear';
		const values = new Float64Array(size);
		const norms = new Float64Array(KINDS);
		for (let i = 0; i < size; i++) {
			const rarity = rarities[i]!;
			const count = counts[i]!;
			const value = count === 1 ? rarity : (linear ? count : 1 + Math.log(count)) * rarity;
			const kind = kinds[i]!;
			values[i] = value;
			norms[kind] = norms[kind]! + value * (linear ? rarity : value);
		}
		for (let k = 0; k < KINDS; k++) norms[k] = norms[k]! > 0 ? this.weighing.kinds[k]! / Math.sqrt(norms[k]!) : 0;
		for (let i = 0; i < size; i++) values[i] = values[i]! * norms[kinds[i]!]!;
		return values;
	}
}

/** Least number of texts a feature of each kind must occur in to be learnt: stems, pairs, characters, notions. */
export type LeastTexts = readonly [number, number, number, number];

/**
 * Counts the features of the training texts and keeps those frequent enough. The commonest come first: what most
 * messages need lies together and stays in the processor's cache.
 */
export function buildVocabulary(texts: readonly FeatureList[], weighing: Weighing, least: LeastTexts, notions: Notions): Vocabulary {
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
		weighing,
		notions,
	);
}
