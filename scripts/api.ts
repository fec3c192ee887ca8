import axios, { type AxiosInstance } from 'axios';

import { until } from './ground/shell';

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
	readonly nodes: readonly { readonly name: string; readonly type: string; readonly disabled?: boolean }[];
}

export interface NewUser {
	readonly email: string;
	readonly firstName: string;
	readonly lastName: string;
	readonly password: string;
}

interface Table {
	readonly id: string;
	readonly name: string;
}

const SCOPES = [
	...['create', 'read', 'update', 'list', 'activate', 'deactivate'].map((one) => `workflow:${one}`),
	...['read', 'list', 'stop', 'delete'].map((one) => `execution:${one}`),
	...['create', 'read', 'update', 'list'].map((one) => `credential:${one}`),
	...['create', 'read', 'list'].map((one) => `dataTable:${one}`),
	...['create', 'read', 'update', 'delete', 'upsert'].map((one) => `dataTableRow:${one}`),
	...['read', 'list'].map((one) => `user:${one}`),
];
const PAGE = 100;

/**
 * n8n as its owner sees it: the public API (by key) for all it offers, and the editor's own addresses
 * (by cookie) for the three things it does not: signing in, inviting people with a password, running a
 * workflow by its manual trigger.
 */
export class N8nApi {
	private readonly http: AxiosInstance;
	private cookie = '';
	private apiKey = '';
	private readonly tables = new Map<string, string>();

	private constructor(readonly url: string) {
		this.http = axios.create({ baseURL: url, timeout: 60_000, proxy: false, paramsSerializer: { serialize: encodeAll } });
	}

	/** Signs in and makes an API key of this run's own, or takes the one kept from before if it still works. */
	static async signIn(url: string, who: { readonly email: string; readonly password: string }, keptKey = ''): Promise<N8nApi> {
		const api = new N8nApi(url);
		api.cookie = await signInCookie(url, who);
		api.apiKey = keptKey;
		if (keptKey !== '' && (await api.keyWorks())) return api;
		const made = await api.rest<{ rawApiKey: string }>('post', '/api-keys', { label: `incident-desk ${new Date(Date.now()).toISOString()}`, scopes: SCOPES, expiresAt: null });
		api.apiKey = made.rawApiKey;
		return api;
	}

	get key(): string {
		return this.apiKey;
	}

	/** The owner's session, for what only the editor may ask. */
	get session(): string {
		return this.cookie;
	}

	/** One call of the public API: `call('get', '/workflows')`. */
	async call<T = unknown>(method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string, data?: unknown, params?: Readonly<Record<string, unknown>>): Promise<T> {
		return told(`${method} ${path}`, async () => (await this.http.request<T>({ method, url: `/api/v1${path}`, data, params, headers: { 'X-N8N-API-KEY': this.apiKey } })).data);
	}

	/** One call of the editor's own API. */
	async rest<T = unknown>(method: 'get' | 'post' | 'patch' | 'delete', path: string, data?: unknown): Promise<T> {
		return told(`${method} /rest${path}`, async () => (await this.http.request<{ data: T }>({ method, url: `/rest${path}`, data, headers: { Cookie: this.cookie } })).data.data);
	}

	private async keyWorks(): Promise<boolean> {
		try {
			await this.call('get', '/data-tables', undefined, { limit: 1 });
			return true;
		} catch {
			return false;
		}
	}

	// People

	async users(): Promise<{ readonly email: string; readonly isPending?: boolean }[]> {
		return this.all('/users');
	}

	/** Invites those who are not there yet (or never accepted) and accepts for them, so that they can sign in. Returns the e-mails of the new ones. */
	async createUsers(people: readonly NewUser[]): Promise<string[]> {
		const known = new Set((await this.users()).filter((one) => one.isPending !== true).map((one) => one.email.toLowerCase()));
		const fresh = people.filter((one) => !known.has(one.email.toLowerCase()));
		if (fresh.length === 0) return [];
		// One call for all: ten invitations' calls in five minutes is n8n's limit.
		const invited = await this.rest<{ user: { email: string; inviteAcceptUrl?: string }; error?: string }[]>(
			'post',
			'/invitations',
			fresh.map(({ email }) => ({ email, role: 'global:member' })),
		);
		for (const { user, error } of invited) {
			const token = user.inviteAcceptUrl === undefined ? null : new URL(user.inviteAcceptUrl).searchParams.get('token');
			const person = fresh.find((one) => one.email.toLowerCase() === user.email.toLowerCase());
			if (token === null || person === undefined) throw new Error(`n8n gave no invitation link for ${user.email}${error ? `: ${error}` : ''}`);
			await told('accept invitation', () => this.http.post('/rest/invitations/accept', { token, firstName: person.firstName, lastName: person.lastName, password: person.password }));
		}
		return fresh.map((one) => one.email);
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

	/** Runs a workflow by its manual (or other) trigger, as the editor's button does, and waits for its end. */
	async runWorkflow(id: string, trigger: string, timeoutMs = 120_000): Promise<Execution> {
		const { executionId } = await this.rest<{ executionId: string }>('post', `/workflows/${encodeURIComponent(id)}/run`, { triggerToStartFrom: { name: trigger } });
		return this.finished(executionId, timeoutMs);
	}

	// Executions

	async executions(filter: { readonly workflowId?: string; readonly status?: string; readonly limit?: number; readonly includeData?: boolean } = {}): Promise<Execution[]> {
		const answer = await this.call<{ data: Execution[] }>('get', '/executions', undefined, { limit: PAGE, ...filter });
		return answer.data;
	}

	async execution(id: string, includeData = false): Promise<Execution> {
		return this.call('get', `/executions/${encodeURIComponent(id)}`, undefined, { includeData });
	}

	/** Waits until the execution is over (or waits for a person). */
	async finished(id: string, timeoutMs = 60_000): Promise<Execution> {
		return until(`execution ${id} ends`, timeoutMs, async () => {
			const one = await this.execution(id);
			return ['new', 'running', 'unknown'].includes(one.status) ? undefined : one;
		});
	}

	// Data tables

	private async tableId(name: string): Promise<string> {
		const known = this.tables.get(name);
		if (known !== undefined) return known;
		for (const table of await this.all<Table>('/data-tables')) this.tables.set(table.name, table.id);
		const id = this.tables.get(name);
		if (id === undefined) throw new Error(`n8n has no data table "${name}"`);
		return id;
	}

	async tableNames(): Promise<string[]> {
		return (await this.all<Table>('/data-tables')).map((table) => table.name);
	}

	/** All rows, by id. `filter`: `[{columnName:'status', condition:'eq', value:'review'}]`, all of them. */
	async rows(table: string, filter: readonly { readonly columnName: string; readonly condition: string; readonly value: unknown }[] = []): Promise<Row[]> {
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

	private async all<T>(path: string, params: Readonly<Record<string, unknown>> = {}): Promise<T[]> {
		const found: T[] = [];
		let cursor: string | undefined;
		do {
			const page = await this.call<{ data: T[]; nextCursor?: string | null }>('get', path, undefined, { limit: PAGE, ...params, ...(cursor === undefined ? {} : { cursor }) });
			found.push(...page.data);
			cursor = page.nextCursor ?? undefined;
		} while (cursor !== undefined);
		return found;
	}
}

/** n8n refuses the colon that axios leaves as it is in a query. */
const encodeAll = (params: Readonly<Record<string, unknown>>): string =>
	new URLSearchParams(Object.entries(params).filter(([, value]) => value !== undefined).map(([name, value]): [string, string] => [name, String(value)])).toString();

/** The cookie of a signed-in person: `n8n-auth=…`. */
export async function signInCookie(url: string, who: { readonly email: string; readonly password: string }): Promise<string> {
	const response = await told('sign in', () => axios.post(`${url}/rest/login`, { emailOrLdapLoginId: who.email, password: who.password }, { proxy: false, timeout: 30_000 }));
	const cookie = (response.headers['set-cookie'] ?? []).find((one) => one.startsWith('n8n-auth='))?.split(';')[0];
	if (cookie === undefined) throw new Error(`n8n gave no cookie to ${who.email}`);
	return cookie;
}

/** An error that says which call failed and what n8n answered, and never carries the key or the cookie. */
async function told<T>(what: string, call: () => Promise<T>): Promise<T> {
	try {
		return await call();
	} catch (error) {
		if (!axios.isAxiosError(error)) throw error;
		const body = error.response?.data as unknown;
		throw new Error(`n8n, ${what}: ${error.response?.status ?? error.code ?? error.message} ${body === undefined ? '' : JSON.stringify(body).slice(0, 500)}`);
	}
}
