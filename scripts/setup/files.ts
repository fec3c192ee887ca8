import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { ICredentialType } from 'n8n-workflow';

import type { Row } from './publicApi';

export interface WorkflowNode {
	readonly name: string;
	readonly type: string;
	readonly credentials?: Readonly<Record<string, { readonly id: string; readonly name: string }>>;
	readonly parameters: Readonly<Record<string, unknown>>;
	readonly [key: string]: unknown;
}

export interface WorkflowFile {
	readonly file: string;
	readonly id: string;
	readonly name: string;
	readonly description?: string;
	readonly nodes: readonly WorkflowNode[];
	readonly connections: unknown;
	readonly settings: Readonly<Record<string, unknown>>;
}

/** A credential that workflows name. */
export interface WantedCredential {
	readonly id: string;
	readonly name: string;
	readonly type: string;
}

/** The set-up workflow: tables and reference rows. Run once, never active. */
export const SETUP_WORKFLOW = 'incidentDesk0000';

/** The package's folder, from the source and from dist alike: the nearest one upwards that holds workflows. */
export const PACKAGE_ROOT = rootFrom(__dirname);

function rootFrom(folder: string): string {
	if (existsSync(join(folder, 'workflows')) && existsSync(join(folder, 'package.json'))) return folder;
	const up = dirname(folder);
	if (up === folder) throw new Error('The package is not whole: its folder workflows is missing. Install it again.');
	return rootFrom(up);
}

export const packageVersion = (): string => (JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as { version: string }).version;

/** All workflows of the package (or of another folder, as of an older release), in the order of their numbers. */
export function readWorkflows(folder = join(PACKAGE_ROOT, 'workflows')): (WorkflowFile & { readonly text: string })[] {
	return readdirSync(folder)
		.filter((file) => file.endsWith('.json'))
		.sort()
		.map((file) => {
			const text = readFileSync(join(folder, file), 'utf8');
			return { ...(JSON.parse(text) as Omit<WorkflowFile, 'file'>), file, text };
		});
}

/** Rows that the package brings: the defaults of `settings`, the first reply templates. */
export function referenceRows(table: 'settings' | 'templates'): Row[] {
	const built = join(PACKAGE_ROOT, 'dist/data/reference', `${table}.json`);
	const file = existsSync(join(PACKAGE_ROOT, 'data')) ? join(PACKAGE_ROOT, 'data/reference', `${table}.json`) : built;
	return JSON.parse(readFileSync(file, 'utf8')) as Row[];
}

/** The trigger a person starts it by in the editor. */
export function manualTriggerOf(workflow: WorkflowFile): string {
	const trigger = workflow.nodes.find((node) => node.type === 'n8n-nodes-base.manualTrigger');
	if (trigger === undefined) throw new Error(`${workflow.file} has no manual trigger`);
	return trigger.name;
}

/** Ids of the workflows that this one calls: n8n switches it on only after them. */
export const calledBy = ({ id, nodes }: WorkflowFile): string[] =>
	nodes.filter((node) => node.type === 'n8n-nodes-base.executeWorkflow').map((node) => (node.parameters['workflowId'] as { readonly value: string }).value).filter((one) => one !== id);

/**
 * The order in which n8n lets them be activated: a workflow after all that it calls.
 *
 * @throws when workflows call each other in a circle
 */
export function calledFirst<T extends WorkflowFile>(workflows: readonly T[]): T[] {
	const ordered: T[] = [];
	let waiting = [...workflows];
	while (waiting.length > 0) {
		const ready = waiting.filter((one) => calledBy(one).every((id) => !waiting.some((other) => other.id === id)));
		if (ready.length === 0) throw new Error(`These workflows call each other in a circle: ${waiting.map((one) => one.name).join(', ')}`);
		ordered.push(...ready);
		waiting = waiting.filter((one) => !ready.includes(one));
	}
	return ordered;
}

/** A trigger of ours: they ask a service, or hear from it, by themselves. */
export const isOurTrigger = ({ type }: WorkflowNode): boolean => type.startsWith('n8n-nodes-incident-desk.') && type.endsWith('Trigger');

/** Every credential the workflows name, once. */
export function credentialsOf(workflows: readonly WorkflowFile[]): WantedCredential[] {
	const found = new Map<string, WantedCredential>();
	for (const { nodes } of workflows) {
		for (const [type, { id, name }] of nodes.flatMap((node) => Object.entries(node.credentials ?? {}))) found.set(id, { id, name, type });
	}
	return [...found.values()];
}

/** What a new credential of one of our types holds before anybody has filled it: the defaults of its fields. */
export async function stubOf(type: string): Promise<Record<string, unknown>> {
	if (type === 'smtp') return { user: '', password: '', host: '', port: 465, secure: true };
	const name = `${type.charAt(0).toUpperCase()}${type.slice(1)}`;
	const file = join(__dirname, '../../credentials', `${name}.credentials`);
	if (!['.js', '.ts'].some((end) => existsSync(`${file}${end}`))) return {};
	const module = (await import(file)) as Record<string, new () => ICredentialType>;
	const Type = module[name];
	if (Type === undefined) return {};
	return Object.fromEntries(new Type().properties.filter((one) => one.type !== 'hidden' && one.type !== 'notice').map((one) => [one.name, one.default]));
}
