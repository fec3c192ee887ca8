import type { Actor } from '../../../core/cases/actor';
import { intake } from '../../../core/cases/intake';
import type { CaseRecord } from '../../../core/cases/record';
import { draftDigest } from '../../../core/cases/effects';
import type { Status } from '../../../core/cases/statuses';
import type { StepData } from '../../../core/cases/stepData';
import type { EventName } from '../../../core/cases/transitions';

export const AT = '2026-11-24T03:00:00.000Z';

/** Invented staff of an invented administration. */
export const PEOPLE = {
	curator: { email: 'kurator@example.org', name: 'Анна Кураторова', role: 'curator' },
	head: { email: 'glava@example.org', name: 'Олег Главный', role: 'head' },
	deputy: { email: 'zam@example.org', name: 'Вера Замова', role: 'deputy' },
	executor: { email: 'isp@example.org', name: 'Пётр Исполнителев', role: 'executor' },
	otherExecutor: { email: 'isp2@example.org', name: 'Ия Вторая', role: 'executor' },
	officer: { email: 'it@example.org', name: 'Лев Админов', role: 'officer' },
	system: { email: '', name: 'Система', role: 'system' },
} as const satisfies Record<string, Actor>;

export const GOOD_TEXT = 'Здравствуйте! Двор на Обухова расчистили сегодня утром, посыпали песком.';

/** A message ready for registration. */
export const message = (changes: CaseRecord = {}): CaseRecord => ({
	...intake({ network: 'vk', url: 'https://vk.com/wall-1_2?reply=3', text: 'снег во дворе обухова 4 не убран третий день!!!', authorName: 'Житель Д.' }, { now: AT, zone: 'Asia/Kamchatka', foundBy: 'manual' }),
	disposition: 'answer',
	topicGroup: 'Благоустройство',
	...changes,
});

/** A case as the register may hold it in a status, with everything earlier steps would have left on it. */
export function caseIn(status: Status | '', changes: CaseRecord = {}): CaseRecord {
	const base: CaseRecord = {
		...message(),
		...(status === '' ? {} : { id: 12, version: 4, status }),
		recipient: PEOPLE.deputy.email,
		recipientName: PEOPLE.deputy.name,
		executor: PEOPLE.executor.email,
		executorName: PEOPLE.executor.name,
	};
	const written = ['approval', 'returned', 'approved', 'publishing', 'answered'].includes(status) ? { draftText: GOOD_TEXT, draftKind: 'final', draftedBy: PEOPLE.executor.email } : {};
	const approved = ['approved', 'publishing', 'answered'].includes(status) ? { approvedBy: PEOPLE.curator.email, approvedAt: AT, approvedDigest: draftDigest(written) } : {};
	const interim = status === 'interim' ? { interimAt: AT } : {};
	const excluded = status === 'excluded' ? { disposition: 'notProcessed', exclusionGround: 'insult' } : {};
	return { ...base, ...written, ...approved, ...interim, ...excluded, ...changes };
}

/** Data with which a step is complete, so that only status and role can refuse it. */
export const COMPLETE: Readonly<Record<EventName, StepData>> = {
	register: {},
	route: { topicGroup: 'Благоустройство' },
	exclude: { ground: 'obscene' },
	restore: { remark: 'это не угроза, а поговорка' },
	draft: { text: GOOD_TEXT, kind: 'final' },
	approve: {},
	return: { remark: 'укажите срок' },
	startPublishing: {},
	published: { url: 'https://vk.com/wall-1_2?reply=9', id: '9' },
	publishFailed: { error: 'VK 213: комментарии закрыты' },
	authorReplied: { text: 'дом 4, второй подъезд' },
	sourceChanged: { text: 'дом 4, второй подъезд', remark: 'Автор изменил сообщение' },
	reassign: { executor: PEOPLE.otherExecutor.email },
	close: { ground: 'автор удалил сообщение' },
	reopen: { remark: 'автор снова пишет' },
	correct: { topicGroup: 'Дороги' },
	anonymise: { remark: 'срок хранения 1095 дней прошёл' },
	recalculate: { replyBy: '2026-12-03T11:59:59.999Z' },
};
