import type { IAuthenticateGeneric, Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

export class IncidentManagerApi implements ICredentialType {
	name = 'incidentManagerApi';

	displayName = 'Инцидент Менеджмент API';

	icon: Icon = { light: 'file:incidentManagerApi.svg', dark: 'file:incidentManagerApi.dark.svg' };

	documentationUrl = 'https://docs.n8n.io/integrations/creating-nodes/';

	properties: INodeProperties[] = [
		{
			displayName: 'Адрес',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'например, https://im.example.ru/api',
			description: 'Адрес ленты без пути: путь указан в узле. Открытого API у системы нет, адрес даёт поставщик или региональный шлюз.',
		},
		{ displayName: 'Ключ доступа', name: 'token', type: 'string', typeOptions: { password: true }, default: '', required: true, description: 'Передаётся в заголовке Authorization: Bearer' },
		{ displayName: 'Путь для проверки', name: 'testPath', type: 'string', default: '/feed?limit=1', description: 'Что запросить, чтобы проверить адрес и ключ' },
	];

	authenticate: IAuthenticateGeneric = { type: 'generic', properties: { headers: { Authorization: '=Bearer {{ $credentials.token }}' } } };

	test: ICredentialTestRequest = { request: { baseURL: '={{ $credentials.baseUrl }}', url: '={{ $credentials.testPath }}', method: 'GET' } };
}
