import { NO_ALARM, type AlarmOpinion } from './alarm';
import { dangerLexicon } from './lexicon/own';
import { scan } from './lexicon/scan';
import type { Prepared } from './text/prepare';

/** Kinds of danger, by the lists of data/lexicon/danger.json; `seen`: by the trained model alone. */
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
	seen: 'похоже на рассказ об опасности для людей',
} as const;

export type Danger = keyof typeof DANGERS;

export interface CriticalVerdict {
	/** The curator is to be told at once. Not when the trained model alone sees a danger and not plainly. */
	readonly critical: boolean;
	/** Kinds found, gravest first; with `critical` false: what may be so. */
	readonly dangers: readonly Danger[];
	/** The words that show it, as written; at most five. */
	readonly evidence: readonly string[];
}

const EVIDENCE_LIMIT = 5;
const NOTHING: CriticalVerdict = { critical: false, dangers: [], evidence: [] };
const ORDER = Object.keys(DANGERS) as Danger[];

/**
 * Whether the text tells of life or safety at risk now. The curator is told at once, whatever the rest says.
 *
 * @param opinion what the trained model thinks: it is asked where no word of the lexicon is in the text
 * @example judgeCritical(prepare('в подъезде пахнет газом')).dangers // ['gas']
 */
export function judgeCritical(prepared: Prepared, opinion: AlarmOpinion = NO_ALARM): CriticalVerdict {
	const hits = scan(prepared, dangerLexicon());
	if (hits.length === 0) return opinion.danger === 'no' ? NOTHING : { critical: opinion.danger === 'plain', dangers: ['seen'], evidence: opinion.wordsFor('danger') };
	const kinds = new Set(hits.map((hit) => hit.data));
	return {
		critical: true,
		dangers: ORDER.filter((danger) => kinds.has(danger)),
		evidence: [...new Set(hits.map((hit) => hit.words))].slice(0, EVIDENCE_LIMIT),
	};
}
