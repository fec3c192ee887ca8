import { NodeConnectionTypes, type INodeProperties, type INodeTypeDescription } from 'n8n-workflow';

import { SHORTEST_TERM_DAYS } from '../../core/personal/expired';
import { DEFAULT_ZONE } from '../../core/procedure';
import { forOperation } from '../shared/properties';

const person: INodeProperties[] = [
	{ displayName: 'Имя', name: 'personName', type: 'string', default: '', displayOptions: forOperation('find', 'page'), placeholder: 'например, Пробная Нина', description: 'Имя или его часть, как оно показано в соцсети' },
	{ displayName: 'Страница или номер автора', name: 'account', type: 'string', default: '', displayOptions: forOperation('find', 'page'), placeholder: 'например, https://vk.com/id77', description: 'Адрес страницы, id77 или просто номер' },
	{ displayName: 'Слова из сообщения', name: 'words', type: 'string', default: '', displayOptions: forOperation('find', 'page'), placeholder: 'например, номер телефона', description: 'Что могло быть написано в сообщении или в ответе' },
];

const rows: INodeProperties[] = [
	{
		displayName: 'Дела',
		name: 'caseRows',
		type: 'json',
		default: '[]',
		displayOptions: forOperation('page'),
		description: "Найденные дела, например ={{ $('Дела человека').all().map(i => i.json) }}. Читается один раз.",
	},
	{
		displayName: 'Журнал',
		name: 'journalRows',
		type: 'json',
		default: '[]',
		displayOptions: forOperation('page'),
		description: "Строки таблицы journal, например ={{ $('Журнал').all().map(i => i.json) }}: что делали с делами этого человека",
	},
	{ displayName: 'Название администрации', name: 'organization', type: 'string', default: '', displayOptions: forOperation('page'), description: 'Строка под заголовком страницы' },
	{ displayName: 'Часовой пояс', name: 'zone', type: 'string', default: DEFAULT_ZONE, displayOptions: forOperation('page'), description: 'По часам этого пояса указано время' },
];

export const description: INodeTypeDescription = {
	displayName: 'Personal Data',
	name: 'personalData',
	icon: { light: 'file:personalData.svg', dark: 'file:personalData.dark.svg' },
	group: ['transform'],
	version: 1,
	subtitle: '={{ ({ expired: "срок хранения", scrub: "журнал", find: "дела человека", page: "данные о человеке" })[$parameter["operation"]] }}',
	description: 'Персональные данные в реестре: что пора обезличить и что известно об одном человеке',
	defaults: { name: 'Персональные данные' },
	usableAsTool: true,
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main],
	properties: [
		{
			displayName: 'Операция',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			default: 'expired',
			options: [
				{ name: 'Данные о человеке на странице', value: 'page', action: 'Собрать данные о человеке на странице', description: 'Один элемент и файл: всё, что хранится в найденных делах, словами, для печати' },
				{ name: 'Найти дела человека', value: 'find', action: 'Найти дела человека', description: 'Из строк таблицы cases остаются те, что об этом человеке: подходит всё, что указано' },
				{ name: 'Обезличить журнал', value: 'scrub', action: 'Обезличить строки журнала', description: 'Строки журнала обезличенных дел: ссылки, тексты и пометки убираются, кто и что сделал — остаётся' },
				{ name: 'Отобрать по сроку хранения', value: 'expired', action: 'Отобрать дела по сроку хранения', description: 'Из строк таблицы cases остаются завершённые, срок хранения которых прошёл или которые названы ниже' },
			],
		},
		{
			displayName: 'Срок хранения, дней',
			name: 'days',
			type: 'number',
			typeOptions: { minValue: SHORTEST_TERM_DAYS, numberPrecision: 0 },
			default: 1095,
			displayOptions: forOperation('expired'),
			description: 'Сколько календарных дней после последнего шага дело хранится целиком. 1095 — три года.',
		},
		{
			displayName: 'Раньше срока, номера дел',
			name: 'earlyCases',
			type: 'string',
			default: '',
			displayOptions: forOperation('expired'),
			placeholder: 'например, 12; 15',
			description: 'Завершённые дела, которые нужно обезличить, не дожидаясь срока: житель потребовал удалить данные',
		},
		...person,
		...rows,
		{ displayName: 'Сейчас', name: 'now', type: 'string', default: '', displayOptions: forOperation('expired', 'page'), description: 'Момент, ISO 8601. Пусто — часы n8n.' },
	],
};
