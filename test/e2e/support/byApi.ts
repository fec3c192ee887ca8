import { STATUSES } from '../../../core/cases/statuses';
import { TRANSITIONS, type EventName } from '../../../core/cases/transitions';
import type { Row } from '../../../scripts/api';
import type { TestDesk } from './desk';

const STORE_STEP = 'incidentDesk0013';
const OURS = 'n8n-nodes-incident-desk';

/**
 * One step on a case by an official, through the same node and the same «13 Запись шага» as the forms use: for steps
 * that a test needs done, not looked at. An empty `email` is the system itself.
 *
 * @throws when nothing was recorded
 */
export async function stepAs(stand: TestDesk, email: string, event: EventName, caseId: number, changes: Row = {}): Promise<Row> {
	const { api } = stand.desk;
	const actor = email === '' ? { actorSource: 'system' } : { actorSource: 'officials', actorEmail: email, officials: JSON.stringify(await api.rows('officials')) };
	const node = (name: string, type: string, typeVersion: number, parameters: object, at: number): object => ({ id: `step-${at}`, name, type, typeVersion, position: [at * 240, 0], parameters });
	const nodes = [
		node('Начать', 'n8n-nodes-base.manualTrigger', 1, {}, 0),
		node('Дело', 'n8n-nodes-base.dataTable', 1.1, { resource: 'row', operation: 'get', dataTableId: { __rl: true, mode: 'name', value: 'cases' }, matchType: 'allConditions', filters: { conditions: [{ keyName: 'id', condition: 'eq', keyValue: caseId }] }, limit: 1 }, 1),
		node('Шаг', `${OURS}.caseStep`, 1, { operation: 'step', event, ...actor, data: { changes: JSON.stringify(changes) } }, 2),
		node('Записать', 'n8n-nodes-base.executeWorkflow', 1.3, { source: 'database', workflowId: { __rl: true, mode: 'list', value: STORE_STEP }, workflowInputs: { mappingMode: 'defineBelow', value: {}, matchingColumns: [], schema: [] }, mode: 'once', options: {} }, 3),
	];
	const link = (to: string): object => ({ main: [[{ node: to, type: 'main', index: 0 }]] });
	const flow = { name: `Шаг теста: ${event}`, nodes, connections: { Начать: link('Дело'), Дело: link('Шаг'), Шаг: link('Записать') }, settings: { executionOrder: 'v1' } };
	const before = await caseRow(stand, caseId);
	const { id } = await api.call<{ id: string }>('post', '/workflows', flow);
	await api.runWorkflow(id, 'Начать');
	const after = await caseRow(stand, caseId);
	if (after.version !== Number(before.version) + 1) throw new Error(`«${event}» on case ${caseId} (${String(before.status)}) was not recorded`);
	return after;
}

export const caseRow = async (stand: TestDesk, id: number): Promise<Row> => (await stand.desk.api.rows('cases')).find((row) => row.id === id) as Row;

/** Everything there is to reach: every status, and every clause that some step stands on. */
export const WHOLE = {
	statuses: new Set<string>(Object.keys(STATUSES)),
	clauses: new Set(Object.values(TRANSITIONS).map(({ clause }) => clause)),
};
