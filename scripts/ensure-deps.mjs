/**
 * Makes `npm start` and `npm test` work on a clone without node_modules. Plain Node, no dependency:
 * it runs before there are any. Installs by the lock file when node_modules is missing, is of another
 * lock file, or its installation was cut short; what a person's own `npm ci` installed is taken as it is.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const stamp = join(modules, '.incident-desk-lock');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
	console.error(`Node ${process.versions.node} is too old: Node 20.19 or newer is needed.`);
	process.exit(1);
}

const text = readFileSync(join(root, 'package-lock.json'), 'utf8');
const lock = createHash('sha256').update(text).digest('hex');
const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8').trim() : '';

/** npm writes down what it installed when all of it is there: the same versions as in the lock file? */
function installedByNpm() {
	try {
		const there = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')).packages;
		return Object.entries(JSON.parse(text).packages).every(([path, { version, optional }]) => path === '' || optional || there[path]?.version === version);
	} catch {
		return false;
	}
}

if (installed !== lock && installedByNpm()) writeFileSync(stamp, `${lock}\n`);
else if (installed !== lock) {
	console.log('Installing the packages of package-lock.json (once, a minute or two) …');
	const started = Date.now();
	// No package of ours needs its install script: only n8n-workflow (types, tests) carries one.
	const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
		cwd: root,
		stdio: ['ignore', 'inherit', 'inherit'],
		shell: process.platform === 'win32',
	});
	if (npm.status !== 0) {
		console.error('npm ci failed: see the lines above. Without a network a package mirror is needed (npm config set registry …).');
		process.exit(npm.status ?? 1);
	}
	writeFileSync(stamp, `${lock}\n`);
	console.log(`Packages installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}
