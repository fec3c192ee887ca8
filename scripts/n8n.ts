import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

import { freePort } from './ground/ports';
import { alive, run, sleep, until, type Ran } from './ground/shell';
import { ensureRuntime, type Runtime } from './runtime';

/** n8n's first user. */
export interface Owner {
	readonly email: string;
	readonly firstName: string;
	readonly lastName: string;
	/** bcrypt. */
	readonly passwordHash: string;
}

export interface N8nSetup {
	/** Everything n8n keeps is below it, in `.n8n`. */
	readonly userFolder: string;
	/** Nothing: any free port. */
	readonly port?: number;
	/** Encrypts the credentials; nothing: n8n makes one and keeps it in `.n8n/config`. */
	readonly encryptionKey?: string;
	readonly owner?: Owner;
	/** Of schedules and dates without a zone. */
	readonly zone?: string;
	/** More of n8n's variables, e.g. of queue mode; they win over ours. */
	readonly env?: Readonly<Record<string, string>>;
	readonly readyTimeoutMs?: number;
	/** Which of n8n's processes (default `start`, the main one). A worker answers health checks alone. */
	readonly process?: 'start' | 'webhook' | 'worker';
	/** More for its command line, e.g. `--concurrency=5`. */
	readonly args?: readonly string[];
	/** The address people use, where a proxy stands before n8n; nothing: its own. */
	readonly publicUrl?: string;
}

export interface RunningN8n {
	readonly url: string;
	readonly port: number;
	readonly pid: number;
	/** File with everything n8n says. */
	readonly log: string;
	/** Settles when the process is gone, however that came. */
	readonly exited: Promise<number>;
	/** Lets running executions end, as n8n does on SIGTERM. */
	stop(): Promise<void>;
	/** As a power cut does: no goodbye, its task runner too. */
	kill9(): Promise<void>;
}

const STOP_MS = 40_000;
/** Another n8n's variables in the caller's shell must not reach this one. */
const FOREIGN = /^(N8N|DB|QUEUE|EXECUTIONS|WEBHOOK|GENERIC|NODE_FUNCTION|NODES|CREDENTIALS|npm)_|^NODE_OPTIONS$|^NODE_ENV$/u;

/** Nothing is asked from outside: no telemetry, no templates, no news. */
const OFFLINE = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
};

/** Environment of any n8n process or command on this user folder. */
export function n8nEnv(runtime: Runtime, setup: Omit<N8nSetup, 'port'>): NodeJS.ProcessEnv {
	const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.test(name)));
	return {
		...inherited,
		PATH: `${dirname(runtime.nodeBin)}${delimiter}${process.env['PATH'] ?? ''}`,
		...OFFLINE,
		N8N_USER_FOLDER: setup.userFolder,
		// The replies' files of this stand, apart from those of any other n8n of this user.
		N8N_RESTRICT_FILE_ACCESS_TO: join(setup.userFolder, 'files'),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		// Plain http on loopback: a secure cookie would never come back.
		N8N_SECURE_COOKIE: 'false',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		GENERIC_TIMEZONE: setup.zone ?? 'Asia/Kamchatka',
		...(setup.encryptionKey === undefined ? {} : { N8N_ENCRYPTION_KEY: setup.encryptionKey }),
		...(setup.owner === undefined
			? {}
			: {
					N8N_INSTANCE_OWNER_MANAGED_BY_ENV: 'true',
					N8N_INSTANCE_OWNER_EMAIL: setup.owner.email,
					N8N_INSTANCE_OWNER_FIRST_NAME: setup.owner.firstName,
					N8N_INSTANCE_OWNER_LAST_NAME: setup.owner.lastName,
					N8N_INSTANCE_OWNER_PASSWORD_HASH: setup.owner.passwordHash,
				}),
		...setup.env,
	};
}

/** Runs an n8n command (`import:workflow …`) on a user folder whose n8n is not running. */
export async function n8nCommand(setup: Omit<N8nSetup, 'port'>, args: readonly string[]): Promise<Ran> {
	const runtime = await ensureRuntime();
	return run(runtime.nodeBin, [runtime.n8nBin, ...args], { env: n8nEnv(runtime, setup), cwd: setup.userFolder, timeoutMs: 180_000 });
}

/**
 * Starts n8n on 127.0.0.1 and waits until it answers.
 *
 * @throws when it ends before it is ready or takes longer than `readyTimeoutMs` (default 3 minutes); the
 * message ends with the log's last lines
 */
export async function startN8n(setup: N8nSetup): Promise<RunningN8n> {
	const runtime = await ensureRuntime();
	mkdirSync(setup.userFolder, { recursive: true });
	const port = setup.port ?? (await freePort());
	const log = join(setup.userFolder, 'n8n.log');
	if (existsSync(log)) renameSync(log, `${log}.1`);
	const out = openSync(log, 'a', 0o600);
	const url = `http://127.0.0.1:${port}`;
	const publicUrl = setup.publicUrl ?? url;
	const isWorker = setup.process === 'worker';
	const child = spawn(runtime.nodeBin, [runtime.n8nBin, setup.process ?? 'start', ...(setup.args ?? [])], {
		cwd: setup.userFolder,
		// A group of its own: a Ctrl-C in the terminal reaches us alone, and we stop it in order.
		detached: true,
		stdio: ['ignore', out, out],
		env: {
			...n8nEnv(runtime, setup),
			N8N_PORT: String(port),
			N8N_RUNNERS_BROKER_PORT: String(await freePort()),
			N8N_EDITOR_BASE_URL: publicUrl,
			WEBHOOK_URL: `${publicUrl}/`,
			...(isWorker ? { QUEUE_HEALTH_CHECK_ACTIVE: 'true', QUEUE_HEALTH_CHECK_PORT: String(port), N8N_WORKER_SERVER_ADDRESS: '127.0.0.1' } : {}),
			...setup.env,
		},
	});
	closeSync(out);
	const exited = new Promise<number>((resolve) => {
		child.once('exit', (code) => {
			resolve(code ?? -1);
		});
		child.once('error', () => {
			resolve(127);
		});
	});
	const pid = child.pid;
	if (pid === undefined) throw new Error(`${runtime.nodeBin} does not start`);
	// If we end without having stopped it, by an error or an exit, it goes with us.
	const lastWord = (): void => {
		kill(pid, 'SIGTERM');
	};
	process.once('exit', lastWord);
	void exited.then(() => process.removeListener('exit', lastWord));

	const state = { gone: false };
	void exited.then(() => {
		state.gone = true;
	});
	try {
		await until('n8n answers', setup.readyTimeoutMs ?? 180_000, async () => state.gone || ((await answers(`${url}/healthz/readiness`)) && ((setup.process ?? 'start') !== 'start' || (await answers(`${url}/rest/settings`)))), 250);
		if (state.gone) throw new Error('n8n ended before it was ready');
	} catch (error) {
		await end(child, pid, 'SIGKILL', exited);
		throw new Error(`${error instanceof Error ? error.message : String(error)}\n${tail(log, 20)}`);
	}
	return { url, port, pid, log, exited, stop: () => end(child, pid, 'SIGTERM', exited), kill9: () => end(child, pid, 'SIGKILL', exited) };
}

/** The last lines of a file. */
export const tail = (file: string, lines: number): string => (existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n') : '');

/** Stops an n8n that an earlier start left behind, if process `pid` still is one: nothing else is touched. */
export async function stopOrphan(pid: number): Promise<boolean> {
	const commandLine = `/proc/${pid}/cmdline`;
	if (!alive(pid) || !existsSync(commandLine) || !/n8n[/\\]bin[/\\]n8n|sandbox\/main/u.test(readFileSync(commandLine, 'utf8'))) return false;
	process.kill(pid, 'SIGTERM');
	for (let waited = 0; alive(pid) && waited < STOP_MS; waited += 250) await sleep(250);
	if (alive(pid)) process.kill(pid, 'SIGKILL');
	return true;
}

async function answers(url: string): Promise<boolean> {
	const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
	return response.ok;
}

async function end(child: ChildProcess, pid: number, signal: 'SIGTERM' | 'SIGKILL', exited: Promise<number>): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	// SIGKILL goes to the whole group, as the task runner would outlive it; SIGTERM to n8n, which ends its own.
	kill(signal === 'SIGKILL' ? -pid : pid, signal);
	const timer = setTimeout(() => {
		kill(-pid, 'SIGKILL');
	}, STOP_MS);
	await exited;
	clearTimeout(timer);
}

function kill(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(pid, signal);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}
