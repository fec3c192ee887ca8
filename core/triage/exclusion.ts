import { findAbuse, type AbuseFound } from './abuse/found';
import { NO_ALARM, type AlarmOpinion, type Sight } from './alarm';
import type { Hit } from './lexicon/scan';
import type { Prepared } from './text/prepare';

/** Grounds of clause 15. */
export type Ground = 'threat' | 'obscene' | 'insult';

/** What clause 15 says of a text. */
export interface ExclusionVerdict {
	/** Empty: nothing of clause 15 is in the text. */
	readonly ground: Ground | '';
	/** Sure: not processed, registered with the ground. Not sure: the curator decides. */
	readonly sure: boolean;
	/** The words that show the ground, as the resident wrote them; at most five. */
	readonly evidence: readonly string[];
	/** Why the curator is asked, in Russian; empty when sure or when there is nothing to ask. */
	readonly doubt: string;
	/** How plainly, when the trained model alone sees a threat. A faint one makes the curator look, but does not call him. */
	readonly seen?: Sight;
}

/** Opinion of the trained model: probability that the text is abusive, with the words that weighed. */
export interface AbuseOpinion {
	readonly probability: number;
	readonly evidence: readonly string[];
}

/** From this probability on the model alone makes the curator look; it never excludes by itself. */
export const ABUSE_REVIEW = 0.7;
const EVIDENCE_LIMIT = 5;
/** Hits that are looked at for evidence: a flood of threats shows itself by its beginning. */
const HITS_LIMIT = 60;
/** Sign of the middle finger, with any skin. */
const FINGER = '\u{1F595}';

const NOTHING: ExclusionVerdict = { ground: '', sure: false, evidence: [], doubt: '' };

/** The words of hits, without those that are part of longer ones. */
function wordsOf(hits: readonly Hit<string>[]): string[] {
	const all = [...new Set(hits.slice(0, HITS_LIMIT).map((hit) => hit.words))];
	return all.filter((words) => !all.some((other) => other.length > words.length && other.includes(words))).slice(0, EVIDENCE_LIMIT);
}

const sure = (ground: Ground, evidence: readonly string[]): ExclusionVerdict => ({ ground, sure: true, evidence: evidence.slice(0, EVIDENCE_LIMIT), doubt: '' });
const doubtful = (ground: Ground, evidence: readonly string[], doubt: string): ExclusionVerdict => ({ ground, sure: false, evidence: evidence.slice(0, EVIDENCE_LIMIT), doubt });

/** Names of the lists a hit may say, with the hits of a text by name. */
const named = (hits: readonly Hit<string>[], ...names: string[]): Hit<string>[] => hits.filter((hit) => names.includes(hit.data));

function judgeThreat({ threat }: AbuseFound, alarm: AlarmOpinion): ExclusionVerdict {
	const open = named(threat, 'sure');
	if (open.length > 0) return sure('threat', wordsOf(open));
	const reported = named(threat, 'reported');
	if (reported.length > 0) return doubtful('threat', wordsOf(reported), 'похоже на рассказ о чужой угрозе');
	const maybe = named(threat, 'doubt');
	if (maybe.length > 0) return doubtful('threat', wordsOf(maybe), 'похоже на угрозу');
	if (alarm.threat !== 'no') return { ...doubtful('threat', alarm.wordsFor('threat'), 'обученная модель видит угрозу'), seen: alarm.threat };
	return NOTHING;
}

/** Abuse told by its victim («назвала меня дурой») is a complaint to be answered: the curator looks. */
const quoted = ({ insult }: AbuseFound): boolean => named(insult, 'quote').length > 0;

function judgeObscene(found: AbuseFound): ExclusionVerdict {
	const { obscene } = found;
	if (obscene.sure.length > 0) {
		const evidence = [...new Set(obscene.sure)];
		return quoted(found) ? doubtful('obscene', evidence, 'брань, возможно, приведена с чужих слов') : sure('obscene', evidence);
	}
	return obscene.doubt.length > 0 ? doubtful('obscene', obscene.doubt, 'похоже на скрытую брань') : NOTHING;
}

function judgeInsult(found: AbuseFound, text: string): ExclusionVerdict {
	const { insult, threat } = found;
	const words = [...named(insult, 'hard', 'aimed'), ...named(threat, 'wish')];
	const masked = found.obscene.insult;
	if (words.length + masked.length > 0) {
		const evidence = [...masked, ...wordsOf(words)];
		if (quoted(found)) return doubtful('insult', evidence, 'оскорбление, возможно, приведено с чужих слов');
		if (masked.length === 0 && words.every((hit) => isVague(hit, insult))) return doubtful('insult', evidence, 'бранное слово о неизвестном');
		return sure('insult', evidence);
	}
	if (text.includes(FINGER)) return doubtful('insult', [FINGER], 'оскорбительный знак');
	const they = named(insult, 'they');
	return they.length > 0 ? doubtful('insult', wordsOf(they), 'похоже на оскорбление') : NOTHING;
}

/** «какой-то дебил», «кто этот идиот»: about nobody in particular, within two words before. */
const isVague = (hit: Hit<string>, hits: readonly Hit<string>[]): boolean =>
	hit.data === 'hard' && named(hits, 'vague').some((other) => hit.at[0]! - other.at[0]! >= 1 && hit.at[0]! - other.at[0]! <= 3);

/**
 * Clause 15: threat or intent to harm, obscene words, insult, in that order.
 * Sure signs exclude; whatever leaves room for doubt goes to the curator; grievance is neither.
 * What may be a threat and comes with abuse is taken for a threat; where the trained model alone sees it, the curator
 * decides.
 *
 * @param opinion what the trained model thinks of abuse; alone it only makes the curator look
 * @param alarm what the trained model thinks of threats; alone it only makes the curator look
 * @example judgeExclusion(prepare('Приду к вам с ружьём')).ground // 'threat'
 */
export function judgeExclusion(prepared: Prepared, opinion?: AbuseOpinion, alarm: AlarmOpinion = NO_ALARM): ExclusionVerdict {
	const found = findAbuse(prepared);
	const verdicts = [judgeThreat(found, alarm), judgeObscene(found), judgeInsult(found, prepared.clean)];
	const certain = verdicts.find((one) => one.sure);
	const [threat] = verdicts as [ExclusionVerdict, ...ExclusionVerdict[]];
	if (certain && threat.seen === 'plain') return threat;
	if (certain && certain !== threat && threat.ground === 'threat' && threat.seen === undefined && named(found.threat, 'reported').length === 0) {
		return sure('threat', [...threat.evidence, ...certain.evidence]);
	}
	const verdict = certain ?? verdicts.find((one) => one.ground !== '');
	if (verdict) return verdict;
	if (opinion && opinion.probability >= ABUSE_REVIEW) {
		return doubtful('insult', opinion.evidence, `обученная модель видит грубость (${opinion.probability.toFixed(2)})`);
	}
	return NOTHING;
}
