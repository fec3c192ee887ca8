import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../ground/paths';

export interface WorkflowFile {
	readonly file: string;
	readonly id: string;
	readonly name: string;
	readonly nodes: readonly {
		readonly name: string;
		readonly type: string;
		readonly credentials?: Readonly<Record<string, { readonly id: string; readonly name: string }>>;
		readonly parameters: Readonly<Record<string, unknown>>;
	}[];
}

/** The set-up workflow: tables and reference rows. Run once, never active. */
export const SETUP_WORKFLOW = 'incidentDesk0000';

const FOLDER = join(ROOT, 'workflows');

/** All workflows of the package, in the order of their numbers. */
export function readWorkflows(): (WorkflowFile & { readonly text: string })[] {
	return readdirSync(FOLDER)
		.filter((file) => file.endsWith('.json'))
		.sort()
		.map((file) => {
			const text = readFileSync(join(FOLDER, file), 'utf8');
			return { ...(JSON.parse(text) as Omit<WorkflowFile, 'file'>), file, text };
		});
}

/** The trigger a person starts it by in the editor. */
export function manualTriggerOf(workflow: WorkflowFile): string {
	const trigger = workflow.nodes.find((node) => node.type === 'n8n-nodes-base.manualTrigger');
	if (trigger === undefined) throw new Error(`${workflow.file} has no manual trigger`);
	return trigger.name;
}

/** Ids of the workflows that this one calls. */
const calledBy = ({ nodes }: WorkflowFile): string[] =>
	nodes.filter((node) => node.type === 'n8n-nodes-base.executeWorkflow').map((node) => (node.parameters['workflowId'] as { readonly value: string }).value);

/**
 * The order in which n8n lets them be activated: a workflow after all that it calls.
 *
 * @throws when workflows call each other in a circle
 */
export function calledFirst(workflows: readonly WorkflowFile[]): WorkflowFile[] {
	const ordered: WorkflowFile[] = [];
	let waiting = [...workflows];
	while (waiting.length > 0) {
		const ready = waiting.filter((one) => calledBy(one).every((id) => !waiting.some((other) => other.id === id)));
		if (ready.length === 0) throw new Error(`These workflows call each other in a circle: ${waiting.map((one) => one.name).join(', ')}`);
		ordered.push(...ready);
		waiting = waiting.filter((one) => !ready.includes(one));
	}
	return ordered;
}
