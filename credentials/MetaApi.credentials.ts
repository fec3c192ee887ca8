import type { ICredentialDataDecryptedObject, Icon, ICredentialTestRequest, ICredentialType, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';

import { appSecretProof } from '../core/channels/meta/proof';
import { META_WHY } from '../core/channels/meta/why';

const secretField = (displayName: string, name: string, description: string): INodeProperties => ({ displayName, name, type: 'string', typeOptions: { password: true }, default: '', description });

export class MetaApi implements ICredentialType {
	name = 'metaApi';

	displayName = 'Facebook и Instagram API';

	icon: Icon = { light: 'file:metaApi.svg', dark: 'file:metaApi.dark.svg' };

	documentationUrl = 'https://developers.facebook.com/docs/graph-api/overview';

	properties: INodeProperties[] = [
		{
			displayName: `Обе сети выключены: ${META_WHY}. Положение называет их среди сетей, с которыми работает администрация, поэтому способ есть; включать ли его, решает администрация. Пока сеть выключена, её сообщения не собираются, а ответ готовится для публикации вручную.`,
			name: 'whyOff',
			type: 'notice',
			default: '',
		},
		{ displayName: 'Включить Facebook', name: 'facebookOn', type: 'boolean', default: false, description: 'Собирать комментарии и публиковать ответы в Facebook' },
		{ displayName: 'Включить Instagram', name: 'instagramOn', type: 'boolean', default: false, description: 'Собирать комментарии и публиковать ответы в Instagram (только текст)' },
		{
			displayName: 'Фото в ответах Facebook проверены',
			name: 'photosAllowed',
			type: 'boolean',
			default: false,
			displayOptions: { show: { facebookOn: [true] } },
			description: 'Прикладывать к ответам фото. Способ не подтверждён: включите, когда пробный ответ с фото опубликовался. Пока выключено, ответ с файлами публикуется вручную.',
		},
		{ displayName: 'Адрес API', name: 'baseUrl', type: 'string', default: 'https://graph.facebook.com', required: true },
		{ displayName: 'Версия API', name: 'version', type: 'string', default: 'v26.0', required: true },
		{ displayName: 'Номер страницы', name: 'pageId', type: 'string', default: '', description: 'Страница администрации в Facebook: по номеру узнаются свои ответы' },
		{ displayName: 'Номер аккаунта Instagram', name: 'instagramUserId', type: 'string', default: '', description: 'Профессиональный аккаунт, связанный со страницей' },
		secretField('Ключ страницы', 'pageToken', 'Page access token с правами pages_read_engagement, pages_read_user_content, pages_manage_engagement, instagram_basic, instagram_manage_comments'),
		secretField('Секрет приложения', 'appSecret', 'Им подтверждается каждый запрос (appsecret_proof) и проверяются входящие уведомления'),
	];

	/** The token goes in the header, never in an address; the proof goes along when the secret is known. */
	authenticate = async (credentials: ICredentialDataDecryptedObject, request: IHttpRequestOptions): Promise<IHttpRequestOptions> => {
		const text = (name: string): string => String(credentials[name] ?? '').trim();
		const proof = text('appSecret') === '' ? {} : { appsecret_proof: appSecretProof(text('pageToken'), text('appSecret')) };
		return await Promise.resolve({ ...request, headers: { ...request.headers, Authorization: `Bearer ${text('pageToken')}` }, qs: { ...request.qs, ...proof } });
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl }}/{{ $credentials.version }}',
			url: '=/{{ $credentials.pageId || $credentials.instagramUserId }}',
			method: 'GET',
			qs: { fields: 'id,name' },
		},
	};
}
