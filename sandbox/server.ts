import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { control } from './control';
import { answer, html, json, readRequest, send, type Request } from './http';
import { startMailbox } from './mail';
import { maxMessages, telegramMe, telegramMessages } from './messengers';
import { feedPage } from './pages/feed';
import { mailPage, oneMailPage } from './pages/mail';
import { networksPage } from './pages/networks';
import { standIns } from './standIns';
import { Store } from './state';

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
	/** The mail server as it dies and comes back on the same port: connections are refused in between. */
	stopMail(): Promise<void>;
	startMail(): Promise<void>;
	close(): Promise<void>;
}

/** Starts all stand-ins on 127.0.0.1: Incident Manager feed, VK, OK, Graph, mailbox, pages for people, control for tests. */
export async function startSandbox(setup: SandboxSetup = {}): Promise<Sandbox> {
	const store = new Store(setup.dataFile);
	const standInFor = standIns(store);

	const server = createServer((incoming, response) => {
		readRequest(incoming)
			.then((request) => {
				route(store, standInFor, request, response);
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
	const closeHttp = async (): Promise<void> => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	};
	// A sandbox that did not start listens nowhere: its process could not end, nor be started again on its port.
	let mailbox = await startMailbox(store, setup.smtpPort ?? 0).catch(async (error: unknown) => {
		await closeHttp();
		throw error;
	});
	let mailRuns = true;

	return {
		httpUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		smtpPort: mailbox.port,
		stopMail: async () => {
			mailRuns = false;
			await mailbox.close();
		},
		startMail: async () => {
			mailbox = await startMailbox(store, mailbox.port);
			mailRuns = true;
		},
		close: async () => {
			if (mailRuns) await mailbox.close();
			await closeHttp();
			store.save();
		},
	};
}

/** The messengers have no error codes of their own to ask for. */
const noError = (): ReturnType<typeof json> => json({ error: 'internal' }, 500);

function route(store: Store, standInFor: ReturnType<typeof standIns>, request: Request, response: ServerResponse): void {
	const { path } = request;
	const standIn = standInFor(request);
	if (standIn) return answer(store, standIn.place, request, response, standIn.handler, standIn.errorReply);
	if (path === '/max/messages') return answer(store, 'max', request, response, (one) => maxMessages(store, one), noError);
	const me = /^\/telegram\/bot([^/]+)\/getMe$/u.exec(path)?.[1];
	if (me) return answer(store, 'telegram', request, response, () => telegramMe(me), noError);
	const bot = /^\/telegram\/bot([^/]+)\/sendMessage$/u.exec(path)?.[1];
	if (bot) return answer(store, 'telegram', request, response, (one) => telegramMessages(store, bot, one), noError);
	if (path.startsWith('/control/')) return send(response, control(store, path.slice('/control/'.length), request));
	if (path === '/') return send(response, html(networksPage(store, request.query.get('network'))));
	if (path.startsWith('/files/')) return sendFile(store, decodeURIComponent(path.slice('/files/'.length)), response);
	if (path === '/feed') return send(response, html(feedPage(store)));
	if (path === '/mail') return send(response, html(mailPage(store)));
	const mail = store.state.mails.find((one) => path === `/mail/${one.id}`);
	if (mail) return send(response, html(oneMailPage(mail)));
	return send(response, json({ error: 'not found' }, 404));
}

/** What was uploaded. Only pictures are shown in the browser; anything else is handed over as a file, never run. */
function sendFile(store: Store, ref: string, response: ServerResponse): void {
	const file = store.state.files[ref];
	if (!file) return send(response, json({ error: 'not found' }, 404));
	const picture = /^image\/(?:png|jpeg|gif|webp)$/u.test(file.mime);
	response.writeHead(200, { 'Content-Type': picture ? file.mime : 'application/octet-stream', 'Content-Disposition': picture ? 'inline' : 'attachment', 'X-Content-Type-Options': 'nosniff' });
	response.end(Buffer.from(file.base64, 'base64'));
}
