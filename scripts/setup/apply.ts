import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { workflowDigest, uploadOf, type Ids, type UploadSetup } from './digest';
import { calledBy, calledFirst, credentialsOf, packageVersion, stubOf, type WantedCredential } from './files';
import { testCredentials, type CredentialTest } from './doctor/ward';
import { RECORD_COLUMNS, type FoundWorkflow, type Inventory, type Placed } from './inventory';
import { isIndispensable, startsItself, staysOff, type Plan, type WorkflowAction, type WorkflowPlan } from './plan';
import { RECORD_TABLE, type DataTable, type PublicApi, type WorkflowSummary } from './publicApi';
import { hasLooseTable } from './tableLinks';

export interface ApplySetup {
	readonly api: PublicApi;
	readonly inventory: Inventory;
	readonly plan: Plan;
	readonly zone: string;
	/** The zone was named: workflows that stand in another one are moved, people's own changes kept. */
	readonly rezone: boolean;
	/** What the staff's links lead to; '' leaves the setting as it is. */
	readonly publicUrl: string;
	/** Asked for `conflict` and `deleted` only. */
	readonly replace: (plan: WorkflowPlan) => Promise<boolean>;
	/** Folder for the people's own versions of what is replaced. */
	readonly backupFolder: string;
	readonly say: (line: string) => void;
}

/** Carries the plan out, table by table and workflow by workflow; broken off in the middle it goes on when started again. */
export async function apply(setup: ApplySetup): Promise<void> {
	const { api, plan, inventory, say } = setup;
	await makeTables(api, [...plan.tables, ...(inventory.tables.some((one) => one.name === RECORD_TABLE) ? [] : [{ table: RECORD_TABLE, columns: RECORD_COLUMNS }])], say);
	for (const { table, rows } of plan.rows) {
		await api.insertRows(table, rows);
		if (rows.length > 0) say(`В таблицу ${table} вписаны строки: ${rows.length}`);
	}
	await fillSettings(setup);
	const credentials = await makeCredentials(setup);
	// Those just made are among them.
	const tables = await api.dataTables();
	await placeWorkflows(setup, { credentials, tables });
	await relink(setup, tables);
	if (setup.rezone) await rezone(setup);
}

/** Makes the tables that are not there, and in those that are the columns they lack. Nothing else in them is touched. */
export async function makeTables(api: PublicApi, wanted: Plan['tables'], say: (line: string) => void): Promise<void> {
	for (const { table, id, columns } of wanted) {
		if (id === undefined) await api.call('post', '/data-tables', { name: table, columns });
		else for (const column of columns) await api.call('post', `/data-tables/${id}/columns`, column);
		say(id === undefined ? `Создана таблица ${table}` : `В таблицу ${table} добавлены столбцы: ${columns.map((one) => one.name).join(', ')}`);
	}
}

const NO_IDS: Ids = { workflows: new Map(), credentials: new Map() };

/** What people changed is linked to the tables too: nothing else in it moves. */
async function relink({ api, inventory, say }: ApplySetup, tables: readonly DataTable[]): Promise<void> {
	const ours = new Set(inventory.workflows.map(({ current }) => current?.id));
	for (const one of await api.workflows()) {
		if (!ours.has(one.id) || !hasLooseTable(one.nodes, tables)) continue;
		await api.call('put', `/workflows/${one.id}`, uploadOf(one, { ids: NO_IDS, tables, zone: String(one.settings?.['timezone'] ?? 'DEFAULT') }));
		say(`«${one.name}»: таблицы указаны по номерам`);
	}
}

/** Moves every workflow of ours into the zone, as it stands in n8n now. */
async function rezone({ api, inventory, zone, say }: ApplySetup): Promise<void> {
	for (const { current } of inventory.workflows) {
		if (current === undefined || current.settings?.['timezone'] === zone) continue;
		await api.call('put', `/workflows/${current.id}`, uploadOf(await api.call<WorkflowSummary>('get', `/workflows/${current.id}`), { ids: NO_IDS, zone, tables: [] }));
		say(`«${current.name}»: часовой пояс ${zone}`);
	}
}

/** The zone and the address the officer named, where the rows still hold the package's defaults. */
async function fillSettings({ api, zone, publicUrl, inventory }: ApplySetup): Promise<void> {
	const now = (key: string): string | undefined => inventory.settings.get(key);
	if (now('zone') !== zone) await api.updateRows('settings', 'key', 'zone', { value: zone });
	if (publicUrl !== '' && now('baseUrl') !== publicUrl) await api.updateRows('settings', 'key', 'baseUrl', { value: publicUrl });
}

async function makeCredentials({ api, inventory, say }: ApplySetup): Promise<Map<string, string>> {
	const ids = new Map<string, string>();
	for (const [wanted, found] of inventory.credentials) {
		const id = found?.id ?? (await makeStub(api, wanted));
		ids.set(wanted.id, id);
		if (found === undefined) say(`Созданы пустые учётные данные «${wanted.name}»: заполните их в n8n (Credentials)`);
	}
	return ids;
}

async function makeStub(api: PublicApi, { id: key, name, type }: WantedCredential): Promise<string> {
	const schema = await api.call<CredentialSchema>('get', `/credentials/schema/${type}`);
	const made = await api.call<{ id: string }>('post', '/credentials', { name, type, data: fitting(await stubOf(type), schema) });
	await writeDown(api, { key, kind: 'credential', n8nId: made.id, fileDigest: '', storedDigest: '', activated: false, packageVersion: packageVersion() }, name);
	return made.id;
}

interface CredentialSchema {
	readonly properties: Readonly<Record<string, { readonly type?: string; readonly enum?: readonly unknown[] }>>;
	readonly required: readonly string[];
}

const EMPTY: Readonly<Record<string, unknown>> = { string: '', number: 0, boolean: false };

/** What n8n takes for a credential of this type: nothing it does not know, and something empty for each field it demands. */
function fitting(stub: Readonly<Record<string, unknown>>, { properties, required }: CredentialSchema): Record<string, unknown> {
	const known = Object.fromEntries(Object.entries(stub).filter(([key]) => key in properties));
	const demanded = required.filter((key) => known[key] === undefined).map((key): [string, unknown] => [key, properties[key]?.enum?.[0] ?? EMPTY[properties[key]?.type ?? 'string']]);
	return { ...known, ...Object.fromEntries(demanded) };
}

const DONE: Readonly<Record<WorkflowAction, string>> = { create: 'поставлен', update: 'обновлён', adopt: 'уже стоял, записан', keep: '', keepChanged: 'изменён у вас, оставлен', conflict: 'заменён, ваш вариант сохранён в файл', deleted: 'поставлен заново' };

async function placeWorkflows(setup: ApplySetup, { credentials, tables }: { readonly credentials: ReadonlyMap<string, string>; readonly tables: readonly DataTable[] }): Promise<void> {
	const { api, plan, inventory, zone, say } = setup;
	const tests = await testCredentials(api, { ...inventory, credentials: new Map([...inventory.credentials].map(([wanted]) => [wanted, { ...wanted, id: credentials.get(wanted.id) ?? '' }])) });
	const ids: Ids = { credentials, workflows: new Map(inventory.workflows.flatMap(({ file, current }) => (current === undefined ? [] : [[file.id, current.id] as const]))) };
	const wanted = await consents(setup);
	const known = await makeShells(api, wanted, ids.workflows);
	const order = calledFirst(plan.workflows.map(({ found }) => found.file));
	for (const file of order) {
		const one = plan.workflows.find(({ found }) => found.file.id === file.id);
		if (one === undefined) continue;
		if (!wanted.includes(one)) {
			say(`«${file.name}»: ${one.action === 'deleted' ? 'удалён у вас, не возвращён' : 'изменён у вас, оставлен; в пакете есть новая версия'}`);
			continue;
		}
		if (one.action === 'conflict' && one.found.current !== undefined) keepCopy(setup.backupFolder, one.found.current);
		const placed = await place(api, one, { ids: { credentials, workflows: known }, zone, tables });
		const { activated, waits } = await switchOn(api, one.found, placed, tests, plan.workflows);
		const kept = one.action === 'keep' || one.action === 'keepChanged';
		if (!kept || activated !== placed.activated) await writeDown(api, { ...placed, activated }, file.name);
		const told = [DONE[one.action], activated && !placed.activated ? 'включён' : '', waits].filter(Boolean).join(', ');
		if (told !== '') say(`«${file.name}»: ${told}`);
	}
}

/** What is to be done after asking about the people's own. */
async function consents({ plan, replace }: ApplySetup): Promise<WorkflowPlan[]> {
	const wanted: WorkflowPlan[] = [];
	for (const one of plan.workflows) if ((one.action !== 'conflict' && one.action !== 'deleted') || (await replace(one))) wanted.push(one);
	return wanted;
}

/** Every new workflow gets its id first, empty: they name each other in circles (who calls whom, who hears of whose failure). */
async function makeShells(api: PublicApi, plans: readonly WorkflowPlan[], known: ReadonlyMap<string, string>): Promise<Map<string, string>> {
	const ids = new Map(known);
	for (const { found } of plans) {
		if (found.current !== undefined) continue;
		const { id } = await api.call<{ id: string }>('post', '/workflows', { name: found.file.name, nodes: [], connections: {}, settings: {} });
		ids.set(found.file.id, id);
	}
	return ids;
}

async function place(api: PublicApi, { action, found }: WorkflowPlan, upload: Omit<UploadSetup, 'current'>): Promise<Placed> {
	const { file, current, placed, fileDigest } = found;
	if (action === 'keep' || action === 'keepChanged') {
		return placed ?? { key: file.id, kind: 'workflow', n8nId: current?.id ?? '', fileDigest, storedDigest: found.currentDigest, activated: false, packageVersion: packageVersion() };
	}
	const made = action === 'adopt' ? current : await send(api, found, upload);
	if (made === undefined) throw new Error(`«${file.name}»: n8n did not return the workflow`);
	const toOurs = new Map([...upload.ids.workflows, [file.id, made.id] as const].map(([ours, theirs]) => [theirs, ours]));
	return {
		key: file.id,
		kind: 'workflow',
		n8nId: made.id,
		fileDigest,
		storedDigest: workflowDigest(made, toOurs, upload.tables),
		// Made anew: it has never been on. One that was there before is as its people left it.
		activated: action === 'create' || action === 'deleted' ? false : (placed?.activated ?? current?.active === true),
		packageVersion: packageVersion(),
	};
}

async function send(api: PublicApi, { file, current }: FoundWorkflow, { ids, zone, tables }: Omit<UploadSetup, 'current'>): Promise<WorkflowSummary> {
	const body = uploadOf(file, { ids, zone, tables, ...(current === undefined ? {} : { current }) });
	return api.call<WorkflowSummary>('put', `/workflows/${current?.id ?? ids.workflows.get(file.id) ?? ''}`, { ...body, ...(file.description === undefined ? {} : { description: file.description }) });
}

/**
 * Switches on what was never on. What would only fail waits for the next set-up, unless others call it: without mail, or
 * with none of its services filled in (one network of four is enough: the nodes of the others do nothing).
 */
async function switchOn(api: PublicApi, { file, current }: FoundWorkflow, placed: Placed, tests: readonly CredentialTest[], all: readonly WorkflowPlan[]): Promise<{ readonly activated: boolean; readonly waits?: string }> {
	if (staysOff(file) || placed.activated || placed.n8nId === '') return { activated: placed.activated };
	if (current?.active === true) return { activated: true };
	const named = credentialsOf([file]).map((one) => one.id);
	const own = tests.filter((one) => named.includes(one.wanted.id));
	const unfilled = own.filter((one) => one.result === 'fails');
	const needed = unfilled.filter((one) => isIndispensable(one.wanted));
	const called = all.some(({ found }) => calledBy(found.file).includes(file.id));
	if (startsItself(file) && !called && (needed.length > 0 || (own.length > 0 && unfilled.length === own.length))) {
		const [which, words] = needed.length > 0 ? [needed, 'заполните'] : [unfilled, unfilled.length > 1 ? 'заполните хотя бы одно из' : 'заполните'];
		return { activated: false, waits: `пока выключен: ${words} ${which.map((one) => `«${one.wanted.name}»`).join(', ')} и запустите setup ещё раз` };
	}
	await api.activate(placed.n8nId);
	return { activated: true };
}

function keepCopy(folder: string, workflow: WorkflowSummary): void {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	writeFileSync(join(folder, `${workflow.name.replace(/[/\\:*?"<>|]/gu, ' ')}.json`), `${JSON.stringify(workflow, null, '\t')}\n`, { mode: 0o600 });
}

async function writeDown(api: PublicApi, placed: Placed, name: string): Promise<void> {
	const filters = [{ columnName: 'key', condition: 'eq', value: placed.key }];
	await api.call('post', `/data-tables/${await api.tableId(RECORD_TABLE)}/rows/upsert`, { filter: { type: 'and', filters }, data: { ...placed, name } });
}
