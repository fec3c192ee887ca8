import type { OpenDesk } from '../desk/open';

interface Flow {
	readonly name: string;
	readonly nodes: readonly { readonly name: string; readonly type: string; readonly parameters: Record<string, unknown> }[];
	readonly connections: unknown;
	readonly settings?: { readonly executionOrder?: string; readonly timezone?: string; readonly callerPolicy?: string; readonly errorWorkflow?: string };
}

const INTAKE = 'incidentDesk0001';

/** Changes parameters of a workflow's nodes as its owner does in the editor, and activates it again. */
export async function editNodes(desk: OpenDesk, id: string, change: (node: Flow['nodes'][number]) => Record<string, unknown>): Promise<void> {
	const { name, nodes, connections, settings } = await desk.api.call<Flow>('get', `/workflows/${id}`);
	const { executionOrder = 'v1', timezone, callerPolicy, errorWorkflow } = settings ?? {};
	await desk.api.call('put', `/workflows/${id}`, {
		name,
		nodes: nodes.map((node) => ({ ...node, parameters: { ...node.parameters, ...change(node) } })),
		connections,
		settings: { executionOrder, ...(timezone === undefined ? {} : { timezone }), ...(callerPolicy === undefined ? {} : { callerPolicy }), ...(errorWorkflow === undefined ? {} : { errorWorkflow }) },
	});
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
