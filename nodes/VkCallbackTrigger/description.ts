import { NodeConnectionTypes, type INodeTypeDescription } from 'n8n-workflow';

export const description: INodeTypeDescription = {
	displayName: 'VK Callback Trigger',
	name: 'vkCallbackTrigger',
	icon: { light: 'file:vkCallbackTrigger.svg', dark: 'file:vkCallbackTrigger.dark.svg' },
	group: ['trigger'],
	version: 1,
	description: 'Сообщения сообщества ВКонтакте сразу, как они написаны: Callback API (п. 6, 8 и 10 Положения)',
	defaults: { name: 'Уведомления ВКонтакте' },
	inputs: [],
	outputs: [NodeConnectionTypes.Main],
	credentials: [{ name: 'vkApi', required: true }],
	webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: '={{ $parameter["path"] }}', isFullPath: true }],
	properties: [
		{
			displayName: 'Сообщество → Управление → Работа с API → Callback API: адрес — Production URL этого узла, версия 5.199, секретный ключ придумайте длинный. Строку подтверждения и секретный ключ впишите в учётные данные «VK API». В «Типах событий» отметьте комментарии и записи на стене, обсуждения, входящие сообщения. n8n должен быть доступен из интернета по HTTPS.',
			name: 'setupNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Это дополнение к опросу, а не замена: уведомление может не дойти, а имени автора в нём нет. Оставьте включённым и узел Official Account Trigger. Повторы отсеивает реестр.',
			name: 'pollNotice',
			type: 'notice',
			default: '',
		},
		{ displayName: 'Путь', name: 'path', type: 'string', default: 'vk-callback', required: true, description: 'Последняя часть адреса' },
	],
};
