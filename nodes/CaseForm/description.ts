import { NodeConnectionTypes, type INodeTypeDescription } from 'n8n-workflow';

import { DEFAULT_ZONE } from '../../core/procedure';
import { forOperation } from '../shared/properties';

export const description: INodeTypeDescription = {
	displayName: 'Case Form',
	name: 'caseForm',
	icon: { light: 'file:caseForm.svg', dark: 'file:caseForm.dark.svg' },
	group: ['transform'],
	version: 1,
	subtitle: '={{ $parameter["operation"] === "page" ? "страница" : "ответ формы" }}',
	description: 'Страница формы по делу для сотрудника и разбор того, что он отправил',
	defaults: { name: 'Форма по делу' },
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
	outputNames: ['Дальше', 'Отказ'],
	properties: [
		{
			displayName: 'Операция',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			default: 'page',
			options: [
				{ name: 'Показать страницу', value: 'page', action: 'Показать страницу формы', description: 'Готовит заголовок и поля для узла n8n Form' },
				{ name: 'Разобрать ответ', value: 'answer', action: 'Разобрать ответ формы', description: 'Превращает заполненную форму в шаг по делу' },
			],
		},
		{
			displayName: 'Форма',
			name: 'form',
			type: 'options',
			noDataExpression: true,
			default: 'route',
			options: [
				{ name: 'Направление (куратор)', value: 'route' },
				{ name: 'Проект ответа (исполнитель)', value: 'draft' },
				{ name: 'Согласование или публикация вручную (куратор)', value: 'publish' },
			],
		},
		{
			displayName: 'Строка дела',
			name: 'caseRow',
			type: 'json',
			default: '={{ $json }}',
			description: 'Дело, как оно прочитано из реестра. Не берите его из того, что прислал браузер.',
		},
		{
			displayName: 'Почта сотрудника',
			name: 'userEmail',
			type: 'string',
			default: '',
			placeholder: "например, ={{ $('Открыть дело').first().json.user.email }}",
			description: 'Кто вошёл в n8n и открыл форму',
		},
		{ displayName: 'Должностные лица', name: 'officials', type: 'json', default: '[]', description: 'Строки таблицы officials' },
		{ displayName: 'Образцы ответов', name: 'templates', type: 'json', default: '[]', description: 'Строки таблицы templates' },
		{ displayName: 'Прежнее дело', name: 'earlier', type: 'json', default: '[]', displayOptions: forOperation('page'), description: 'Дело, которое это сообщение повторяет (п. 13)' },
		{ displayName: 'Адреса файлов', name: 'fileLinks', type: 'json', default: '[]', displayOptions: forOperation('page'), description: 'Где браузер возьмёт приложения к ответу: строки процесса «25 Файлы ответов»' },
		{
			displayName: 'Приложения на странице',
			name: 'attachments',
			type: 'string',
			default: '',
			displayOptions: forOperation('answer'),
			placeholder: "например, ={{ $('Страница').first().json.formAttachments }}",
			description: 'Какие приложения страница предлагала оставить. Не берите их из того, что прислал браузер.',
		},
		{
			displayName: 'Дополнительно',
			name: 'options',
			type: 'collection',
			placeholder: 'Добавить',
			default: {},
			options: [
				{
					displayName: 'Показать форму снова',
					name: 'again',
					type: 'boolean',
					default: false,
					description: 'Если ответ нельзя принять, дело выходит с полем formProblem: верните его на «Показать страницу», и форма откроется ещё раз со всем, что было написано',
				},
				{ displayName: 'Часовой пояс', name: 'zone', type: 'string', default: DEFAULT_ZONE, description: 'В этом поясе показаны даты и сроки' },
				{ displayName: 'Классификатор', name: 'taxonomy', type: 'json', default: '', description: 'Свои группы тем вместо стандартных: {"Группа": ["Тема", …]}' },
			],
		},
	],
};
