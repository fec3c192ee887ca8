import type { WantedCredential, WorkflowFile } from '../files';
import { takeInventory, type FoundCredential, type Inventory } from '../inventory';
import { N8nRefusal, unlessRefused, type Execution, type PublicApi, type Row } from '../publicApi';

export interface CredentialTest {
	readonly wanted: WantedCredential;
	/** undefined: n8n has no such credential. */
	readonly found?: FoundCredential;
	/** untested: its type has no test, or this n8n offers none by API. */
	readonly result: 'works' | 'fails' | 'untested';
	readonly message: string;
}

/** Everything the doctor looks at, read once; the checks themselves ask nobody. */
export interface Ward {
	readonly url: string;
	/** ISO 8601, UTC. */
	readonly now: string;
	readonly inventory: Inventory;
	readonly credentials: readonly CredentialTest[];
	readonly settings: readonly Row[];
	readonly officials: readonly Row[];
	readonly absences: readonly Row[];
	/** E-mails of n8n's accounts; undefined where the key may not see them. */
	readonly users?: readonly { readonly email: string; readonly isPending?: boolean }[];
	/** Failed executions, the newest first, at most a hundred. */
	readonly failed: readonly Execution[];
	/** Cases whose notice was not sent, and those in the middle of publishing. */
	readonly unsent: readonly Row[];
	readonly publishing: readonly Row[];
	/** n8n's limit of the tables, bytes, where the doctor runs in its environment. */
	readonly tableLimit: string | undefined;
}

/** Reads the ward. `now` in milliseconds since 1970. */
export async function takeWard(api: PublicApi, files: readonly WorkflowFile[], wanted: readonly WantedCredential[], now: () => number): Promise<Ward> {
	const inventory = await takeInventory(api, files, wanted, now);
	const has = (table: string): boolean => inventory.tables.some((one) => one.name === table);
	const rows = async (table: string, column?: string, value?: unknown): Promise<Row[]> => {
		const complete = column === undefined || inventory.tables.find((one) => one.name === table)?.columns?.some((one) => one.name === column) === true;
		return has(table) && complete ? api.rows(table, column === undefined ? [] : [{ columnName: column, condition: 'eq', value }]) : [];
	};
	// A key without the right to see them is refused with 403: the rest is told all the same.
	const users = await unlessRefused(403, () => api.users());
	return {
		url: api.url,
		now: new Date(now()).toISOString(),
		inventory,
		credentials: await testCredentials(api, inventory),
		settings: await rows('settings'),
		officials: await rows('officials'),
		absences: await rows('absences'),
		...(users === undefined ? {} : { users }),
		failed: (await unlessRefused(403, () => api.executions({ status: 'error' }))) ?? [],
		unsent: await rows('cases', 'noticePending', true),
		publishing: await rows('cases', 'status', 'publishing'),
		tableLimit: process.env['N8N_DATA_TABLES_MAX_SIZE_BYTES'],
	};
}

/** Each credential is tried by n8n itself, from its own machine, as its «Test» button does. */
export async function testCredentials(api: PublicApi, { credentials }: Inventory): Promise<CredentialTest[]> {
	const tests: CredentialTest[] = [];
	// One after the other: n8n 2.41 answers two tests at once with «Node not found».
	for (const [wanted, found] of credentials) {
		tests.push(found === undefined ? { wanted, result: 'fails', message: 'не созданы' } : { wanted, found, ...(await tryOut(api, found)) });
	}
	return tests;
}

async function tryOut(api: PublicApi, { id }: FoundCredential): Promise<{ readonly result: CredentialTest['result']; readonly message: string }> {
	try {
		const { status, message } = await api.call<{ status: string; message: string }>('post', `/credentials/${id}/test`);
		if (status === 'OK') return { result: 'works', message };
		return /no testing function|not.{0,20}test/iu.test(message) ? { result: 'untested', message } : { result: 'fails', message };
	} catch (error) {
		if (error instanceof N8nRefusal && (error.status === 404 || error.status === 405)) return { result: 'untested', message: '' };
		throw error;
	}
}
