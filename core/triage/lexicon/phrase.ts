import { DeskError } from '../../errors';
import { foldWord } from '../text/letters';
import { stem } from '../text/stem';

/** A phrase of a lexicon and what it says. Syntax: data/lexicon/README.md. */
export interface Entry<T> {
	/** Slots in order, divided by spaces; a slot is alternatives divided by `|`. */
	readonly phrase: string;
	/** Words that may stand between two neighbouring slots; 2 unless told. */
	readonly near?: number;
	/** Alternatives that silence the entry when one stands within `guard` words of the match. */
	readonly unless?: string;
	/** Reach of `unless` on both sides, in words; 4 unless told. */
	readonly guard?: number;
	readonly data: T;
}

/** One slot: what a token may be. */
export interface Slot {
	readonly stems: ReadonlySet<string>;
	readonly exact: ReadonlySet<string>;
	readonly prefixes: readonly string[];
}

export interface Phrase<T> {
	readonly slots: readonly Slot[];
	readonly near: number;
	readonly unless: Slot | undefined;
	readonly guard: number;
	readonly data: T;
}

const NEAR = 2;
const GUARD = 4;

/** Shortest beginning that may stand for a word: «у*» would hit everything. */
const MIN_PREFIX = 2;

/**
 * Compiles one alternative list: `слово` by stem, `=слово` by exact form, `сло*` by beginning.
 *
 * @throws DeskError LEXICON_SLOT for an empty alternative or a beginning that is too short
 */
export function parseSlot(text: string): Slot {
	const stems = new Set<string>();
	const exact = new Set<string>();
	const prefixes: string[] = [];
	for (const part of text.split('|')) {
		const word = foldWord(part.replace('=', '').replace('*', ''), true);
		if (word.length === 0 || (part.endsWith('*') && word.length < MIN_PREFIX)) {
			throw new DeskError('LEXICON_SLOT', `В словаре разбора негодная часть «${text}»`, 'Проверьте запись: слово, =слово или нача*.');
		}
		if (part.startsWith('=')) exact.add(word);
		else if (part.endsWith('*')) prefixes.push(word);
		else stems.add(stem(word));
	}
	return { stems, exact, prefixes };
}

/** Compiles an entry; see `parseSlot` for errors. */
export function parseEntry<T>(entry: Entry<T>): Phrase<T> {
	return {
		slots: entry.phrase.trim().split(/\s+/u).map(parseSlot),
		near: entry.near ?? NEAR,
		unless: entry.unless === undefined ? undefined : parseSlot(entry.unless.trim().split(/\s+/u).join('|')),
		guard: entry.guard ?? GUARD,
		data: entry.data,
	};
}

/** Whether a token (its folded form and its stem) fits the slot. */
export function fits(slot: Slot, norm: string, tokenStem: string): boolean {
	if (slot.stems.has(tokenStem) || slot.exact.has(norm)) return true;
	for (const prefix of slot.prefixes) if (norm.startsWith(prefix)) return true;
	return false;
}
