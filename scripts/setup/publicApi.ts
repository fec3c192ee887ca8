export type Row = Record<string, string | number | boolean | null> & { readonly id?: number };

export interface Execution {
	readonly id: string;
	readonly workflowId: string;
	readonly status: 'new' | 'running' | 'success' | 'error' | 'canceled' | 'crashed' | 'waiting' | 'unknown';
	readonly mode: string;
	readonly finished?: boolean;
	readonly startedAt?: string;
	readonly data?: unknown;
}

export interface WorkflowSummary {
	readonly id: string;
	readonly name: string;
	readonly active: boolean;
	readonly isArchived?: boolean;
	readonly nodes: readonly { readonly name: string; readonly type: string; readonly disabled?: boolean; readonly [key: string]: unknown }[];
	readonly connections?: unknown;
	readonly settings?: Readonly<Record<string, unknown>> | null;
}

export interface DataTable {
	readonly id: string;
	readonly name: string;
	readonly columns?: readonly { readonly name: string; readonly type: string }[];
	readonly sizeBytes?: number;
	readonly projectId?: string;
}

/** The table in which the set-up keeps what it has put in; its project is ours. */
export const RECORD_TABLE = 'desk_setup';

export interface Filter {
	readonly columnName: string;
	readonly condition: string;
	readonly value: unknown;
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** A call that n8n refused: what was asked, the HTTP status (0: no answer at all) and n8n's own words. Never the key. */
export class N8nRefusal extends Error {
	constructor(
		what: string,
		readonly status: number,
		readonly answer: string,
	) {
		super(`n8n, ${what}: ${status === 0 ? 'no answer' : status} ${answer}`.trim());
		this.name = 'N8nRefusal';
	}
}

const PAGE = 100;
const TIMEOUT_MS = 60_000;

/** n8n's public API by key, with nothing but Node's own fetch: it also runs from the packed package. */
export class PublicApi {
	private readonly tables = new Map<string, string>();

	constructor(
		readonly url: string,
		protected apiKey: string,
	) {}

	get key(): string {
		return this.apiKey;
	}

	/** One call: `call('get', '/workflows')`. */
	async call<T = unknown>(method: Method, path: string, data?: unknown, params: Readonly<Record<string, unknown>> = {}): Promise<T> {
		const asked = Object.entries(params).filter(([, value]) => value !== undefined);
		// n8n refuses a query in which a reserved character stands as it is, and takes the «+» of a space for one.
		const query = new URLSearchParams(asked.map(([name, value]): [string, string] => [name, String(value)])).toString().replaceAll('+', '%20').replaceAll('*', '%2A');
		return this.request<T>(method, `/api/v1${path}`, { 'X-N8N-API-KEY': this.apiKey }, data, query);
	}

	protected async request<T>(method: Method, path: string, headers: Readonly<Record<string, string>>, data?: unknown, query = ''): Promise<T> {
		const what = `${method} ${path.replace(/^\/api\/v1/u, '')}`;
		let response: Response;
		let text: string;
		try {
			response = await fetch(`${this.url}${path}${query === '' ? '' : `?${query}`}`, {
				method: method.toUpperCase(),
				headers: { ...headers, ...(data === undefined ? {} : { 'Content-Type': 'application/json' }) },
				...(data === undefined ? {} : { body: JSON.stringify(data) }),
				signal: AbortSignal.timeout(TIMEOUT_MS),
			});
			text = await response.text();
		} catch (error) {
			throw new N8nRefusal(what, 0, reasonOf(error));
		}
		if (!response.ok) throw new N8nRefusal(what, response.status, text.slice(0, 500));
		try {
			return (text === '' ? undefined : JSON.parse(text)) as T;
		} catch {
			throw new N8nRefusal(what, response.status, `not JSON: ${text.slice(0, 200)}`);
		}
	}

	/** All pages of a list. */
	async all<T>(path: string, params: Readonly<Record<string, unknown>> = {}): Promise<T[]> {
		const found: T[] = [];
		let cursor: string | undefined;
		do {
			const page = await this.call<{ data: T[]; nextCursor?: string | null }>('get', path, undefined, { limit: PAGE, ...params, cursor });
			found.push(...page.data);
			cursor = page.nextCursor ?? undefined;
		} while (cursor !== undefined);
		return found;
	}

	async users(): Promise<{ readonly email: string; readonly isPending?: boolean }[]> {
		return this.all('/users');
	}

	// Workflows

	async workflows(): Promise<WorkflowSummary[]> {
		return this.all('/workflows');
	}

	async activate(id: string): Promise<void> {
		await this.call('post', `/workflows/${encodeURIComponent(id)}/activate`, {});
	}

	async deactivate(id: string): Promise<void> {
		await this.call('post', `/workflows/${encodeURIComponent(id)}/deactivate`, {});
	}

	// Executions

	async executions(filter: { readonly workflowId?: string; readonly status?: string; readonly limit?: number; readonly includeData?: boolean } = {}): Promise<Execution[]> {
		const answer = await this.call<{ data: Execution[] }>('get', '/executions', undefined, { limit: PAGE, ...filter });
		return answer.data;
	}

	async execution(id: string, includeData = false): Promise<Execution> {
		return this.call('get', `/executions/${encodeURIComponent(id)}`, undefined, { includeData });
	}

	// Data tables

	/** The tables of our project; before the first set-up, of all that the key's owner sees. */
	async dataTables(): Promise<DataTable[]> {
		const found = await this.all<DataTable>('/data-tables');
		const home = found.find((table) => table.name === RECORD_TABLE)?.projectId;
		return home === undefined ? found : found.filter((table) => table.projectId === home);
	}

	async tableNames(): Promise<string[]> {
		return (await this.dataTables()).map((table) => table.name);
	}

	async tableId(name: string): Promise<string> {
		const known = this.tables.get(name);
		if (known !== undefined) return known;
		for (const table of await this.dataTables()) this.tables.set(table.name, table.id);
		const id = this.tables.get(name);
		if (id === undefined) throw new Error(`n8n has no data table "${name}"`);
		return id;
	}

	/** All rows, by id. `filter`: `[{columnName:'status', condition:'eq', value:'review'}]`, all of them. */
	async rows(table: string, filter: readonly Filter[] = []): Promise<Row[]> {
		const params = { sortBy: 'id:asc', ...(filter.length === 0 ? {} : { filter: JSON.stringify({ type: 'and', filters: filter }) }) };
		return this.all(`/data-tables/${await this.tableId(table)}/rows`, params);
	}

	async insertRows(table: string, rows: readonly Row[]): Promise<void> {
		if (rows.length > 0) await this.call('post', `/data-tables/${await this.tableId(table)}/rows`, { data: rows, returnType: 'count' });
	}

	/** Changes the rows whose `column` equals `value`. */
	async updateRows(table: string, column: string, value: unknown, data: Row): Promise<void> {
		const filter = { type: 'and', filters: [{ columnName: column, condition: 'eq', value }] };
		await this.call('patch', `/data-tables/${await this.tableId(table)}/rows/update`, { filter, data });
	}
}

/** What n8n answers, or undefined where it refuses with this HTTP status; any other refusal is an error. */
export async function unlessRefused<T>(status: number, ask: () => Promise<T>): Promise<T | undefined> {
	try {
		return await ask();
	} catch (error) {
		if (error instanceof N8nRefusal && error.status === status) return undefined;
		throw error;
	}
}

/** fetch says only «fetch failed»: the reason is in its cause. */
export function reasonOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const cause = error.cause as { readonly code?: string; readonly message?: string } | undefined;
	return cause?.code ?? cause?.message ?? error.message;
}
