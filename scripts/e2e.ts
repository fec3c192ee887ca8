import { join } from 'node:path';

import { ensureChromium } from './ground/chromium';
import { runJest, type Counts } from './ground/jest';
import { ROOT } from './ground/paths';
import { packPackage } from './package';
import { ensureRuntime } from './runtime';

const say = (line: string): void => {
	process.stdout.write(`${line}\n`);
};

const WORKERS = '2';

/** Everything the e2e tests need is put in place once, then they run one file after the other. `args`: more for jest, e.g. a part of a file's name. */
export async function runE2e(args: readonly string[] = []): Promise<Counts> {
	await ensureRuntime(say);
	const chromium = await ensureChromium(say);
	await packPackage();
	return runJest(['--config', join(ROOT, 'jest.e2e.config.js'), '--runInBand', ...args], { ...process.env, CHROMIUM_PATH: chromium });
}

if (require.main === module) {
	// `--queue`: every stand is a main process, a webhook process and two workers on PostgreSQL and Redis.
	// `--restored`: every stand was backed up, wiped and restored before its tests.
	const flags: Readonly<Record<string, readonly [string, string]>> = { '--queue': ['INCIDENT_DESK_WORKERS', WORKERS], '--restored': ['INCIDENT_DESK_RESTORED', '1'] };
	const args = process.argv.slice(2).filter((one) => {
		const [variable, value] = flags[one] ?? [];
		if (variable !== undefined) process.env[variable] = value;
		return variable === undefined;
	});
	runE2e(args)
		.then(({ passed, failed }) => {
			say(`${passed} passed, ${failed} failed`);
			process.exitCode = failed === 0 ? 0 : 1;
		})
		.catch((error: unknown) => {
			process.stderr.write(`e2e: ${error instanceof Error ? error.message : String(error)}\n`);
			process.exitCode = 1;
		});
}
