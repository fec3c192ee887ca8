import { insultLexicon, threatLexicon } from '../lexicon/own';
import { scan, sentences, type Hit } from '../lexicon/scan';
import type { Prepared } from '../text/prepare';
import { obsceneWords, type CoarseWords } from './obscene';

/** What the lexicons of clause 15 find in a text. */
export interface AbuseFound {
	readonly threat: readonly Hit<string>[];
	readonly insult: readonly Hit<string>[];
	readonly obscene: CoarseWords;
}

const remembered = new WeakMap<Prepared, AbuseFound>();

/** Hits of the clause 15 lexicons. Remembered while the prepared text lives: the verdict and the model both ask. */
export function findAbuse(prepared: Prepared): AbuseFound {
	const known = remembered.get(prepared);
	if (known) return known;
	const sentence = sentences(prepared);
	const found = {
		threat: scan(prepared, threatLexicon(), sentence),
		insult: scan(prepared, insultLexicon(), sentence),
		obscene: obsceneWords(prepared),
	};
	remembered.set(prepared, found);
	return found;
}
