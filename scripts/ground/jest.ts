import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ROOT } from './paths';
import { run } from './shell';

export interface Counts {
	readonly passed: number;
	readonly failed: number;
	readonly skipped: number;
}

interface JestReport {
	readonly numPassedTests: number;
	readonly numFailedTests: number;
	readonly numPendingTests: number;
	readonly numTodoTests: number;
	readonly numRuntimeErrorTestSuites: number;
}

/** Runs jest, shows what it says, and counts. A file that does not even load is one failure; so is a jest that ran nothing. */
export async function runJest(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Counts> {
	const folder = mkdtempSync(join(tmpdir(), 'incident-desk-jest-'));
	const report = join(folder, 'report.json');
	try {
		const ran = await run(process.execPath, [join(ROOT, 'node_modules/jest/bin/jest.js'), '--json', `--outputFile=${report}`, ...args], { cwd: ROOT, env, show: true, hideStdout: true });
		if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
		const told = JSON.parse(readFileSync(report, 'utf8')) as JestReport;
		const failed = told.numFailedTests + told.numRuntimeErrorTestSuites;
		return { passed: told.numPassedTests, failed: failed === 0 && (ran.code !== 0 || told.numPassedTests === 0) ? 1 : failed, skipped: told.numPendingTests + told.numTodoTests };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
