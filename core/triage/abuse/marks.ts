import data from '../../../data/lexicon/scorn.json';
import { remembered } from '../text/memo';
import type { Prepared } from '../text/prepare';
import type { Word } from '../text/word';
import { findAbuse } from './found';

/** What in the text speaks of abuse, by name, with how often it was met (1 to 3). */
export type AbuseMarks = ReadonlyMap<string, number>;

const NONE: readonly string[] = [];
const MOST = 3;
/** Longest beginning in the lexicon, in letters. */
const REACH = 10;

const beginnings = new Map<string, string[]>();
const exact = new Map<string, string[]>();
const endings: [ending: string, kind: string][] = [];

function put(index: Map<string, string[]>, word: string, kind: string): void {
	index.set(word, [...(index.get(word) ?? []), kind]);
}

for (const [kind, { begins, ends, exact: words }] of Object.entries(data.kinds)) {
	for (const word of begins) put(beginnings, word.slice(0, REACH), kind);
	for (const word of words) put(exact, word, kind);
	for (const word of ends) endings.push([word, kind]);
}

/** Names of the kinds of scorn a word belongs to. */
const scornOf = remembered(({ norm }: Word): readonly string[] => {
	const kinds = new Set(exact.get(norm) ?? []);
	for (let length = 2; length <= Math.min(norm.length, REACH); length += 1) {
		for (const kind of beginnings.get(norm.slice(0, length)) ?? []) kinds.add(kind);
	}
	for (const [ending, kind] of endings) if (norm.endsWith(ending)) kinds.add(kind);
	return kinds.size === 0 ? NONE : [...kinds].map((kind) => `scorn.${kind}`);
});

/** Whom a word speaks to. */
const THOU = new Set(['ты', 'тебя', 'тебе', 'тобой', 'твой', 'твоя', 'твое', 'твои', 'твоего', 'твою']);
const YOU = new Set(['вы', 'вас', 'вам', 'вами', 'ваш', 'ваша', 'ваше', 'ваши', 'вашу']);

/**
 * Marks of abuse for the trained model: hits of the clause 15 lexicons, kinds of scornful words, whom the text
 * speaks to and how long it is. Features, not a verdict.
 *
 * @example abuseMarks(prepare('заткнись, клоун')) // Map { 'insult.aimed' → 1, 'scorn.order' → 1, 'scorn.vile' → 1, … }
 */
export function abuseMarks(prepared: Prepared): AbuseMarks {
	const marks = new Map<string, number>();
	const note = (name: string): void => {
		marks.set(name, Math.min(MOST, (marks.get(name) ?? 0) + 1));
	};
	const { threat, insult, obscene: coarse } = findAbuse(prepared);
	coarse.sure.forEach(() => note('obscene.sure'));
	coarse.insult.forEach(() => note('obscene.insult'));
	coarse.doubt.forEach(() => note('obscene.doubt'));
	for (const hit of insult) note(`insult.${hit.data}`);
	for (const hit of threat) note(`threat.${hit.data}`);
	for (const { norm, word } of prepared.tokens) {
		for (const name of scornOf(word)) note(name);
		if (THOU.has(norm)) marks.set('to.thou', 1);
		else if (YOU.has(norm)) marks.set('to.you', 1);
	}
	marks.set(`length.${Math.min(6, Math.floor(Math.log2(prepared.tokens.length + 1)))}`, 1);
	return marks;
}
