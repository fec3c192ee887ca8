import type { ICredentialDataDecryptedObject, Icon, ICredentialTestRequest, ICredentialType, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';

import { okSecret, okSignature } from '../core/channels/ok/signature';

/** OK answers every error with HTTP 200: the test looks for these codes in the body. */
const REFUSALS: readonly (readonly [number, string])[] = [
	[10, 'Нет прав: приложению не выдано право на группу'],
	[100, 'Не хватает параметра: проверьте номер группы'],
	[101, 'Открытый ключ приложения не принят'],
	[102, 'Ключ доступа истёк: выпустите новый'],
	[103, 'Ключ доступа не принят: выпустите новый'],
	[104, 'Подпись не принята: проверьте секретный ключ приложения или сессии'],
	[160, 'Группы с таким номером нет'],
	[210, 'Приложение отключено'],
	[900, 'Такого приложения нет: проверьте открытый ключ'],
];

const secretField = (displayName: string, name: string, description: string, required = false): INodeProperties => ({ displayName, name, type: 'string', typeOptions: { password: true }, default: '', required, description });

export class OkApi implements ICredentialType {
	name = 'okApi';

	displayName = 'Одноклассники API';

	icon: Icon = { light: 'file:okApi.svg', dark: 'file:okApi.dark.svg' };

	documentationUrl = 'https://apiok.ru/dev/app/create';

	properties: INodeProperties[] = [
		{ displayName: 'Адрес API', name: 'baseUrl', type: 'string', default: 'https://api.ok.ru', required: true },
		{ displayName: 'Номер группы', name: 'groupId', type: 'string', default: '', required: true, placeholder: 'например, 70000000001234', description: 'Номер группы администрации: по нему узнаются свои ответы' },
		secretField('Открытый ключ приложения', 'applicationKey', 'Application key из письма, которое приходит при создании приложения', true),
		secretField('Ключ доступа', 'accessToken', 'Access token администратора группы (вечный, из настроек приложения), права VALUABLE_ACCESS и GROUP_CONTENT', true),
		secretField('Секретный ключ приложения', 'applicationSecretKey', 'Нужен он или секретный ключ сессии: им подписывается каждый запрос'),
		secretField('Секретный ключ сессии', 'sessionSecretKey', 'Выдаётся вместе с вечным ключом доступа; если указан, секретный ключ приложения не нужен'),
		secretField('Ключ бота группы', 'botToken', 'Группа → Настройки → Сообщения → Ключ доступа. Им читаются сообщения группе и отправляются ответы на них.'),
		{
			displayName: 'Права на ответы предоставлены',
			name: 'repliesAllowed',
			type: 'boolean',
			default: false,
			description: 'Публиковать ответы в обсуждениях через API от имени группы. Способ (discussions.addDiscussionComment) сейчас не описан открыто: включите, когда Одноклассники выдали приложению права и пробный ответ опубликовался. Пока выключено, ответ готовится для публикации вручную.',
		},
		{
			displayName: 'Фото в ответах проверены',
			name: 'photosAllowed',
			type: 'boolean',
			default: false,
			displayOptions: { show: { repliesAllowed: [true] } },
			description: 'Прикладывать к ответам фото. Вид приложения к комментарию не описан открыто: включите, когда пробный ответ с фото опубликовался. Пока выключено, ответ с файлами публикуется вручную.',
		},
	];

	/** Adds the common parameters and signs whatever the request asks for (`qs.method` and its parameters). */
	authenticate = async (credentials: ICredentialDataDecryptedObject, request: IHttpRequestOptions): Promise<IHttpRequestOptions> => {
		const text = (name: string): string => String(credentials[name] ?? '').trim();
		const given = Object.fromEntries(Object.entries(request.qs ?? {}).map(([name, value]) => [name, String(value)]));
		const parameters = { ...given, application_key: text('applicationKey'), format: 'json' };
		const secret = okSecret({ accessToken: text('accessToken'), applicationSecretKey: text('applicationSecretKey'), sessionSecretKey: text('sessionSecretKey') });
		return await Promise.resolve({ ...request, qs: { ...parameters, sig: okSignature(parameters, secret), access_token: text('accessToken') } });
	};

	test: ICredentialTestRequest = {
		request: { baseURL: '={{ $credentials.baseUrl }}', url: '/fb.do', method: 'GET', qs: { method: 'group.getInfo', uids: '={{ $credentials.groupId }}', fields: 'uid,name' } },
		rules: REFUSALS.map(([value, message]) => ({ type: 'responseSuccessBody' as const, properties: { key: 'error_code', value, message } })),
	};
}
