import { NodeConnectionTypes, type INodeTypeDescription } from 'n8n-workflow';

import { DEFAULT_ZONE } from '../../core/procedure';
import { forOperation } from '../shared/properties';

export const description: INodeTypeDescription = {
	displayName: 'Assign To Official',
	name: 'assignToOfficial',
	icon: { light: 'file:assignToOfficial.svg', dark: 'file:assignToOfficial.dark.svg' },
	group: ['transform'],
	version: 1,
	subtitle: '={{ $parameter["operation"] === "reassign" ? "передать дела отсутствующих" : "назначить" }}',
	description: 'Кому направить сообщение и кто готовит ответ: по компетенции, нагрузке и замещению (п. 9 и 10 Положения)',
	defaults: { name: 'Назначение' },
	usableAsTool: true,
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main],
	properties: [
		{
			displayName: 'Операция',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			default: 'assign',
			options: [
				{ name: 'Назначить', value: 'assign', action: 'Назначить должностное лицо', description: 'Получатель и исполнитель для каждого дела' },
				{
					name: 'Передать дела отсутствующих',
					value: 'reassign',
					action: 'Передать дела отсутствующих',
					description: 'Дальше идут только открытые дела, у которых исполнитель или получатель отсутствует; новые люди — в поле reassignment, сроки не меняются',
				},
			],
		},
		{
			displayName: 'Должностные лица',
			name: 'officials',
			type: 'json',
			default: '[]',
			description: "Строки таблицы officials, например ={{ $('Должностные лица').all().map(i => i.json) }}. Читается один раз.",
		},
		{
			displayName: 'Отсутствия',
			name: 'absences',
			type: 'json',
			default: '[]',
			description: 'Строки таблицы absences. Читается один раз.',
		},
		{
			displayName: 'Открытые дела',
			name: 'openCases',
			type: 'json',
			default: '[]',
			displayOptions: forOperation('assign'),
			description: 'Строки таблицы cases: по ним считается, у кого меньше работы. Закрытые дела не учитываются. Читается один раз.',
		},
		{
			displayName: 'Поля записи',
			name: 'fields',
			type: 'collection',
			placeholder: 'Изменить имя поля',
			default: {},
			description: 'Имена полей, из которых узел читает, если они у вас называются иначе',
			options: [
				{ displayName: 'Группа тем', name: 'topicGroup', type: 'string', default: 'topicGroup' },
				{ displayName: 'Исполнитель', name: 'executor', type: 'string', default: 'executor' },
				{ displayName: 'Кому направлено', name: 'recipient', type: 'string', default: 'recipient' },
				{ displayName: 'Населённый пункт', name: 'location', type: 'string', default: 'location' },
				{ displayName: 'Состояние', name: 'status', type: 'string', default: 'status' },
				{ displayName: 'Тема', name: 'topic', type: 'string', default: 'topic' },
				{ displayName: 'Улица, дом', name: 'street', type: 'string', default: 'street' },
			],
		},
		{
			displayName: 'Дополнительно',
			name: 'options',
			type: 'collection',
			placeholder: 'Добавить',
			default: {},
			options: [
				{ displayName: 'Время', name: 'at', type: 'string', default: '', description: 'На какой момент смотреть отсутствия, ISO 8601. Пусто — часы n8n.' },
				{
					displayName: 'Оставлять выбранных людей',
					name: 'keepChosen',
					type: 'boolean',
					default: true,
					description: 'Не менять получателя и исполнителя, которые в деле уже указаны; отсутствующего заменит замещающий',
				},
				{ displayName: 'Часовой пояс', name: 'zone', type: 'string', default: DEFAULT_ZONE, description: 'В этом поясе определяется, какой сегодня день' },
			],
		},
	],
};
