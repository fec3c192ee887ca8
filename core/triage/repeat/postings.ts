import { signatureOf, type Signature } from './signature';

/**
 * Texts of one topic group by their words, so that a message meets only those it shares words with.
 * Texts are read when they are first asked about, each once.
 */
export class Postings<T> {
	private readonly items: T[] = [];
	private readonly lengths: number[] = [];
	private readonly lists = new Map<number, number[]>();
	private common = new Uint16Array(0);

	constructor(private readonly textOf: (item: T) => string) {}

	add(item: T): void {
		this.items.push(item);
	}

	/** Items whose likeness to a signature (cosine of word sets) is at least `threshold`, with it. */
	alike(signature: Signature, threshold: number): { readonly item: T; readonly likeness: number }[] {
		this.readNew();
		const touched: number[] = [];
		for (const word of signature) {
			for (const at of this.lists.get(word) ?? []) {
				if (this.common[at] === 0) touched.push(at);
				this.common[at]! += 1;
			}
		}
		const found: { item: T; likeness: number }[] = [];
		for (const at of touched) {
			const likeness = this.common[at]! / Math.sqrt(signature.length * this.lengths[at]!);
			if (likeness >= threshold) found.push({ item: this.items[at]!, likeness });
			this.common[at] = 0;
		}
		return found;
	}

	private readNew(): void {
		for (let at = this.lengths.length; at < this.items.length; at += 1) {
			const signature = signatureOf(this.textOf(this.items[at]!));
			this.lengths.push(signature.length);
			for (const word of signature) {
				const list = this.lists.get(word);
				if (list) list.push(at);
				else this.lists.set(word, [at]);
			}
		}
		if (this.common.length < this.items.length) this.common = new Uint16Array(this.items.length * 2);
	}
}
