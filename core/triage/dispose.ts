import type { CriticalVerdict } from './critical';
import type { ExclusionVerdict, Ground } from './exclusion';
import type { Hit } from './lexicon/scan';
import type { StaffRule } from './rules';
import type { Disposition } from './types';

export const GROUND_LABELS: Readonly<Record<Ground, string>> = {
	threat: 'угроза или намерение причинить вред',
	obscene: 'нецензурные выражения',
	insult: 'оскорбление',
};

/** What becomes of a message, the ground if any, and why, as parts of one Russian sentence. */
export interface Outcome {
	readonly disposition: Disposition;
	readonly ground: Ground | '';
	readonly evidence: readonly string[];
	readonly critical: boolean;
	readonly why: string;
	readonly onlyTopicInDoubt: boolean;
}

export interface Findings {
	readonly exclusion: ExclusionVerdict;
	readonly danger: CriticalVerdict;
	/** First rule that fired for each action. */
	readonly excludeRule: Hit<StaffRule> | undefined;
	readonly reviewRule: Hit<StaffRule> | undefined;
	/** The topic is sure enough, or a rule of the staff has set it. */
	readonly topicSure: boolean;
	readonly confidence: number;
	readonly threshold: number;
}

const quote = (words: readonly string[]): string => words.map((word) => `«${word}»`).join(', ');
const percent = (share: number): string => `${Math.round(share * 100)} %`;

/**
 * Decides by clause 15 and by what is in doubt. Life comes before clause 15: somebody in danger or in despair
 * is never silenced for the words, the curator sees the message at once.
 */
export function dispose(findings: Findings): Outcome {
	const { exclusion, danger, excludeRule, reviewRule } = findings;
	const ground: Ground | '' = excludeRule ? (excludeRule.data.ground) : exclusion.ground;
	const evidence = excludeRule ? [excludeRule.words] : exclusion.evidence;
	const critical = danger.critical || (ground === 'threat' && (excludeRule !== undefined || exclusion.seen !== 'faint'));
	const base = { ground, evidence, critical, onlyTopicInDoubt: false };
	const excluded = excludeRule !== undefined || exclusion.sure;
	const inNeed = danger.dangers.includes('suicide') || (danger.critical && ground !== 'threat');
	if (excluded && ground !== '' && !inNeed) {
		const by = excludeRule ? 'по правилу сотрудников' : 'по п. 15 Положения';
		return { ...base, disposition: 'notProcessed', why: `не обрабатывается ${by}: ${GROUND_LABELS[ground]} — ${quote(evidence)}` };
	}
	if (excluded && ground !== '') return { ...base, disposition: 'review', why: `на решение куратора: ${GROUND_LABELS[ground]} (${quote(evidence)}), но возможна опасность для людей` };
	if (danger.dangers.includes('suicide')) return { ...base, disposition: 'review', why: 'на решение куратора: человек может причинить вред себе' };
	if (ground !== '') return { ...base, disposition: 'review', why: `на решение куратора: ${exclusion.doubt} — ${quote(evidence)}` };
	if (danger.dangers.length > 0 && !danger.critical) return { ...base, disposition: 'review', why: `на решение куратора: возможна опасность для людей — ${quote(danger.evidence)}` };
	if (reviewRule) return { ...base, disposition: 'review', why: `на решение куратора по правилу сотрудников «${reviewRule.data.phrase}»` };
	if (!findings.topicSure) {
		return { ...base, onlyTopicInDoubt: true, disposition: 'review', why: `на решение куратора: уверенность в теме ${percent(findings.confidence)} ниже порога ${percent(findings.threshold)}` };
	}
	return { ...base, disposition: 'answer', why: 'требует ответа' };
}
