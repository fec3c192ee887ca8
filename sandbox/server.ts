import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { control } from './control';
import { answer, html, json, readRequest, send, type Request, type VkErrorReply } from './http';
import { exportCsv, feed } from './im';
import { startMailbox } from './mail';
import { feedPage } from './pages/feed';
import { mailPage, oneMailPage } from './pages/mail';
import { networksPage } from './pages/networks';
import { Store } from './state';
import { vkApi } from './vk/api';

export interface SandboxSetup {
	/** 0 or nothing: a free port. */
	readonly httpPort?: number;
	readonly smtpPort?: number;
	/** Where the state is kept over restarts; nothing: in memory only. */
	readonly dataFile?: string;
}

export interface Sandbox {
	readonly httpUrl: string;
	readonly smtpPort: number;
	close(): Promise<void>;
}

/** Starts all stand-ins on 127.0.0.1: Incident Manager feed, VK, mailbox, pages for people, control for tests. */
export async function startSandbox(setup: SandboxSetup = {}): Promise<Sandbox> {
	const store = new Store(setup.dataFile);
	const vk = vkApi(store);

	const server = createServer((incoming, response) => {
		readRequest(incoming)
			.then((request) => {
				route(store, vk, request, response);
				if (request.method === 'POST') store.save();
			})
			.catch((error: unknown) => {
				if (!response.headersSent) send(response, json({ error: error instanceof Error ? error.message : String(error) }, 500));
			});
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(setup.httpPort ?? 0, '127.0.0.1', () => {
			resolve();
		});
	});
	const mailbox = await startMailbox(store, setup.smtpPort ?? 0);

	return {
		httpUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		smtpPort: mailbox.port,
		close: async () => {
			await mailbox.close();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
			store.save();
		},
	};
}

function route(store: Store, vk: ReturnType<typeof vkApi>, request: Request, response: ServerResponse): void {
	const { path } = request;
	const errorReply: VkErrorReply = (code, one) => vk.errorReply(code, one);
	const method = /^\/vk\/method\/([\w.]+)$/u.exec(path)?.[1];
	if (method) return answer(store, `vk.${method}`, request, response, (one) => vk.handle(method, one), errorReply);
	if (path === '/im/feed') return answer(store, 'im.feed', request, response, (one) => feed(store, one), errorReply);
	if (path === '/im/export.csv') return answer(store, 'im.export', request, response, (one) => exportCsv(store, one), errorReply);
	if (path.startsWith('/control/')) return send(response, control(store, path.slice('/control/'.length), request));
	if (path === '/') return send(response, html(networksPage(store)));
	if (path === '/feed') return send(response, html(feedPage(store)));
	if (path === '/mail') return send(response, html(mailPage(store)));
	const mail = store.state.mails.find((one) => path === `/mail/${one.id}`);
	if (mail) return send(response, html(oneMailPage(mail)));
	return send(response, json({ error: 'not found' }, 404));
}
