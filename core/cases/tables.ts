import { CASE_FIELDS, type FieldType } from './fields';

export interface Column {
	readonly name: string;
	readonly type: FieldType;
	/** What staff read. */
	readonly label: string;
}

export interface Table {
	readonly name: string;
	/** What the table is for, for staff. */
	readonly label: string;
	readonly columns: readonly Column[];
}

const column =
	(type: FieldType) =>
	(name: string, label: string): Column => ({ name, type, label });

const text = column('string');
const count = column('number');
const flag = column('boolean');
const moment = column('date');

/**
 * The tables of the register as n8n's Data Tables keep them; every one also has n8n's own id, createdAt and updatedAt.
 * Days (`fromDate`, `date`) are text 'YYYY-MM-DD': a day has no zone, and a date column would give it one.
 */
export const TABLES: readonly Table[] = [
	{
		name: 'cases',
		label: 'Дела: сообщения жителей и всё, что с ними сделано',
		columns: CASE_FIELDS.map(({ key, type, label }) => ({ name: key, type, label })),
	},
	{
		name: 'journal',
		label: 'Журнал: каждый шаг по каждому делу',
		columns: [
			text('entryKey', 'Ключ записи'),
			count('caseId', 'Дело №'),
			count('version', 'Версия дела'),
			moment('at', 'Когда'),
			text('actor', 'Кто (почта)'),
			text('actorName', 'Кто'),
			text('event', 'Шаг'),
			text('eventLabel', 'Название шага'),
			text('fromStatus', 'Было состояние'),
			text('toStatus', 'Стало состояние'),
			text('remark', 'Замечание'),
			text('clause', 'Пункт Положения'),
			text('textDigest', 'Отпечаток текста'),
			text('changes', 'Что изменилось'),
		],
	},
	{
		name: 'officials',
		label: 'Должностные лица: кто за что отвечает (п. 9, 10)',
		columns: [
			text('email', 'Почта'),
			text('name', 'Имя'),
			text('position', 'Должность'),
			text('role', 'Роль: curator, head, deputy, executor, officer'),
			text('competences', 'За что отвечает: группы тем, темы, места через «;», «*» — за всё'),
			text('actReference', 'Локальный акт: номер и дата'),
			count('order', 'Очерёдность'),
			flag('active', 'Работает'),
		],
	},
	{
		name: 'absences',
		label: 'Отсутствия и замещения (п. 9)',
		columns: [
			text('official', 'Кто отсутствует (почта)'),
			text('fromDate', 'С какого дня (ГГГГ-ММ-ДД)'),
			text('toDate', 'По какой день включительно'),
			text('reason', 'Причина: illness, leave, trip, study, other'),
			text('substitute', 'Кто замещает (почта)'),
			text('actReference', 'Локальный акт: номер и дата'),
			text('enteredBy', 'Кто внёс (почта)'),
			text('changedBy', 'Кто изменил или отменил (почта)'),
			flag('cancelled', 'Отменено: внесено по ошибке'),
		],
	},
	{
		name: 'calendar_days',
		label: 'Местные изменения рабочего календаря',
		columns: [
			text('date', 'День (ГГГГ-ММ-ДД)'),
			text('type', 'Вид: holiday, workday, short'),
			text('title', 'Название'),
			text('basis', 'Основание'),
		],
	},
	{
		name: 'triage_rules',
		label: 'Свои правила разбора: фраза → решение',
		columns: [
			text('phrase', 'Фраза'),
			text('action', 'Действие: topic, importance, exclude, review'),
			text('group', 'Группа тем'),
			text('topic', 'Тема'),
			text('importance', 'Важность'),
			text('ground', 'Основание исключения'),
			flag('active', 'Действует'),
		],
	},
	{
		name: 'places',
		label: 'Местные названия, которых нет в справочнике',
		columns: [
			text('name', 'Название'),
			text('kind', 'Вид: settlement, street, place'),
			text('settlement', 'Населённый пункт'),
			text('aliases', 'Другие названия через «;»'),
		],
	},
	{
		name: 'templates',
		label: 'Образцы ответов',
		columns: [
			text('topicGroup', 'Группа тем (пусто — для любой)'),
			text('kind', 'Вид: final, interim, clarification, appeal'),
			text('title', 'Название'),
			text('text', 'Текст'),
		],
	},
	{
		name: 'alerts',
		label: 'Что и кому уже сказано: сбои, предупреждения, напоминания, отчёты',
		columns: [
			text('key', 'Ключ'),
			text('kind', 'Вид: failure — сбой, watch — предупреждение, digest — напоминания человеку, report — отчёт, run — отметка о запуске'),
			text('title', 'О чём'),
			text('detail', 'Подробности'),
			text('advice', 'Что делать'),
			text('link', 'Ссылка'),
			text('state', 'Состояние: failing — не в порядке, well — в порядке'),
			text('told', 'О каком состоянии сказано; quiet — говорить ещё рано, пусто — надо сказать'),
			moment('firstAt', 'Когда началось'),
			moment('lastAt', 'Когда было в последний раз'),
			count('times', 'Сколько раз'),
			text('memory', 'Память: о чём человеку уже сказано'),
		],
	},
	{
		name: 'settings',
		label: 'Настройки',
		columns: [text('key', 'Ключ'), text('value', 'Значение'), text('meaning', 'Что это')],
	},
	{
		name: 'file_links',
		label: 'Ключи к файлам ответов: по ним страницы показывают приложения, через 12 часов удаляются',
		columns: [
			text('token', 'Ключ'),
			count('caseId', 'Дело №'),
			text('file', 'Файл'),
			text('name', 'Название'),
			text('mime', 'Вид'),
			moment('until', 'Действует до'),
			text('address', 'Адрес для страницы'),
		],
	},
];
