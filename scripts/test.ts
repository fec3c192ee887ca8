import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { runE2e } from './e2e';
import { runJest, type Counts } from './ground/jest';
import { ROOT } from './ground/paths';
import { run } from './ground/shell';

/** A tool that is right or wrong as a whole counts as one check. */
async function tool(path: string, args: readonly string[]): Promise<Counts> {
	const ran = await run(process.execPath, [join(ROOT, 'node_modules', path), ...args], { cwd: ROOT, show: true });
	return { passed: ran.code === 0 ? 1 : 0, failed: ran.code === 0 ? 0 : 1, skipped: 0 };
}

const STEPS: Readonly<Record<string, () => Promise<Counts>>> = {
	lint: () => tool('eslint/bin/eslint.js', ['.', '--max-warnings=0']),
	types: () => tool('typescript/bin/tsc', ['-p', 'tsconfig.json', '--noEmit']),
	unit: () => runJest(['--testPathIgnorePatterns', 'test/e2e/', 'test/workflows/']),
	workflows: () => runJest(['test/workflows']),
	e2e: () => runE2e(),
};

const say = (line: string): void => {
	process.stdout.write(`${line}\n`);
};

/**
 * `npm test`: all steps, each with its output, every one run even when an earlier one failed; the last line
 * is `N passed, M failed`. `npm test -- --only unit,types` runs some.
 */
async function main(): Promise<void> {
	const { values } = parseArgs({ options: { only: { type: 'string' } } });
	const names = values.only?.split(',') ?? Object.keys(STEPS);
	const unknown = names.filter((name) => STEPS[name] === undefined);
	if (unknown.length > 0) throw new Error(`--only ${unknown.join(',')}: there are ${Object.keys(STEPS).join(', ')}`);

	const summary: string[] = [];
	let passed = 0;
	let failed = 0;
	for (const name of names) {
		say(`\n── ${name} ${'─'.repeat(60 - name.length)}`);
		const started = Date.now();
		const counts = await step(name);
		passed += counts.passed;
		failed += counts.failed;
		const line = `${name.padEnd(10)} ${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}, ${((Date.now() - started) / 1000).toFixed(1)} s`;
		summary.push(line);
		say(line);
	}
	say(`\n── sum ${'─'.repeat(57)}\n${summary.join('\n')}\n`);
	say(`${passed} passed, ${failed} failed`);
	process.exitCode = failed === 0 ? 0 : 1;
}

/** A step that could not be run is one failure, and says why. */
async function step(name: string): Promise<Counts> {
	try {
		return (await STEPS[name]?.()) ?? { passed: 0, failed: 1, skipped: 0 };
	} catch (error) {
		say(error instanceof Error ? error.message : String(error));
		return { passed: 0, failed: 1, skipped: 0 };
	}
}

main().catch((error: unknown) => {
	say(error instanceof Error ? error.message : String(error));
	say('0 passed, 1 failed');
	process.exitCode = 1;
});
