import type { OpenDesk } from '../desk/open';
import type { PublicApi } from '../setup/publicApi';

/** A workflow as n8n keeps it, as far as it may be written. */
export interface StoredFlow {
	readonly name: string;
	readonly nodes: readonly { readonly name: string; readonly type: string; readonly parameters: Readonly<Record<string, unknown>>; readonly credentials?: Readonly<Record<string, { readonly id: string }>> }[];
	readonly connections: Readonly<Record<string, unknown>>;
	readonly settings: Readonly<Record<string, unknown>>;
}

const INTAKE = 'incidentDesk0001';

/** Changes a workflow as its owner does in the editor; what `change` does not name stays. Returns the workflow as it was. */
export async function changeFlow(api: PublicApi, id: string, change: (flow: StoredFlow) => Partial<StoredFlow>): Promise<StoredFlow> {
	const { name, nodes, connections, settings } = await api.call<StoredFlow>('get', `/workflows/${id}`);
	const flow = { name, nodes, connections, settings };
	await api.call('put', `/workflows/${id}`, { ...flow, ...change(flow) });
	return flow;
}

/** Changes parameters of a workflow's nodes, and activates it again. */
export async function editNodes(desk: OpenDesk, id: string, change: (node: StoredFlow['nodes'][number]) => Record<string, unknown>): Promise<void> {
	await changeFlow(desk.api, id, ({ nodes }) => ({ nodes: nodes.map((node) => ({ ...node, parameters: { ...node.parameters, ...change(node) } })) }));
	await desk.api.activate(id);
}

/** The whole window is given again every `minutes` instead of every hour: what a dead worker held comes back sooner. */
export const reconcileEvery = (desk: OpenDesk, minutes: number): Promise<void> =>
	editNodes(desk, INTAKE, (node) => (node.type.endsWith('incidentManagerTrigger') ? { reconcileHours: minutes / 60 } : {}));

/** The feed (or what another workflow asks) is asked at once: an activated trigger polls when it is activated. */
export async function pollNow(desk: OpenDesk, workflow = INTAKE): Promise<void> {
	await desk.api.deactivate(workflow);
	await desk.api.activate(workflow);
}
