import axios from 'axios';

import { IncidentManagerApi } from '../../credentials/IncidentManagerApi.credentials';
import { VkApi } from '../../credentials/VkApi.credentials';
import { SANDBOX } from '../../sandbox/config';
import { testSandbox, type TestSandbox } from '../support/sandboxClient';

let sandbox: TestSandbox;
beforeAll(async () => {
	sandbox = await testSandbox();
});
afterAll(async () => {
	await sandbox.close();
});

type Values = Record<string, string>;

/** The few expressions our credentials use: names joined by `||` between double braces. */
function resolve(value: unknown, credentials: Values): string {
	const text = String(value);
	return text.startsWith('=') ? text.slice(1).replace(/\{\{\s*(.*?)\s*\}\}/gu, (_all, names: string) => names.split('||').map((name) => credentials[name.trim().replace('$credentials.', '')] ?? '').find((one) => one !== '') ?? '') : text;
}

/** What n8n does with a credential's `test`: the request as described, authenticated as described, judged by the rules. */
async function tryOut(credential: VkApi | IncidentManagerApi, values: Values): Promise<string> {
	const { request, rules } = credential.test;
	const headers = credential.authenticate.properties.headers ?? {};
	const answer = await axios.request<Record<string, unknown>>({
		baseURL: resolve(request.baseURL, values),
		url: resolve(request.url, values),
		method: request.method ?? 'GET',
		params: Object.fromEntries(Object.entries(request.qs ?? {}).map(([key, value]) => [key, resolve(value, values)])),
		headers: Object.fromEntries(Object.entries(headers).map(([key, value]) => [key, resolve(value, values)])),
		validateStatus: () => true,
	});
	if (answer.status !== 200) return `HTTP ${answer.status}`;
	for (const rule of rules ?? []) {
		if (rule.type !== 'responseSuccessBody') continue;
		const found = rule.properties.key.split('.').reduce<unknown>((at, key) => (at as Values | undefined)?.[key], answer.data);
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
