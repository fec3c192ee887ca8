/**
 * From a message to its row in the register, in a real n8n, beside a twin of the same shape: the very workflows 05 and
 * 13, each node of ours replaced by n8n's No Operation, which gets the finished records. Both write to tables of their own.
 */
import type { OpenDesk } from '../desk/open';
import { readWorkflows } from '../setup/files';
import { complaint, countRows, cpuSeconds, memoryOf, rate, withStand } from '../load/stand';
import type { Row } from '../api';
import type { BenchSection } from './section';

const OURS = 'n8n-nodes-incident-desk.';
const REGISTRATION = 'incidentDesk0005';
const STORE = 'incidentDesk0013';
/** Messages an execution, and how often each is measured; the feed's trigger hands over at most 500. */
const SIZES = [
	[1, 11],
	[100, 3],
	[500, 1],
] as const;

interface Node {
	readonly name: string;
	readonly type: string;
	readonly parameters: Record<string, unknown>;
	readonly credentials?: unknown;
}

interface Flow {
	readonly name: string;
	readonly nodes: Node[];
	readonly connections: Record<string, { main: unknown[] }>;
}

/** The workflow with No Operation in place of our nodes (their first output), on the twin's tables. */
function twinOf(id: string, storeTwin: string): Flow {
	const file = readWorkflows().find((one) => one.id === id);
	if (file === undefined) throw new Error(`workflows/ has none with the id ${id}`);
	const flow = JSON.parse(
		file.text
			.replaceAll('"value": "cases"', '"value": "twin_rows"')
			.replaceAll('"value": "journal"', '"value": "twin_steps"')
			.replaceAll(`"value": "${STORE}"`, `"value": "${storeTwin}"`),
	) as Flow;
	const ours = new Set(flow.nodes.filter((node) => node.type.startsWith(OURS)).map((node) => node.name));
	const nodes = flow.nodes.map((node) => (ours.has(node.name) ? { ...node, type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {}, onError: undefined } : node.name === 'В журнал' ? withPlainEntry(node) : node));
	const connections = Object.fromEntries(Object.entries(flow.connections).map(([name, { main }]) => [name, { main: ours.has(name) ? main.slice(0, 1) : main }]));
	return { name: `${flow.name} (двойник)`, nodes, connections };
}

/** No Operation makes no journal entry: the same columns are written from constants and two fields of the case. */
function withPlainEntry(node: Node): Node {
	const value = { entryKey: '={{ $json.messageKey }}', caseId: '={{ $json.id }}', version: 1, at: '2026-11-24T00:00:00.000Z', actor: '', actorName: 'Система', event: 'register', eventLabel: 'Регистрация', fromStatus: '', toStatus: 'registered', remark: '', clause: '10', textDigest: '', changes: 'x'.repeat(1_500) };
	const schema = Object.keys(value).map((id) => ({ id, displayName: id, required: false, defaultMatch: false, display: true, type: id === 'caseId' || id === 'version' ? 'number' : 'string', readOnly: false, removed: false }));
	return { ...node, parameters: { ...node.parameters, columns: { mappingMode: 'defineBelow', value, matchingColumns: [], schema, attemptToConvertTypes: false, convertFieldsToString: false }, filters: { conditions: [{ keyName: 'entryKey', condition: 'eq', keyValue: '={{ $json.messageKey }}' }] } } };
}

const settings = { executionOrder: 'v1', callerPolicy: 'any' };

async function create(desk: OpenDesk, flow: object): Promise<string> {
	return (await desk.api.call<{ id: string }>('post', '/workflows', { ...flow, settings })).id;
}

/** Manual trigger → the items → the registration. */
const starter = (name: string, jsCode: string, workflowId: string): object => {
	const nodes = [
		{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
		{ name: 'Messages', type: 'n8n-nodes-base.code', typeVersion: 2, parameters: { jsCode } },
		{ name: 'Register', type: 'n8n-nodes-base.executeWorkflow', typeVersion: 1.3, parameters: { source: 'database', workflowId: { __rl: true, mode: 'id', value: workflowId }, workflowInputs: { mappingMode: 'defineBelow', value: {}, matchingColumns: [], schema: [] }, mode: 'once', options: { waitForSubWorkflow: true } } },
	].map((node, index) => ({ ...node, id: `bench-${index}`, position: [index * 220, 0] }));
	const to = (node: string): object => ({ main: [[{ node, type: 'main', index: 0 }]] });
	return { name, nodes, connections: { Start: to('Messages'), Messages: to('Register') } };
};

const messages = (from: number, count: number): string =>
	JSON.stringify(Array.from({ length: count }, (_one, at) => ({ json: { network: 'vk', externalId: `wall-1_${from + at}`, authorId: String((from + at) % 700), text: complaint(from + at), foundBy: 'incidentManager', url: `https://vk.com/wall-1_${from + at}` } })));

/** What our nodes had made of messages, as the twin's items: a row of the register without what the database gives. */
function finished(row: Row, from: number, count: number): string {
	const { id: _id, createdAt: _created, updatedAt: _updated, ...rest } = row;
	return `const row = ${JSON.stringify(rest)};\nreturn Array.from({ length: ${count} }, (_one, at) => ({ json: { ...row, messageKey: 'twin:' + (${from} + at), text: row.text + at } }));`;
}

interface Timed {
	readonly ms: number;
	readonly cpu: number;
}

async function run(desk: OpenDesk, id: string): Promise<Timed> {
	const cpu = cpuSeconds(desk.n8n.pid);
	const done = await desk.api.runWorkflow(id, 'Start', 600_000);
	if (done.status !== 'success') throw new Error(`the execution ${done.id} ended as ${done.status}`);
	const { startedAt, stoppedAt } = (await desk.api.execution(done.id)) as unknown as { startedAt: string; stoppedAt: string };
	return { ms: Date.parse(stoppedAt) - Date.parse(startedAt), cpu: cpuSeconds(desk.n8n.pid) - cpu };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** The twin's tables must not carry ours in their names: n8n takes the newest table whose name contains the one that is asked for. */
async function copyTable(desk: OpenDesk, name: string, twin: string): Promise<void> {
	const { data } = await desk.api.call<{ data: { id: string; name: string; columns: { name: string; type: string }[] }[] }>('get', '/data-tables', undefined, { limit: 100 });
	const source = data.find((one) => one.name === name);
	if (source === undefined) throw new Error(`n8n has no data table "${name}"`);
	await desk.api.call('post', '/data-tables', { name: twin, columns: source.columns.map(({ name: column, type }) => ({ name: column, type })) });
}

/** Alternates ours and the twin, so that both meet the same machine; the register starts empty for both and grows alike. */
export async function benchIntake(): Promise<BenchSection> {
	return withStand({}, async (desk) => {
		await copyTable(desk, 'cases', 'twin_rows');
		await copyTable(desk, 'journal', 'twin_steps');
		const store = await create(desk, twinOf(STORE, ''));
		await desk.api.activate(store);
		const registration = await create(desk, twinOf(REGISTRATION, store));
		await desk.api.activate(registration);
		const rest = memoryOf(desk.n8n.pid);

		// One run each before the clock starts: models, regular expressions, caches.
		await run(desk, await create(desk, starter('Warm', `return ${messages(9_000_000, 1)}`, REGISTRATION)));
		const row = (await desk.api.rows('cases'))[0];
		if (row === undefined) throw new Error('the first message was not registered');
		await run(desk, await create(desk, starter('Warm twin', finished(row, 9_000_000, 1), registration)));

		const rows: string[] = [];
		const json: Record<string, unknown> = {};
		let number = 0;
		for (const [size, rounds] of SIZES) {
			const ours: Timed[] = [];
			const twin: Timed[] = [];
			for (let round = 0; round < rounds; round += 1) {
				ours.push(await run(desk, await create(desk, starter(`Ours ${number}`, `return ${messages(number, size)}`, REGISTRATION))));
				twin.push(await run(desk, await create(desk, starter(`Twin ${number}`, finished(row, number, size), registration))));
				number += size;
			}
			const [ourMs, twinMs] = [median(ours.map((one) => one.ms)), median(twin.map((one) => one.ms))];
			const [ourCpu, twinCpu] = [median(ours.map((one) => one.cpu)), median(twin.map((one) => one.cpu))];
			const ratio = Math.round((twinMs / ourMs) * 100) / 100;
			rows.push(`| ${size} | ${ourMs} | ${rate(size, ourMs)} | ${twinMs} | ${rate(size, twinMs)} | ${ratio.toFixed(2)} | ${(twinCpu / Math.max(ourCpu, 0.01)).toFixed(2)} |`);
			process.stdout.write(`${rows.at(-1) ?? ''}\n`);
			json[String(size)] = { ourMs, twinMs, oursPerSecond: rate(size, ourMs), twinPerSecond: rate(size, twinMs), ratio, cpuRatio: twinCpu / Math.max(ourCpu, 0.01) };
		}
		const [registered, doubled] = [await countRows(desk, 'cases'), await countRows(desk, 'twin_rows')];
		const after = memoryOf(desk.n8n.pid);
		return {
			title: 'From message to register, end to end',
			markdown: [
				'Workflows 05 and 13 as they are delivered, beside twins in which each of our nodes is n8n’s No Operation and the items are finished records. Both read the same reference tables, look for the message, insert, read back and write the journal. Ratio: our messages a second divided by the twin’s.',
				'',
				'| messages in one execution | ours, ms | messages/s | twin, ms | messages/s | ratio | by processor time |',
				'|---:|---:|---:|---:|---:|---:|---:|',
				...rows,
				'',
				`Rows: ${registered} of ${number + 1} in the register, ${doubled} of ${number + 1} in the twin’s. Memory of n8n: ${rest?.now ?? '?'} MiB before, ${after?.now ?? '?'} after, ${after?.peak ?? '?'} at the highest.`,
			].join('\n'),
			json: { sizes: json, registered, twin: doubled, sent: number + 1, memoryMiB: { before: rest?.now, after: after?.now, peak: after?.peak } },
		};
	});
}
