import { NodeConnectionTypes, type INodeTypeDescription } from 'n8n-workflow';

const forOperation = (operation: string) => ({ show: { operation: [operation] } });

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
		{ displayName: 'Образцы ответов', name: 'templates', type: 'json', default: '[]', displayOptions: forOperation('page'), description: 'Строки таблицы templates' },
		{ displayName: 'Прежнее дело', name: 'earlier', type: 'json', default: '[]', displayOptions: forOperation('page'), description: 'Дело, которое это сообщение повторяет (п. 13)' },
		{
			displayName: 'Дополнительно',
			name: 'options',
			type: 'collection',
			placeholder: 'Добавить',
			default: {},
			options: [
				{ displayName: 'Часовой пояс', name: 'zone', type: 'string', default: 'Asia/Kamchatka', description: 'В этом поясе показаны даты и сроки' },
				{ displayName: 'Классификатор', name: 'taxonomy', type: 'json', default: '', description: 'Свои группы тем вместо стандартных: {"Группа": ["Тема", …]}' },
			],
		},
	],
};
