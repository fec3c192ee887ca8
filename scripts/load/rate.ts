/** Messages that arrive one by one at the webhook process, each twice at the same moment: the rate with one and two workers, and doubles. */
import type { OpenDesk } from '../desk/open';
import { until } from '../ground/shell';
import { complaint, processorTime, rate, withStand } from './stand';
import { countsOf, sqlNameOf, type Counts } from './tables';

const REGISTRATION = 'incidentDesk0005';
const CONNECTIONS = 10;
const PATH = 'load-intake';

export interface RateResult {
	readonly messages: number;
	/** Executions: every message is sent twice at once. */
	readonly executions: number;
	readonly workers: readonly { readonly workers: number; readonly executionsPerSecond: number; readonly messagesPerSecond: number; /** Share of the machine's cores that was taken, 0 to 1. */ readonly coresBusy: number; readonly counts: Counts; readonly refused: number }[];
}

/** A network's call → registration, answered when it is over. */
async function receiver(desk: OpenDesk): Promise<void> {
	const nodes = [
		{ id: 'a', name: 'Webhook', type: 'n8n-nodes-base.webhook', typeVersion: 2.1, webhookId: PATH, position: [0, 0], parameters: { httpMethod: 'POST', path: PATH, responseMode: 'lastNode', options: {} } },
		{ id: 'b', name: 'Message', type: 'n8n-nodes-base.set', typeVersion: 3.4, position: [220, 0], parameters: { mode: 'raw', jsonOutput: '={{ $json.body }}', options: {} } },
		{ id: 'c', name: 'Register', type: 'n8n-nodes-base.executeWorkflow', typeVersion: 1.3, position: [440, 0], alwaysOutputData: true, parameters: { source: 'database', workflowId: { __rl: true, mode: 'id', value: REGISTRATION }, workflowInputs: { mappingMode: 'defineBelow', value: {}, matchingColumns: [], schema: [] }, mode: 'once', options: { waitForSubWorkflow: true } } },
	];
	const to = (node: string): object => ({ main: [[{ node, type: 'main', index: 0 }]] });
	const { id } = await desk.api.call<{ id: string }>('post', '/workflows', { name: 'Load intake', nodes, connections: { Webhook: to('Message'), Message: to('Register') }, settings: { executionOrder: 'v1' } });
	await desk.api.activate(id);
}

async function send(desk: OpenDesk, number: number, mark: string): Promise<boolean> {
	const body = JSON.stringify({ network: 'vk', externalId: `wall-1_${mark}_${number}`, url: `https://vk.com/wall-1_${number}`, authorId: String(number % 700), text: `${complaint(number)} ${mark}`, foundBy: 'officialAccount' });
	const answers = await Promise.all([0, 1].map(() => fetch(`${desk.n8n.url}/webhook/${PATH}`, { method: 'POST', body, headers: { 'Content-Type': 'application/json' } })));
	await Promise.all(answers.map((one) => one.text()));
	return answers.every((one) => one.ok);
}

export async function rateRun({ messages, tell }: { readonly messages: number; readonly tell: (line: string) => void }): Promise<RateResult> {
	return withStand({ workers: 1, tell }, async (desk) => {
		const sql = desk.sql as (statement: string) => Promise<string>;
		const [cases, journal] = [await sqlNameOf(desk, 'cases'), await sqlNameOf(desk, 'journal')];
		await receiver(desk);
		await until('the webhook answers', 60_000, () => send(desk, 999_999, 'разогрев'), 1_000);
		const results: RateResult['workers'][number][] = [];
		for (const workers of [1, 2]) {
			while ((desk.queue?.().workers.length ?? 0) < workers) await desk.queue?.().addWorker();
			await send(desk, workers, 'разогрев');
			const mark = `поток${workers}`;
			let next = 0;
			let refused = 0;
			const [started, before] = [performance.now(), processorTime()];
			await Promise.all(
				Array.from({ length: CONNECTIONS / 2 }, async () => {
					while (next < messages) {
						next += 1;
						if (!(await send(desk, next, mark))) refused += 1;
					}
				}),
			);
			const [ms, after] = [performance.now() - started, processorTime()];
			results.push({ workers, executionsPerSecond: rate(messages * 2, ms), messagesPerSecond: rate(messages, ms), coresBusy: Math.round((100 * (after.busy - before.busy)) / (after.all - before.all)) / 100, counts: await countsOf(sql, cases, journal, mark), refused });
			tell(JSON.stringify(results.at(-1)));
		}
		return { messages, executions: messages * 2, workers: results };
	});
}
