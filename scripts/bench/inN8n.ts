/** Each node in a real n8n beside n8n's own Set node with one expression, in one execution. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Home } from '../desk/home';
import { openDesk, type OpenDesk } from '../desk/open';
import { freePort } from '../ground/ports';
import type { BenchSection } from './section';

const OURS = 'n8n-nodes-incident-desk';
const SIZES = [1, 100, 10_000];
const CODE = 'Messages';
const SET = 'Set with one expression';

interface Subject {
	readonly name: string;
	readonly type: string;
	readonly parameters: Readonly<Record<string, unknown>>;
}

const PEOPLE = JSON.stringify(
	Array.from({ length: 30 }, (_one, index) => ({
		email: `e${index}@palana.example`,
		name: `Исполнитель ${index}`,
		role: index === 0 ? 'head' : index < 4 ? 'deputy' : index === 4 ? 'curator' : 'executor',
		competences: index % 3 === 0 ? '*' : 'Дороги; ЖКХ',
		actReference: 'Распоряжение № 1',
		order: index,
		active: true,
	})),
);

/** The nodes in the order a message meets them; each takes what the one before gave. */
const SUBJECTS: readonly Subject[] = [
	{ name: 'Case Step: intake', type: 'caseStep', parameters: { operation: 'intake' } },
	{ name: 'Triage Classifier', type: 'triageClassifier', parameters: {} },
	{ name: 'Assign To Official', type: 'assignToOfficial', parameters: { operation: 'assign', officials: PEOPLE } },
	{ name: 'Working-Day Deadline: terms', type: 'workingDayDeadline', parameters: { operation: 'setTerms' } },
	{ name: 'Case Step: register', type: 'caseStep', parameters: { operation: 'step', event: 'register', actorSource: 'system' } },
	{ name: 'Working-Day Deadline: state', type: 'workingDayDeadline', parameters: { operation: 'state' } },
	{ name: 'Publish Reply: preview', type: 'publishReply', parameters: { operation: 'preview' } },
];

/** Invented messages, all different, with dates over two years. */
const makeMessages = (count: number): string => `const topics = ['яма на дороге', 'нет света', 'не вывозят мусор', 'холодно в квартире', 'собаки у школы', 'когда откроют каток'];
return Array.from({ length: ${count} }, (_, i) => ({ json: { network: 'vk', externalId: 'wall-1_' + i, authorId: String(i % 700), text: topics[i % topics.length] + ' на чубарова ' + (i % 60 + 1) + ', пишу уже ' + (i % 9 + 2) + ' раз, сделайте что-нибудь! ' + i, detectedAt: new Date(Date.UTC(2025, 0, 1) + i * 4321000).toISOString(), foundBy: 'incidentManager', marker: i } }));`;

/**
 * The nodes stand in a row, so each is fed by the one before. Triage has three outputs: all lead on, so that none of the items is lost.
 */
function workflow(count: number): object {
	const chain = [{ name: CODE, type: 'n8n-nodes-base.code', typeVersion: 2, parameters: { jsCode: makeMessages(count) } }, { name: SET, type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters: { mode: 'manual', includeOtherFields: true, assignments: { assignments: [{ id: 'a', name: 'copy', value: '={{ $json.text }}', type: 'string' }] }, options: {} } }, ...SUBJECTS.map((one) => ({ name: one.name, type: `${OURS}.${one.type}`, typeVersion: 1, parameters: one.parameters }))];
	const nodes = [{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} }, ...chain].map((node, index) => ({ ...node, id: `bench-${index}`, position: [index * 220, 0] }));
	const connections: Record<string, unknown> = {};
	for (const [index, node] of nodes.slice(0, -1).entries()) {
		const next = [{ node: nodes[index + 1]?.name, type: 'main', index: 0 }];
		connections[node.name] = { main: node.type.endsWith('triageClassifier') ? [next, next, next] : [next] };
	}
	return { name: `Bench ${count}`, nodes, connections, settings: { executionOrder: 'v1' } };
}

interface NodeRun {
	readonly executionTime: number;
	readonly data?: { readonly main?: readonly (readonly unknown[] | null)[] };
}

interface Measured {
	readonly node: string;
	readonly ms: number;
	readonly items: number;
}

async function measure(desk: OpenDesk, count: number): Promise<Measured[]> {
	const { id } = await desk.api.call<{ id: string }>('post', '/workflows', workflow(count));
	const run = await desk.api.runWorkflow(id, 'Start', 600_000);
	if (run.status !== 'success') throw new Error(`the bench workflow of ${count} items ended as ${run.status}`);
	const full = (await desk.api.execution(run.id, true)) as unknown as { data: { resultData: { runData: Record<string, readonly NodeRun[]> } } };
	const { runData } = full.data.resultData;
	return [SET, ...SUBJECTS.map((one) => one.name)].map((node) => {
		const runs = runData[node] ?? [];
		const items = runs.flatMap((one) => one.data?.main ?? []).reduce((sum, output) => sum + (output?.length ?? 0), 0);
		return { node, ms: runs.reduce((sum, one) => sum + one.executionTime, 0), items };
	});
}

/**
 * Times as n8n itself records them (whole milliseconds a node). A ratio below 1 means: faster than the Set node.
 * Counts of items leaving each node are given, so that a lost message would show.
 */
export async function benchInN8n(): Promise<BenchSection> {
	const home = new Home(mkdtempSync(join(tmpdir(), 'incident-desk-bench-')));
	home.done({ ports: { n8n: await freePort(), sandbox: await freePort(), smtp: await freePort() } });
	const desk = await openDesk(home, { samples: false, env: { EXECUTIONS_DATA_MAX_DISPLAY_SIZE: '2000000000' } });
	try {
		const rows: string[] = [];
		const json: Record<string, unknown> = {};
		for (const count of SIZES) {
			const measured = await measure(desk, count);
			const set = measured[0]?.ms ?? 0;
			for (const { node, ms, items } of measured) {
				const ratio = set === 0 ? null : ms / set;
				rows.push(`| ${count} | ${node} | ${ms} | ${((ms * 1000) / count).toFixed(0)} | ${ratio === null ? '–' : ratio.toFixed(2)} | ${items} |`);
				json[`${count} ${node}`] = { ms, items, ratioToSet: ratio };
			}
		}
		const head = '| items | node | ms | µs an item | ratio to Set | items out |\n|---:|---|---:|---:|---:|---:|';
		return { title: 'Nodes in a real n8n', markdown: `${head}\n${rows.join('\n')}\n\nCase Step gives two items for each step: the case and its journal entry.\n`, json };
	} finally {
		await desk.close();
		rmSync(home.dir, { recursive: true, force: true });
	}
}
