import axios from 'axios';

import { SANDBOX } from '../../sandbox/config';
import type { Publication } from '../../sandbox/publications';
import type { Mail, State } from '../../sandbox/state';
import { startSandbox } from '../../sandbox/server';

export interface TestSandbox {
	readonly url: string;
	readonly smtpPort: number;
	readonly vkCredential: Record<string, string>;
	readonly okCredential: Record<string, string | boolean>;
	readonly metaCredential: Record<string, string | boolean>;
	readonly imCredential: Record<string, string>;
	post<T = unknown>(name: string, body?: unknown): Promise<T>;
	state(): Promise<State & { publications: Publication[] }>;
	mails(): Promise<Mail[]>;
	close(): Promise<void>;
}

/** A sandbox of one's own on free ports, with the credentials that open it. */
export async function testSandbox(dataFile?: string): Promise<TestSandbox> {
	const sandbox = await startSandbox(dataFile === undefined ? {} : { dataFile });
	const url = sandbox.httpUrl;
	return {
		url,
		smtpPort: sandbox.smtpPort,
		vkCredential: {
			baseUrl: `${url}/vk`,
			version: '5.199',
			groupId: String(SANDBOX.vk.groupId),
			communityToken: SANDBOX.vk.communityToken,
			serviceToken: SANDBOX.vk.serviceToken,
			userToken: '',
		},
		okCredential: { baseUrl: `${url}/ok`, groupId: SANDBOX.ok.groupId, applicationKey: SANDBOX.ok.applicationKey, accessToken: SANDBOX.ok.accessToken, applicationSecretKey: SANDBOX.ok.applicationSecretKey, sessionSecretKey: '', botToken: SANDBOX.ok.botToken, repliesAllowed: true, photosAllowed: true },
		metaCredential: { baseUrl: `${url}/graph`, version: SANDBOX.meta.version, pageId: SANDBOX.meta.pageId, instagramUserId: SANDBOX.meta.instagramUserId, pageToken: SANDBOX.meta.pageToken, appSecret: SANDBOX.meta.appSecret, facebookOn: true, instagramOn: true, photosAllowed: true },
		imCredential: { baseUrl: `${url}/im`, token: SANDBOX.im.token, testPath: '/feed?limit=1' },
		post: async <T>(name: string, body: unknown = {}) => (await axios.post<T>(`${url}/control/${name}`, body)).data,
		state: async () => (await axios.get<State & { publications: Publication[] }>(`${url}/control/state`)).data,
		mails: async () => (await axios.get<Mail[]>(`${url}/control/mails`)).data,
		close: sandbox.close,
	};
}

/** One sandbox for all tests of a file, started before the first of them, clean before each of them unless `keep`; its fields are there from then on. */
export function sandboxForAll({ keep = false }: { readonly keep?: boolean } = {}): TestSandbox {
	const sandbox = {} as TestSandbox;
	beforeAll(async () => {
		Object.assign(sandbox, await testSandbox());
	});
	if (!keep) {
		beforeEach(async () => {
			await sandbox.post('reset');
		});
	}
	afterAll(async () => {
		await sandbox.close();
	});
	return sandbox;
}
