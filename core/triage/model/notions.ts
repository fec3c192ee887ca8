import { featureHash, KIND } from './features';

const SHORTEST_BEGINNING = 2;
const LONGEST_ROOT = 12;

/** Which notions of municipal life a folded word belongs to, as feature hashes. See data/triage/concepts.txt. */
export class Notions {
	private readonly beginnings = new Map<string, number[]>();
	private readonly words = new Map<string, number[]>();
	private readonly roots = new Map<string, number[]>();

	/** @param source lines «name: beginning =word ~root …»; empty lines and «#» are skipped. */
	constructor(source: string) {
		for (const line of source.split('\n')) {
			const colon = line.indexOf(':');
			if (line.startsWith('#') || colon < 0) continue;
			const hash = featureHash(line.slice(0, colon).trim(), KIND.notion);
			for (const entry of line.slice(colon + 1).split(' ')) {
				if (entry === '') continue;
				const table = entry.startsWith('=') ? this.words : entry.startsWith('~') ? this.roots : this.beginnings;
				const key = table === this.beginnings ? entry : entry.slice(1);
				const known = table.get(key);
				if (known === undefined) table.set(key, [hash]);
				else if (!known.includes(hash)) known.push(hash);
			}
		}
	}

	of(word: string): readonly number[] {
		const found = new Set(this.words.get(word));
		for (let n = SHORTEST_BEGINNING; n <= word.length; n++) {
			for (const hash of this.beginnings.get(word.slice(0, n)) ?? []) found.add(hash);
		}
		for (let from = 0; from < word.length; from++) {
			const stop = Math.min(word.length, from + LONGEST_ROOT);
			for (let to = from + SHORTEST_BEGINNING; to <= stop; to++) {
				for (const hash of this.roots.get(word.slice(from, to)) ?? []) found.add(hash);
			}
		}
		return [...found];
	}
}
