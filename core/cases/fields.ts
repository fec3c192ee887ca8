/** The fields of a case: one table that the schema, the register's columns, the forms and the docs follow. */

/** Column types of n8n's Data Tables. `date` travels as an ISO 8601 string in UTC (`2026-11-24T03:00:00.000Z`). */
export type FieldType = 'string' | 'number' | 'boolean' | 'date';

export type FieldGroup = 'identity' | 'message' | 'triage' | 'terms' | 'assignment' | 'work' | 'system';

export interface FieldSpec {
	readonly key: string;
	readonly type: FieldType;
	readonly group: FieldGroup;
	/** What staff read. */
	readonly label: string;
	/** What it means, for engineers and the docs. */
	readonly meaning: string;
}

const group =
	(name: FieldGroup) =>
	(key: string, type: FieldType, label: string, meaning: string): FieldSpec => ({ key, type, group: name, label, meaning });

const identity = group('identity');
const message = group('message');
const triage = group('triage');
const terms = group('terms');
const assignment = group('assignment');
const work = group('work');
const system = group('system');

/** Every stored field of a case, in the order of the register's columns. The row's own `id` is the case number. */
export const CASE_FIELDS: readonly FieldSpec[] = [
	identity('messageKey', 'string', 'Ключ сообщения', 'network:externalId, or the canonical URL, or a digest of author, text and day; unique in the register'),

	message('network', 'string', 'Сеть', 'vk | ok | facebook | instagram | other'),
	message('url', 'string', 'Ссылка на сообщение', 'address of the message itself'),
	message('externalId', 'string', 'Идентификатор в сети', 'the network’s own id; VK: wall{owner}_{post}[_r{comment}]'),
	message('authorName', 'string', 'Автор', 'name as the network shows it'),
	message('authorId', 'string', 'Идентификатор автора', 'the network’s id of the author'),
	message('text', 'string', 'Текст сообщения', 'as written, up to TEXT_LIMIT characters'),
	message('publishedAt', 'date', 'Опубликовано автором', 'when the author wrote it, where known'),
	message('detectedAt', 'date', 'Выявлено', 'when it was found: the start of every term (clauses 10, 11)'),
	message('foundBy', 'string', 'Как выявлено', 'incidentManager | officialAccount | manual (clause 8)'),
	message('officialAccount', 'boolean', 'Официальный аккаунт', 'written on the administration’s own page: priority term (clause 10)'),
	message('attachments', 'string', 'Вложения автора', 'JSON array of URLs'),

	triage('disposition', 'string', 'Решение разбора', 'answer | review | notProcessed'),
	triage('exclusionGround', 'string', 'Основание исключения', 'threat | obscene | insult (clause 15); empty otherwise'),
	triage('exclusionEvidence', 'string', 'Слова-основания', 'the words that show the ground'),
	triage('critical', 'boolean', 'Угроза жизни', 'life or safety at risk: the curator is told at once'),
	triage('topicGroup', 'string', 'Группа тем', 'one of the 26 groups, or the staff’s own'),
	triage('topic', 'string', 'Тема', 'topic within the group'),
	triage('topicConfidence', 'number', 'Уверенность', 'calibrated probability, 0 to 1'),
	triage('alternatives', 'string', 'Другие варианты темы', 'JSON array of {group, topic, confidence}, up to three'),
	triage('location', 'string', 'Населённый пункт', 'settlement in the nominative'),
	triage('street', 'string', 'Улица, дом', 'e.g. «ул. Чубарова, 7»'),
	triage('importance', 'string', 'Важность', 'critical | high | normal | low (clause 10)'),
	triage('reducedTerm', 'string', 'Сокращённый срок', '"4h" working hours or "1d" working days decided by the curator; empty: none (clause 10)'),
	triage('repeatOf', 'number', 'Повтор дела №', 'row id of the earlier case (clause 13)'),
	triage('repeatKind', 'string', 'Вид повтора', 'sameAuthor | sameQuestion; empty: not a repeat'),
	triage('triageReason', 'string', 'Почему так разобрано', 'one Russian sentence'),
	triage('triageVersion', 'string', 'Версия разбора', 'version of model and rules'),

	terms('routeBy', 'date', 'Направить до', 'end of the term to route: 1 working day (clause 10)'),
	terms('replyBy', 'date', 'Ответить до', 'end of the term to publish: 5 working days, 2 on official accounts, or reduced (clauses 10, 11)'),
	terms('finalBy', 'date', 'Окончательный ответ до', '7 working days from the interim reply (clause 12)'),
	terms('nextDueAt', 'date', 'Ближайший срок', 'the next thing due'),
	terms('nextDueWhat', 'string', 'Что должно быть сделано', 'route | reply | final; empty: nothing'),
	terms('deadlineReason', 'string', 'Как посчитан срок', 'one Russian sentence with the clause'),
	terms('calendarVersion', 'string', 'Версия календаря', 'version of the production calendar that was used'),
	terms('provisional', 'boolean', 'Срок предварительный', 'counted for a year without an official calendar'),

	assignment('recipient', 'string', 'Кому направлено (почта)', 'e-mail of the Head or deputy (clause 10)'),
	assignment('recipientName', 'string', 'Кому направлено', 'name of the recipient'),
	assignment('executor', 'string', 'Исполнитель (почта)', 'e-mail of the executor (clauses 9, 16)'),
	assignment('executorName', 'string', 'Исполнитель', 'name of the executor'),
	assignment('substituteFor', 'string', 'Замещает', 'name of the absent official, where a substitute acts'),
	assignment('absenceReason', 'string', 'Причина отсутствия', 'illness | leave | trip | study | other (clause 9)'),
	assignment('actReference', 'string', 'Локальный акт', 'number and date of the act that appoints the executor (clause 9)'),
	assignment('assignmentReason', 'string', 'Почему назначен', 'one Russian sentence with the clause'),

	work('status', 'string', 'Состояние', 'see core/cases/statuses.ts'),
	work('draftText', 'string', 'Текст ответа', 'text of the reply being prepared or published'),
	work('draftKind', 'string', 'Вид ответа', 'final | interim | clarification'),
	work('draftAttachments', 'string', 'Приложения к ответу', 'JSON array of attachment references'),
	work('draftedBy', 'string', 'Подготовил', 'e-mail of the author of the text (clause 16)'),
	work('draftedAt', 'date', 'Подготовлено', 'when the draft was sent for approval'),
	work('approvedBy', 'string', 'Согласовал', 'e-mail of the curator (clause 7)'),
	work('approvedAt', 'date', 'Согласовано', 'when it was approved'),
	work('approvedDigest', 'string', 'Отпечаток согласованного текста', 'SHA-256 of kind, text and attachments as approved'),
	work('returnRemark', 'string', 'Замечание', 'why the draft was returned'),
	work('closeGround', 'string', 'Основание закрытия', 'why the case was closed without a reply'),
	work('interimAt', 'date', 'Промежуточный ответ дан', 'when the interim reply was published: starts the 7 working days (clause 12)'),
	work('interimUrl', 'string', 'Ссылка на промежуточный ответ', 'address of the published interim reply'),
	work('publishAttemptAt', 'date', 'Попытка публикации', 'start of the attempt in hand: who holds the right to publish'),
	work('publishError', 'string', 'Ошибка публикации', 'the last refusal of the network, in Russian, with its code'),
	work('replyUrl', 'string', 'Ссылка на ответ', 'address of the published reply'),
	work('replyId', 'string', 'Идентификатор ответа', 'the network’s id of the published reply'),
	work('replyPublishedAt', 'date', 'Ответ опубликован', 'when the last reply was published'),

	system('version', 'number', 'Версия', 'grows by one with each step; an update is made where it is the one that was read'),
	system('lastStep', 'string', 'Последний шаг', 'JSON of the journal entry of this version: the outbox from which the journal is healed after a crash'),
	system('noticePending', 'boolean', 'Извещение не отправлено', 'outbox of notices: a step sets it, the mail that tells the next person clears it'),
	system('noticeAfter', 'date', 'Извещать не раньше', 'who takes the notice in hand moves this on, so two runs never send one notice; after a crash it falls due again'),
	system('noticeTold', 'string', 'Кто уже извещён', 'version and e-mails: who got the notice of this version; one mail that fails sends no other twice'),
];

/** The longest message text kept in the register, in UTF-16 units; longer ones are cut with a mark. */
export const TEXT_LIMIT = 20_000;
