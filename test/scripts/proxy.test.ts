import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';

import { freePort } from '../../scripts/ground/ports';
import { startProxy, type Proxy } from '../../scripts/queue/proxy';

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** Stands for one of n8n's processes: says its name, the path and what was sent. */
const process = async (name: string): Promise<Server> => {
	const server = createServer((request, answer) => {
		let body = '';
		request.on('data', (chunk: Buffer) => (body += chunk.toString()));
		request.on('end', () => answer.writeHead(200, { 'Set-Cookie': ['a=1', 'b=2'] }).end(`${name} ${request.method ?? ''} ${request.url ?? ''} ${body}`));
	});
	server.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\nпривет'));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return server;
};

describe('The address before n8n’s processes', () => {
	let main: Server;
	let webhook: Server;
	let proxy: Proxy;
	const ask = async (path: string, init: RequestInit = {}): Promise<Response> => fetch(`http://127.0.0.1:${proxy.port}${path}`, init);

	beforeAll(async () => {
		[main, webhook] = [await process('main'), await process('webhook')];
		proxy = await startProxy(await freePort(), () => portOf(main), () => portOf(webhook));
	});

	afterAll(async () => {
		await proxy.close();
		main.close();
		webhook.close();
	});

	it.each([
		['/form/napravlenie?case=7', 'webhook'],
		['/form-waiting/12', 'webhook'],
		['/webhook/vk', 'webhook'],
		['/form-test/napravlenie', 'main'],
		['/webhook-test/vk', 'main'],
		['/rest/login', 'main'],
		['/workflow/incidentDesk0005', 'main'],
	])('gives %s to the %s process, whole', async (path, name) => {
		const answer = await ask(path, { method: 'POST', body: 'слово' });
		expect(await answer.text()).toBe(`${name} POST ${path} слово`);
		expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
	});

	it('passes the editor’s live connection on', async () => {
		const heard = await new Promise<string>((resolve) => {
			let text = '';
			const socket = connect(proxy.port, '127.0.0.1', () => socket.write('GET /rest/push HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'));
			socket.on('data', (chunk) => (text += chunk.toString()));
			socket.on('close', () => {
				resolve(text);
			});
		});
		expect(heard).toContain('101 Switching Protocols');
		expect(heard).toContain('привет');
	});

	it('says 502 while the process behind it is away', async () => {
		const away = await startProxy(await freePort(), () => 1, () => 1);
		expect((await fetch(`http://127.0.0.1:${away.port}/healthz`)).status).toBe(502);
		await away.close();
	});
});
