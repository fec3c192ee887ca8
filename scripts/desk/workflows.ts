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
