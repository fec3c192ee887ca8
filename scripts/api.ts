import { until } from './ground/shell';
import { N8nRefusal, PublicApi, type Execution } from './setup/publicApi';

export type { Execution, Row, WorkflowSummary } from './setup/publicApi';

export interface NewUser {
	readonly email: string;
	readonly firstName: string;
	readonly lastName: string;
	readonly password: string;
}

/** Where n8n stands with putting a workflow's version in place. */
interface Publication {
	readonly status: 'not_published' | 'in_progress' | 'published' | 'partial' | 'failed';
	readonly triggers: readonly { readonly errorMessage: string | null }[];
}

const of = (resource: string, ...operations: readonly string[]): string[] => operations.map((one) => `${resource}:${one}`);

/** What the stand's own key may do: all that `npm run setup` needs, and reading executions. */
const SCOPES = [
	...of('workflow', 'create', 'read', 'update', 'list', 'delete', 'activate', 'deactivate'),
	...of('execution', 'read', 'list', 'stop', 'delete'),
	...of('credential', 'create', 'read', 'update', 'list', 'delete'),
	...of('dataTable', 'create', 'read', 'list', 'delete'),
	...of('dataTableColumn', 'create', 'read'),
	...of('dataTableRow', 'create', 'read', 'update', 'delete', 'upsert'),
	...of('user', 'read', 'list'),
];

/**
 * n8n as its owner sees it: the public API (by key) for all it offers, and the editor's own addresses
 * (by cookie) for the three things it does not: signing in, inviting people with a password, running a
 * workflow by its manual trigger.
 */
export class N8nApi extends PublicApi {
	private cookie = '';

	/** Signs in and makes an API key of this run's own, or takes the one kept from before if it still works. */
	static async signIn(url: string, who: { readonly email: string; readonly password: string }, keptKey = ''): Promise<N8nApi> {
		const api = new N8nApi(url, keptKey);
		api.cookie = await signInCookie(url, who);
		if (keptKey !== '' && (await api.keyWorks())) return api;
		const made = await api.rest<{ rawApiKey: string }>('post', '/api-keys', { label: `incident-desk ${new Date(Date.now()).toISOString()}`, scopes: SCOPES, expiresAt: null });
		api.apiKey = made.rawApiKey;
		return api;
	}

	/** The owner's session, for what only the editor may ask. */
	get session(): string {
		return this.cookie;
	}

	/** One call of the editor's own API. */
	async rest<T = unknown>(method: 'get' | 'post' | 'patch' | 'delete', path: string, data?: unknown): Promise<T> {
		return (await this.request<{ data: T }>(method, `/rest${path}`, { Cookie: this.cookie }, data)).data;
	}

	private async keyWorks(): Promise<boolean> {
		try {
			await this.call('get', '/data-tables', undefined, { limit: 1 });
			return true;
		} catch {
			return false;
		}
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
			await this.request('post', '/rest/invitations/accept', {}, { token, firstName: person.firstName, lastName: person.lastName, password: person.password });
		}
		return fresh.map((one) => one.email);
	}

	/** n8n answers at once and puts a version in place a moment later: until then the address serves the version before, or nobody. */
	override async activate(id: string): Promise<void> {
		await super.activate(id);
		await this.published(id);
	}

	override async deactivate(id: string): Promise<void> {
		await super.deactivate(id);
		await this.published(id);
	}

	/** Waits until nothing is on its way to being published or taken back, and says which trigger did not start. */
	private async published(id: string): Promise<void> {
		const { status, triggers } = await until(`workflow ${id} is in place`, 120_000, async () => {
			const now = await this.rest<Publication>('get', `/workflows/${encodeURIComponent(id)}/publication-status`);
			return now.status === 'in_progress' ? undefined : now;
		}, 50);
		if (status !== 'failed' && status !== 'partial') return;
		throw new Error(`workflow ${id}: ${triggers.map(({ errorMessage }) => errorMessage).filter(Boolean).join('; ')}`);
	}

	/** Runs a workflow by its manual (or other) trigger, as the editor's button does, and waits for its end. */
	async runWorkflow(id: string, trigger: string, timeoutMs = 120_000): Promise<Execution> {
		const { executionId } = await this.rest<{ executionId: string }>('post', `/workflows/${encodeURIComponent(id)}/run`, { triggerToStartFrom: { name: trigger } });
		return this.finished(executionId, timeoutMs);
	}

	/** Waits until the execution is over (or waits for a person). */
	async finished(id: string, timeoutMs = 60_000): Promise<Execution> {
		return until(`execution ${id} ends`, timeoutMs, async () => {
			const one = await this.execution(id);
			return ['new', 'running', 'unknown'].includes(one.status) ? undefined : one;
		});
	}
}

/** The cookie of a signed-in person: `n8n-auth=…`. */
export async function signInCookie(url: string, who: { readonly email: string; readonly password: string }): Promise<string> {
	const response = await fetch(`${url}/rest/login`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ emailOrLdapLoginId: who.email, password: who.password }),
		signal: AbortSignal.timeout(30_000),
	});
	if (!response.ok) throw new N8nRefusal('sign in', response.status, (await response.text()).slice(0, 300));
	const cookie = response.headers.getSetCookie().find((one) => one.startsWith('n8n-auth='))?.split(';')[0];
	if (cookie === undefined) throw new Error(`n8n gave no cookie to ${who.email}`);
	return cookie;
}
