import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { machine, type Machine } from './ground/machine';
import { ROOT } from './ground/paths';
import type { BenchSection } from './bench/section';

/** Parts by name; imported when asked for, so that one part needs only its own libraries. */
const PARTS: Readonly<Record<string, () => Promise<BenchSection>>> = {
	deadlines: async () => (await import('./bench/deadlines')).benchDeadlines(),
	triage: async () => (await import('./bench/triage')).benchTriage(),
	control: async () => (await import('./bench/control')).benchControl(),
	n8n: async () => (await import('./bench/inN8n')).benchInN8n(),
	intake: async () => (await import('./bench/intake')).benchIntake(),
	startup: async () => (await import('./bench/startup')).benchStartup(),
};

const say = (line: string): void => {
	process.stdout.write(`${line}\n`);
};

/** A part as it is kept: parts are measured together or one by one, so each says where, when and of which commit. */
interface Kept extends BenchSection {
	readonly machine: Machine;
	readonly measured: string;
}

type Report = Readonly<Record<string, Kept>>;

/** What was measured before and is not measured now stays in the report. */
function earlier(file: string): Report {
	if (!existsSync(file)) return {};
	const { parts } = JSON.parse(readFileSync(file, 'utf8')) as { parts?: Report };
	return parts ?? {};
}

const words = ({ machine: on, measured }: Kept, name: string): string =>
	`\`npm run bench -- --only ${name}\` on ${measured.slice(0, 16).replace('T', ' ')} UTC: ${on.cpu}, ${on.cores} cores (load ${on.load} at the start), ${on.memoryGiB} GiB, Node ${on.node}, n8n ${on.n8n}, commit ${on.commit}.`;

function write(target: string, report: Report): void {
	mkdirSync(dirname(target), { recursive: true });
	const parts = Object.keys(PARTS).flatMap((name) => (report[name] ? [[name, report[name]] as const] : []));
	writeFileSync(`${target}.md`, ['# Benchmark\n', ...parts.map(([name, one]) => `\n## ${one.title}\n\n${words(one, name)}\n\n${one.markdown.trimEnd()}\n`)].join(''));
	writeFileSync(`${target}.json`, `${JSON.stringify({ parts: Object.fromEntries(parts) }, null, '\t')}\n`);
}

/** `npm run bench [-- --only deadlines,n8n] [--out docs/bench/report]`: one report, as Markdown and JSON. */
async function main(): Promise<void> {
	const { values } = parseArgs({ options: { only: { type: 'string' }, out: { type: 'string' } } });
	const names = values.only?.split(',') ?? Object.keys(PARTS);
	for (const name of names) {
		const part = PARTS[name];
		if (part === undefined) throw new Error(`--only ${name}: there are ${Object.keys(PARTS).join(', ')}`);
		const on = machine();
		const section: Kept = { ...(await part()), machine: on, measured: new Date().toISOString() };
		say(`\n## ${section.title}\n\n${section.markdown}`);
		if (values.out === undefined) continue;
		const target = resolve(ROOT, values.out);
		write(target, { ...earlier(`${target}.json`), [name]: section });
	}
}

main().catch((error: unknown) => {
	process.stderr.write(`bench: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
	process.exitCode = 1;
});
