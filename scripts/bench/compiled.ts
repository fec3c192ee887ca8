import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../ground/paths';
import { runOrThrow } from '../ground/shell';

/**
 * Runs a program of ours as it ships, compiled by tsc, in a process of its own, and reads the JSON it prints. The runner
 * of the scripts gives each function its name again whenever it is made: a fifth of a message's time, which no user pays.
 *
 * @param script path under the root, without extension
 */
export async function runCompiled<T>(script: string): Promise<T> {
	// In node_modules: what is compiled finds the libraries from there.
	const cache = join(ROOT, 'node_modules/.cache');
	mkdirSync(cache, { recursive: true });
	const folder = mkdtempSync(join(cache, 'incident-desk-bench-'));
	try {
		await runOrThrow('tsc', process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', ROOT, '--noEmit', 'false', '--outDir', folder, '--rootDir', ROOT], { cwd: ROOT });
		cpSync(join(ROOT, 'data'), join(folder, 'data'), { recursive: true });
		const ran = await runOrThrow(script, process.execPath, [join(folder, `${script}.js`)], { cwd: ROOT });
		// The last line: Node may have had something to say before.
		return JSON.parse(ran.output.trimEnd().split('\n').at(-1)!) as T;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
