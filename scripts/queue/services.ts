import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { freePort } from '../ground/ports';
import { run, runOrThrow, until } from '../ground/shell';

/** A PostgreSQL and a Redis of our own, on loopback and free ports, in a folder of their own. */
export interface Services {
	readonly postgres: { readonly port: number; readonly user: string; readonly database: string; readonly password: string; readonly bin: string; readonly dir: string };
	readonly redis: { readonly port: number };
	/** n8n's variables that lead to both. */
	readonly env: Readonly<Record<string, string>>;
	/** A statement by psql; rows as lines, columns by tabs. */
	sql(statement: string, database?: string): Promise<string>;
	stop(): Promise<void>;
}

const DATABASE = 'n8n';
const USER = 'n8n';
/** Only loopback reaches it, and it lives as long as the stand. */
const PASSWORD = 'stand-only';
/** What a worker of concurrency 5 needs at once; n8n's default of 2 makes its steps wait for each other. */
const POOL = 8;
const READY_MS = 60_000;

/**
 * Starts both. Where the programs are missing and this is Debian or Ubuntu as root, they are installed first;
 * the system's own services are not started.
 *
 * @throws where they cannot be had: the message says what to install
 */
export async function startServices(tell: (line: string) => void = (): void => undefined): Promise<Services> {
	const programs = await ensurePrograms(tell);
	const dir = mkdtempSync(join(tmpdir(), 'incident-desk-services-'));
	const started: Child[] = [];
	try {
		const postgres = await startPostgres(programs.postgres, dir, started);
		const redis = await startRedis(programs.redis, dir, started);
		const sql = async (statement: string, database = DATABASE): Promise<string> =>
			(await runOrThrow('psql', join(programs.postgres, 'psql'), ['-h', '127.0.0.1', '-p', String(postgres), '-U', USER, '-d', database, '-v', 'ON_ERROR_STOP=1', '-qAt', '-F', '\t', '-c', statement], { env: { ...process.env, PGPASSWORD: PASSWORD }, timeoutMs: 600_000 })).output.trim();
		return {
			postgres: { port: postgres, user: USER, database: DATABASE, password: PASSWORD, bin: programs.postgres, dir },
			redis: { port: redis },
			env: {
				DB_TYPE: 'postgresdb',
				DB_POSTGRESDB_HOST: '127.0.0.1',
				DB_POSTGRESDB_PORT: String(postgres),
				DB_POSTGRESDB_DATABASE: DATABASE,
				DB_POSTGRESDB_USER: USER,
				DB_POSTGRESDB_PASSWORD: PASSWORD,
				DB_POSTGRESDB_POOL_SIZE: String(POOL),
				EXECUTIONS_MODE: 'queue',
				QUEUE_BULL_REDIS_HOST: '127.0.0.1',
				QUEUE_BULL_REDIS_PORT: String(redis),
			},
			sql,
			stop: () => stopAll(started, dir),
		};
	} catch (error) {
		await stopAll(started, dir);
		throw error;
	}
}

interface Child {
	readonly process: ChildProcess;
	/** PostgreSQL: SIGINT ends it at once and in order, SIGTERM waits for its clients. */
	readonly signal: NodeJS.Signals;
}

async function startPostgres(bin: string, dir: string, started: Child[]): Promise<number> {
	const data = join(dir, 'postgres');
	const asUser = await postgresUser();
	// The other user must get through our folder, not read it.
	chmodSync(dir, 0o711);
	mkdirSync(data, { mode: 0o700 });
	if (asUser.length > 0) await runOrThrow('chown', 'chown', ['postgres', data]);
	await as(asUser, 'initdb', join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync']);
	const port = await freePort();
	const child = launch(asUser, join(bin, 'postgres'), ['-D', data, '-p', String(port), '-k', '', '-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200'], join(dir, 'postgres.log'), data);
	started.push({ process: child, signal: 'SIGINT' });
	const admin = ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '-d', 'postgres', '-qAt'];
	await until('PostgreSQL answers', READY_MS, async () => (await runOrThrow('psql', join(bin, 'psql'), [...admin, '-c', 'select 1'])).code === 0, 200);
	await runOrThrow('psql', join(bin, 'psql'), [...admin, '-c', `create role ${USER} login createdb password '${PASSWORD}'`, '-c', `create database ${DATABASE} owner ${USER}`]);
	return port;
}

async function startRedis(program: string, dir: string, started: Child[]): Promise<number> {
	const port = await freePort();
	// The queue must survive a restart of Redis as the production one does: an append-only file.
	const child = launch([], program, ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--appendonly', 'yes', '--save', ''], join(dir, 'redis.log'), dir);
	started.push({ process: child, signal: 'SIGTERM' });
	await until('Redis answers', READY_MS, async () => (await run(program.replace(/redis-server$/u, 'redis-cli'), ['-p', String(port), 'ping'])).output.includes('PONG'), 100);
	return port;
}

function launch(prefix: readonly string[], program: string, args: readonly string[], log: string, cwd: string): ChildProcess {
	const out = openSync(log, 'a', 0o600);
	const [first, ...rest] = [...prefix, program];
	const child = spawn(first, [...rest, ...args], { cwd, detached: true, stdio: ['ignore', out, out] });
	closeSync(out);
	const lastWord = (): void => {
		child.kill('SIGTERM');
	};
	process.once('exit', lastWord);
	child.once('exit', () => process.removeListener('exit', lastWord));
	// A program that cannot be started is told by the wait for its answer.
	child.once('error', () => undefined);
	return child;
}

async function stopAll(started: readonly Child[], dir: string): Promise<void> {
	for (const { process: child, signal } of started) {
		if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) continue;
		const gone = new Promise((resolve) => child.once('exit', resolve));
		// To the group: where another user runs it, our child is only the door to it.
		process.kill(-child.pid, signal);
		await gone;
	}
	rmSync(dir, { recursive: true, force: true });
}

/** PostgreSQL refuses to run as root: then it runs as the user that its Debian package made. */
async function postgresUser(): Promise<readonly string[]> {
	if (process.getuid?.() !== 0) return [];
	await runOrThrow('There is no user "postgres"', 'id', ['-u', 'postgres']);
	return ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups'];
}

async function as(prefix: readonly string[], what: string, program: string, args: readonly string[]): Promise<void> {
	const [first, ...rest] = [...prefix, program];
	await runOrThrow(what, first, [...rest, ...args], { cwd: '/', timeoutMs: 120_000 });
}

async function ensurePrograms(tell: (line: string) => void): Promise<{ readonly postgres: string; readonly redis: string }> {
	const found = findPrograms();
	if (found !== undefined) return found;
	const byHand = 'Queue mode needs PostgreSQL and Redis: install them (Debian: apt-get install -y postgresql redis-server).';
	if (process.getuid?.() !== 0 || (await run('apt-get', ['--version'])).code !== 0) throw new Error(byHand);
	tell('Installing PostgreSQL and Redis (once) …');
	// RUNLEVEL=1: Debian's packages then do not start their services.
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
	await run('apt-get', ['update', '-qq'], { env, timeoutMs: 300_000 });
	const installed = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'postgresql', 'redis-server'], { env, timeoutMs: 900_000 });
	const programs = findPrograms();
	if (programs === undefined) throw new Error(`${byHand}\napt-get: exit code ${installed.code}\n${installed.output.trim().split('\n').slice(-8).join('\n')}`);
	return programs;
}

/** Debian keeps PostgreSQL's own programs off the PATH, one folder a version: the newest is taken. */
function findPrograms(): { readonly postgres: string; readonly redis: string } | undefined {
	const path = (process.env['PATH'] ?? '').split(delimiter);
	const debian = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a)).map((version) => `/usr/lib/postgresql/${version}/bin`) : [];
	const postgres = [...debian, ...path].find((folder) => ['initdb', 'postgres', 'psql', 'pg_dump', 'pg_restore'].every((name) => existsSync(join(folder, name))));
	const redis = [...path, '/usr/bin', '/usr/local/bin'].find((folder) => existsSync(join(folder, 'redis-server')));
	return postgres === undefined || redis === undefined ? undefined : { postgres, redis: join(redis, 'redis-server') };
}
