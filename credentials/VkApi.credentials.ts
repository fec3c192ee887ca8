import type { IAuthenticateGeneric, Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

/** VK answers every error with HTTP 200: the test looks for these codes in the body. */
const REFUSALS: readonly (readonly [number, string])[] = [
	[5, 'Ключ недействителен или отозван: выпустите новый'],
	[8, 'Сеть не поняла запрос: проверьте адрес и версию API'],
	[15, 'Доступ запрещён: ключ не подходит к этому сообществу'],
	[17, 'Сеть просит подтвердить вход: войдите владельцем ключа'],
	[27, 'Ключ сообщества не принят'],
	[28, 'Сервисный ключ не принят'],
	[100, 'Сообщества с таким номером нет: проверьте номер'],
	[203, 'Нет доступа к сообществу с этим номером'],
];

export class VkApi implements ICredentialType {
	name = 'vkApi';

	displayName = 'VK API';

	icon: Icon = { light: 'file:vkApi.svg', dark: 'file:vkApi.dark.svg' };

	documentationUrl = 'https://dev.vk.com/ru/api/access-token/getting-started';

	properties: INodeProperties[] = [
		{
			displayName: 'Адрес API',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.vk.com',
			required: true,
			description: 'Или https://api.vk.ru, если api.vk.com недоступен',
		},
		{ displayName: 'Версия API', name: 'version', type: 'string', default: '5.199', required: true },
		{
			displayName: 'Номер сообщества',
			name: 'groupId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'например, 123456789',
			description: 'Номер сообщества администрации, без знака минус: по нему узнаются свои ответы',
		},
		{
			displayName: 'Ключ сообщества',
			name: 'communityToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Сообщество → Управление → Работа с API, права «Управление стеной», «Сообщения сообщества», «Документы». Им публикуются ответы от имени сообщества.',
		},
		{
			displayName: 'Сервисный ключ',
			name: 'serviceToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Сервисный ключ приложения. Им читаются ветки комментариев: ключом сообщества их прочитать нельзя.',
		},
		{
			displayName: 'Ключ пользователя',
			name: 'userToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Ключ администратора сообщества с правами wall, photos, video, docs, groups: нужен для фото и видео в ответах и для ответов в обсуждениях сообщества; для стены может заменить оба других',
		},
		{
			displayName: 'Callback API: строка подтверждения',
			name: 'callbackConfirmation',
			type: 'string',
			default: '',
			description: 'Нужна только узлу VK Callback Trigger: «Строка, которую должен вернуть сервер» из настроек Callback API сообщества',
		},
		{
			displayName: 'Callback API: секретный ключ',
			name: 'callbackSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Тот же ключ впишите в настройках Callback API сообщества. Пока он пуст, уведомления не принимаются.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{ $credentials.communityToken || $credentials.userToken || $credentials.serviceToken }}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl }}',
			url: '/method/groups.getById',
			method: 'GET',
			qs: { group_id: '={{ $credentials.groupId }}', v: '={{ $credentials.version }}' },
		},
		rules: REFUSALS.map(([value, message]) => ({ type: 'responseSuccessBody' as const, properties: { key: 'error.error_code', value, message } })),
	};
}
