import { clean } from './clean';
import type { Noted } from './memo';
import { tokenise, type Token } from './tokens';

export type { Token } from './tokens';

/** A resident's text made ready for every judgement of triage. */
export interface Prepared extends Noted {
	/** Without markup, links and invisible marks; at most 20,000 UTF-16 units. */
	readonly clean: string;
	/** `clean` with each word folded: lower case, ё→е, look-alikes as Cyrillic, spaced-out words together. */
	readonly folded: string;
	readonly tokens: readonly Token[];
}

/**
 * Prepares a text once for all judgements. Never fails; linear time on any input.
 *
 * @example prepare('Где ВОДА???').tokens.map((t) => t.norm) // ['где', 'вода']
 */
export function prepare(text: string): Prepared {
	const cleaned = clean(text);
	const tokens = tokenise(cleaned);
	const parts: string[] = [];
	let at = 0;
	for (const token of tokens) {
		if (token.start > at) parts.push(cleaned.slice(at, token.start));
		parts.push(token.norm);
		at = token.end;
	}
	parts.push(cleaned.slice(at));
	return { clean: cleaned, folded: parts.join(''), tokens, notes: [] };
}
