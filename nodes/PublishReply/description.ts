import { NodeConnectionTypes, type INodeProperties, type INodeTypeDescription } from 'n8n-workflow';

import { forOperation } from '../shared/properties';

const operation: INodeProperties = {
	displayName: 'Операция',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	default: 'publish',
	options: [
		{ name: 'Для публикации вручную', value: 'byHand', action: 'Подготовить публикацию вручную', description: 'Текст для копирования, ссылка на сообщение и что сделать. В сеть ничего не отправляется.' },
		{ name: 'Опубликовать', value: 'publish', action: 'Опубликовать ответ', description: 'Публикует согласованный ответ один раз и возвращает ссылку на него' },
		{ name: 'Посмотреть заранее', value: 'preview', action: 'Посмотреть ответ до публикации', description: 'Что было бы опубликовано, сколько знаков осталось, какие файлы и что этому мешает; длинный ответ предлагается по частям. В сеть ничего не отправляется.' },
	],
};

/** Record fields the node reads, by what they mean; the values are the default names. */
export const FIELDS = {
	network: { label: 'Сеть', name: 'network' },
	url: { label: 'Ссылка на сообщение', name: 'url' },
	externalId: { label: 'Идентификатор в сети', name: 'externalId' },
	text: { label: 'Текст ответа', name: 'draftText' },
	kind: { label: 'Вид ответа', name: 'draftKind' },
	attachments: { label: 'Приложения к ответу', name: 'draftAttachments' },
	approvedDigest: { label: 'Отпечаток согласованного текста', name: 'approvedDigest' },
	approvedAt: { label: 'Согласовано', name: 'approvedAt' },
	repeatOf: { label: 'Повтор дела №', name: 'repeatOf' },
	attemptAt: { label: 'Попытка публикации', name: 'publishAttemptAt' },
} as const;

const filesPrefix: INodeProperties = {
	displayName: 'Файлы ответа',
	name: 'filesPrefix',
	type: 'string',
	default: 'file_',
	displayOptions: forOperation('publish'),
	description: 'Начало имён двоичных данных элемента с файлами ответа (file_0, file_1 …). Публикуются только файлы, согласованные вместе с текстом: содержание каждого сверяется с согласованным.',
};

const fields: INodeProperties = {
	displayName: 'Поля записи',
	name: 'fields',
	type: 'collection',
	placeholder: 'Другое имя поля',
	default: {},
	description: 'Из каких полей записи брать данные, если они называются иначе',
	options: Object.entries(FIELDS).map(([key, field]) => ({ displayName: field.label, name: key, type: 'string' as const, default: field.name })),
};

const options: INodeProperties = {
	displayName: 'Дополнительно',
	name: 'options',
	type: 'collection',
	placeholder: 'Добавить',
	default: {},
	options: [
		{
			displayName: 'Ждать ответа, с',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 300 },
			default: 30,
			description: 'Если сеть не ответила за это время, узел сам посмотрит в ветку, опубликован ли ответ',
		},
		{
			displayName: 'Предел длины ВКонтакте, знаков',
			name: 'maxLength',
			type: 'number',
			typeOptions: { minValue: 100 },
			default: 16384,
			description: 'Самый длинный комментарий, который примет ВКонтакте. В описании API предел не назван.',
		},
	],
};

export const description: INodeTypeDescription = {
	displayName: 'Publish Reply',
	name: 'publishReply',
	icon: { light: 'file:publishReply.svg', dark: 'file:publishReply.dark.svg' },
	group: ['output'],
	version: 1,
	subtitle: '={{ {publish: "опубликовать", preview: "посмотреть заранее", byHand: "вручную"}[$parameter["operation"]] }}',
	description: 'Публикует согласованный ответ в сети: слово в слово и ровно один раз (п. 7, 14 Положения)',
	defaults: { name: 'Публикация ответа' },
	usableAsTool: true,
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
	outputNames: ['Опубликовано', 'Не опубликовано'],
	credentials: ['vkApi', 'okApi', 'metaApi'].map((name) => ({ name, required: false, displayOptions: forOperation('publish', 'preview') })),
	properties: [
		operation,
		{
			displayName: 'Сеть узнаётся по полю «Сеть» записи. Учётные данные нужны только тем сетям, в которых есть дела: VK API для ВКонтакте, Одноклассники API, Facebook и Instagram API. Где их нет или сеть не включена, ответ выходит через «Не опубликовано» с пометкой «вручную» и причиной.',
			name: 'credentialNotice',
			type: 'notice',
			default: '',
			displayOptions: forOperation('publish', 'preview'),
		},
		filesPrefix,
		fields,
		options,
	],
};
