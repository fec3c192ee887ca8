import danger from '../../../data/lexicon/danger.json';
import importance from '../../../data/lexicon/importance.json';
import insult from '../../../data/lexicon/insult.json';
import threat from '../../../data/lexicon/threat.json';
import { loadLexicon } from './load';
import type { Lexicon } from './scan';

const lazily = (make: () => Lexicon<string>): (() => Lexicon<string>) => {
	let made: Lexicon<string> | undefined;
	return () => (made ??= make());
};

/** The lexicons that come with the package, compiled when first asked for. */
export const threatLexicon = lazily(() => loadLexicon(threat));
export const insultLexicon = lazily(() => loadLexicon(insult));
export const dangerLexicon = lazily(() => loadLexicon(danger));
export const importanceLexicon = lazily(() => loadLexicon(importance));
