import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { ICredentialType } from 'n8n-workflow';

import { HttpFailure, type HttpCall } from '../../core/channels/http';
import { metaGet } from '../../core/channels/meta/call';
import { okCall } from '../../core/channels/ok/call';
import { secretsOf, withoutSecrets } from '../../core/channels/secrets';
import { vkCall } from '../../core/channels/vk/call';

const MARK = 'vk1.a.mark-leaked-token-0123456789';

const CREDENTIALS: readonly (readonly [string, ICredentialType])[] = readdirSync(join(__dirname, '../../credentials'))
	.filter((file) => file.endsWith('.credentials.ts'))
	.map((file) => {
		const name = file.replace('.credentials.ts', '');
		// eslint-disable-next-line @typescript-eslint/no-require-imports
		const module = require(join(__dirname, '../../credentials', file)) as Record<string, new () => ICredentialType>;
		return [name, new (module[name] as new () => ICredentialType)()] as const;
	});

describe('threat: a leaked token', () => {
	it.each(CREDENTIALS)('%s hides every field that is a key', (_name, credential) => {
		const keys = credential.properties.filter(({ name, type }) => type === 'string' && /token|secret|password|(?<!public|application)key$/iu.test(name));
		expect(keys.length).toBeGreaterThan(0);
		expect(keys.filter((one) => one.typeOptions?.password !== true).map((one) => one.name)).toEqual([]);
	});

	const clock = { now: () => 0, sleep: async () => undefined };
	const limiter = { pass: async () => undefined };
	/** Everything a gateway could send back: the whole request. */
	const echo: HttpCall = async (request) => ({ status: 403, body: `<html>Forbidden: ${JSON.stringify(request)} ${encodeURIComponent(JSON.stringify(request))}</html>` });
	const broken: HttpCall = async (request) => {
		throw new HttpFailure('unreachable', `connect ECONNREFUSED ${request.url} ${JSON.stringify(request)}`);
	};

	const CALLS: readonly (readonly [string, (http: HttpCall) => Promise<unknown>])[] = [
		['VK', async (http) => await vkCall({ settings: { baseUrl: 'https://api.vk.example', version: '5.199', groupId: 1, tokens: { community: MARK, service: MARK, user: MARK }, timeoutMs: 1000 }, http, clock, limiter }, 'wall.getComments', { owner_id: '-1' })],
		['OK', async (http) => await okCall({ settings: { baseUrl: 'https://api.ok.example', groupId: '1', applicationKey: 'PUBLIC', accessToken: MARK, applicationSecretKey: `${MARK}-app`, sessionSecretKey: '', botToken: MARK, repliesAllowed: true, photosAllowed: true, timeoutMs: 1000 }, http, clock, limiter }, 'discussions.getList', {})],
		['Facebook', async (http) => await metaGet({ settings: { baseUrl: 'https://graph.example', version: 'v26.0', pageId: '1', instagramUserId: '2', pageToken: MARK, appSecret: `${MARK}-app`, facebookOn: true, instagramOn: true, photosAllowed: true, timeoutMs: 1000 }, http, clock, limiter }, 'facebook', '1/feed', {})],
	];

	it.each(CALLS)('%s: a gateway that sends the request back, or a lost connection, brings no key into the error', async (_name, call) => {
		for (const http of [echo, broken]) {
			const told = JSON.stringify(await call(http));
			expect(told).not.toContain(MARK);
			expect(told).not.toContain(encodeURIComponent(MARK));
		}
	});

	it('keys are known by the header and the parameters that carry them, and nothing else is blotted out', () => {
		const secrets = secretsOf({ url: 'https://x.example/a?access_token=abcdef123&fields=text', headers: { authorization: 'Bearer zyxwvu987', Accept: 'application/json' }, form: { sig: '0123456789abcdef', message: 'Здравствуйте!' } });
		expect(secrets).toEqual(['zyxwvu987', '0123456789abcdef', 'abcdef123']);
		expect(withoutSecrets('ключ abcdef123, текст Здравствуйте!', secrets)).toBe('ключ •••, текст Здравствуйте!');
	});
});
