import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

import { machine } from './ground/machine';
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

/** `npm run bench [-- --only deadlines,n8n] [--out docs/bench/report]`: one report, as Markdown and JSON. */
async function main(): Promise<void> {
	const { values } = parseArgs({ options: { only: { type: 'string' }, out: { type: 'string' } } });
	const names = values.only?.split(',') ?? Object.keys(PARTS);
	const on = machine();
	const sections: BenchSection[] = [];
	for (const name of names) {
		const part = PARTS[name];
		if (part === undefined) throw new Error(`--only ${name}: there are ${Object.keys(PARTS).join(', ')}`);
		const section = await part();
		say(`\n## ${section.title}\n\n${section.markdown}`);
		sections.push(section);
	}
	if (values.out === undefined) return;
	const target = join(ROOT, values.out);
	mkdirSync(dirname(target), { recursive: true });
	const head = `# Benchmark\n\n\`npm run bench -- --only ${names.join(',')} --out ${values.out}\` on ${on.cpu}, ${on.cores} cores (load ${on.load} at the start), ${on.memoryGiB} GiB, Node ${on.node}, n8n ${on.n8n}, commit ${on.commit}.\n`;
	writeFileSync(`${target}.md`, [head, ...sections.map((one) => `\n## ${one.title}\n\n${one.markdown.trimEnd()}\n`)].join(''));
	writeFileSync(`${target}.json`, `${JSON.stringify({ machine: on, sections: Object.fromEntries(sections.map((one) => [one.title, one.json])) }, null, '\t')}\n`);
}

main().catch((error: unknown) => {
	process.stderr.write(`bench: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
	process.exitCode = 1;
});
