import { hash } from 'bcryptjs';

import { startSandbox, type Sandbox } from '../../sandbox/server';
import { N8nApi } from '../api';
import { startN8n, type N8nSetup, type RunningN8n } from '../n8n';
import { installPackage } from '../package';
import { openQueue, type QueueGround, type QueueN8n } from '../queue/queue';
import { ensureRuntime } from '../runtime';
import { activateAll, fillRegister, importFiles } from './fill';
import type { Home } from './home';
import { ownerOf, readStaff, toUser, type Staff } from './staff';

export interface DeskOptions {
	/** What is going on, line by line. */
	readonly tell?: (line: string) => void;
	/** Put the sample messages into the sandbox, once (default true). */
	readonly samples?: boolean;
	/** More of n8n's variables. */
	readonly env?: Readonly<Record<string, string>>;
	/** Folder of an older release's workflows in place of the package's own. */
	readonly workflows?: string;
	/** Queue mode instead of one process: how many workers beside the main and the webhook process. */
	readonly workers?: number;
	/** Before anything is put into n8n's folder or database: a backup is restored here. */
	readonly beforeStart?: (setup: N8nSetup) => Promise<void>;
}

/** A whole stand: sandbox and n8n running, the package in it, the register and the people filled. */
export interface OpenDesk {
	readonly sandbox: Sandbox;
	readonly staff: Staff;
	readonly password: string;
	readonly owner: { readonly email: string; readonly password: string };
	/** How n8n is started: its folder, key and variables. */
	readonly setup: N8nSetup;
	/** The n8n running now; another after `restart`. */
	n8n: RunningN8n;
	/** The same in queue mode, with its workers. */
	readonly queue?: () => QueueN8n;
	/** psql on the stand's database, in queue mode. */
	readonly sql?: (statement: string) => Promise<string>;
	api: N8nApi;
	/** Starts n8n again on the same folder and port, after it was stopped or killed. */
	restart(): Promise<void>;
	close(): Promise<void>;
}

/** Opens the stand of this home; what an earlier start has done is not done again. */
export async function openDesk(home: Home, options: DeskOptions = {}): Promise<OpenDesk> {
	const tell = options.tell ?? ((): void => undefined);
	const { encryptionKey, password, apiKey } = home.secrets();
	const staff = readStaff();
	const ownerUser = toUser(ownerOf(staff), password);
	const ports = await home.ports();
	await ensureRuntime(tell);

	const sandbox = await startSandbox({ httpPort: ports.sandbox, smtpPort: ports.smtp, dataFile: home.sandboxState });
	let ground: QueueGround | undefined;
	const closeGround = async (): Promise<void> => {
		await sandbox.close();
		await ground?.stop();
	};
	try {
		const queue = options.workers === undefined ? undefined : await openQueue(home.dir, options.workers, tell);
		ground = queue;
		const setup: N8nSetup = {
			userFolder: home.userFolder,
			port: ports.n8n,
			encryptionKey,
			owner: { email: ownerUser.email, firstName: ownerUser.firstName, lastName: ownerUser.lastName, passwordHash: await hash(password, 10) },
			env: { ...queue?.env, ...options.env },
		};
		await options.beforeStart?.(setup);
		tell('Building the nodes and putting them into n8n …');
		await installPackage(home.userFolder);
		if (home.progress().imported.length === 0) tell('Importing the workflows …');
		await importFiles(home, setup, sandbox, options.workflows);

		tell('Starting n8n …');
		const start = (): Promise<RunningN8n> => queue?.start(setup) ?? startN8n(setup);
		const n8n = await start();
		try {
			const api = await N8nApi.signIn(n8n.url, ownerUser, apiKey);
			home.keepApiKey(api.key);
			if (!home.progress().prepared) tell('Filling the tables, signing the people in …');
			await fillRegister(home, api, { ...staff, settings: { ...staff.settings, maxUrl: `${sandbox.httpUrl}/max` } }, password);
			if (options.samples !== false && !home.progress().seeded) {
				await control(sandbox, 'seed');
				home.done({ seeded: true });
			}
			await activateAll(home, api, options.workflows);
			const desk: OpenDesk = {
				sandbox,
				staff,
				password,
				owner: { email: ownerUser.email, password },
				setup,
				n8n,
				...(queue === undefined ? {} : { queue: () => desk.n8n as QueueN8n, sql: (statement) => queue.services.sql(statement) }),
				api,
				restart: async () => {
					await desk.n8n.stop();
					desk.n8n = await start();
					desk.api = await N8nApi.signIn(desk.n8n.url, ownerUser, desk.api.key);
				},
				close: async () => {
					await desk.n8n.stop();
					await closeGround();
				},
			};
			return desk;
		} catch (error) {
			await n8n.stop();
			throw error;
		}
	} catch (error) {
		await closeGround();
		throw error;
	}
}

/** One call of the sandbox's control: `control(sandbox, 'incidents', [...])`; without a body a view is read by `view`. */
export async function control<T = unknown>(sandbox: Pick<Sandbox, 'httpUrl'>, action: string, body: unknown = {}): Promise<T> {
	return answerOf<T>(await fetch(`${sandbox.httpUrl}/control/${action}`, { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }));
}

/** What the sandbox holds: `view(sandbox, 'mails')`, `'publications'`, `'state'`. */
export async function view<T = unknown>(sandbox: Pick<Sandbox, 'httpUrl'>, name: string): Promise<T> {
	return answerOf<T>(await fetch(`${sandbox.httpUrl}/control/${name}`));
}

async function answerOf<T>(response: Response): Promise<T> {
	const body = (await response.json()) as T;
	if (!response.ok) throw new Error(`sandbox: ${response.status} ${JSON.stringify(body)}`);
	return body;
}
