import type { Prepared } from '../text/prepare';
import type { Notions } from './notions';

/**
 * What a linear model sees of a text: hashes of stems, pairs of stems, character n-grams within words, and notions.
 * The same code serves training and inference, so the two cannot drift apart.
 */

/** Kinds of features, each weighed and normalised by itself; the order is part of the format of the weights. */
export const KIND = { stem: 0, pair: 1, chars: 2, notion: 3 } as const;

export const KINDS = 4;

/** Words of a text that are looked at: beyond it people repeat themselves, and the time stays bounded. */
const TOKEN_LIMIT = 600;
const SHORTEST = 3;
const LONGEST = 5;

export interface FeatureList {
	/** 32-bit hashes, one per occurrence. */
	readonly hashes: Uint32Array;
	/** Kind of each. */
	readonly kinds: Uint8Array;
	/** Token each came from (the first, for a pair). */
	readonly tokens: Uint16Array;
}

const PRIME = 0x01000193;
const SEEDS = [0x811c9dc5, 0x2f0b4c47, 0x5bd1e995, 0x1b873593];

/** Spreads the bits of an FNV sum over the whole word (the finaliser of MurmurHash3). */
function mix(value: number): number {
	let h = value;
	h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
	h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
	return (h ^ (h >>> 16)) >>> 0;
}

/** Hash of a string as a feature of a kind. */
export function featureHash(text: string, kind: number): number {
	let h = SEEDS[kind]!;
	for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), PRIME);
	return mix(h);
}

const pairHash = (left: number, right: number): number => mix(Math.imul(left ^ SEEDS[KIND.pair]!, PRIME) + right);

/** A list that grows; typed, since a text yields about a thousand features. */
class Gatherer {
	private hashes = new Uint32Array(1024);
	private kinds = new Uint8Array(1024);
	private tokens = new Uint16Array(1024);
	private size = 0;

	add(hash: number, kind: number, token: number): void {
		if (this.size === this.hashes.length) this.grow();
		this.hashes[this.size] = hash;
		this.kinds[this.size] = kind;
		this.tokens[this.size] = token;
		this.size++;
	}

	list(): FeatureList {
		return {
			hashes: this.hashes.subarray(0, this.size),
			kinds: this.kinds.subarray(0, this.size),
			tokens: this.tokens.subarray(0, this.size),
		};
	}

	private grow(): void {
		const size = this.size * 2;
		const hashes = new Uint32Array(size);
		hashes.set(this.hashes);
		const kinds = new Uint8Array(size);
		kinds.set(this.kinds);
		const tokens = new Uint16Array(size);
		tokens.set(this.tokens);
		Object.assign(this, { hashes, kinds, tokens });
	}
}

/** Code of the character at a place of «<word>». */
const codeAt = (word: string, at: number): number => (at === 0 ? 60 : at > word.length ? 62 : word.charCodeAt(at - 1));

function addChars(word: string, token: number, out: Gatherer): void {
	const length = word.length + 2;
	for (let from = 0; from + SHORTEST <= length; from++) {
		let h = SEEDS[KIND.chars]!;
		const stop = Math.min(LONGEST, length - from);
		for (let n = 1; n <= stop; n++) {
			h = Math.imul(h ^ codeAt(word, from + n - 1), PRIME);
			if (n >= SHORTEST) out.add(mix(h), KIND.chars, token);
		}
	}
}

const remembered = new WeakMap<Prepared, FeatureList>();

/** Features of a text, one entry per occurrence. Remembered while the prepared text lives: several models ask. */
export function extract(text: Prepared, notions: Notions): FeatureList {
	const known = remembered.get(text);
	if (known !== undefined) return known;
	const out = new Gatherer();
	let before = 0;
	const count = Math.min(text.tokens.length, TOKEN_LIMIT);
	for (let i = 0; i < count; i++) {
		const { norm, stem } = text.tokens[i]!;
		const hash = featureHash(stem, KIND.stem);
		out.add(hash, KIND.stem, i);
		if (i > 0) out.add(pairHash(before, hash), KIND.pair, i - 1);
		before = hash;
		addChars(norm, i, out);
		for (const notion of notions.of(norm)) out.add(notion, KIND.notion, i);
	}
	const list = out.list();
	remembered.set(text, list);
	return list;
}
