import type { Prepared } from '../text/prepare';
import type { Word } from '../text/word';
import type { Notions } from './notions';

/**
 * What a linear model sees of a text: hashes of stems, pairs of stems, character n-grams within words, and notions.
 * The same code serves training and inference, so the two cannot drift apart.
 */

/** Kinds of features, each weighed and normalised by itself; the order is part of the format of the weights. */
export const KIND = { stem: 0, pair: 1, chars: 2, notion: 3 } as const;

export const KINDS = 4;

/** Words of a text that are looked at: beyond it people repeat themselves, and the time stays bounded. */
export const TOKEN_LIMIT = 600;
const SHORTEST = 3;
const LONGEST = 4;

export interface FeatureList {
	/** 32-bit hashes, one per occurrence. */
	readonly hashes: Uint32Array;
	/** Kind of each. */
	readonly kinds: Uint8Array;
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

/** Hash of a pair of neighbours, from those of their stems. */
export const pairHash = (left: number, right: number): number => mix(Math.imul(left ^ SEEDS[KIND.pair]!, PRIME) + right);

/** Code of the character at a place of «<word>». */
const codeAt = (word: string, at: number): number => (at === 0 ? 60 : at > word.length ? 62 : word.charCodeAt(at - 1));

type Take = (hash: number, kind: number) => void;

function takeChars(word: string, take: Take): void {
	const length = word.length + 2;
	for (let from = 0; from + SHORTEST <= length; from++) {
		let h = SEEDS[KIND.chars]!;
		const stop = Math.min(LONGEST, length - from);
		for (let n = 1; n <= stop; n++) {
			h = Math.imul(h ^ codeAt(word, from + n - 1), PRIME);
			if (n >= SHORTEST) take(mix(h), KIND.chars);
		}
	}
}

/** Features of a word by itself; returns the hash of its stem, which pairs are made of. */
export function takeWord({ norm, stem }: Word, notions: Notions, take: Take): number {
	const hash = featureHash(stem, KIND.stem);
	take(hash, KIND.stem);
	takeChars(norm, take);
	for (const notion of notions.of(norm)) take(notion, KIND.notion);
	return hash;
}

/** Features of a text, one entry per occurrence: what a vocabulary is built from. */
export function extract(text: Prepared, notions: Notions): FeatureList {
	const hashes: number[] = [];
	const kinds: number[] = [];
	const take: Take = (hash, kind) => {
		hashes.push(hash);
		kinds.push(kind);
	};
	let before = 0;
	text.tokens.slice(0, TOKEN_LIMIT).forEach(({ word }, i) => {
		const hash = takeWord(word, notions, take);
		if (i > 0) take(pairHash(before, hash), KIND.pair);
		before = hash;
	});
	return { hashes: Uint32Array.from(hashes), kinds: Uint8Array.from(kinds) };
}
