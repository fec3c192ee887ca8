import { NodeConnectionTypes, type INodeProperties, type INodeTypeDescription } from 'n8n-workflow';

import { META_WHY } from '../../core/channels/meta/why';

const forNetwork = (...network: string[]) => ({ show: { network } });

const kinds = (network: string, on: readonly string[], options: readonly { readonly name: string; readonly value: string; readonly description: string }[]): INodeProperties => ({
	displayName: 'Что принимать',
	name: `${network}Kinds`,
	type: 'multiOptions',
	default: [...on],
	required: true,
	displayOptions: forNetwork(network),
	options: [...options].sort((a, b) => a.name.localeCompare(b.name, 'ru')),
});

const options: INodeProperties = {
	displayName: 'Дополнительно',
	name: 'options',
	type: 'collection',
	placeholder: 'Добавить',
	default: {},
	options: [
		{ displayName: 'В первый раз взять за, ч', name: 'firstHours', type: 'number', typeOptions: { minValue: 0 }, default: 72, description: 'Что написано раньше, при первом опросе не принимается: иначе в реестр попали бы старые, уже отвеченные сообщения' },
		{ displayName: 'Выдать снова после перезапуска, ч', name: 'overlapHours', type: 'number', typeOptions: { minValue: 1 }, default: 72, description: 'Что принято за столько часов до перезапуска n8n, выдаётся ещё раз; повторы отсеивает реестр' },
		{ displayName: 'Ждать ответа, с', name: 'timeout', type: 'number', typeOptions: { minValue: 1, maxValue: 300 }, default: 30 },
		{ displayName: 'Перечитывать целиком, мин', name: 'recheckMinutes', type: 'number', typeOptions: { minValue: 5 }, default: 60, description: 'Как часто перечитывать запись до конца: так замечаются правки и удаления' },
		{ displayName: 'Следить за записью, дней', name: 'watchDays', type: 'number', typeOptions: { minValue: 1, maxValue: 365 }, default: 30, description: 'Комментарии к записям старше этого не читаются' },
		{ displayName: 'Сообщений за опрос, не больше', name: 'maxItems', type: 'number', typeOptions: { minValue: 1 }, default: 500, description: 'Остальные придут со следующим опросом' },
	],
};

export const description: INodeTypeDescription = {
	displayName: 'Official Account Trigger',
	name: 'officialAccountTrigger',
	icon: { light: 'file:officialAccountTrigger.svg', dark: 'file:officialAccountTrigger.dark.svg' },
	group: ['trigger'],
	version: 1,
	subtitle: '={{ $parameter["network"] }}',
	description: 'Новые сообщения жителей на собственных страницах администрации (п. 6, 8 и 10 Положения)',
	defaults: { name: 'Официальный аккаунт' },
	polling: true,
	inputs: [],
	outputs: [NodeConnectionTypes.Main],
	credentials: [
		{ name: 'vkApi', required: true, displayOptions: forNetwork('vk') },
		{ name: 'okApi', required: true, displayOptions: forNetwork('ok') },
		{ name: 'metaApi', required: true, displayOptions: forNetwork('facebook', 'instagram') },
	],
	properties: [
		{
			displayName: 'Каждое сообщение выдаётся снова через час, шесть часов и сутки, а после перезапуска n8n сразу, чтобы сбой ничего не потерял. Повторы отсеивает реестр: проверяйте messageKey перед записью. Поле sourceChange говорит, что автор исправил (edited) или удалил (deleted) уже принятое.',
			name: 'repeatNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Сеть',
			name: 'network',
			type: 'options',
			noDataExpression: true,
			default: 'vk',
			options: [
				{ name: 'Facebook', value: 'facebook' },
				{ name: 'Instagram', value: 'instagram' },
				{ name: 'ВКонтакте', value: 'vk' },
				{ name: 'Одноклассники', value: 'ok' },
			],
		},
		{
			displayName: `Сеть выключена, пока её не включат в учётных данных: ${META_WHY}. До тех пор узел ничего не принимает и об ошибке не сообщает.`,
			name: 'metaNotice',
			type: 'notice',
			default: '',
			displayOptions: forNetwork('facebook', 'instagram'),
		},
		kinds('vk', ['comments', 'posts'], [
			{ name: 'Комментарии и ветки под записями', value: 'comments', description: 'Нужен сервисный ключ или ключ пользователя' },
			{ name: 'Записи жителей на стене', value: 'posts', description: 'Нужен сервисный ключ или ключ пользователя' },
			{ name: 'Обсуждения', value: 'board', description: 'Нужен сервисный ключ или ключ пользователя; обсуждения укажите ниже' },
			{ name: 'Сообщения сообществу', value: 'messages', description: 'Нужен ключ сообщества с правом «Сообщения сообщества»' },
			{ name: 'Упоминания сообщества', value: 'mentions', description: 'Нужен ключ пользователя. Упоминание на чужой странице не считается сообщением на официальном аккаунте.' },
		]),
		kinds('ok', ['comments'], [
			{ name: 'Комментарии к темам, фото и видео группы', value: 'comments', description: 'Нужны ключ доступа администратора группы и права приложения на группу' },
			{ name: 'Сообщения группе', value: 'messages', description: 'Нужен ключ бота группы. Чтение сообщений через API не подтверждено: проверьте кнопкой Fetch Test Event.' },
		]),
		kinds('facebook', ['comments', 'posts'], [
			{ name: 'Комментарии под записями', value: 'comments', description: 'Нужен ключ страницы' },
			{ name: 'Записи посетителей на странице', value: 'posts', description: 'Нужен ключ страницы' },
			{ name: 'Упоминания страницы', value: 'mentions', description: 'Упоминание на чужой странице не считается сообщением на официальном аккаунте' },
		]),
		kinds('instagram', ['comments'], [
			{ name: 'Комментарии и ответы под публикациями', value: 'comments', description: 'Нужен ключ страницы, связанной с аккаунтом' },
			{ name: 'Публикации с отметкой аккаунта', value: 'mentions', description: 'Отметка в чужой публикации не считается сообщением на официальном аккаунте' },
		]),
		{
			displayName: 'Обсуждения',
			name: 'vkTopics',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'например, https://vk.com/topic-123456789_987654',
			displayOptions: { show: { network: ['vk'], vkKinds: ['board'] } },
			description: 'Ссылки на обсуждения сообщества или их номера, по одному на строке',
		},
		options,
	],
};
