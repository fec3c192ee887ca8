import type { SparseVector } from './vocabulary';

/**
 * Texts a model has learnt from, remembered by their words, so that a new text is also judged by those most like it:
 * a linear machine says what a word means on the whole, the nearest texts say what was decided in such a case.
 *
 * Of a text nothing is kept but which stems of the vocabulary it has, see `scripts/triage/remembering.ts`.
 */

/** So many of the nearest texts are asked. */
const NEAREST = 8;
/** How much more a near text says than one less near. */
const NEARNESS = 3;
/** A text's importance of one, in the file. */
export const FULL_IMPORTANCE = 100;
/** A word's worth of one, in the file. */
export const WHOLE_WORTH = 255;

/** What is remembered, as it lies in the file. */
export interface Remembered {
	/** Row of the vocabulary of each word, text after text. */
	readonly words: Uint32Array;
	/** Worth of each word in its text: a text's words are of unit length together. */
	readonly worths: Uint8Array;
	/** Number of words of each text. */
	readonly sizes: Uint8Array;
	/** Importance of each text, in hundredths. */
	readonly importance: Uint8Array;
	/** By head: place of each text's label among the head's, plus one; 0: none. */
	readonly labels: Readonly<Record<string, Uint8Array>>;
}

export class Memory {
	/** Where the texts of each row of the vocabulary begin; one entry more than rows. */
	private readonly starts: Uint32Array;
	/** Text and worth of each entry in one number, so that an entry touches memory once. */
	private readonly entries: Uint32Array;
	/** One bit a row: whether any text is there. So small that it stays in the processor's cache: most rows have none. */
	private readonly told: Uint8Array;
	/** Likeness of each text to the vector compared last, times `length`. */
	private readonly likeness: Float64Array;
	private length = 0;
	/** Texts that have a word in common with that vector. */
	private readonly met: Uint32Array;
	private metSize = 0;
	private compared: SparseVector | undefined;

	constructor(
		readonly kept: Remembered,
		/** Rows of the vocabulary the vectors are made by. */
		features: number,
	) {
		const { words, worths, sizes } = kept;
		this.starts = new Uint32Array(features + 1);
		for (const row of words) this.starts[row + 1]!++;
		for (let row = 0; row < features; row++) this.starts[row + 1]! += this.starts[row]!;
		this.told = new Uint8Array((features >> 3) + 1);
		for (const row of words) this.told[row >> 3]! |= 1 << (row & 7);
		const next = this.starts.slice();
		this.entries = new Uint32Array(words.length);
		let k = 0;
		sizes.forEach((size, text) => {
			for (const end = k + size; k < end; k++) {
				this.entries[next[words[k]!]!++] = (text << 8) | worths[k]!;
			}
		});
		this.likeness = new Float64Array(sizes.length);
		this.met = new Uint32Array(sizes.length);
	}

	/**
	 * What the nearest texts that have a label of a head say: for each label the sum over them of likeness to the third
	 * power times importance, and the sum over all labels. Likeness is the cosine over stems, from 0 to 1.
	 *
	 * @param labels number of the head's labels
	 */
	ask(vector: SparseVector, head: string, labels: number): Said {
		const says = new Float64Array(labels);
		let sum = 0;
		const own = this.kept.labels[head];
		if (own === undefined) return { says, sum };
		for (const { text, likeness } of this.nearest(vector, own)) {
			const said = (likeness ** NEARNESS * this.kept.importance[text]!) / FULL_IMPORTANCE;
			says[own[text]! - 1]! += said;
			sum += said;
		}
		return { says, sum };
	}

	/** Likeness of every text to a vector, times `length`. Kept for the next head that asks of the same vector. */
	private compare(vector: SparseVector): void {
		if (this.compared === vector) return;
		this.compared = vector;
		const { indices, values } = vector;
		const { told, starts, entries, likeness, met } = this;
		for (let i = 0; i < this.metSize; i++) likeness[met[i]!] = 0;
		let size = 0;
		let square = 0;
		for (let i = 0; i < indices.length; i++) {
			const row = indices[i]!;
			if ((told[row >> 3]! & (1 << (row & 7))) === 0) continue;
			const value = values[i]!;
			square += value * value;
			const unit = value / WHOLE_WORTH;
			const end = starts[row + 1]!;
			for (let k = starts[row]!; k < end; k++) {
				const entry = entries[k]!;
				const text = entry >> 8;
				const before = likeness[text]!;
				if (before === 0) met[size++] = text;
				likeness[text] = before + unit * (entry & 255);
			}
		}
		this.metSize = size;
		this.length = Math.sqrt(square);
	}

	private nearest(vector: SparseVector, own: Uint8Array): Near[] {
		this.compare(vector);
		const { likeness, met } = this;
		const best: Near[] = [];
		let least = 0;
		for (let i = 0; i < this.metSize; i++) {
			const text = met[i]!;
			const value = likeness[text]!;
			if (value <= least || own[text] === 0) continue;
			const one = { text, likeness: value };
			let at = best.length < NEAREST ? best.push(one) - 1 : NEAREST - 1;
			for (; at > 0 && best[at - 1]!.likeness < value; at--) best[at] = best[at - 1]!;
			best[at] = one;
			if (best.length === NEAREST) least = best[NEAREST - 1]!.likeness;
		}
		return best.map((one) => ({ text: one.text, likeness: one.likeness / this.length }));
	}
}

/** A remembered text and how like it is. */
interface Near {
	readonly text: number;
	readonly likeness: number;
}

/** What the nearest texts say for each label of a head: the nearer a text, the louder. */
export interface Said {
	readonly says: Float64Array;
	/** All voices together; zero where nobody speaks. */
	readonly sum: number;
}

/** Asks a model's memory about a head; a model without one says nothing. */
export const askNearest = (memory: Memory | undefined, vector: SparseVector, head: string, labels: number): Said =>
	memory?.ask(vector, head, labels) ?? { says: new Float64Array(labels), sum: 0 };

/** How the voices are divided, however far the texts: over all labels it adds up to one, or is zero where nobody speaks. */
export const shareOf = ({ says, sum }: Said, label: number): number => (sum > 0 ? says[label]! / sum : 0);
