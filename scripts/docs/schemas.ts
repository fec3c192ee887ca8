import type { Execution } from '../setup/publicApi';
import type { WorkflowFile } from '../setup/files';

/** n8n's form of an output example: what fields an item has, before the node was ever run. */
export interface Schema {
	readonly type: string;
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly items?: Schema;
}

const OURS = 'n8n-nodes-incident-desk.';
/** A list or object inside an item is told this deep: below it nobody picks a field. */
const DEPTH = 2;

/** The type of a value, its fields and the type of its elements. */
export function schemaOf(value: unknown, depth = 0): Schema {
	if (value === null || value === undefined) return { type: 'null' };
	if (Array.isArray(value)) return { type: 'array', ...(value.length === 0 || depth >= DEPTH ? {} : { items: merged(value.map((one) => schemaOf(one, depth + 1))) }) };
	if (typeof value !== 'object') return { type: typeof value };
	if (depth > DEPTH) return { type: 'object' };
	return { type: 'object', properties: Object.fromEntries(Object.entries(value).map(([key, one]) => [key, schemaOf(one, depth + 1)])) };
}

/** One schema for all: every field any of them has. Where types differ, the first that is not null. */
export function merged(all: readonly Schema[]): Schema {
	const type = all.find((one) => one.type !== 'null')?.type ?? 'null';
	const same = all.filter((one) => one.type === type);
	const keys = [...new Set(same.flatMap((one) => Object.keys(one.properties ?? {})))].sort();
	const fields = keys.map((key): [string, Schema] => [key, merged(same.flatMap((one) => one.properties?.[key] ?? []))]);
	const items = same.flatMap((one) => one.items ?? []);
	return { type, ...(fields.length === 0 ? {} : { properties: Object.fromEntries(fields) }), ...(items.length === 0 ? {} : { items: merged(items) }) };
}

/** What n8n puts in place of the items of a run that a crash cut off. */
const RECOVERED = 'isArtificialRecoveredEventItem';

interface Run {
	readonly data?: { readonly main?: readonly (readonly { readonly json: Readonly<Record<string, unknown>>; readonly error?: unknown }[] | null)[] };
}

/**
 * What our nodes gave out in these runs: «triageClassifier» or «caseStep/step» → its schema. Items of the error output
 * (a lone `error`, with details) and of runs that a crash cut off are left out.
 */
export function outputsOf(executions: readonly Execution[], workflows: readonly Pick<WorkflowFile, 'id' | 'nodes'>[]): Map<string, Schema> {
	const found = new Map<string, Schema[]>();
	for (const { workflowId, data } of executions) {
		const runs = (data as { readonly resultData?: { readonly runData?: Readonly<Record<string, readonly Run[]>> } } | undefined)?.resultData?.runData ?? {};
		for (const { name, type, parameters } of workflows.find((one) => one.id === workflowId)?.nodes ?? []) {
			if (!type.startsWith(OURS)) continue;
			const items = (runs[name] ?? []).flatMap((run) => run.data?.main ?? []).flatMap((output) => output ?? []);
			const good = items.map((item) => item.json).filter((json) => json['error'] === undefined && !(RECOVERED in json));
			const key = [type.slice(OURS.length), parameters['operation']].filter(Boolean).join('/');
			found.set(key, [...(found.get(key) ?? []), ...good.map((json) => schemaOf(json))]);
		}
	}
	return new Map([...found].filter(([, schemas]) => schemas.length > 0).map(([key, schemas]) => [key, merged(schemas)]));
}
