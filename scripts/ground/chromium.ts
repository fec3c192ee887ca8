import { accessSync, constants, existsSync } from 'node:fs';

import { run } from './shell';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/** Path of a Chromium on this machine, CHROMIUM_PATH first; undefined: there is none. */
export function findChromium(): string | undefined {
	return [process.env['CHROMIUM_PATH'] ?? '', ...PLACES].find((path) => {
		try {
			if (!existsSync(path)) return false;
			accessSync(path, constants.X_OK);
			return true;
		} catch {
			return false;
		}
	});
}

/**
 * Path of a Chromium; on Debian or Ubuntu and as root it is installed when there is none.
 *
 * @throws where it cannot be installed by itself: the message says what to do
 */
export async function ensureChromium(tell: (line: string) => void): Promise<string> {
	const found = findChromium();
	if (found !== undefined) return found;
	const byHand = 'The e2e tests need Chromium: install it (Debian: apt-get install -y chromium), or name one by CHROMIUM_PATH=…';
	if (process.getuid?.() !== 0 || (await run('apt-get', ['--version'])).code !== 0) throw new Error(byHand);

	tell('Installing Chromium for the e2e tests (once) …');
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	await run('apt-get', ['update', '-qq'], { env, timeoutMs: 300_000 });
	const installed = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env, timeoutMs: 900_000 });
	const path = findChromium();
	if (path === undefined) throw new Error(`${byHand}\napt-get: exit code ${installed.code}\n${installed.output.trim().split('\n').slice(-8).join('\n')}`);
	return path;
}
