import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PACKAGE_NAME, ROOT } from './ground/paths';
import { runOrThrow } from './ground/shell';

/** What the packed package is made from. */
const INPUTS = ['core', 'nodes', 'credentials', 'data', 'workflows', 'scripts/setup', 'package.json', 'tsconfig.json', 'tsconfig.build.json', 'gulpfile.js', 'index.js'];
const CACHE = join(ROOT, 'node_modules/.cache/incident-desk');

/** SHA-256 over names and contents of everything the package is made from. */
export function sourceHash(): string {
	const hash = createHash('sha256');
	const add = (path: string, name: string): void => {
		if (!existsSync(path)) return;
		if (statSync(path).isDirectory()) for (const child of readdirSync(path).sort()) add(join(path, child), `${name}/${child}`);
		else hash.update(`${name}\0`).update(readFileSync(path)).update('\0');
	};
	for (const input of INPUTS) add(join(ROOT, input), input);
	return hash.digest('hex');
}

/** Builds dist and packs the package; an unchanged source gives the file packed before. */
export async function packPackage(): Promise<{ readonly file: string; readonly hash: string }> {
	const hash = sourceHash().slice(0, 16);
	const file = join(CACHE, `${PACKAGE_NAME}-${hash}.tgz`);
	if (existsSync(file)) return { file, hash };

	await runOrThrow('Building the package', 'npm', ['run', '--silent', 'build'], { cwd: ROOT });
	const place = mkdtempSync(join(tmpdir(), 'incident-desk-pack-'));
	try {
		// Without scripts: prepack would build once more.
		await runOrThrow('npm pack', 'npm', ['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', place], { cwd: ROOT });
		const [packed] = readdirSync(place);
		if (packed === undefined) throw new Error('npm pack made no file');
		rmSync(CACHE, { recursive: true, force: true });
		mkdirSync(CACHE, { recursive: true });
		copyFileSync(join(place, packed), file);
	} finally {
		rmSync(place, { recursive: true, force: true });
	}
	return { file, hash };
}

/**
 * Puts the package into an n8n's user folder, as n8n itself does with community packages.
 *
 * @returns whether anything was changed: a running n8n must then be restarted
 */
export async function installPackage(userFolder: string): Promise<boolean> {
	const { file, hash } = await packPackage();
	const place = join(userFolder, '.n8n/nodes');
	const stamp = join(place, '.incident-desk');
	const installed = existsSync(join(place, 'node_modules', PACKAGE_NAME, 'package.json'));
	if (installed && existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === hash) return false;

	mkdirSync(place, { recursive: true });
	// Without one here npm would climb to the next folder that has it, which may be the checkout.
	const manifest = join(place, 'package.json');
	if (!existsSync(manifest)) writeFileSync(manifest, `${JSON.stringify({ name: 'installed-nodes', private: true, dependencies: {} }, null, 2)}\n`);
	// The content's hash is in the file's name: npm takes an unchanged name and version for an unchanged package.
	const local = `${PACKAGE_NAME}-${hash}.tgz`;
	for (const old of readdirSync(place)) if (old.startsWith(PACKAGE_NAME) && old.endsWith('.tgz')) rmSync(join(place, old));
	copyFileSync(file, join(place, local));
	// Without peers: a second n8n-workflow would be the one our nodes resolve.
	await runOrThrow('Installing the package into n8n', 'npm', ['install', `./${local}`, '--omit=peer', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'], { cwd: place });
	writeFileSync(stamp, `${hash}\n`);
	return true;
}
