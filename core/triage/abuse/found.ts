import { insultLexicon, threatLexicon } from '../lexicon/own';
import { scan, type Hit } from '../lexicon/scan';
import { remembered } from '../text/memo';
import type { Prepared } from '../text/prepare';
import { obsceneWords, type CoarseWords } from './obscene';

/** What the lexicons of clause 15 find in a text. */
export interface AbuseFound {
	readonly threat: readonly Hit<string>[];
	readonly insult: readonly Hit<string>[];
	readonly obscene: CoarseWords;
}

/** Hits of the clause 15 lexicons: the verdict and the model both ask. */
export const findAbuse = remembered(
	(prepared: Prepared): AbuseFound => ({
		threat: scan(prepared, threatLexicon()),
		insult: scan(prepared, insultLexicon()),
		obscene: obsceneWords(prepared),
	}),
);
