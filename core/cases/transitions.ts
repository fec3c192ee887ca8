import type { Role } from '../procedure';
import type { Status } from './statuses';

/** What can happen to a case. */
export type EventName =
	| 'register'
	| 'route'
	| 'exclude'
	| 'restore'
	| 'draft'
	| 'approve'
	| 'return'
	| 'startPublishing'
	| 'published'
	| 'publishFailed'
	| 'authorReplied'
	| 'sourceChanged'
	| 'reassign'
	| 'close'
	| 'reopen'
	| 'correct'
	| 'recalculate'
	| 'anonymise';

/** `any`: on every case; `own`: only where the case names the person as executor or as recipient. */
export type Reach = 'any' | 'own';

export interface Transition {
	/** What staff read in the journal and in refusals. */
	readonly label: string;
	/** Statuses in which it may happen; '' is a message that is not in the register yet. */
	readonly from: readonly (Status | '')[];
	/** The status it leads to; `same` keeps the status, `byData` is decided by the step's data (see effects). */
	readonly to: Status | 'same' | 'byData';
	readonly roles: Readonly<Partial<Record<Role, Reach>>>;
	/** Fields that must be filled after the data are applied; 'a|b' means either. */
	readonly required: readonly string[];
	/** Fields of the record the step's data may set. Everything else is set by the effect or not at all. */
	readonly mayChange: readonly string[];
	/** Clause of the regulation the step stands on. */
	readonly clause: string;
	/** Whether somebody has to be told of it by mail. */
	readonly tells: boolean;
}

const TRIAGE = ['topicGroup', 'topic', 'location', 'street', 'importance', 'reducedTerm', 'critical', 'repeatOf', 'repeatKind'] as const;
const PEOPLE = ['recipient', 'recipientName', 'executor', 'executorName', 'substituteFor', 'absenceReason', 'actReference', 'assignmentReason'] as const;
const TERMS = ['routeBy', 'replyBy', 'finalBy', 'nextDueAt', 'nextDueWhat', 'deadlineReason', 'calendarVersion', 'provisional'] as const;
const DRAFT = ['draftText', 'draftKind', 'draftAttachments'] as const;

const CURATOR = { curator: 'any', head: 'any' } as const;
const AUTHORS = { executor: 'own', head: 'own', deputy: 'own', curator: 'own' } as const;

const UNDER_WAY: readonly Status[] = ['routed', 'approval', 'returned', 'approved', 'interim', 'clarification'];
const EVERY: readonly Status[] = ['registered', 'review', ...UNDER_WAY, 'publishing', 'answered', 'closed', 'excluded'];

/** The lifecycle of a case: the one place that says what may happen when, and by whom. */
export const TRANSITIONS: Readonly<Record<EventName, Transition>> = {
	register: {
		label: 'Регистрация',
		from: [''],
		to: 'byData',
		roles: { system: 'any', ...CURATOR },
		required: ['messageKey', 'detectedAt'],
		mayChange: [],
		clause: '10',
		tells: true,
	},
	route: {
		label: 'Направление на подготовку ответа',
		from: ['registered', 'review', 'excluded'],
		to: 'routed',
		roles: CURATOR,
		required: ['topicGroup', 'recipient|executor'],
		mayChange: [...TRIAGE, ...PEOPLE, ...TERMS],
		clause: '10',
		tells: true,
	},
	exclude: {
		label: 'Исключение из обработки',
		from: ['registered', 'review', 'routed', 'returned', 'approval', 'excluded'],
		to: 'excluded',
		roles: CURATOR,
		required: ['exclusionGround'],
		mayChange: ['exclusionGround', 'exclusionEvidence', 'critical'],
		clause: '15',
		tells: false,
	},
	restore: {
		label: 'Возврат в обработку',
		from: ['excluded'],
		to: 'review',
		roles: CURATOR,
		required: ['remark'],
		mayChange: [],
		clause: '15',
		tells: false,
	},
	draft: {
		label: 'Проект ответа на согласование',
		from: ['routed', 'returned', 'interim', 'clarification'],
		to: 'approval',
		roles: AUTHORS,
		required: ['draftText', 'draftKind'],
		mayChange: DRAFT,
		clause: '11',
		tells: true,
	},
	approve: {
		label: 'Согласование',
		from: ['approval'],
		to: 'approved',
		roles: CURATOR,
		required: ['draftText', 'draftKind'],
		mayChange: DRAFT,
		clause: '7',
		tells: false,
	},
	return: {
		label: 'Возврат исполнителю',
		from: ['approval', 'approved'],
		to: 'returned',
		roles: CURATOR,
		required: ['remark'],
		mayChange: [],
		clause: '7',
		tells: true,
	},
	startPublishing: {
		label: 'Начало публикации',
		from: ['approved', 'publishing'],
		to: 'publishing',
		roles: { system: 'any', ...CURATOR },
		required: ['approvedDigest'],
		mayChange: [],
		clause: '7',
		tells: false,
	},
	published: {
		label: 'Публикация ответа',
		from: ['approved', 'publishing'],
		to: 'byData',
		roles: { system: 'any', ...CURATOR, executor: 'own', deputy: 'own' },
		required: ['replyUrl|replyId'],
		mayChange: ['replyUrl', 'replyId', 'replyPublishedAt'],
		clause: '11',
		tells: true,
	},
	publishFailed: {
		label: 'Публикация не удалась',
		from: ['publishing'],
		to: 'byData',
		roles: { system: 'any', ...CURATOR },
		required: ['publishError'],
		mayChange: ['publishError'],
		clause: '14',
		tells: true,
	},
	authorReplied: {
		label: 'Ответ автора на уточнение',
		from: ['clarification'],
		to: 'routed',
		roles: { system: 'any', ...CURATOR, executor: 'own', deputy: 'own' },
		required: ['authorText'],
		mayChange: [],
		clause: '7',
		tells: true,
	},
	sourceChanged: {
		label: 'Автор изменил или удалил сообщение',
		from: ['registered', 'review', 'excluded', ...UNDER_WAY],
		to: 'same',
		roles: { system: 'any' },
		required: ['remark'],
		mayChange: [],
		clause: '14',
		tells: true,
	},
	reassign: {
		label: 'Передача другому исполнителю',
		from: UNDER_WAY,
		to: 'same',
		roles: { system: 'any', ...CURATOR, deputy: 'own' },
		required: ['recipient|executor'],
		mayChange: PEOPLE,
		clause: '9',
		tells: true,
	},
	close: {
		label: 'Закрытие без ответа',
		from: ['registered', 'review', ...UNDER_WAY, 'excluded'],
		to: 'closed',
		roles: CURATOR,
		required: ['closeGround'],
		mayChange: ['closeGround'],
		clause: '7',
		tells: false,
	},
	reopen: {
		label: 'Возобновление дела',
		from: ['answered', 'closed'],
		to: 'byData',
		roles: CURATOR,
		required: ['remark'],
		mayChange: [],
		clause: '13',
		tells: true,
	},
	correct: {
		label: 'Исправление разбора куратором',
		from: EVERY,
		to: 'same',
		roles: CURATOR,
		required: ['topicGroup'],
		mayChange: [...TRIAGE, ...TERMS],
		clause: '10',
		tells: false,
	},
	recalculate: {
		label: 'Пересчёт сроков',
		from: ['registered', 'review', ...UNDER_WAY, 'publishing'],
		to: 'same',
		roles: { system: 'any', curator: 'any' },
		required: [],
		mayChange: TERMS,
		clause: '11',
		tells: false,
	},
	anonymise: {
		label: 'Обезличивание',
		from: ['answered', 'closed', 'excluded'],
		to: 'same',
		roles: { system: 'any' },
		required: ['remark'],
		mayChange: [],
		clause: '16',
		tells: false,
	},
};

export const ALL_EVENTS = Object.keys(TRANSITIONS) as readonly EventName[];

export const isEvent = (value: unknown): value is EventName => typeof value === 'string' && Object.hasOwn(TRANSITIONS, value);

/** Events that the table allows in a status, whoever acts. */
export const eventsFrom = (status: Status | ''): EventName[] => ALL_EVENTS.filter((event) => TRANSITIONS[event].from.includes(status));
