import { createServer } from 'node:net';

/** Can this port of 127.0.0.1 be listened on now? */
export function isFree(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => {
			resolve(false);
		});
		server.listen(port, '127.0.0.1', () => {
			server.close(() => {
				resolve(true);
			});
		});
	});
}

/** The preferred port, or the next free one of the thirty after it, or any free one (0: any). */
export async function freePort(preferred = 0): Promise<number> {
	for (let port = preferred; preferred > 0 && port < preferred + 30; port++) if (await isFree(port)) return port;
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			const port = address !== null && typeof address === 'object' ? address.port : 0;
			server.close(() => {
				resolve(port);
			});
		});
	});
}
