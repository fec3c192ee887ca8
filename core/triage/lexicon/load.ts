import { DeskError } from '../../errors';
import type { Entry } from './phrase';
import { compileLexicon, type Lexicon } from './scan';

/** A lexicon as it stands in data/lexicon: named word sets and lists of phrases by what they say. */
export interface LexiconFile {
	readonly about: string;
	/** Named alternatives; `{name}` in a phrase or in `unless` stands for them. */
	readonly sets: Readonly<Record<string, string>>;
	readonly lists: Readonly<Record<string, readonly PhraseRow[]>>;
}

/** A phrase alone, or a phrase with its conditions. */
export type PhraseRow = string | { readonly phrase: string; readonly near?: number; readonly unless?: string; readonly guard?: number };

const expand = (text: string, sets: Readonly<Record<string, string>>): string =>
	text.replace(/\{([a-zA-Z0-9]+)\}/gu, (_, name: string) => {
		const words = sets[name];
		if (words === undefined) throw new DeskError('LEXICON_SET', `В словаре разбора нет набора слов «${name}»`, 'Проверьте раздел sets этого словаря.');
		return words.trim().split(/[\s|]+/u).join('|');
	});

/**
 * Compiles a lexicon file; what a hit says is the name of its list.
 *
 * @throws DeskError LEXICON_SET for an unknown set, LEXICON_SLOT for a phrase that cannot be read
 */
export function loadLexicon(file: LexiconFile): Lexicon<string> {
	const entries: Entry<string>[] = [];
	for (const [name, rows] of Object.entries(file.lists)) {
		for (const row of rows) {
			const { phrase, unless, ...reach } = typeof row === 'string' ? { phrase: row, unless: undefined } : row;
			entries.push({
				...reach,
				phrase: expand(phrase, file.sets),
				...(unless === undefined ? {} : { unless: expand(unless, file.sets) }),
				data: name,
			});
		}
	}
	return compileLexicon(entries);
}
