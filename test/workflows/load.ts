import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface WorkflowNode {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	readonly typeVersion: number;
	readonly position: readonly [number, number];
	readonly parameters: Readonly<Record<string, unknown>>;
	readonly credentials?: Readonly<Record<string, { readonly id: string; readonly name: string }>>;
	readonly [key: string]: unknown;
}

export interface WorkflowFile {
	readonly file: string;
	readonly text: string;
	readonly id: string;
	readonly name: string;
	readonly description?: string;
	readonly nodes: readonly WorkflowNode[];
	readonly connections: Readonly<Record<string, { readonly main: readonly (readonly { readonly node: string; readonly index: number }[])[] }>>;
	readonly settings: Readonly<Record<string, unknown>>;
}

const FOLDER = join(__dirname, '../../workflows');

/** Every workflow of the package, as it is imported. */
export const WORKFLOWS: readonly WorkflowFile[] = readdirSync(FOLDER)
	.filter((name) => name.endsWith('.json'))
	.sort()
	.map((file) => {
		const text = readFileSync(join(FOLDER, file), 'utf8');
		return { ...(JSON.parse(text) as Omit<WorkflowFile, 'file' | 'text'>), file, text };
	});

export const STICKY = 'n8n-nodes-base.stickyNote';
export const DATA_TABLE = 'n8n-nodes-base.dataTable';
export const OURS = 'n8n-nodes-incident-desk.';

/** Nodes that do something: all but sticky notes. */
export const working = (flow: WorkflowFile): readonly WorkflowNode[] => flow.nodes.filter((node) => node.type !== STICKY);

/** Every string inside a value, however deep. */
export function strings(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return value !== null && typeof value === 'object' ? Object.values(value).flatMap(strings) : [];
}
