import { parseArgs } from 'node:util';

import { runJest } from './ground/jest';

/**
 * `npm run fuzz [-- --runs 20000] [--seed 7] [NAME]`: the property tests with many more values, from a new seed, which
 * is printed: with it the same values come again. `npm test` runs them with few and always the same.
 */
async function main(): Promise<void> {
	const { values, positionals } = parseArgs({ options: { runs: { type: 'string', default: '5000' }, seed: { type: 'string' } }, allowPositionals: true });
	const seed = values.seed ?? String(Date.now() % 2 ** 31);
	process.stdout.write(`seed ${seed}, ${values.runs} values a property\n`);
	const { passed, failed } = await runJest([`test/fuzz/${positionals[0] ?? ''}`, '--testTimeout=1800000'], { ...process.env, FUZZ_SEED: seed, FUZZ_RUNS: values.runs });
	process.stdout.write(`seed ${seed}: ${passed} passed, ${failed} failed\n`);
	process.exitCode = failed === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
	process.stderr.write(`fuzz: ${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
