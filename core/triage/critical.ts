import { dangerLexicon } from './lexicon/own';
import { scan } from './lexicon/scan';
import type { Prepared } from './text/prepare';

/** Kinds of danger, by the lists of data/lexicon/danger.json. */
export const DANGERS = {
	suicide: 'человек может причинить вред себе',
	fire: 'пожар или задымление',
	gas: 'запах газа, угарный газ или взрыв',
	child: 'ребёнок в опасности',
	missing: 'человек пропал или терпит бедствие',
	electric: 'оборванный провод, искрение или удар током',
	collapse: 'обрушение',
	explosive: 'боеприпас или взрывчатка',
	violence: 'нападение на человека',
	medical: 'нужна неотложная помощь',
	accident: 'люди пострадали',
	beast: 'опасное животное рядом с людьми',
	water: 'затопление или кипяток',
	sos: 'человек зовёт на помощь',
} as const;

export type Danger = keyof typeof DANGERS;

export interface CriticalVerdict {
	readonly critical: boolean;
	/** Kinds found, gravest first. */
	readonly dangers: readonly Danger[];
	/** The words that show it, as written; at most five. */
	readonly evidence: readonly string[];
}

const EVIDENCE_LIMIT = 5;
const ORDER = Object.keys(DANGERS) as Danger[];

/**
 * Whether the text tells of life or safety at risk now. The curator is told at once, whatever the rest says.
 *
 * @example judgeCritical(prepare('в подъезде пахнет газом')).dangers // ['gas']
 */
export function judgeCritical(prepared: Prepared): CriticalVerdict {
	const hits = scan(prepared, dangerLexicon());
	const kinds = new Set(hits.map((hit) => hit.data));
	return {
		critical: hits.length > 0,
		dangers: ORDER.filter((danger) => kinds.has(danger)),
		evidence: [...new Set(hits.map((hit) => hit.words))].slice(0, EVIDENCE_LIMIT),
	};
}
