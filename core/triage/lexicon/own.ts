import danger from '../../../data/lexicon/danger.json';
import finer from '../../../data/lexicon/finer.json';
import importance from '../../../data/lexicon/importance.json';
import insult from '../../../data/lexicon/insult.json';
import threat from '../../../data/lexicon/threat.json';
import { remembered } from '../text/memo';
import { loadLexicon } from './load';
import type { Lexicon } from './scan';

/** Compiled when first asked for; what a word begins is remembered with the word. */
const lazily = (make: () => Lexicon<string>): (() => Lexicon<string>) => {
	let made: Lexicon<string> | undefined;
	return () => (made ??= { beginning: remembered(make().beginning) });
};

/** The lexicons that come with the package. */
export const threatLexicon = lazily(() => loadLexicon(threat));
export const insultLexicon = lazily(() => loadLexicon(insult));
export const dangerLexicon = lazily(() => loadLexicon(danger));
export const importanceLexicon = lazily(() => loadLexicon(importance));
export const finerLexicon = lazily(() => loadLexicon(finer));
