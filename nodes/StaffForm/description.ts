import { NodeConnectionTypes, type INodeTypeDescription } from 'n8n-workflow';

import { DEFAULT_ZONE } from '../../core/procedure';

const forOperations = (...operation: string[]) => ({ show: { operation } });

export const description: INodeTypeDescription = {
	displayName: 'Staff Form',
	name: 'staffForm',
	icon: { light: 'file:staffForm.svg', dark: 'file:staffForm.dark.svg' },
	group: ['transform'],
	version: 1,
	subtitle: '={{ ({ inbox: "мои дела", absences: "отсутствия", absence: "одно отсутствие", absenceAnswer: "ответ об отсутствии", case: "дело и действия", action: "одно действие", actionAnswer: "ответ о действии" })[$parameter["operation"]] }}',
	description: 'Страницы сотрудника: его дела по срокам, отсутствия и замещения, история дела и действия по нему',
	defaults: { name: 'Страница сотрудника' },
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main, NodeConnectionTypes.Main],
	outputNames: ['Дальше', 'Отказ', 'Исправить'],
	properties: [
		{
			displayName: 'Операция',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			default: 'inbox',
			options: [
				{ name: 'Действие: разобрать ответ', value: 'actionAnswer', action: 'Разобрать ответ о действии', description: 'Шаг по делу или та же страница с указанием, что исправить' },
				{ name: 'Действие: страница', value: 'action', action: 'Показать страницу действия', description: 'Что произойдёт и что для этого нужно' },
				{ name: 'Дело и действия', value: 'case', action: 'Показать дело и действия', description: 'Дело, его история и только те шаги, которые этот человек может сделать сейчас' },
				{ name: 'Мои дела', value: 'inbox', action: 'Показать дела сотрудника', description: 'Входящие элементы — дела с состоянием срока из узла «Working-Day Deadline»' },
				{ name: 'Отсутствие: разобрать ответ', value: 'absenceAnswer', action: 'Разобрать ответ об отсутствии', description: 'Строка таблицы absences или та же страница с указанием, что исправить' },
				{ name: 'Отсутствие: страница', value: 'absence', action: 'Показать страницу отсутствия', description: 'Новое отсутствие или изменение выбранного' },
				{ name: 'Отсутствия', value: 'absences', action: 'Показать отсутствия', description: 'Кого нет сейчас, кого не будет, и что можно сделать' },
			],
		},
		{
			displayName: 'Почта сотрудника',
			name: 'userEmail',
			type: 'string',
			default: '',
			placeholder: "например, ={{ $('Открыть').first().json.user.email }}",
			description: 'Кто вошёл в n8n и открыл страницу. Берите её из узла формы, а не из того, что прислал браузер.',
		},
		{ displayName: 'Должностные лица', name: 'officials', type: 'json', default: '[]', description: 'Строки таблицы officials' },
		{ displayName: 'Отсутствия', name: 'absences', type: 'json', default: '[]', description: 'Строки таблицы absences вместе с их id' },
		{ displayName: 'Настройки', name: 'settings', type: 'json', default: '[]', description: 'Строки таблицы settings: адрес n8n (baseUrl) для ссылок и часовой пояс (zone)' },
		{
			displayName: 'Строка дела',
			name: 'caseRow',
			type: 'json',
			default: '',
			displayOptions: forOperations('case', 'action', 'actionAnswer'),
			description: 'Дело, как оно прочитано из реестра',
		},
		{ displayName: 'Журнал дела', name: 'journal', type: 'json', default: '[]', displayOptions: forOperations('case'), description: 'Строки таблицы journal по этому делу' },
		{
			displayName: 'Прежнее дело',
			name: 'earlier',
			type: 'json',
			default: '[]',
			displayOptions: forOperations('actionAnswer'),
			description: 'Дело, номер которого указан как прежнее (п. 13)',
		},
		{
			displayName: 'Что выбрано',
			name: 'chosen',
			type: 'json',
			default: '={{ $json }}',
			displayOptions: forOperations('absence', 'absenceAnswer', 'action', 'actionAnswer'),
			description: 'Ответ первой страницы: в нём выбранное действие',
		},
		{
			displayName: 'Ответ формы',
			name: 'answer',
			type: 'json',
			default: '={{ $json }}',
			displayOptions: forOperations('absenceAnswer', 'actionAnswer'),
			description: 'Что человек заполнил на второй странице',
		},
		{
			displayName: 'Дополнительно',
			name: 'options',
			type: 'collection',
			placeholder: 'Добавить',
			default: {},
			options: [
				{ displayName: 'Время', name: 'at', type: 'string', default: '', description: 'На какой момент смотреть отсутствия, ISO 8601. Пусто — часы n8n.' },
				{ displayName: 'Часовой пояс', name: 'zone', type: 'string', default: DEFAULT_ZONE, description: 'В этом поясе показаны даты и сроки' },
				{ displayName: 'Классификатор', name: 'taxonomy', type: 'json', default: '', description: 'Свои группы тем вместо стандартных: {"Группа": ["Тема", …]}' },
			],
		},
	],
};
