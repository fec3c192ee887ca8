import { judgeCritical } from './critical';
import { dispose, type Outcome } from './dispose';
import { judgeExclusion } from './exclusion';
import { judgeImportance, type ImportanceVerdict } from './importance';
import type { Hit } from './lexicon/scan';
import type { TopicVerdict } from './model/types';
import { judgePlace, type PlaceVerdict } from './place/find';
import type { KnownCase, RepeatVerdict } from './repeat/index';
import { matchRules, type StaffRule } from './rules';
import { prepare, type Prepared } from './text/prepare';
import type { Triage, TriageContext, TriageFields, TriageInput } from './types';

/** Version of the lexicons and rules of judgement; grows with each change that can change a verdict. */
export const RULES_VERSION = '2';

const NO_TEXT = 'на решение куратора: в сообщении нет текста';

const versionOf = (context: TriageContext): string => `модель ${context.models.version}, правила ${RULES_VERSION}`;
/** What is wrong with the staff's tables, after the reason. */
const warnings = (context: TriageContext): string => (context.problems.length === 0 ? '' : ` Проверьте таблицы: ${context.problems.slice(0, 3).join(' ')}`);
const capitalised = (sentence: string): string => `${sentence[0]!.toUpperCase()}${sentence.slice(1)}.`;
const round = (share: number): number => Math.round(share * 1000) / 1000;

/** What is told of a message that has no words: nothing to judge is a case for the curator, not an error. */
function withoutText(input: TriageInput, context: TriageContext): Triage {
	const about = input.hasAttachments ? `${NO_TEXT}, есть только вложения` : NO_TEXT;
	return {
		onlyTopicInDoubt: false,
		fields: {
			disposition: 'review', exclusionGround: '', exclusionEvidence: '', critical: false,
			topicGroup: '', topic: '', topicConfidence: null, alternatives: '[]',
			location: context.defaultSettlement, street: '', importance: 'normal', reducedTerm: '',
			repeatOf: null, repeatKind: '', triageReason: capitalised(about) + warnings(context), triageVersion: versionOf(context),
		},
	};
}

/** The topic a rule of the staff gives, or the model's. */
function topicBy(rule: Hit<StaffRule> | undefined, model: TopicVerdict): TopicVerdict {
	if (!rule) return model;
	const { group, topic } = rule.data;
	const others = [model, ...model.alternatives].filter((guess) => guess.group !== group).slice(0, 3);
	const ownTopic = topic === '' && model.group === group ? model.topic : topic;
	return { group, topic: ownTopic, confidence: 1, alternatives: others.map(({ group: g, topic: t, confidence }) => ({ group: g, topic: t, confidence })), evidence: [rule.words] };
}

const knownCase = (input: TriageInput, topic: TopicVerdict, location: string, street: string): KnownCase => ({
	...(input.id === undefined ? {} : { id: input.id }),
	messageKey: input.messageKey,
	network: input.network,
	authorId: input.authorId,
	text: input.text,
	topicGroup: topic.group,
	topic: topic.topic,
	location,
	street,
	detectedAt: input.detectedAt,
	status: '',
});

const REPEAT_WORDS = { duplicate: 'то же сообщение, что и дело', sameAuthor: 'повтор того же автора, дело', sameQuestion: 'другой автор о том же, дело' } as const;
const IMPORTANCE_WORDS = { critical: 'чрезвычайная', high: 'высокая', normal: 'обычная', low: 'низкая' } as const;

function reasonOf(outcome: Outcome, topic: TopicVerdict, byRule: boolean, place: PlaceVerdict, importance: ImportanceVerdict, repeat: RepeatVerdict): string {
	const words = topic.evidence.map((word) => `«${word}»`).join(', ');
	const name = topic.topic === '' ? topic.group : `${topic.group} — ${topic.topic}`;
	const basis = byRule ? `по правилу сотрудников, слова ${words}` : `уверенность ${Math.round(topic.confidence * 100)} %${words === '' ? '' : `, слова ${words}`}`;
	const where = [place.settlement, place.street].filter(Boolean).join(', ');
	const parts = [outcome.why];
	if (topic.group !== '') parts.push(`тема «${name}» (${basis})`);
	if (where !== '') parts.push(`место: ${where}`);
	if (importance.reason !== '') parts.push(`важность ${IMPORTANCE_WORDS[importance.importance]}: ${importance.reason}`);
	if (repeat.kind !== '') parts.push(repeat.repeatOf === null ? 'то же сообщение уже встретилось в этом запуске' : `${REPEAT_WORDS[repeat.kind]} № ${repeat.repeatOf} (сходство ${Math.round(repeat.similarity * 100)} %)`);
	return capitalised(parts.join('; '));
}

function importanceBy(rule: Hit<StaffRule> | undefined, own: ImportanceVerdict): ImportanceVerdict {
	if (!rule || rule.data.importance === '') return own;
	return { importance: rule.data.importance, reducedTerm: rule.data.importance === own.importance ? own.reducedTerm : '', reason: `правило сотрудников «${rule.data.phrase}»` };
}

function judge(input: TriageInput, prepared: Prepared, context: TriageContext): Triage {
	const rules = matchRules(prepared, context.rules);
	const rule = (action: StaffRule['action']): Hit<StaffRule> | undefined => rules.find((hit) => hit.data.action === action);
	const alarm = context.models.alarmOf(prepared);
	const danger = judgeCritical(prepared, alarm);
	const exclusion = judgeExclusion(prepared, context.models.abuseOf(prepared), alarm);
	const topicRule = rule('topic');
	const topic = topicBy(topicRule, context.models.topicOf(prepared));
	const place = judgePlace(prepared, context.gazetteer);
	const location = place.settlement === '' ? context.defaultSettlement : place.settlement;
	const known = knownCase(input, topic, location, place.street);
	const repeat = context.repeats.find(known);
	if (repeat.kind !== 'duplicate') context.repeats.add(known);
	const importanceRule = rule('importance');
	const outcome = dispose({
		exclusion,
		danger,
		excludeRule: rule('exclude'),
		reviewRule: rule('review'),
		topicSure: topic.group !== '' && topic.confidence >= context.threshold,
		confidence: topic.confidence,
		threshold: context.threshold,
	});
	const own = judgeImportance(prepared, { at: input.detectedAt, zone: context.zone, heatingMonths: context.heatingMonths, wave: repeat.wave, critical: { ...danger, critical: outcome.critical }, alarm });
	const importance = importanceBy(outcome.critical ? undefined : importanceRule, own);
	const fields: TriageFields = {
		disposition: outcome.disposition,
		exclusionGround: outcome.ground,
		exclusionEvidence: outcome.evidence.join('; '),
		critical: outcome.critical || importance.importance === 'critical',
		topicGroup: topic.group,
		topic: topic.topic,
		topicConfidence: round(topic.confidence),
		alternatives: JSON.stringify(topic.alternatives.slice(0, 3).map((guess) => ({ ...guess, confidence: round(guess.confidence) }))),
		location,
		street: place.street,
		importance: importance.importance,
		reducedTerm: importance.reducedTerm,
		repeatOf: repeat.repeatOf,
		repeatKind: repeat.kind,
		triageReason: reasonOf(outcome, topic, topicRule !== undefined, place, importance, repeat) + warnings(context),
		triageVersion: versionOf(context),
	};
	return { fields, onlyTopicInDoubt: outcome.onlyTopicInDoubt };
}

/**
 * Triage of one message: disposition (clause 15), topic, place, importance (clause 10) and repeat (clause 13),
 * each with its reason. The staff's rules come first, then the lexicons and the model. Any text is taken; one without
 * words goes to the curator. `context.repeats` remembers the message.
 *
 * @example classify(input, context).fields.disposition // 'answer' | 'review' | 'notProcessed'
 */
export function classify(input: TriageInput, context: TriageContext): Triage {
	const prepared = prepare(input.text);
	return prepared.tokens.length === 0 ? withoutText(input, context) : judge(input, prepared, context);
}
