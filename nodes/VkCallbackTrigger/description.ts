import { NodeConnectionTypes, fromParameter, webhookDescriptionFields, type INodeTypeDescription } from 'n8n-workflow';

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
	// Read without the expression engine: a workflow that also polls loses the engine when a poll falls into its activation
	// (n8n 2.41), and it then stays off, not even started with n8n, though the editor shows it active.
	webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', isFullPath: true, ...webhookDescriptionFields({ path: fromParameter('path') }) }],
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
