import { NodeConnectionTypes, type INodeProperties, type INodeTypeDescription } from 'n8n-workflow';

import { EXPORT_FIELDS, HEADERS, type ExportField } from '../../core/im/export/columns';
import { DEFAULT_ZONE } from '../../core/procedure';
import { forOperation } from '../shared/properties';

const forFile = forOperation('file');
const forReading = forOperation('file', 'rows');
const forReport = forOperation('report');

const synonyms: INodeProperties = {
	displayName: 'Свои названия столбцов',
	name: 'headers',
	type: 'collection',
	placeholder: 'Добавить столбец',
	default: {},
	description: 'Если в вашей выгрузке столбец назван иначе: его название, несколько через точку с запятой. Они важнее встроенных.',
	options: (Object.keys(EXPORT_FIELDS) as ExportField[])
		.map((field) => ({ displayName: EXPORT_FIELDS[field], name: field, type: 'string' as const, default: '', description: `Встроенные: ${HEADERS[field].join('; ')}` }))
		.sort((a, b) => a.displayName.localeCompare(b.displayName, 'ru')),
};

const options: INodeProperties = {
	displayName: 'Дополнительно',
	name: 'options',
	type: 'collection',
	placeholder: 'Добавить',
	default: {},
	options: [
		{ displayName: 'Брать и закрытые инциденты', name: 'takeClosed', type: 'boolean', default: false, description: 'Инцидент с датой закрытия обычно уже отвечен; по нему открылось бы дело с давно прошедшим сроком' },
		{ displayName: 'Часовой пояс', name: 'zone', type: 'string', default: DEFAULT_ZONE, description: 'В нём читаются даты файла' },
	],
};

export const description: INodeTypeDescription = {
	displayName: 'Incident Manager',
	name: 'incidentManager',
	icon: { light: 'file:incidentManager.svg', dark: 'file:incidentManager.dark.svg' },
	group: ['transform'],
	version: 1,
	subtitle: '={{ $parameter["operation"] === "file" ? "файл" : $parameter["operation"] === "rows" ? "строки" : "отчёт" }}',
	description: 'Выгрузка «Инцидент Менеджмент» (XLSX, CSV): строки как сообщения, с отчётом о каждой отклонённой (п. 8 Положения)',
	defaults: { name: 'Строки выгрузки' },
	usableAsTool: true,
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main, NodeConnectionTypes.Main],
	outputNames: ['Принято', 'Отклонено', 'Книга Excel'],
	properties: [
		{
			displayName: 'Операция',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			default: 'file',
			options: [
				{ name: 'Отчёт о загрузке', value: 'report', action: 'Составить отчёт о загрузке выгрузки', description: 'На входе строки таблицы cases после загрузки: что стало делом, что уже было, чего в реестре нет' },
				{ name: 'Прочитать файл', value: 'file', action: 'Прочитать файл выгрузки', description: 'CSV читается здесь (UTF-8 и Windows-1251); проверенная книга Excel уходит в третий выход, к узлу Extract From File' },
				{ name: 'Прочитать строки таблицы', value: 'rows', action: 'Прочитать строки выгрузки', description: 'Строки после узла Extract From File: со столбцами по заголовкам или как есть' },
			],
		},
		{ displayName: 'Поле с файлом', name: 'binaryField', type: 'string', default: 'file', required: true, displayOptions: forFile, hint: 'Если такого поля нет, берётся первый файл элемента' },
		{
			displayName: 'В узле Extract From File выключите «Header Row» и включите «Include Empty Cells»: тогда номера строк в отчёте совпадут с файлом, а заголовок найдётся и под шапкой.',
			name: 'rowsNotice',
			type: 'notice',
			default: '',
			displayOptions: forOperation('rows'),
		},
		{ displayName: 'Принятые строки', name: 'takenRows', type: 'json', default: '', displayOptions: forReport, hint: "={{ $('Прочитать файл').all().map(i => i.json) }}" },
		{ displayName: 'Отклонённые строки', name: 'refusedRows', type: 'json', default: '', displayOptions: forReport },
		{ ...synonyms, displayOptions: forReading },
		{ ...options, displayOptions: forReading },
	],
};
