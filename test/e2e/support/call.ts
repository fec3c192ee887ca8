import { randomUUID } from 'node:crypto';

import type { TestDesk } from './desk';

/** Runs a workflow by its «called by another» trigger with this one item, through a workflow made for the purpose, and waits for its end. */
export async function callWorkflow(stand: Pick<TestDesk, 'desk'>, id: string, item: Readonly<Record<string, unknown>>, timeoutMs = 300_000): Promise<{ readonly status: string }> {
	const { api } = stand.desk;
	const node = (name: string, type: string, typeVersion: number, x: number, parameters: object): object => ({ id: randomUUID(), name, type: `n8n-nodes-base.${type}`, typeVersion, position: [x, 0], parameters });
	const caller = await api.call<{ id: string }>('post', '/workflows', {
		name: `Вызов ${id}`,
		nodes: [
			node('Начать', 'manualTrigger', 1, 0, {}),
			node('С чем', 'set', 3.4, 240, { mode: 'raw', jsonOutput: JSON.stringify(item), options: {} }),
			node('Вызвать', 'executeWorkflow', 1.3, 480, { source: 'database', workflowId: { __rl: true, mode: 'list', value: id }, workflowInputs: { mappingMode: 'defineBelow', value: {}, matchingColumns: [], schema: [] }, mode: 'once', options: { waitForSubWorkflow: true } }),
		],
		connections: { 'Начать': { main: [[{ node: 'С чем', type: 'main', index: 0 }]] }, 'С чем': { main: [[{ node: 'Вызвать', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
	return await api.runWorkflow(caller.id, 'Начать', timeoutMs);
}
