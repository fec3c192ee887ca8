import { NodeConnectionTypes, type INodeProperties, type INodeTypeDescription } from 'n8n-workflow';

import { DEFAULT_ZONE } from '../../core/procedure';
import { forOperation } from '../shared/properties';

const operation: INodeProperties = {
	displayName: 'Операция',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	default: 'setTerms',
	options: [
		{ name: 'Назначить сроки дела', value: 'setTerms', action: 'Назначить сроки дела', description: 'Направить, ответить, дать окончательный ответ: по п. 10–12 Положения' },
		{ name: 'Состояние срока', value: 'state', action: 'Узнать состояние срока', description: 'В срок, срок близко или просрочено; сколько осталось и кто отвечает' },
		{ name: 'Пересчитать сроки', value: 'recalculate', action: 'Пересчитать сроки дел', description: 'После изменения календаря: дальше идут только открытые дела, у которых сроки изменились' },
		{ name: 'Прибавить рабочие дни', value: 'add', action: 'Прибавить рабочие дни к дате', description: 'Вперёд или назад от даты, с объяснением каждого дня' },
		{ name: 'Рабочий ли день', value: 'isWorkingDay', action: 'Узнать рабочий ли день', description: 'Рабочий, сокращённый или выходной и почему' },
		{ name: 'Сколько рабочих дней', value: 'count', action: 'Сосчитать рабочие дни между датами', description: 'Между двумя датами' },
	],
};

const dates: INodeProperties[] = [
	{
		displayName: 'Дата',
		name: 'date',
		type: 'string',
		default: '',
		placeholder: 'например, 30.12.2025 16:00',
		displayOptions: forOperation('add', 'isWorkingDay', 'count'),
		description: 'Пусто — дата из поля записи «Выявлено». Без часового пояса дата считается местной.',
	},
	{ displayName: 'По дату', name: 'untilDate', type: 'string', default: '', placeholder: 'например, 16.01.2026', displayOptions: forOperation('count'), description: 'Последний день счёта, он считается' },
	{ displayName: 'Считать и первый день', name: 'countFirst', type: 'boolean', default: false, displayOptions: forOperation('count'), description: 'Обычно первый день не считается (ст. 191 ГК РФ)' },
	{ displayName: 'Рабочих дней', name: 'workingDays', type: 'number', default: 5, typeOptions: { minValue: 0 }, displayOptions: forOperation('add'), description: 'Сколько рабочих дней прибавить; 0 — сам день или ближайший рабочий' },
	{
		displayName: 'Направление',
		name: 'direction',
		type: 'options',
		default: 'forward',
		displayOptions: forOperation('add'),
		options: [
			{ name: 'Вперёд', value: 'forward' },
			{ name: 'Назад', value: 'back' },
		],
	},
	{ displayName: 'На момент', name: 'now', type: 'string', default: '', placeholder: 'пусто — сейчас', displayOptions: forOperation('state'), description: 'Момент, на который узнаётся состояние' },
];

const policy: INodeProperties = {
	displayName: 'Порядок счёта',
	name: 'policy',
	type: 'options',
	default: 'exclude',
	displayOptions: forOperation('setTerms', 'recalculate', 'state', 'add'),
	options: [
		{ name: 'День выявления не считается', value: 'exclude', description: 'Обычный порядок, ст. 191 ГК РФ' },
		{ name: 'День выявления — первый день', value: 'include', description: 'На день строже' },
		{ name: 'Выявленное вне рабочего времени — со следующего рабочего дня', value: 'nextWorkdayRegistration', description: 'Регистрация в рабочее время, день регистрации не считается' },
	],
};

const terms: INodeProperties = {
	displayName: 'Сроки, рабочих дней',
	name: 'terms',
	type: 'collection',
	placeholder: 'Изменить срок',
	default: {},
	displayOptions: forOperation('setTerms', 'recalculate', 'state'),
	options: [
		{ displayName: 'Направить (п. 10)', name: 'route', type: 'number', default: 1, typeOptions: { minValue: 1 } },
		{ displayName: 'Ответить (п. 11)', name: 'standard', type: 'number', default: 5, typeOptions: { minValue: 1 } },
		{ displayName: 'Ответить на официальном аккаунте (п. 10)', name: 'priority', type: 'number', default: 2, typeOptions: { minValue: 1 } },
		{ displayName: 'Окончательный ответ после промежуточного (п. 12)', name: 'final', type: 'number', default: 7, typeOptions: { minValue: 1 } },
	],
};

const calendar: INodeProperties[] = [
	{
		displayName: 'Местные исключения',
		name: 'localExceptions',
		type: 'json',
		default: '[]',
		description: "Строки таблицы calendar_days: date, type (holiday, workday, short), title, basis. Например, {{ $('Календарь').all().map(i => i.json) }} — читается один раз.",
	},
	{
		displayName: 'Режим работы',
		name: 'officeHours',
		type: 'options',
		default: 'standard40',
		description: 'Нужен для сроков в рабочих часах и для регистрации вне рабочего времени',
		options: [
			{ name: '40 часов: пн–пт 9:00–18:00, обед 13:00–14:00', value: 'standard40' },
			{ name: '36 часов (Крайний Север): пн 9:00–18:00, вт–пт 9:00–17:00, обед 13:00–14:00', value: 'north36' },
			{ name: 'Свой', value: 'custom' },
		],
	},
	{
		displayName: 'Свой режим работы',
		name: 'officeHoursCustom',
		type: 'collection',
		placeholder: 'Добавить',
		default: { opens: '09:00', closes: '18:00', lunchStart: '13:00', lunchEnd: '14:00' },
		displayOptions: { show: { officeHours: ['custom'] } },
		options: [
			{ displayName: 'Конец обеда', name: 'lunchEnd', type: 'string', default: '14:00' },
			{ displayName: 'Конец работы', name: 'closes', type: 'string', default: '18:00' },
			{ displayName: 'Конец работы в понедельник', name: 'mondayCloses', type: 'string', default: '18:00' },
			{ displayName: 'Конец работы в пятницу', name: 'fridayCloses', type: 'string', default: '17:00' },
			{ displayName: 'На сколько минут короче предпраздничный день', name: 'shortByMinutes', type: 'number', default: 60 },
			{ displayName: 'Начало обеда', name: 'lunchStart', type: 'string', default: '13:00' },
			{ displayName: 'Начало работы', name: 'opens', type: 'string', default: '09:00' },
		],
	},
];

const options: INodeProperties = {
	displayName: 'Дополнительно',
	name: 'options',
	type: 'collection',
	placeholder: 'Добавить',
	default: {},
	options: [
		{ displayName: 'Календарь .ics из файла: поле', name: 'icsBinaryField', type: 'string', default: 'data', description: 'Двоичное поле первого элемента с файлом iCalendar' },
		{ displayName: 'Календарь .ics: текст', name: 'icsText', type: 'string', typeOptions: { rows: 4 }, default: '', description: 'Содержимое файла iCalendar: событие на весь день — выходной, с категорией workday или short — рабочий или сокращённый; описание события — основание' },
		{ displayName: 'Куратор: имя', name: 'curatorName', type: 'string', default: '' },
		{ displayName: 'Куратор: почта', name: 'curatorEmail', type: 'string', default: '', description: 'Кто отвечает за направление и согласование (в состоянии срока)' },
		{ displayName: 'Не останавливаться на ошибках местных исключений', name: 'markBadExceptions', type: 'boolean', default: false, description: 'Строка с ошибкой не учитывается, срок помечается предварительным, причина пишется в объяснение срока' },
		{ displayName: 'Нерабочие дни по указам Президента — выходные', name: 'presidentialOff', type: 'boolean', default: false, description: 'Дни 2020 и 2021 годов. Верховный Суд: сроков они не продлевают, поэтому обычно выключено.' },
		{ displayName: 'Пропускать события .ics со временем', name: 'skipTimedEvents', type: 'boolean', default: false, description: 'Иначе событие, занимающее часть дня, — ошибка' },
		{ displayName: 'Срок близко, рабочих часов', name: 'dueSoonHours', type: 'number', default: 8, typeOptions: { minValue: 0 }, description: 'Сколько рабочих часов должно остаться, чтобы срок считался близким' },
		{ displayName: 'Часовой пояс', name: 'zone', type: 'string', default: DEFAULT_ZONE, description: 'Пояс администрации из базы IANA' },
	],
};

const fields: INodeProperties = {
	displayName: 'Поля записи',
	name: 'fields',
	type: 'collection',
	placeholder: 'Другое имя поля',
	default: {},
	description: 'Из каких полей записи брать данные, если они называются иначе',
	options: [
		{ displayName: 'Выявлено', name: 'detectedAt', type: 'string', default: 'detectedAt' },
		{ displayName: 'Официальный аккаунт', name: 'officialAccount', type: 'string', default: 'officialAccount' },
		{ displayName: 'Промежуточный ответ дан', name: 'interimAt', type: 'string', default: 'interimAt' },
		{ displayName: 'Решение разбора', name: 'disposition', type: 'string', default: 'disposition' },
		{ displayName: 'Сокращённый срок', name: 'reducedTerm', type: 'string', default: 'reducedTerm' },
		{ displayName: 'Состояние', name: 'status', type: 'string', default: 'status' },
	],
};

export const description: INodeTypeDescription = {
	displayName: 'Working-Day Deadline',
	name: 'workingDayDeadline',
	icon: { light: 'file:workingDayDeadline.svg', dark: 'file:workingDayDeadline.dark.svg' },
	group: ['transform'],
	version: 1,
	subtitle:
		'={{ ({ setTerms: "сроки дела", state: "состояние срока", recalculate: "пересчёт", add: "прибавить дни", isWorkingDay: "рабочий ли день", count: "сосчитать дни" })[$parameter["operation"]] }}',
	description: 'Сроки в рабочих днях по производственному календарю России с местными исключениями и объяснением',
	defaults: { name: 'Срок в рабочих днях' },
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main],
	usableAsTool: true,
	properties: [operation, ...dates, policy, terms, ...calendar, options, fields],
};
