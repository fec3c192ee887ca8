/** Each node in a real n8n beside n8n's own Set node with one expression, fed with the same items in the same execution. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { OpenDesk } from '../desk/open';
import { ROOT } from '../ground/paths';
import { memoryOf, withStand } from '../load/stand';
import { LANES, OURS, SET, type Lane, type Subject } from './lanes';
import type { BenchSection } from './section';
import { TRIGGERS, timeTrigger } from './triggers';

const SIZES = [1, 100, 10_000];
/** Each size is run so often; the least time of a node counts, the Set node's too: others share the machine. */
const ROUNDS: Readonly<Record<number, number>> = { 1: 3, 100: 3, 10_000: 2 };
/** Sizes of a poll: no trigger hands over more than some hundred messages at once. */
const TRIGGER_SIZES = [1, 100, 3_000];
/** At the greatest size: how much of the Set node's time a node may take. */
const LIMITS = { triage: 1, other: 0.2 } as const;

/** `INCIDENT_DESK_BENCH_NODES='Case Form'`: only chains with such a node, while one works on it. */
const WANTED = new RegExp(process.env['INCIDENT_DESK_BENCH_NODES'] ?? '', 'u');

/** Each chain is an execution of its own: n8n keeps one as one text, and V8's longest is 512 MB. */
const SINGLE: readonly Lane[] = LANES.flatMap((lane) => lane.chains.map((chain) => ({ ...lane, chains: [chain] }))).filter(({ chains }) => chains[0]?.some(({ name }) => WANTED.test(name)));

interface Placed extends Subject {
	readonly id: string;
	readonly position: readonly [number, number];
}

function workflow(lane: Lane, count: number): object {
	const place = (subject: Subject, x: number, y: number): Placed => ({ typeVersion: 1, ...subject, id: `bench-${x}-${y}`, position: [x * 220, y * 160] });
	const source = place({ name: 'Items', type: 'n8n-nodes-base.code', typeVersion: 2, parameters: { jsCode: `const count = ${count};\n${lane.items}` } }, 1, 0);
	const set = place({ name: SET, type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters: { mode: 'manual', includeOtherFields: true, assignments: { assignments: [{ id: 'a', name: 'copy', value: '={{ $json.text }}', type: 'string' }] }, options: {} } }, 2, 0);
	const chains = lane.chains.map((chain, y) => chain.map((subject, x) => place(subject, x + 2, y + 1)));
	const to = (node: Placed | undefined): object => ({ node: node?.name, type: 'main', index: 0 });
	const connections: Record<string, { main: object[][] }> = { Start: { main: [[to(source)]] }, [source.name]: { main: [[to(set), ...chains.map(([first]) => to(first))]] } };
	// Triage has three outputs: all lead on, so that none of the items is lost.
	for (const chain of chains) for (const [x, node] of chain.slice(0, -1).entries()) connections[node.name] = { main: Array.from({ length: node.type.endsWith('triageClassifier') ? 3 : 1 }, () => [to(chain[x + 1])]) };
	const start = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, id: 'bench-start', position: [0, 0], parameters: {} };
	return { name: `Bench ${lane.name} ${count}`, nodes: [start, source, set, ...chains.flat()], connections, settings: { executionOrder: 'v1' } };
}

interface NodeRun {
	readonly executionTime: number;
	readonly data?: { readonly main?: readonly (readonly unknown[] | null)[] };
}

interface Measured {
	readonly ms: number;
	readonly items: number;
}

/** Times as n8n itself records them (whole milliseconds a node), and how many items left each node. */
async function runLane(desk: OpenDesk, lane: Lane, count: number): Promise<Map<string, Measured>> {
	const { id } = await desk.api.call<{ id: string }>('post', '/workflows', workflow(lane, count));
	const run = await desk.api.runWorkflow(id, 'Start', 900_000);
	if (run.status !== 'success') throw new Error(`the bench workflow "${lane.name}" of ${count} items ended as ${run.status}`);
	const full = await wholeExecution(desk, run.id);
	const { runData } = full.data.resultData;
	return new Map(
		[SET, ...lane.chains.flat().filter(({ type }) => type.startsWith(OURS)).map((one) => one.name)].map((name) => {
			const runs = runData[name] ?? [];
			const items = runs.flatMap((one) => one.data?.main ?? []).reduce((sum, output) => sum + (output?.length ?? 0), 0);
			return [name, { ms: runs.reduce((sum, one) => sum + one.executionTime, 0), items }];
		}),
	);
}

/** With all its data, hundreds of megabytes: longer than the API's usual wait. */
async function wholeExecution(desk: OpenDesk, id: string): Promise<{ readonly data: { readonly resultData: { readonly runData: Readonly<Record<string, readonly NodeRun[]>> } } }> {
	const answer = await fetch(`${desk.n8n.url}/api/v1/executions/${id}?includeData=true`, { headers: { 'X-N8N-API-KEY': desk.api.key }, signal: AbortSignal.timeout(600_000) });
	if (!answer.ok) throw new Error(`n8n does not give the execution ${id}: ${answer.status}`);
	return (await answer.json()) as Awaited<ReturnType<typeof wholeExecution>>;
}

async function best(desk: OpenDesk, lane: Lane, count: number): Promise<Map<string, Measured>> {
	const least = new Map<string, Measured>();
	for (let round = 0; round < (ROUNDS[count] ?? 1); round += 1) {
		for (const [name, measured] of await runLane(desk, lane, count)) {
			const known = least.get(name);
			if (known === undefined || measured.ms < known.ms) least.set(name, measured);
		}
	}
	return least;
}

const limitOf = (name: string): number => (name === 'Triage Classifier' ? LIMITS.triage : LIMITS.other);

/** Every node that package.json names is measured: a new one that was forgotten here stops the bench. */
function nothingForgotten(): void {
	const { n8n } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { n8n: { nodes: string[] } };
	const measured = new Set([...LANES.flatMap((lane) => lane.chains.flat()).map(({ type }) => type.replace(`${OURS}.`, '')), ...Object.keys(TRIGGERS)].map((name) => name.toLowerCase()));
	const forgotten = n8n.nodes.map((file) => /nodes\/(\w+)\//u.exec(file)?.[1] ?? file).filter((name) => !measured.has(name.toLowerCase()));
	if (forgotten.length > 0) throw new Error(`not measured: ${forgotten.join(', ')}; put them into scripts/bench/lanes.ts or triggers.ts`);
}

export async function benchInN8n(): Promise<BenchSection> {
	nothingForgotten();
	return withStand({ env: { EXECUTIONS_DATA_MAX_DISPLAY_SIZE: '2000000000', NODE_OPTIONS: '--max-old-space-size=8192' } }, async (desk) => {
		const rows: string[] = [];
		const nodes: Record<string, unknown>[] = [];
		const missed: string[] = [];
		const rest = memoryOf(desk.n8n.pid);
		let setMicros = 0;
		for (const count of SIZES) {
			for (const lane of SINGLE) {
				// n8n keeps an execution as one text: a lane too large for it must not take the others' figures along.
				const measured = await best(desk, lane, count).catch((error: unknown) => {
					missed.push(`${lane.name} at ${count}: ${error instanceof Error ? error.message.slice(0, 200) : String(error)}`);
					return new Map<string, Measured>();
				});
				const set = Math.max(1, measured.get(SET)?.ms ?? 0);
				if (lane === SINGLE[0]) setMicros = (set * 1000) / count;
				for (const [node, { ms, items }] of measured) {
					const ratio = Math.round((ms / set) * 1000) / 1000;
					if (count === Math.max(...SIZES) && node !== SET && ratio > limitOf(node)) missed.push(`${node}: ${ratio}`);
					rows.push(`| ${count} | ${lane.name} | ${node} | ${ms} | ${((ms * 1000) / count).toFixed(0)} | ${ratio.toFixed(2)} | ${items} |`);
					nodes.push({ count, fedWith: lane.name, node, ms, items, ratioToSet: ratio });
				}
				if (measured.size > 0) process.stdout.write(`${rows.slice(-measured.size).join('\n')}\n`);
			}
		}
		const memory = memoryOf(desk.n8n.pid);
		const triggers = [];
		for (const [name, make] of Object.entries(TRIGGERS)) for (const count of TRIGGER_SIZES) triggers.push({ node: name, ...(await timeTrigger(make, count)) });
		const markdown = [
			`Each row of nodes is one execution: the same items go to n8n's Set node with one expression and to our nodes. Milliseconds as n8n records them, the least of ${SIZES.map((size) => `${ROUNDS[size] ?? 1} runs at ${size.toLocaleString('en')}`).join(', ')}. At 10,000 items the limit is 1 for Triage, 0.2 for the others: ${missed.length === 0 ? '**all keep it**' : `**missed by ${missed.join('; ')}**`}.`,
			'',
			'| items | fed with | node | ms | µs an item | ratio to Set | items out |',
			'|---:|---|---|---:|---:|---:|---:|',
			...rows,
			'',
			'Case Step gives two items for each step: the case and its journal entry. Reports, alerts and the inbox give what they make of all items together.',
			'',
			`Memory of n8n: ${rest?.now ?? '?'} MiB at rest, ${memory?.now ?? '?'} after these runs, ${memory?.peak ?? '?'} at the highest (10,000 items of several kilobytes each through up to seven nodes, all kept in the execution).`,
			'',
			'Triggers take no items; what they give out, by their own code in this process, with the answers of the networks’ stand-ins ready in memory (processor time without the stand-ins’ own):',
			'',
			'| messages | trigger | processor, ms | µs a message | of Set’s time an item at 10,000 |',
			'|---:|---|---:|---:|---:|',
			...triggers.map(({ node, count, ms, given }) => `| ${given} | ${node} | ${ms.toFixed(1)} | ${((ms * 1000) / Math.max(1, given)).toFixed(0)} | ${count === Math.max(...TRIGGER_SIZES) ? ((ms * 1000) / Math.max(1, given) / setMicros).toFixed(2) : '–'} |`),
		].join('\n');
		return { title: 'Nodes in a real n8n', markdown, json: { nodes, missed, triggers, memoryMiB: { atRest: rest?.now, after: memory?.now, peak: memory?.peak } } };
	});
}
