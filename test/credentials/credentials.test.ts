import axios from 'axios';
import type { ICredentialType, IHttpRequestOptions } from 'n8n-workflow';

import { IncidentManagerApi } from '../../credentials/IncidentManagerApi.credentials';
import { MetaApi } from '../../credentials/MetaApi.credentials';
import { OkApi } from '../../credentials/OkApi.credentials';
import { VkApi } from '../../credentials/VkApi.credentials';
import { okSecret } from '../../core/channels/ok/signature';
import { SANDBOX } from '../../sandbox/config';
import { sandboxForAll } from '../support/sandboxClient';

const sandbox = sandboxForAll({ keep: true });

type Values = Record<string, string>;
type Given = Record<string, string | boolean>;

/** The few expressions our credentials use: names joined by `||` between double braces. */
function resolve(value: unknown, credentials: Given): string {
	const text = String(value);
	return text.startsWith('=') ? text.slice(1).replace(/\{\{\s*(.*?)\s*\}\}/gu, (_all, names: string) => names.split('||').map((name) => String(credentials[name.trim().replace('$credentials.', '')] ?? '')).find((one) => one !== '') ?? '') : text;
}

/** What n8n does with a credential's `test`: the request as described, authenticated as described, judged by the rules. */
async function tryOut(credential: ICredentialType, values: Given): Promise<string> {
	const { request, rules } = credential.test ?? { request: {} };
	const plain: IHttpRequestOptions = {
		url: resolve(request.url, values),
		baseURL: resolve(request.baseURL, values),
		method: request.method ?? 'GET',
		qs: Object.fromEntries(Object.entries(request.qs ?? {}).map(([key, value]) => [key, resolve(value, values)])),
	};
	const authenticated = typeof credential.authenticate === 'function' ? await credential.authenticate(values, plain) : { ...plain, headers: Object.fromEntries(Object.entries(credential.authenticate?.properties.headers ?? {}).map(([key, value]) => [key, resolve(value, values)])) };
	const answer = await axios.request<Record<string, unknown>>({ baseURL: authenticated.baseURL ?? '', url: authenticated.url, method: 'GET', params: authenticated.qs, headers: (authenticated.headers ?? {}) as Values, validateStatus: () => true });
	if (answer.status !== 200) return `HTTP ${answer.status}`;
	for (const rule of rules ?? []) {
		if (rule.type !== 'responseSuccessBody') continue;
		const found = rule.properties.key.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], answer.data);
		if (found === rule.properties.value) return rule.properties.message;
	}
	return 'OK';
}

describe('The credential of VK', () => {
	it('passes its test with a good token of any kind', async () => {
		expect(await tryOut(new VkApi(), sandbox.vkCredential)).toBe('OK');
		expect(await tryOut(new VkApi(), { ...sandbox.vkCredential, communityToken: '' })).toBe('OK');
		expect(await tryOut(new VkApi(), { ...sandbox.vkCredential, communityToken: '', serviceToken: '', userToken: SANDBOX.vk.userToken })).toBe('OK');
	});

	it('fails it with a bad token although VK answers HTTP 200', async () => {
		expect(await tryOut(new VkApi(), { ...sandbox.vkCredential, communityToken: 'x' })).toMatch(/^Ключ недействителен/u);
	});

	it('keeps its tokens hidden', () => {
		expect(new VkApi().properties.filter((one) => one.name.endsWith('Token')).every((one) => one.typeOptions?.password === true)).toBe(true);
	});
});

describe('The credential of the feed', () => {
	it('passes its test with the key and fails it without', async () => {
		expect(await tryOut(new IncidentManagerApi(), sandbox.imCredential)).toBe('OK');
		expect(await tryOut(new IncidentManagerApi(), { ...sandbox.imCredential, token: 'x' })).toBe('HTTP 401');
	});
});

describe('The credential of OK', () => {
	it('signs its test request with either secret', async () => {
		expect(await tryOut(new OkApi(), sandbox.okCredential)).toBe('OK');
		const session = okSecret({ accessToken: SANDBOX.ok.accessToken, applicationSecretKey: SANDBOX.ok.applicationSecretKey, sessionSecretKey: '' });
		expect(await tryOut(new OkApi(), { ...sandbox.okCredential, applicationSecretKey: '', sessionSecretKey: session })).toBe('OK');
	});

	it.each([
		['a wrong secret', { applicationSecretKey: 'x' }, /^Подпись не принята/u],
		['a wrong token', { accessToken: 'x' }, /^Ключ доступа не принят/u],
		['a wrong application', { applicationKey: 'x' }, /^Открытый ключ/u],
		['a wrong group', { groupId: '1' }, /^Группы с таким номером нет/u],
	])('fails it with %s, in Russian', async (_case, changes, words) => {
		expect(await tryOut(new OkApi(), { ...sandbox.okCredential, ...changes })).toMatch(words);
	});
});

describe('The credential of Facebook and Instagram', () => {
	it('passes its test with the page’s token, by the page or the account alone, proving the application', async () => {
		expect(await tryOut(new MetaApi(), sandbox.metaCredential)).toBe('OK');
		expect(await tryOut(new MetaApi(), { ...sandbox.metaCredential, pageId: '', appSecret: '' })).toBe('OK');
	});

	it('fails it with a wrong token or a wrong secret', async () => {
		expect(await tryOut(new MetaApi(), { ...sandbox.metaCredential, pageToken: 'x' })).toBe('HTTP 400');
		expect(await tryOut(new MetaApi(), { ...sandbox.metaCredential, appSecret: 'x' })).toBe('HTTP 400');
	});

	it('has both networks off until somebody switches them on, and says why', () => {
		const { properties } = new MetaApi();
		for (const name of ['facebookOn', 'instagramOn']) expect(properties.find((one) => one.name === name)?.default).toBe(false);
		expect(properties[0]?.displayName).toContain('21.03.2022');
	});
});

it.each([new OkApi(), new MetaApi(), new VkApi(), new IncidentManagerApi()])('$name hides every key and secret', ({ properties }) => {
	const secrets = properties.filter((one) => /token|secret/iu.test(one.name));
	expect(secrets.length).toBeGreaterThan(0);
	for (const one of secrets) expect(one.typeOptions?.password).toBe(true);
});
