import { remembered } from '../text/memo';
import type { Prepared } from '../text/prepare';
import type { Word } from '../text/word';
import { KINDS, pairHash, TOKEN_LIMIT } from './features';
import type { LinearHead } from './head';
import type { Vocabulary } from './vocabulary';

/** What a word adds to a text's score: by kind of features its rarities squared, then what they speak for the label. */
interface Share {
	readonly stemHash: number;
	readonly sums: Float64Array;
}

/** Sums of a text; nothing of it outlives `score`. */
const sums = new Float64Array(2 * KINDS);

/**
 * Score of one label over a vocabulary of linear counts, from sums that are remembered with each word: the same number
 * as of the whole vector (`LinearHead.score`), without making it.
 */
export class WordSums {
	private readonly shareOf = remembered((word: Word): Share => {
		const { stemHash, rows } = this.vocabulary.look(word);
		const own = new Float64Array(2 * KINDS);
		for (const row of rows) this.add(own, row);
		return { stemHash, sums: own };
	});

	constructor(
		private readonly vocabulary: Vocabulary,
		private readonly head: LinearHead,
		private readonly label: number,
	) {
		if (vocabulary.weighing.counts !== 'linear') throw new Error('A text is the sum of its words in a vocabulary of linear counts only');
	}

	/**
	 * About +1 for «yes» and −1 for «no»; undefined of a text without a known feature.
	 *
	 * @param marks hashes of features of the text as a whole, one per occurrence
	 */
	score({ tokens }: Prepared, marks: readonly number[]): number | undefined {
		const { vocabulary } = this;
		sums.fill(0);
		const size = Math.min(tokens.length, TOKEN_LIMIT);
		let before = 0;
		for (let i = 0; i < size; i++) {
			const { stemHash, sums: own } = this.shareOf(tokens[i]!.word);
			for (let k = 0; k < sums.length; k++) sums[k]! += own[k]!;
			if (i > 0) this.addHash(pairHash(before, stemHash));
			before = stemHash;
		}
		for (const mark of marks) this.addHash(mark);
		let score = this.head.bias[this.label]!;
		let known = false;
		for (let kind = 0; kind < KINDS; kind++) {
			const square = sums[kind]!;
			if (square === 0) continue;
			known = true;
			score += (vocabulary.weighing.kinds[kind]! * sums[KINDS + kind]!) / Math.sqrt(square);
		}
		return known ? score : undefined;
	}

	private addHash(hash: number): void {
		const row = this.vocabulary.find(hash);
		if (row >= 0) this.add(sums, row);
	}

	private add(to: Float64Array, row: number): void {
		const { kinds, idf } = this.vocabulary;
		const [kind, rarity] = [kinds[row]!, idf[row]!];
		to[kind]! += rarity * rarity;
		to[KINDS + kind]! += rarity * this.head.weight(row, this.label);
	}
}
