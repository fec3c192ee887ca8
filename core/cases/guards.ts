import { DateTime } from 'luxon';

import type { CaseRecord } from './record';
import { blanksIn } from '../templates/blanks';
import { draftDigest } from './effects';
import { isForgotten } from './forget';
import { isNewsOfSource } from './sourceNews';
import { hasSubstance, tellsMeasures } from './substance';
import type { EventName, Transition } from './transitions';

/** Why a step that the table allows is refused all the same: stable code, a Russian sentence and the way out. */
export interface Objection {
	readonly code: string;
	readonly message: string;
	readonly hint: string;
}

export interface GuardContext {
	/** The case as it stands in the register. */
	readonly stored: Readonly<CaseRecord>;
	/** ISO 8601, UTC. */
	readonly at: string;
	/** Whether `stored` and `record` can be compared: false when an item was changed in place before the step. */
	readonly comparable: boolean;
	readonly changed: readonly string[];
	/** Whether the system acts, not a person. */
	readonly automatic: boolean;
	/** What the author of the message wrote since. */
	readonly authorText: string;
}

type Guard = (record: Readonly<CaseRecord>, context: GuardContext) => Objection | undefined;

/** How long an attempt to publish holds the right to publish; after it the attempt counts as dead. Minutes. */
export const PUBLISH_LEASE_MINUTES = 15;

export const KINDS = ['final', 'interim', 'clarification'] as const;

/** Looks at the reply alone: the forms ask the same before anything is sent. */
type TextGuard = (record: Readonly<CaseRecord>) => Objection | undefined;

const textOf = (record: Readonly<CaseRecord>): string => String(record.draftText ?? '');

const knownKind: TextGuard = (record) =>
	(KINDS as readonly unknown[]).includes(record.draftKind)
		? undefined
		: { code: 'UNKNOWN_KIND', message: 'Не выбран вид ответа.', hint: 'Выберите: окончательный ответ, промежуточный ответ или запрос уточнения.' };

const substance: TextGuard = (record) =>
	hasSubstance(textOf(record))
		? undefined
		: { code: 'NO_SUBSTANCE', message: 'В тексте нет ответа по существу (п. 14 Положения).', hint: 'Напишите, что сделано или будет сделано и когда.' };

/** A template's blank that nobody filled must not reach the resident. */
const filled: TextGuard = (record) => {
	const blanks = blanksIn(textOf(record));
	return blanks.length === 0
		? undefined
		: { code: 'UNFILLED_BLANKS', message: `В тексте остались незаполненные места: ${blanks.slice(0, 5).join(', ')}${blanks.length > 5 ? ' и другие' : ''}.`, hint: 'Впишите на их место нужные слова или уберите их вместе со скобками.' };
};

/** Clause 12 counts from the interim reply; a second one would move the term for ever. */
const oneInterim: TextGuard = (record) =>
	record.draftKind === 'interim' && record.interimAt
		? { code: 'SECOND_INTERIM', message: 'Промежуточный ответ по этому делу уже дан.', hint: 'По п. 12 Положения теперь нужен окончательный ответ. Можно также запросить уточнение.' }
		: undefined;

const measuresOnRepeat: TextGuard = (record) =>
	record.repeatOf && record.draftKind !== 'clarification' && !tellsMeasures(textOf(record))
		? {
				code: 'NO_MEASURES',
				message: `Это повторное сообщение (прежнее дело № ${String(record.repeatOf)}), а в ответе нет ни мер, ни хода решения вопроса (п. 13 Положения).`,
				hint: 'Напишите, что сделано, что делается сейчас и к какому сроку.',
			}
		: undefined;

const knownGround: Guard = (record) =>
	['threat', 'obscene', 'insult'].includes(String(record.exclusionGround))
		? undefined
		: { code: 'UNKNOWN_GROUND', message: 'Такого основания нет в п. 15 Положения.', hint: 'Допустимо: угроза (threat), нецензурные выражения (obscene), оскорбления (insult).' };

const asApproved: Guard = (record) =>
	record.approvedDigest === draftDigest(record)
		? undefined
		: { code: 'NOT_APPROVED_TEXT', message: 'Текст ответа отличается от согласованного куратором (п. 7 Положения).', hint: 'Верните ответ исполнителю и согласуйте заново.' };

const freeToPublish: Guard = (_record, { stored, at }) => {
	if (stored.status !== 'publishing' || !stored.publishAttemptAt) return undefined;
	const until = DateTime.fromISO(String(stored.publishAttemptAt)).plus({ minutes: PUBLISH_LEASE_MINUTES });
	return DateTime.fromISO(at) < until
		? { code: 'PUBLISHING_NOW', message: 'Ответ уже публикуется.', hint: `Если через ${PUBLISH_LEASE_MINUTES} минут результата не будет, попытку можно повторить.` }
		: undefined;
};

/** After a network's refusal only a person may order another attempt: otherwise a timer would knock for ever. */
const waitsForCurator: Guard = (_record, { stored, automatic }) =>
	automatic && stored.status === 'approved' && stored.publishError
		? { code: 'WAITS_FOR_CURATOR', message: 'Сеть уже отказала в публикации этого ответа.', hint: 'Куратор может опубликовать ответ вручную, вернуть его исполнителю или запустить публикацию ещё раз.' }
		: undefined;

const webAddress: Guard = (record) =>
	record.replyUrl === '' || /^https?:\/\/[^\s/]+\S*$/iu.test(String(record.replyUrl))
		? undefined
		: { code: 'BAD_LINK', message: 'Ссылка на ответ не похожа на адрес.', hint: 'Скопируйте её целиком, она начинается с https://' };

const somethingNew =
	(what: string): Guard =>
	(_record, { comparable, changed }) =>
		comparable && changed.length === 0 ? { code: 'NOTHING_CHANGED', message: what, hint: 'Менять нечего.' } : undefined;

const anotherPerson: Guard = (_record, { comparable, changed }) =>
	comparable && !changed.includes('executor') && !changed.includes('recipient')
		? { code: 'NOTHING_CHANGED', message: 'Дело уже за этим исполнителем.', hint: 'Передавать его не нужно.' }
		: undefined;

const TEXT_GUARDS: readonly TextGuard[] = [knownKind, oneInterim, filled, substance, measuresOnRepeat];

/** What speaks against sending or approving the reply the record holds, as the step will say it; undefined: nothing. */
export function replyObjection(record: Readonly<CaseRecord>): Objection | undefined {
	for (const guard of TEXT_GUARDS) {
		const objection = guard(record);
		if (objection) return objection;
	}
	return undefined;
}

const notYetForgotten: Guard = (record) => (isForgotten(record) ? { code: 'ALREADY_ANONYMOUS', message: 'Дело уже обезличено.', hint: 'Делать ничего не нужно.' } : undefined);

/** Without the message there is nothing to answer, and nowhere. */
const nothingLeft: Guard = (record) => (isForgotten(record) ? { code: 'ANONYMOUS', message: 'Дело обезличено по сроку хранения: текста и ссылки больше нет.', hint: 'Если житель пишет снова, зарегистрируйте новое сообщение.' } : undefined);

const newsOfSource: Guard = (_record, { stored, authorText }) =>
	isNewsOfSource(stored, authorText) ? undefined : { code: 'NOTHING_NEW', message: 'Об этом изменении в деле уже сказано.', hint: 'Ничего делать не нужно.' };

/** Checks of a step beyond the table's status, role and required fields; the first objection counts. */
export const GUARDS: Readonly<Partial<Record<EventName, readonly Guard[]>>> = {
	exclude: [knownGround],
	draft: TEXT_GUARDS,
	approve: TEXT_GUARDS,
	startPublishing: [freeToPublish, waitsForCurator, asApproved],
	published: [knownKind, asApproved, webAddress],
	reassign: [anotherPerson],
	sourceChanged: [newsOfSource],
	correct: [somethingNew('Разбор дела уже такой.')],
	recalculate: [somethingNew('Сроки дела уже такие.')],
	anonymise: [notYetForgotten],
	reopen: [nothingLeft],
	restore: [nothingLeft],
	route: [nothingLeft],
};

/** What staff call the things a step needs. */
const NEEDED: Readonly<Record<string, string>> = {
	messageKey: 'ключ сообщения',
	detectedAt: 'время выявления',
	topicGroup: 'группа тем',
	'recipient|executor': 'кому направлено или исполнитель',
	exclusionGround: 'основание исключения по п. 15',
	remark: 'замечание или пояснение',
	draftText: 'текст ответа',
	draftKind: 'вид ответа',
	approvedDigest: 'согласование куратора',
	'replyUrl|replyId': 'ссылка на опубликованный ответ',
	publishError: 'причина, по которой публикация не удалась',
	closeGround: 'основание закрытия без ответа',
	authorText: 'что написал автор',
};

/** The first required thing that is missing. */
export function missing(transition: Transition, values: Readonly<CaseRecord>): Objection | undefined {
	const lacking = transition.required.filter((need) => need.split('|').every((key) => String(values[key] ?? '').trim() === ''));
	if (lacking.length === 0) return undefined;
	const names = lacking.map((need) => NEEDED[need] ?? need).join(', ');
	return { code: 'MISSING_DATA', message: `Для шага «${transition.label}» не хватает: ${names}.`, hint: 'Заполните и повторите.' };
}
