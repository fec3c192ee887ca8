import { TABLES } from '../../core/cases/tables';
import { workflowDigest } from './digest';
import type { WantedCredential, WorkflowFile } from './files';
import { N8nRefusal, RECORD_TABLE, reasonOf, unlessRefused, type DataTable, type PublicApi, type Row, type WorkflowSummary } from './publicApi';

/** What the set-up writes down of each thing it has put in: how a person's change is told from a newer package. */
export const RECORD_COLUMNS = [
	{ name: 'key', type: 'string' },
	{ name: 'kind', type: 'string' },
	{ name: 'n8nId', type: 'string' },
	{ name: 'name', type: 'string' },
	{ name: 'fileDigest', type: 'string' },
	{ name: 'storedDigest', type: 'string' },
	{ name: 'activated', type: 'boolean' },
	{ name: 'packageVersion', type: 'string' },
] as const;

/** One thing the set-up once put into n8n. */
export interface Placed {
	/** The package's id of the workflow or credential. */
	readonly key: string;
	readonly kind: 'workflow' | 'credential';
	readonly n8nId: string;
	/** Digest of the file it came from, and of what n8n held right after. */
	readonly fileDigest: string;
	readonly storedDigest: string;
	/** Switched on once: switching it off again is the people's business. */
	readonly activated: boolean;
	readonly packageVersion: string;
}

export interface FoundCredential {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	readonly createdAt?: string;
	readonly updatedAt?: string;
}

const TOUCHED_MS = 5_000;

/** Nobody has filled it since it was made: n8n never shows what a credential holds, only when it was changed. */
export const isUntouched = ({ createdAt, updatedAt }: FoundCredential): boolean => Math.abs(Date.parse(updatedAt ?? '') - Date.parse(createdAt ?? '')) < TOUCHED_MS;

/** A packaged workflow and its counterpart in n8n. */
export interface FoundWorkflow {
	readonly file: WorkflowFile;
	readonly fileDigest: string;
	readonly current?: WorkflowSummary;
	/** Digest of `current` in the package's ids. */
	readonly currentDigest: string;
	readonly placed?: Placed;
}

/** What this n8n holds of ours. Reading it changes nothing. */
export interface Inventory {
	/** n8n's version, '' where its start page does not say it. */
	readonly version: string;
	/** Seconds this machine's clock is ahead of n8n's. */
	readonly skewSeconds: number;
	/** Rights of the key; undefined where this n8n does not tell. */
	readonly scopes?: readonly string[];
	/** Credential types of ours that n8n does not know: the package is missing or older. */
	readonly unknownTypes: readonly string[];
	readonly tables: readonly DataTable[];
	readonly workflows: readonly FoundWorkflow[];
	/** Wanted credential → the one it is in n8n. */
	readonly credentials: ReadonlyMap<WantedCredential, FoundCredential | undefined>;
	readonly settings: ReadonlyMap<string, string>;
}

/** Reads all of it. `now` in milliseconds since 1970. */
export async function takeInventory(api: PublicApi, files: readonly WorkflowFile[], wanted: readonly WantedCredential[], now: () => number): Promise<Inventory> {
	const { version, skewSeconds } = await startPage(api.url, now);
	const scopes = await scopesOf(api);
	const types = [...new Set(wanted.map((one) => one.type))];
	const known = await Promise.all(types.map(async (type) => knowsType(api, type)));
	const tables = await api.dataTables();
	const has = (name: string): boolean => tables.some((table) => table.name === name);
	const placed = has(RECORD_TABLE) ? (await api.rows(RECORD_TABLE)).map(toPlaced) : [];
	const settings = has('settings') ? new Map((await api.rows('settings')).map((row) => [String(row['key']), String(row['value'] ?? '')])) : new Map<string, string>();
	return {
		version,
		skewSeconds,
		...(scopes === undefined ? {} : { scopes }),
		unknownTypes: types.filter((_type, at) => known[at] === false),
		tables,
		workflows: matchWorkflows(files, await api.workflows(), { placed, tables }),
		credentials: matchCredentials(wanted, await api.all<FoundCredential>('/credentials'), placed),
		settings,
	};
}

/** Every table of ours that is missing, whole or by its columns. */
export function missingColumns(tables: readonly DataTable[]): { readonly table: string; readonly id?: string; readonly columns: readonly { readonly name: string; readonly type: string }[] }[] {
	return TABLES.flatMap(({ name, columns }) => {
		const found = tables.find((table) => table.name === name);
		const has = new Set(found?.columns?.map((column) => column.name));
		const lacking = columns.filter((column) => !has.has(column.name)).map((column) => ({ name: column.name, type: column.type }));
		return lacking.length === 0 ? [] : [{ table: name, ...(found === undefined ? {} : { id: found.id }), columns: lacking }];
	});
}

/** Columns whose type in n8n is not ours: nothing can be stored in them as it should. */
export function wrongColumns(tables: readonly DataTable[]): string[] {
	return TABLES.flatMap(({ name, columns }) => {
		const found = tables.find((table) => table.name === name);
		return columns.flatMap((column) => {
			const type = found?.columns?.find((one) => one.name === column.name)?.type;
			return type === undefined || type === column.type ? [] : [`${name}.${column.name}: ${type}, нужен ${column.type}`];
		});
	});
}

/** n8n tells its version nowhere but in its start page, where the editor reads it; the clock is in every answer. */
async function startPage(url: string, now: () => number): Promise<{ version: string; skewSeconds: number }> {
	let response: Response;
	const asked = now();
	try {
		response = await fetch(`${url}/`, { signal: AbortSignal.timeout(30_000) });
	} catch (error) {
		throw new N8nRefusal('start page', 0, reasonOf(error));
	}
	const page = await response.text();
	const date = Date.parse(response.headers.get('date') ?? '');
	const meta = /name="n8n:config:sentry" content="([A-Za-z0-9+/=]+)"/u.exec(page)?.[1] ?? '';
	const version = /n8n@(\d+\.\d+\.\d+)/u.exec(Buffer.from(meta, 'base64').toString('utf8'))?.[1] ?? '';
	return { version, skewSeconds: Number.isNaN(date) ? 0 : Math.round((asked - date) / 1000) };
}

async function scopesOf(api: PublicApi): Promise<readonly string[] | undefined> {
	return (await unlessRefused(404, () => api.call<{ data: { scopes: readonly string[] } }>('get', '/discover')))?.data.scopes;
}

async function knowsType(api: PublicApi, type: string): Promise<boolean> {
	return (await unlessRefused(404, () => api.call<object>('get', `/credentials/schema/${type}`))) !== undefined;
}

const toPlaced = (row: Row): Placed => ({
	key: String(row['key']),
	kind: row['kind'] === 'credential' ? 'credential' : 'workflow',
	n8nId: String(row['n8nId']),
	fileDigest: String(row['fileDigest'] ?? ''),
	storedDigest: String(row['storedDigest'] ?? ''),
	activated: row['activated'] === true,
	packageVersion: String(row['packageVersion'] ?? ''),
});

/** By what the set-up wrote down, by the package's id (`n8n import:workflow` keeps it), by name (imported in the editor). */
function matchWorkflows(files: readonly WorkflowFile[], present: readonly WorkflowSummary[], { placed, tables }: { readonly placed: readonly Placed[]; readonly tables: readonly DataTable[] }): FoundWorkflow[] {
	const alive = present.filter((one) => one.isArchived !== true);
	const recordOf = (id: string): Placed | undefined => placed.find((one) => one.kind === 'workflow' && one.key === id);
	const pairs = files.map((file) => {
		const record = recordOf(file.id);
		const sameName = alive.filter((one) => one.name === file.name);
		const current = alive.find((one) => one.id === record?.n8nId) ?? alive.find((one) => one.id === file.id) ?? (sameName.length === 1 ? sameName[0] : undefined);
		return { file, record, current };
	});
	// Deleted ones too: their callers still name them, and did not change by it.
	const toOurs = new Map([
		...placed.filter((one) => one.kind === 'workflow').map((one) => [one.n8nId, one.key] as const),
		...pairs.flatMap(({ file, current }) => (current === undefined ? [] : [[current.id, file.id] as const])),
	]);
	return pairs.map(({ file, record, current }) => ({
		file,
		fileDigest: workflowDigest(file),
		...(current === undefined ? {} : { current }),
		currentDigest: current === undefined ? '' : workflowDigest(current, toOurs, tables),
		...(record === undefined ? {} : { placed: record }),
	}));
}

function matchCredentials(wanted: readonly WantedCredential[], present: readonly FoundCredential[], placed: readonly Placed[]): Map<WantedCredential, FoundCredential | undefined> {
	return new Map(
		wanted.map((one) => {
			const record = placed.find((row) => row.kind === 'credential' && row.key === one.id);
			const found = present.find((other) => other.id === record?.n8nId) ?? present.find((other) => other.id === one.id) ?? present.find((other) => other.type === one.type && other.name === one.name);
			return [one, found];
		}),
	);
}
