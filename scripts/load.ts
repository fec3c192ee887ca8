import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { machine } from './ground/machine';
import { ROOT } from './ground/paths';

const say = (line: string): void => {
	process.stdout.write(`${line}\n`);
};

interface Values {
	readonly messages?: string;
	readonly publications?: string;
	readonly workers?: string;
	readonly kills?: string;
	readonly seed?: string;
	readonly cases?: string;
	readonly journal?: string;
	readonly minutes?: string;
}

const number = (value: string | undefined, usual: number): number => (value === undefined ? usual : Number(value));

/** How much more n8n may hold in the last quarter of a soak than in the second. */
const MAX_GROWTH = 1.25;

/** What is tried, by name; imported when asked for. Each gives what it found and whether it is as it must be. */
const TRIALS: Readonly<Record<string, (values: Values, seed: number) => Promise<{ readonly found: object; readonly faults: readonly string[] }>>> = {
	kill: async (values, seed) => {
		const { killRun } = await import('./load/kill');
		const found = await killRun({ messages: number(values.messages, 1_000), publications: number(values.publications, 200), workers: number(values.workers, 2), kills: number(values.kills, 2), seed, tell: say });
		const { sent, registered, approved, published, publishedThreads, answered } = found;
		const faults = [
			[registered.rows === sent && registered.keys === sent, `sent ${sent}, registered ${registered.rows} rows of ${registered.keys} messages`],
			[registered.entries === sent && registered.entryCases === sent, `${registered.entries} journal entries of ${registered.entryCases} cases`],
			[published === approved && publishedThreads === approved, `approved ${approved}, published ${published} in ${publishedThreads} threads`],
			[answered === approved, `approved ${approved}, answered ${answered}`],
		] as const;
		return { found, faults: faults.filter(([good]) => !good).map(([, fault]) => fault) };
	},
	rate: async (values) => {
		const { rateRun } = await import('./load/rate');
		const messages = number(values.messages, 200);
		const found = await rateRun({ messages, tell: say });
		return { found, faults: found.workers.filter(({ counts, refused }) => refused > 0 || counts.rows !== messages || counts.keys !== messages || counts.entryCases !== messages).map((one) => `${one.workers} workers: sent ${messages} (each twice), refused ${one.refused}, ${JSON.stringify(one.counts)}`) };
	},
	volume: async (values) => {
		const { volumeRun } = await import('./load/volume');
		const found = await volumeRun({ cases: number(values.cases, 100_000), journal: number(values.journal, 500_000), tell: say, ...(values.workers === undefined ? {} : { workers: Number(values.workers) }) });
		return { found, faults: found.atTheLimit.registeredAfterRaising ? [] : ['the message that was refused at the limit did not come in after it was raised'] };
	},
	control: async (values) => {
		const { controlRun } = await import('./load/control');
		const found = await controlRun({ cases: number(values.cases, 10_000), tell: say });
		const [morning, again, , nextDay] = found.runs;
		const faults = [
			[found.runs.every(({ status }) => status === 'success'), 'a run failed'],
			[(morning?.mails ?? 0) > 0, 'nobody was told in the morning'],
			[again?.mails === 0, `${again?.mails ?? 0} mails at the second run of the same moment`],
			[(nextDay?.mails ?? 0) > 0, 'nobody was told on the next working day'],
		] as const;
		return { found, faults: faults.filter(([good]) => !good).map(([, fault]) => fault) };
	},
	soak: async (values, seed) => {
		const { soakRun } = await import('./load/soak');
		const found = await soakRun({ minutes: number(values.minutes, 20), messages: number(values.messages, 3_000), seed, tell: say, ...(values.workers === undefined ? {} : { workers: Number(values.workers) }) });
		const { sent, registered, keys, journalRegistrations, approved, published, publishedThreads, answered } = found;
		const faults = [
			[registered === sent && keys === sent && journalRegistrations === sent, `sent ${sent}, registered ${registered} rows of ${keys} messages, ${journalRegistrations} journal entries`],
			[published === approved && publishedThreads === approved && answered === approved, `approved ${approved}, published ${published} in ${publishedThreads} threads, answered ${answered}`],
			[found.growth < MAX_GROWTH, `what n8n holds grew to ${found.growth} times`],
		] as const;
		return { found, faults: faults.filter(([good]) => !good).map(([, fault]) => fault) };
	},
};

/**
 * `npm run load -- kill [--messages 1000] [--publications 200] [--workers 2] [--kills 2] [--seed N] [--out FILE]`,
 * `npm run load -- rate [--messages 200]`,
 * `npm run load -- volume [--cases 100000] [--journal 500000] [--workers 2]`,
 * `npm run load -- control [--cases 10000]`,
 * `npm run soak [-- --minutes 20] [--messages 3000] [--workers 2] [--seed N]`.
 */
async function main(): Promise<void> {
	const text = { type: 'string' } as const;
	const { values, positionals } = parseArgs({ options: { messages: text, publications: text, workers: text, kills: text, seed: text, cases: text, journal: text, minutes: text, out: text }, allowPositionals: true });
	const trial = TRIALS[positionals[0] ?? ''];
	if (trial === undefined) throw new Error(`what is to be tried: ${Object.keys(TRIALS).join(', ')}`);
	const seed = number(values.seed, Date.now() % 2 ** 31);
	const started = Date.now();
	const on = machine();
	const { found, faults } = await trial(values, seed);
	const report = { command: `npm run load -- ${process.argv.slice(2).join(' ')}`, machine: on, seed, minutes: Math.round((Date.now() - started) / 6_000) / 10, ...found, faults };
	say(JSON.stringify(report, null, '\t'));
	if (values.out !== undefined) {
		const target = resolve(ROOT, values.out);
		mkdirSync(dirname(target), { recursive: true });
		writeFileSync(target, `${JSON.stringify(report, null, '\t')}\n`);
	}
	process.exitCode = faults.length === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
	process.stderr.write(`load: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
	process.exitCode = 1;
});
