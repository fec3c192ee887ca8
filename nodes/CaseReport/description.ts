import { NodeConnectionTypes, type INodeProperties, type INodeTypeDescription } from 'n8n-workflow';

import { DEFAULT_ZONE } from '../../core/procedure';
import { PERIODS } from '../../core/reports/period';

const rows: INodeProperties[] = [
	{
		displayName: 'Дела',
		name: 'caseRows',
		type: 'json',
		default: '[]',
		description: "Строки таблицы cases, например ={{ $('Дела').all().map(i => i.json) }}. Читается один раз. Пусто — входящие элементы.",
	},
	{
		displayName: 'Журнал',
		name: 'journalRows',
		type: 'json',
		default: '[]',
		description: "Строки таблицы journal, например ={{ $('Журнал').all().map(i => i.json) }}. Без журнала прежние состояния дел неизвестны, и отчёт об этом скажет.",
	},
	{
		displayName: 'Местные исключения',
		name: 'localExceptions',
		type: 'json',
		default: '[]',
		description: 'Строки таблицы calendar_days: без них рабочие дни считаются по общему календарю',
	},
];

const options: INodeProperties = {
	displayName: 'Дополнительно',
	name: 'options',
	type: 'collection',
	placeholder: 'Добавить',
	default: {},
	options: [
		{ displayName: 'Название администрации', name: 'organization', type: 'string', default: '', description: 'Строка под заголовком отчёта' },
		{ displayName: 'Поле файла', name: 'binaryField', type: 'string', default: 'report', description: 'Двоичное поле, в котором будет report.html' },
		{ displayName: 'Сейчас', name: 'now', type: 'string', default: '', description: 'Момент составления отчёта, ISO 8601. Пусто — часы n8n.' },
	],
};

export const description: INodeTypeDescription = {
	displayName: 'Case Report',
	name: 'caseReport',
	icon: { light: 'file:caseReport.svg', dark: 'file:caseReport.dark.svg' },
	group: ['transform'],
	version: 1,
	subtitle: '={{ ($parameter["operation"] === "rows" ? "строки: " : "отчёт: ") + ({ week: "неделя", month: "месяц", quarter: "квартал", year: "год" })[$parameter["period"]] }}',
	description: 'Отчёт о работе с сообщениями жителей за неделю, месяц, квартал или год (п. 4 Положения)',
	defaults: { name: 'Отчёт' },
	usableAsTool: true,
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main],
	properties: [
		{
			displayName: 'Операция',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			default: 'report',
			options: [
				{ name: 'Отчёт', value: 'report', action: 'Составить отчёт', description: 'Один элемент: показатели и файл report.html с таблицами и диаграммами' },
				{ name: 'Строки для таблицы XLSX', value: 'rows', action: 'Получить строки для таблицы', description: 'По элементу на дело, выявленное или отвеченное за период' },
			],
		},
		...rows,
		{
			displayName: 'Период',
			name: 'period',
			type: 'options',
			default: 'month',
			options: Object.entries(PERIODS).map(([value, name]) => ({ name, value })),
		},
		{ displayName: 'Дата', name: 'date', type: 'string', default: '', placeholder: 'например, 15.11.2026', description: 'Любой день периода. Пусто — сегодня, то есть текущий период.' },
		{ displayName: 'Часовой пояс', name: 'zone', type: 'string', default: DEFAULT_ZONE, description: 'По часам этого пояса считаются дни и часы' },
		{
			displayName: 'Без персональных данных',
			name: 'withoutPersonalData',
			type: 'boolean',
			default: true,
			description: 'Не показывать имена, слова, ссылки и улицы жителей. Имена исполнителей остаются (п. 16 Положения).',
		},
		options,
	],
};
