import { createHash } from 'node:crypto';

import type { DataTable } from './publicApi';
import { linkTable, unlinkTable } from './tableLinks';

/** Ids of the package's workflows and credentials → those they have in this n8n, which gives its own. */
export interface Ids {
	readonly workflows: ReadonlyMap<string, string>;
	readonly credentials: ReadonlyMap<string, string>;
}

interface Node {
	readonly name: string;
	readonly type: string;
	readonly parameters?: unknown;
	readonly credentials?: unknown;
	readonly [key: string]: unknown;
}

/** A workflow as a file and as n8n's answer hold it. */
export interface AnyWorkflow {
	readonly name: string;
	readonly nodes: readonly Node[];
	readonly connections?: unknown;
	readonly settings?: Readonly<Record<string, unknown>> | null;
}

/** What a person can change in a node; its credentials are the officer's own choice and never count as a change. */
const NODE_KEYS = ['name', 'type', 'typeVersion', 'parameters', 'position', 'disabled', 'onError', 'executeOnce', 'alwaysOutputData', 'retryOnFail', 'maxTries', 'waitBetweenTries', 'notes', 'notesInFlow'] as const;
/** The administration's zone is set at installation: it is no change either. */
const SETTING_KEYS = ['errorWorkflow', 'executionOrder', 'executionTimeout', 'saveDataSuccessExecution', 'saveDataErrorExecution', 'saveExecutionProgress', 'callerPolicy'] as const;

/**
 * Fingerprint of what a workflow does: the same for a file and for n8n's copy of it, whatever ids n8n gave.
 *
 * @param toOurs n8n's workflow id → the package's; empty for a file
 * @param tables n8n's tables, by whose ids its nodes may name them; empty for a file
 */
export function workflowDigest(workflow: AnyWorkflow, toOurs: ReadonlyMap<string, string> = new Map(), tables: readonly DataTable[] = []): string {
	const nodes = workflow.nodes.map((node) => pick(unlinkTable(node, tables), NODE_KEYS)).sort((a, b) => (String(a['name']) < String(b['name']) ? -1 : 1));
	const content = { name: workflow.name, nodes, connections: workflow.connections ?? {}, settings: pick(workflow.settings ?? {}, SETTING_KEYS) };
	return createHash('sha256').update(canonical(withIds(content, toOurs))).digest('hex').slice(0, 32);
}

const pick = (from: Readonly<Record<string, unknown>>, keys: readonly string[]): Record<string, unknown> =>
	Object.fromEntries(keys.filter((key) => from[key] !== undefined && from[key] !== false).map((key) => [key, from[key]]));

/** JSON with sorted keys. */
function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	if (value === null || typeof value !== 'object') return JSON.stringify(value);
	const entries = Object.entries(value).filter(([, one]) => one !== undefined);
	return `{${entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`;
}

/** The same value with every text that is exactly a known id replaced; texts that only contain one stay. */
export function withIds<T>(value: T, ids: ReadonlyMap<string, string>): T {
	if (typeof value === 'string') return (ids.get(value) ?? value) as T;
	if (Array.isArray(value)) return value.map((one: unknown) => withIds(one, ids)) as T;
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withIds(one as unknown, ids)])) as T;
}

/** Keys n8n's public API takes for a workflow and for a node; any other is refused. */
const WRITABLE_NODE = ['id', 'webhookId', ...NODE_KEYS, 'credentials'] as const;

export interface UploadSetup {
	readonly ids: Ids;
	/** The administration's time zone. */
	readonly zone: string;
	/** The tables of this n8n: nodes that name one of them are linked to it by its id. */
	readonly tables: readonly DataTable[];
	/** What n8n holds now, whose chosen credentials are kept. */
	readonly current?: AnyWorkflow;
}

/** The body to create or update a workflow with: ids of this n8n, its zone, and the credentials people chose. */
export function uploadOf(file: AnyWorkflow & { readonly description?: string }, { ids, zone, tables, current }: UploadSetup): Record<string, unknown> {
	const chosen = new Map(current?.nodes.map((node) => [node.name, node.credentials]));
	const nodes = file.nodes.map((one) => {
		const node = linkTable(one, tables);
		const kept = chosen.get(node.name);
		const sent = Object.fromEntries(WRITABLE_NODE.filter((key) => node[key] !== undefined).map((key) => [key, node[key]]));
		const credentials = kept ?? (node.credentials === undefined ? undefined : withIds(node.credentials, ids.credentials));
		return { ...withIds(sent, ids.workflows), ...(credentials === undefined ? {} : { credentials }) };
	});
	return { name: file.name, nodes, connections: file.connections, settings: withIds({ ...file.settings, timezone: zone }, ids.workflows) };
}
