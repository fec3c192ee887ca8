import { NodeConnectionTypes, type INodeTypeDescription } from 'n8n-workflow';

import { forOperation } from '../shared/properties';

export const description: INodeTypeDescription = {
	displayName: 'Case Files',
	name: 'caseFiles',
	icon: { light: 'file:caseFiles.svg', dark: 'file:caseFiles.dark.svg' },
	group: ['transform'],
	version: 1,
	subtitle: '={{ {store: "разложить для записи", links: "ключи для страницы", open: "файл по ключу", list: "что прочитать", gather: "собрать к делу", remove: "удалить"}[$parameter["operation"]] }}',
	description: 'Фото, видео и документы ответа: между формой, диском сервера и публикацией (п. 14 Положения)',
	defaults: { name: 'Файлы ответа' },
	usableAsTool: true,
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
	outputNames: ['Файлы', 'Без файлов или отказ'],
	properties: [
		{
			displayName: 'Операция',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			default: 'store',
			options: [
				{ name: 'Ключи для страницы', value: 'links', action: 'Сделать ключи к файлам дела', description: 'По неугадываемому адресу браузер сотрудника покажет приложения; адрес действует 12 часов' },
				{ name: 'Разложить для записи на диск', value: 'store', action: 'Разложить новые файлы', description: 'Каждый принятый файл формы отдельно, с путём для узла Read/Write Files from Disk' },
				{ name: 'Собрать к делу', value: 'gather', action: 'Собрать файлы к делу', description: 'Прочитанные файлы возвращаются к своим делам; если какого-то нет, дело выходит с отказом' },
				{ name: 'Удалить файлы дела', value: 'remove', action: 'Удалить файлы дела', description: 'Убирает с диска все файлы дела, срок хранения которого прошёл. Вернуть их нельзя.' },
				{ name: 'Файл по ключу', value: 'open', action: 'Найти файл по ключу', description: 'Что отдать браузеру по строке таблицы file_links' },
				{ name: 'Что прочитать с диска', value: 'list', action: 'Перечислить файлы дела', description: 'Каждое приложение дела отдельно, с путём к файлу' },
			],
		},
		{ displayName: 'Дела', name: 'cases', type: 'json', default: '[]', displayOptions: forOperation('gather'), description: 'Дела, к которым возвращаются файлы' },
		{
			displayName: 'Папка файлов',
			name: 'folder',
			type: 'string',
			default: '',
			displayOptions: forOperation('store', 'open', 'list', 'remove'),
			placeholder: '~/.n8n-files/incident-desk',
			description: 'Пусто: папка incident-desk в первой из папок, разрешённых n8n для файлов (N8N_RESTRICT_FILE_ACCESS_TO)',
		},
	],
};
