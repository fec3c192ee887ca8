import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';

/** What n8n's webhook processes answer; everything else (editor, API, test forms) is the main process's. */
export const WEBHOOK_PATHS = /^\/(?:form|form-waiting|webhook|webhook-waiting)\//u;

export interface Proxy {
	readonly port: number;
	close(): Promise<void>;
}

/**
 * One address before the main and the webhook process, as an administration's nginx is (deploy/nginx.conf): the
 * port stays while the processes behind it come and go. A process that is away gives 502.
 */
export async function startProxy(port: number, mainPort: () => number, webhookPort: () => number): Promise<Proxy> {
	const open = new Set<Socket>();
	const target = (url: string): number => (WEBHOOK_PATHS.test(url) ? webhookPort() : mainPort());
	const server = createServer((incoming, answer) => {
		forward(incoming, answer, target(incoming.url ?? '/'));
	});
	// The editor's live connection.
	server.on('upgrade', (incoming: IncomingMessage, socket: Socket, head: Buffer) => {
		const to = connect(target(incoming.url ?? '/'), '127.0.0.1', () => {
			const headers = incoming.rawHeaders.reduce((text, part, index) => text + (index % 2 === 0 ? `${part}: ` : `${part}\r\n`), '');
			to.write(`${incoming.method ?? 'GET'} ${incoming.url ?? '/'} HTTP/1.1\r\n${headers}\r\n`);
			to.write(head);
			socket.pipe(to).pipe(socket);
		});
		for (const [one, other] of [[socket, to], [to, socket]] as const) one.on('error', () => other.destroy());
	});
	server.on('connection', (socket) => {
		open.add(socket);
		socket.once('close', () => open.delete(socket));
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	return {
		port,
		close: () =>
			new Promise((resolve) => {
				server.close(() => {
					resolve();
				});
				for (const socket of open) socket.destroy();
			}),
	};
}

function forward(incoming: IncomingMessage, answer: ServerResponse, port: number): void {
	const asked = request({ host: '127.0.0.1', port, method: incoming.method, path: incoming.url, headers: incoming.headers }, (got) => {
		answer.writeHead(got.statusCode ?? 502, got.rawHeaders);
		got.pipe(answer);
	});
	asked.on('error', () => {
		if (answer.headersSent) answer.destroy();
		else answer.writeHead(502, { 'Content-Type': 'text/plain' }).end('n8n is not there at the moment');
	});
	answer.on('close', () => {
		asked.destroy();
	});
	incoming.pipe(asked);
}
