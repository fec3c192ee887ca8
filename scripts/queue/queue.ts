import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { freePort } from '../ground/ports';
import { startN8n, type N8nSetup, type RunningN8n } from '../n8n';
import { installPackage } from '../package';
import { startProxy, type Proxy } from './proxy';
import { startServices, type Services } from './services';

/** Executions a worker runs at once. */
export const CONCURRENCY = 5;

/** n8n in queue mode behind one address: stands where one n8n stood. `kill9` is the machine's power cut: all its n8n processes. */
export interface QueueN8n extends RunningN8n {
	readonly main: RunningN8n;
	readonly webhook: RunningN8n;
	/** Those running now, oldest first. */
	readonly workers: readonly RunningN8n[];
	addWorker(): Promise<RunningN8n>;
	/** As the kernel's out-of-memory killer does: only this one, in the middle of what it does. */
	killWorker(index: number): Promise<void>;
}

/** What stays while n8n's processes are started again: PostgreSQL, Redis and the folders. */
export interface QueueGround {
	readonly services: Services;
	/** For every n8n process and command of this stand. */
	readonly env: Readonly<Record<string, string>>;
	/** Starts main, webhook process and workers on the port of `setup`. */
	start(setup: N8nSetup): Promise<QueueN8n>;
	stop(): Promise<void>;
}

/** Starts PostgreSQL and Redis; n8n itself by `start`. */
export async function openQueue(dir: string, workers: number, tell: (line: string) => void): Promise<QueueGround> {
	tell('Starting PostgreSQL and Redis …');
	const services = await startServices(tell);
	const env = {
		...services.env,
		// What people start in the editor runs on the workers too: the main process only hands out.
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
		// Files of replies: one worker writes them, another reads them, so the folder is shared, by NFS between machines.
		N8N_RESTRICT_FILE_ACCESS_TO: join(dir, 'files'),
	};
	/** Put in once a folder: a start after a crash is a start, not an upgrade. */
	const installed = new Map<string, Promise<unknown>>();
	const install = async (folder: string): Promise<void> => {
		if (!installed.has(folder)) installed.set(folder, installPackage(folder));
		await installed.get(folder);
	};
	return { services, env, start: (setup) => startQueue(dir, { ...setup, env: { ...env, ...setup.env } }, workers, install), stop: () => services.stop() };
}

async function startQueue(dir: string, setup: N8nSetup, count: number, install: (folder: string) => Promise<void>): Promise<QueueN8n> {
	const port = setup.port ?? (await freePort());
	const url = `http://127.0.0.1:${port}`;
	const running: RunningN8n[] = [];
	const workers: RunningN8n[] = [];
	let made = 0;

	/** Every process has a folder and a copy of the package of its own, as on machines of its own. */
	const start = async (process: 'start' | 'webhook' | 'worker', folder: string): Promise<RunningN8n> => {
		mkdirSync(folder, { recursive: true });
		await install(folder);
		const one = await startN8n({ ...setup, userFolder: folder, port: await freePort(), process, publicUrl: url, args: process === 'worker' ? [`--concurrency=${CONCURRENCY}`] : [] });
		running.push(one);
		return one;
	};
	const addWorker = async (): Promise<RunningN8n> => {
		made += 1;
		const one = await start('worker', join(dir, `worker-${made}`));
		workers.push(one);
		void one.exited.then(() => workers.splice(workers.indexOf(one), 1));
		return one;
	};

	let proxy: Proxy | undefined;
	try {
		// The main process makes the tables: the others come after it.
		const main = await start('start', setup.userFolder);
		const [webhook] = await Promise.all([start('webhook', join(dir, 'webhook')), ...Array.from({ length: count }, addWorker)]);
		proxy = await startProxy(port, () => main.port, () => webhook.port);
		const endAll = async (how: 'stop' | 'kill9'): Promise<void> => {
			await Promise.all(running.map((one) => one[how]()));
			await proxy?.close();
		};
		return {
			url,
			port,
			pid: main.pid,
			log: main.log,
			exited: main.exited,
			main,
			webhook,
			workers,
			addWorker,
			killWorker: async (index) => {
				await workers[index]?.kill9();
			},
			stop: () => endAll('stop'),
			kill9: () => endAll('kill9'),
		};
	} catch (error) {
		await Promise.all(running.map((one) => one.kill9()));
		await proxy?.close();
		throw error;
	}
}
