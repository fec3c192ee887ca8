import axios from 'axios';

import { SANDBOX } from '../../sandbox/config';
import type { Comment, Mail, State } from '../../sandbox/state';
import { startSandbox } from '../../sandbox/server';

export interface TestSandbox {
	readonly url: string;
	readonly smtpPort: number;
	readonly vkCredential: Record<string, string>;
	readonly imCredential: Record<string, string>;
	post<T = unknown>(name: string, body?: unknown): Promise<T>;
	state(): Promise<State & { publications: Comment[] }>;
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
		imCredential: { baseUrl: `${url}/im`, token: SANDBOX.im.token, testPath: '/feed?limit=1' },
		post: async <T>(name: string, body: unknown = {}) => (await axios.post<T>(`${url}/control/${name}`, body)).data,
		state: async () => (await axios.get<State & { publications: Comment[] }>(`${url}/control/state`)).data,
		mails: async () => (await axios.get<Mail[]>(`${url}/control/mails`)).data,
		close: sandbox.close,
	};
}
