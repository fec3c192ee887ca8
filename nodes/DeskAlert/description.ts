import { NodeConnectionTypes, type INodeProperties, type INodeTypeDescription } from 'n8n-workflow';

import { DEFAULT_ZONE } from '../../core/procedure';
import { forOperation, rowsProperty } from '../shared/properties';

const rows = (displayName: string, name: string, description: string, ...operations: string[]): INodeProperties => ({ ...rowsProperty(displayName, name, description), displayOptions: forOperation(...operations) });

export const description: INodeTypeDescription = {
	displayName: 'Desk Alert',
	name: 'deskAlert',
	icon: { light: 'file:deskAlert.svg', dark: 'file:deskAlert.dark.svg' },
	group: ['transform'],
	version: 1,
	subtitle: '={{ ({ failure: "сбой", watch: "сторож", messages: "в мессенджеры" })[$parameter["operation"]] }}',
	description: 'Что сказать ИТ-специалисту о сбоях и о том, что снова в порядке; сообщения в мессенджеры',
	defaults: { name: 'Сторож' },
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
	outputNames: ['Строки', 'Письмо'],
	properties: [
		{
			displayName: 'Операция',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			default: 'watch',
			options: [
				{ name: 'Разобрать сбой', value: 'failure', action: 'Разобрать сбой', description: 'Элемент узла Error Trigger: какой процесс, какое дело, что делать; об одном и том же говорится один раз' },
				{ name: 'Проверить, всё ли в порядке', value: 'watch', action: 'Проверить все ли в порядке', description: 'Приём, контроль сроков, извещения, публикация, известные сбои: что не в порядке и что снова в порядке' },
				{ name: 'Сообщения в мессенджеры', value: 'messages', action: 'Подготовить сообщения в мессенджеры', description: 'Повторяет письма в MAX и Telegram тем, кому это включено в таблице settings; без слов и имён жителей' },
			],
		},
		rows('Что уже сказано', 'alerts', "Строки таблицы alerts, например ={{ $('Что уже сказано').all().map(i => i.json) }}. Читается один раз.", 'failure', 'watch'),
		rows('Настройки', 'settings', 'Строки таблицы settings: почта ИТ-специалиста (officerEmail), пороги (watch…), мессенджеры (messenger:…). Читается один раз.', 'failure', 'watch', 'messages'),
		rows('Последнее дело', 'newest', 'Самая новая строка таблицы cases', 'watch'),
		rows('Неотправленные извещения', 'waiting', 'Строки таблицы cases, где noticePending', 'watch'),
		rows('Дела в публикации', 'publishing', 'Строки таблицы cases в состояниях approved и publishing', 'watch'),
		rows('Местные исключения', 'localExceptions', 'Строки таблицы calendar_days', 'watch'),
		{
			displayName: 'Дополнительно',
			name: 'options',
			type: 'collection',
			placeholder: 'Добавить',
			default: {},
			options: [
				{ displayName: 'Сейчас', name: 'now', type: 'string', default: '', description: 'Момент проверки, ISO 8601. Пусто — часы n8n.' },
				{ displayName: 'Часовой пояс', name: 'zone', type: 'string', default: DEFAULT_ZONE, description: 'По часам этого пояса считаются дни и часы' },
			],
		},
	],
};
