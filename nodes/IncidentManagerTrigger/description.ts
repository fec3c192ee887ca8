import { NodeConnectionTypes, type INodeProperties, type INodeTypeDescription } from 'n8n-workflow';

import { DEFAULT_MAPPING } from '../../core/im/mapping';

const MAPPING_LABELS: Readonly<Record<keyof typeof DEFAULT_MAPPING, string>> = {
	id: 'Номер инцидента',
	network: 'Сеть',
	url: 'Ссылка на сообщение',
	externalId: 'Идентификатор в сети',
	authorName: 'Автор',
	authorId: 'Идентификатор автора',
	text: 'Текст сообщения',
	publishedAt: 'Опубликовано автором',
	detectedAt: 'Выявлено (создан инцидент)',
	official: 'Официальный аккаунт',
	attachments: 'Вложения',
};

const mapping: INodeProperties = {
	displayName: 'Соответствие полей',
	name: 'mapping',
	type: 'collection',
	placeholder: 'Другой путь',
	default: {},
	description: 'Где в записи ленты стоит каждое поле: путь через точку, например author.name. Укажите только то, что отличается.',
	options: Object.entries(MAPPING_LABELS)
		.map(([name, displayName]) => ({ displayName, name, type: 'string' as const, default: DEFAULT_MAPPING[name as keyof typeof DEFAULT_MAPPING] }))
		.sort((a, b) => a.displayName.localeCompare(b.displayName, 'ru')),
};

const options: INodeProperties = {
	displayName: 'Дополнительно',
	name: 'options',
	type: 'collection',
	placeholder: 'Добавить',
	default: {},
	options: [
		{ displayName: 'Ждать ответа, с', name: 'timeout', type: 'number', typeOptions: { minValue: 1, maxValue: 300 }, default: 30 },
		{ displayName: 'Параметр «начиная с»', name: 'sinceName', type: 'string', default: 'since', description: 'Как лента называет параметр запроса с датой. Пусто — не передавать.' },
		{ displayName: 'Параметр «размер страницы»', name: 'limitName', type: 'string', default: 'limit' },
		{ displayName: 'Параметр «смещение»', name: 'offsetName', type: 'string', default: 'offset' },
		{ displayName: 'Путь к общему числу', name: 'totalPath', type: 'string', default: 'total', description: 'Где в ответе сказано, сколько всего записей; если нигде, лента читается до пустой страницы' },
		{ displayName: 'Сообщений за опрос, не больше', name: 'maxItems', type: 'number', typeOptions: { minValue: 1 }, default: 500, description: 'Остальные придут со следующим опросом' },
	],
};

export const description: INodeTypeDescription = {
	displayName: 'Incident Manager Trigger',
	name: 'incidentManagerTrigger',
	icon: { light: 'file:incidentManagerTrigger.svg', dark: 'file:incidentManagerTrigger.dark.svg' },
	group: ['trigger'],
	version: 1,
	subtitle: '={{ $parameter["path"] }}',
	description: 'Новые сообщения жителей из ленты «Инцидент Менеджмент» (п. 8 Положения)',
	defaults: { name: 'Лента «Инцидент Менеджмент»' },
	polling: true,
	inputs: [],
	outputs: [NodeConnectionTypes.Main],
	credentials: [{ name: 'incidentManagerApi', required: true }],
	properties: [
		{
			displayName: 'После перезапуска и при каждой сверке узел выдаёт всё окно заново, чтобы ничего не потерялось. Повторы отсеивает реестр: проверяйте messageKey перед записью.',
			name: 'repeatNotice',
			type: 'notice',
			default: '',
		},
		{ displayName: 'Путь', name: 'path', type: 'string', default: '/feed', required: true, description: 'Добавляется к адресу из учётных данных' },
		{ displayName: 'Путь к списку', name: 'itemsPath', type: 'string', default: 'items', description: 'Где в ответе список сообщений: путь через точку. Пусто — ответ сам список.' },
		{ displayName: 'На странице', name: 'limit', type: 'number', typeOptions: { minValue: 1, maxValue: 1000 }, default: 100, description: 'Сколько сообщений просить за раз; читаются все страницы' },
		{ displayName: 'Перечитывать, ч', name: 'overlapHours', type: 'number', typeOptions: { minValue: 1 }, default: 72, description: 'За сколько часов назад перечитывать ленту: так не теряется то, что попало в неё с опозданием' },
		{ displayName: 'Сверка, ч', name: 'reconcileHours', type: 'number', typeOptions: { minValue: 0 }, default: 1, description: 'Как часто выдавать всё окно заново, чтобы вернуть сообщения, запись которых сорвалась. 0 — только после перезапуска.' },
		mapping,
		options,
	],
};
