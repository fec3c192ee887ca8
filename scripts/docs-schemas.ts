import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

import { merged, type Schema } from './docs/schemas';
import { runE2e } from './e2e';
import { ROOT } from './ground/paths';

/** The suites that between them run nearly every operation of every node. */
const SUITES = ['people', 'road', 'drills', 'collecting', 'procedure', 'networks', 'setup'];

const folderOf = (type: string): string => `${type.charAt(0).toUpperCase()}${type.slice(1)}`;

/**
 * `npm run docs:schemas`: output examples of our nodes (`nodes/<Node>/__schema__/v1.0.0[/<operation>].json`) from what the
 * e2e tests saw them give out in a real n8n. What they did not see keeps the example it had. `-- NAME` for some suites;
 * `--from FOLDER` takes what suites run with INCIDENT_DESK_OUTPUTS=FOLDER have left there.
 */
async function main(): Promise<void> {
	const { values, positionals } = parseArgs({ options: { from: { type: 'string' } }, allowPositionals: true });
	if (values.from !== undefined) {
		write(values.from);
		return;
	}
	const seen = mkdtempSync(join(tmpdir(), 'incident-desk-outputs-'));
	process.env['INCIDENT_DESK_OUTPUTS'] = seen;
	await runE2e([(positionals.length > 0 ? positionals : SUITES).join('|')]);
	write(seen);
	rmSync(seen, { recursive: true, force: true });
}

/** One file for each operation seen. */
function write(seen: string): void {
	const all = readdirSync(seen).map((file) => JSON.parse(readFileSync(join(seen, file), 'utf8')) as Record<string, Schema>);
	const keys = [...new Set(all.flatMap((one) => Object.keys(one)))].sort();
	for (const key of keys) {
		const [type = '', operation] = key.split('/');
		const file = join(ROOT, 'nodes', folderOf(type), '__schema__', operation === undefined ? 'v1.0.0.json' : `v1.0.0/${operation}.json`);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, `${JSON.stringify({ ...merged(all.flatMap((one) => one[key] ?? [])), version: 1 }, null, '\t')}\n`);
		process.stdout.write(`${key}\n`);
	}
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
	process.exitCode = 1;
});
