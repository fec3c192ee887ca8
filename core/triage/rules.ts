import { DeskError } from '../errors';
import type { Entry } from './lexicon/phrase';
import { compileLexicon, scan, type Hit, type Lexicon } from './lexicon/scan';
import type { Ground } from './exclusion';
import { IMPORTANCES, type Importance } from './importance';
import { prepare, type Prepared } from './text/prepare';

/** A row of the table `triage_rules` as read. */
export interface StaffRule {
	readonly phrase: string;
	readonly action: 'topic' | 'importance' | 'exclude' | 'review';
	readonly group: string;
	readonly topic: string;
	readonly importance: Importance | '';
	readonly ground: Ground | '';
}

export interface StaffRules {
	readonly lexicon: Lexicon<StaffRule>;
	/** What is wrong with rows that were passed over, one Russian sentence each, for whoever fills the table. */
	readonly problems: readonly string[];
}

/** Words that may stand between the words of a staff phrase. */
const NEAR = 2;
const ACTIONS = new Set(['topic', 'importance', 'exclude', 'review']);
const GROUNDS = new Set(['threat', 'obscene', 'insult']);

const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value).trim());
const off = (value: unknown): boolean => value === false || ['false', '0', 'нет'].includes(text(value).toLowerCase());

function fail(phrase: string, problem: string, hint: string): never {
	throw new DeskError('TRIAGE_RULE', `Правило разбора «${phrase}»: ${problem}`, hint);
}

/**
 * Reads one rule.
 *
 * @throws DeskError TRIAGE_RULE naming the phrase and the column to mend
 */
export function readRule(row: Readonly<Record<string, unknown>>): StaffRule {
	const phrase = text(row.phrase);
	const action = text(row.action);
	const importance = text(row.importance);
	const ground = text(row.ground);
	if (prepare(phrase).tokens.length === 0) fail(phrase, 'нет слов', 'Впишите в столбец phrase одно или несколько слов.');
	if (!ACTIONS.has(action)) fail(phrase, `неизвестное действие «${action}»`, 'Столбец action: topic, importance, exclude или review.');
	if (action === 'topic' && text(row.group) === '') fail(phrase, 'не указана группа тем', 'Впишите группу в столбец group.');
	if (action === 'importance' && !IMPORTANCES.some((known) => known === importance)) fail(phrase, `неизвестная важность «${importance}»`, 'Столбец importance: critical, high, normal или low.');
	if (action === 'exclude' && !GROUNDS.has(ground)) fail(phrase, `неизвестное основание «${ground}»`, 'Столбец ground: threat, obscene или insult (п. 15 Положения).');
	return { phrase, action: action as StaffRule['action'], group: text(row.group), topic: text(row.topic), importance: importance as Importance, ground: ground as Ground };
}

/** The words of a phrase as slots: each in any of its forms. */
const asEntry = (rule: StaffRule): Entry<StaffRule> => ({
	phrase: prepare(rule.phrase).tokens.map((token) => token.norm.replaceAll('*', '')).filter(Boolean).join(' '),
	near: NEAR,
	data: rule,
});

/**
 * Reads the staff's rules; rows switched off and wholly empty rows are passed over. A row that cannot be read
 * is passed over too and told of in `problems`: a rule half written must not hold up every message.
 * A phrase is words in order, each in any form, with up to two words between; signs mean nothing.
 */
export function readRules(rows: readonly Readonly<Record<string, unknown>>[]): StaffRules {
	const problems: string[] = [];
	const entries: Entry<StaffRule>[] = [];
	for (const row of rows) {
		if (off(row.active) || (text(row.phrase) === '' && text(row.action) === '')) continue;
		try {
			entries.push(asEntry(readRule(row)));
		} catch (error) {
			if (!(error instanceof DeskError)) throw error;
			problems.push(`${error.message}. ${error.hint}`);
		}
	}
	return { lexicon: compileLexicon(entries), problems };
}

/** Rules that fire on a text, in the order of the words. The first of each action counts. */
export const matchRules = (prepared: Prepared, rules: StaffRules): Hit<StaffRule>[] => scan(prepared, rules.lexicon);
