import { NodeConnectionTypes, type INodeProperties, type INodeTypeDescription } from 'n8n-workflow';

import { DEFAULT_ZONE } from '../../core/procedure';
import { PERIODS } from '../../core/reports/period';
import { DELIVERIES } from '../../core/reports/schedule';
import { forOperation } from '../shared/properties';

const rows: INodeProperties[] = [
	{
		displayName: 'Дела',
		name: 'caseRows',
		type: 'json',
		default: '[]',
		displayOptions: forOperation('report', 'rows', 'panel'),
		description: "Строки таблицы cases, например ={{ $('Дела').all().map(i => i.json) }}. Читается один раз. Пусто — входящие элементы: дела или порции («Сжать строки»), тысячи строк лучше передать так.",
	},
	{
		displayName: 'Журнал',
		name: 'journalRows',
		type: 'json',
		default: '[]',
		displayOptions: forOperation('report', 'rows'),
		description: "Строки таблицы journal, например ={{ $('Журнал').all().map(i => i.json) }}. Без журнала прежние состояния дел неизвестны, и отчёт об этом скажет.",
	},
	{
		displayName: 'Местные исключения',
		name: 'localExceptions',
		type: 'json',
		default: '[]',
		displayOptions: forOperation('report', 'rows', 'requests', 'panel'),
		description: 'Строки таблицы calendar_days: без них рабочие дни считаются по общему календарю',
	},
	{ displayName: 'Должностные лица', name: 'officials', type: 'json', default: '[]', displayOptions: forOperation('requests', 'panel'), description: 'Строки таблицы officials: кому отчёты и кто что видит' },
	{ displayName: 'Отсутствия', name: 'absences', type: 'json', default: '[]', displayOptions: forOperation('requests', 'panel'), description: 'Строки таблицы absences: кто кого замещает' },
	{ displayName: 'Настройки', name: 'settings', type: 'json', default: '[]', displayOptions: forOperation('requests'), description: 'Строки таблицы settings: какие отчёты рассылать (reportPeriods), кому (reportTo), с персональными ли данными (reportPersonalData)' },
	{ displayName: 'Что уже послано', name: 'sent', type: 'json', default: '[]', displayOptions: forOperation('requests'), description: 'Строки таблицы alerts вида report' },
	{ displayName: 'Кто спрашивает (почта)', name: 'userEmail', type: 'string', default: '', displayOptions: forOperation('requests', 'panel'), description: 'Почта вошедшего в форму; кому не положено, тому будет отказано. Пусто — рассылка по расписанию.' },
	{ displayName: 'Первое дело №', name: 'firstCase', type: 'number', default: 0, displayOptions: forOperation('portions'), description: 'Номер первого дела, которое менялось с этого времени; 0 — таких нет' },
	{ displayName: 'Последнее дело №', name: 'lastCase', type: 'number', default: 0, displayOptions: forOperation('portions'), description: 'Номер последней строки таблицы cases; 0 — дел нет' },
	{ displayName: 'Первая запись журнала №', name: 'firstEntry', type: 'number', default: 0, displayOptions: forOperation('portions'), description: 'Номер первой строки таблицы journal, которая нужна отчёту; 0 — таких нет' },
	{ displayName: 'Последняя запись журнала №', name: 'lastEntry', type: 'number', default: 0, displayOptions: forOperation('portions'), description: 'Номер последней строки таблицы journal; 0 — записей нет' },
	{ displayName: 'С какого времени', name: 'readFrom', type: 'string', default: '', displayOptions: forOperation('portions'), description: 'Дела, которые в работе или менялись с этого времени (ISO 8601). Пусто — все.' },
	{ displayName: 'Что нужно', name: 'delivery', type: 'options', default: 'page', displayOptions: forOperation('requests'), options: Object.entries(DELIVERIES).map(([value, name]) => ({ name, value })), description: 'Чего просит человек в форме' },
];

const options: INodeProperties = {
	displayName: 'Дополнительно',
	name: 'options',
	type: 'collection',
	placeholder: 'Добавить',
	default: {},
	options: [
		{ displayName: 'PDF, если есть Chromium', name: 'pdf', type: 'boolean', default: false, description: 'Напечатать отчёт и в PDF (двоичное поле pdf). Где Chromium не установлен, отчёт остаётся страницей, её можно напечатать из браузера.' },
		{ displayName: 'Страница и в поле html', name: 'htmlField', type: 'boolean', default: false, description: 'Положить страницу отчёта и в данные элемента, чтобы показать её в форме' },
		{ displayName: 'Путь к Chromium', name: 'chromiumPath', type: 'string', default: '', description: 'Пусто — обычные места: /usr/bin/chromium и подобные' },
		{ displayName: 'Адрес панели', name: 'panelUrl', type: 'string', default: '', description: 'Куда ведёт кнопка «Обновить»' },
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
	subtitle: '={{ ({ report: "отчёт", rows: "строки для таблицы", requests: "какие отчёты", panel: "панель Главы", portions: "порции чтения", condense: "сжать строки" })[$parameter["operation"]] }}',
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
				{ name: 'Какие отчёты составить', value: 'requests', action: 'Узнать какие отчёты составить', description: 'По элементу на отчёт: закончившиеся периоды, о которых ещё не послано, или то, что человек выбрал в форме' },
				{ name: 'Отчёт', value: 'report', action: 'Составить отчёт', description: 'Один элемент: показатели и файл report.html с таблицами и диаграммами' },
				{ name: 'Панель Главы', value: 'panel', action: 'Составить панель главы', description: 'Сколько дел в работе, просрочено, со сроком сегодня, за кем они и какие просрочены дольше всех; страница для телефона в поле html' },
				{ name: 'Порции чтения', value: 'portions', action: 'Разделить чтение на порции', description: 'По элементу на порцию строк, которую можно прочитать за раз: отчёт за год по большому реестру не помещается в одно выполнение n8n' },
				{ name: 'Сжать строки', value: 'condense', action: 'Сжать строки', description: 'Один элемент: из входящих дел и записей журнала остаётся только то, что нужно отчёту' },
				{ name: 'Строки для таблицы XLSX', value: 'rows', action: 'Получить строки для таблицы', description: 'По элементу на дело, выявленное или отвеченное за период' },
			],
		},
		...rows,
		{
			displayName: 'Период',
			name: 'period',
			type: 'options',
			default: 'month',
			displayOptions: forOperation('report', 'rows', 'requests'),
			options: Object.entries(PERIODS).map(([value, name]) => ({ name, value })),
		},
		{ displayName: 'Дата', name: 'date', type: 'string', default: '', displayOptions: forOperation('report', 'rows', 'requests'), placeholder: 'например, 15.11.2026', description: 'Любой день периода. Пусто — сегодня, то есть текущий период.' },
		{ displayName: 'Часовой пояс', name: 'zone', type: 'string', default: DEFAULT_ZONE, displayOptions: forOperation('report', 'rows', 'requests', 'panel'), description: 'По часам этого пояса считаются дни и часы' },
		{
			displayName: 'Без персональных данных',
			name: 'withoutPersonalData',
			type: 'boolean',
			default: true,
			displayOptions: forOperation('report', 'rows', 'requests', 'portions', 'condense'),
			description: 'Не показывать имена, слова, ссылки и улицы жителей. Имена исполнителей остаются (п. 16 Положения).',
		},
		options,
	],
};
