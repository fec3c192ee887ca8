import { NodeConnectionTypes, type INodeProperties, type INodeTypeDescription } from 'n8n-workflow';

import { DEFAULT_ZONE, ROLES } from '../../core/procedure';
import { TRANSITIONS } from '../../core/cases/transitions';
import { forOperation } from '../shared/properties';

const alphabetical = (a: string, b: string): number => a.localeCompare(b, 'ru');

const operation: INodeProperties = {
	displayName: 'Операция',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	default: 'step',
	options: [
		{ name: 'Запись журнала из строки дела', value: 'journal', action: 'Получить запись журнала из строки дела', description: 'По сохранённой строке дела: для журнала после записи и для его восстановления' },
		{ name: 'Извещение тому, чей шаг следующий', value: 'notice', action: 'Подготовить извещение', description: 'Письмо: что сделать, до какого срока, ссылка на форму' },
		{ name: 'Кто извещён', value: 'told', action: 'Узнать, кто извещён', description: 'После отправки писем: по каким делам извещены все, а по каким письмо кому-то не ушло' },
		{ name: 'Напоминания о сроках', value: 'digest', action: 'Подготовить напоминания о сроках', description: 'Одно письмо на человека по всем открытым делам, просроченные впереди' },
		{ name: 'Новая запись из сообщения', value: 'intake', action: 'Подготовить новую запись из сообщения', description: 'Приводит сообщение из любого источника к полям дела' },
		{ name: 'Шаг по делу', value: 'step', action: 'Сделать шаг по делу', description: 'Проверяет, можно ли сделать шаг, и готовит новую строку дела и запись журнала' },
	],
};

const event: INodeProperties = {
	displayName: 'Шаг',
	name: 'event',
	type: 'options',
	default: 'register',
	displayOptions: forOperation('step'),
	options: Object.entries(TRANSITIONS)
		.map(([value, { label, clause }]) => ({ name: label, value, description: `п. ${clause} Положения` }))
		.sort((a, b) => alphabetical(a.name, b.name)),
	description: 'Что происходит с делом. Можно задать выражением: имя шага латиницей, например draft.',
};

const actor: INodeProperties[] = [
	{
		displayName: 'Кто делает шаг',
		name: 'actorSource',
		type: 'options',
		noDataExpression: true,
		default: 'officials',
		displayOptions: forOperation('step'),
		options: [
			{ name: 'Должностное лицо из таблицы', value: 'officials', description: 'Имя и роль берутся по почте; кого в таблице нет, тому будет отказано' },
			{ name: 'Указать роль', value: 'given', description: 'Роль и имя задаются здесь, без таблицы' },
			{ name: 'Система', value: 'system', description: 'Шаги без человека: приём, публикация, пересчёт сроков' },
		],
	},
	{
		displayName: 'Почта',
		name: 'actorEmail',
		type: 'string',
		default: '',
		placeholder: 'например, ={{ $json.actorEmail }}',
		displayOptions: { show: { operation: ['step'], actorSource: ['officials', 'given'] } },
		description: 'Почта того, кто делает шаг, как в таблице officials',
	},
	{
		displayName: 'Имя',
		name: 'actorName',
		type: 'string',
		default: '',
		displayOptions: { show: { operation: ['step'], actorSource: ['given'] } },
		description: 'Как записать в журнал',
	},
	{
		displayName: 'Роль',
		name: 'actorRole',
		type: 'options',
		default: 'curator',
		displayOptions: { show: { operation: ['step'], actorSource: ['given'] } },
		options: Object.entries(ROLES)
			.filter(([value]) => value !== 'system')
			.map(([value, { label }]) => ({ name: label, value })),
	},
];

const lists: INodeProperties[] = [
	{
		displayName: 'Дела',
		name: 'caseRows',
		type: 'json',
		default: '[]',
		displayOptions: forOperation('notice'),
		description: 'Строки таблицы cases, о которых нужно известить. Пусто — входящие элементы.',
	},
	{
		displayName: 'Должностные лица',
		name: 'officials',
		type: 'json',
		default: '[]',
		displayOptions: forOperation('step', 'notice', 'digest'),
		description: "Строки таблицы officials, например ={{ $('Должностные лица').all().map(i => i.json) }}. Читается один раз.",
	},
	{
		displayName: 'Отсутствия',
		name: 'absences',
		type: 'json',
		default: '[]',
		displayOptions: forOperation('step', 'notice', 'digest'),
		description: 'Строки таблицы absences: письмо получит и шаг сделает тот, кто замещает. Читается один раз.',
	},
	{
		displayName: 'Настройки',
		name: 'settings',
		type: 'json',
		default: '[]',
		displayOptions: forOperation('notice', 'digest'),
		description: 'Строки таблицы settings: адрес n8n (baseUrl), название администрации (organization), часовой пояс (zone), ступени напоминаний (escalateTo…). Читается один раз.',
	},
	{
		displayName: 'Отправленное письмо',
		name: 'sentMail',
		type: 'json',
		default: '',
		displayOptions: forOperation('told'),
		description: "Письмо, которое ушло: узел почты заменяет его своим ответом, поэтому ={{ $('Письма').item.json }}. Пусто — сам элемент. Второй выход повторяет письма кратко, для мессенджеров.",
	},
	{
		displayName: 'Память о сказанном',
		name: 'memory',
		type: 'json',
		default: '[]',
		displayOptions: forOperation('digest'),
		description: "Строки таблицы alerts вида digest, например ={{ $('Память').all().map(i => i.json) }}: о чём человеку уже сказано, о том не говорится снова",
	},
];

const lock: INodeProperties[] = [
	{
		displayName: 'Ожидаемая версия',
		name: 'expectedVersion',
		type: 'string',
		default: '',
		displayOptions: forOperation('step'),
		description: 'Версия дела, которую человек видел в форме. Если дело с тех пор изменилось, будет отказ. Пусто — не проверять.',
	},
	{
		displayName: 'Строка дела из реестра',
		name: 'caseRow',
		type: 'json',
		default: '',
		displayOptions: forOperation('step'),
		description: 'Дело, как оно сейчас в реестре, если узлы перед этим уже изменили элемент. Тогда в журнал попадёт, что было и что стало.',
	},
];

const stepData: INodeProperties = {
	displayName: 'Данные шага',
	name: 'data',
	type: 'collection',
	placeholder: 'Добавить',
	default: {},
	displayOptions: forOperation('step'),
	options: [
		{ displayName: 'Важность', name: 'importance', type: 'string', default: '', description: 'critical, high, normal или low' },
		{ displayName: 'Вид ответа', name: 'kind', type: 'string', default: '', description: 'final — окончательный, interim — промежуточный, clarification — запрос уточнения' },
		{ displayName: 'Вложения к ответу', name: 'attachments', type: 'string', default: '', description: 'JSON-массив ссылок на вложения' },
		{ displayName: 'Все изменения', name: 'changes', type: 'json', default: '', description: 'Изменения одним объектом по полям дела, например ={{ $json.reassignment }}' },
		{ displayName: 'Замечание', name: 'remark', type: 'string', default: '', description: 'Замечание или пояснение; для возврата обязательно' },
		{ displayName: 'Группа тем', name: 'topicGroup', type: 'string', default: '' },
		{ displayName: 'Идентификатор ответа', name: 'id', type: 'string', default: '', description: 'Идентификатор опубликованного ответа в сети' },
		{ displayName: 'Исполнитель (почта)', name: 'executor', type: 'string', default: '' },
		{ displayName: 'Когда опубликовано', name: 'at', type: 'string', default: '', description: 'ISO 8601. Пусто — время шага.' },
		{ displayName: 'Кому направлено (почта)', name: 'recipient', type: 'string', default: '' },
		{ displayName: 'Населённый пункт', name: 'location', type: 'string', default: '' },
		{ displayName: 'Основание', name: 'ground', type: 'string', default: '', description: 'Исключения: threat, obscene или insult; закрытия: словами' },
		{ displayName: 'Ошибка публикации', name: 'error', type: 'string', default: '' },
		{ displayName: 'Сокращённый срок', name: 'reducedTerm', type: 'string', default: '', description: '4h — рабочие часы, 1d — рабочие дни, пусто — обычный срок' },
		{ displayName: 'Ссылка на ответ', name: 'url', type: 'string', default: '' },
		{ displayName: 'Текст', name: 'text', type: 'string', typeOptions: { rows: 4 }, default: '', description: 'Текст ответа; для шага «Ответ автора на уточнение» — что написал автор' },
		{ displayName: 'Тема', name: 'topic', type: 'string', default: '' },
		{ displayName: 'Улица, дом', name: 'street', type: 'string', default: '' },
	],
};

const foundBy: INodeProperties = {
	displayName: 'Как выявлено',
	name: 'foundBy',
	type: 'options',
	default: 'manual',
	displayOptions: forOperation('intake'),
	options: [
		{ name: '«Инцидент Менеджмент»', value: 'incidentManager' },
		{ name: 'Вручную', value: 'manual' },
		{ name: 'Официальный аккаунт', value: 'officialAccount' },
	],
	description: 'Записывается, если в самом сообщении не указано (п. 8 Положения)',
};

const options: INodeProperties = {
	displayName: 'Дополнительно',
	name: 'options',
	type: 'collection',
	placeholder: 'Добавить',
	default: {},
	options: [
		{ displayName: 'Время', name: 'at', type: 'string', default: '', description: 'Время шага, ISO 8601. Пусто — часы n8n.' },
		{
			displayName: 'Ступени напоминаний',
			name: 'escalation',
			type: 'json',
			default: '',
			description: 'Вместо строк escalateTo… таблицы settings: [{"overdueWorkingDays": 1, "to": "recipient"}, {"overdueWorkingDays": 3, "to": "head"}]',
		},
		{ displayName: 'Часовой пояс', name: 'zone', type: 'string', default: DEFAULT_ZONE, description: 'В этом поясе читаются и показываются даты' },
	],
};

export const description: INodeTypeDescription = {
	displayName: 'Case Step',
	name: 'caseStep',
	icon: { light: 'file:caseStep.svg', dark: 'file:caseStep.dark.svg' },
	group: ['transform'],
	version: 1,
	subtitle: '={{ $parameter["operation"] === "step" ? $parameter["event"] : $parameter["operation"] }}',
	description: 'Один шаг по делу: новая строка реестра и запись журнала или понятный отказ',
	defaults: { name: 'Шаг по делу' },
	usableAsTool: true,
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main, NodeConnectionTypes.Main],
	outputNames: ['Дело', 'Журнал', 'Отказ'],
	properties: [operation, event, ...actor, ...lists, ...lock, stepData, foundBy, options],
};
