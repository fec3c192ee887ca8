import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import type { Browser } from 'playwright-core';

import { outputsOf } from '../../../scripts/docs/schemas';
import { Home } from '../../../scripts/desk/home';
import { control, openDesk, view, type DeskOptions, type OpenDesk } from '../../../scripts/desk/open';
import { freePort } from '../../../scripts/ground/ports';
import { until } from '../../../scripts/ground/shell';
import { changeFlow, pollNow } from '../../../scripts/load/flows';
import { openRestored } from '../../../scripts/load/restored';
import { tail } from '../../../scripts/n8n';
import { readWorkflows } from '../../../scripts/setup/files';
import type { N8nApi, Row } from '../../../scripts/api';
import { launchBrowser } from './browser';
import { Person } from './people';

export interface TestDesk {
	/** Sandbox, n8n, API, staff: what `npm start` runs, on free ports and a folder of its own. */
	readonly desk: OpenDesk;
	readonly home: Home;
	/** Started at the first call. */
	browser(): Promise<Browser>;
	/** One of the staff at a browser, signed in; the same person is signed in once. */
	person(email: string): Promise<Person>;
	/** POST to the sandbox's control: `sandbox('incidents', [{text}])`, `sandbox('faults', {...})`. */
	sandbox<T = unknown>(action: string, body?: unknown): Promise<T>;
	/** What the sandbox holds: `'mails'`, `'publications'`, `'state'`. */
	see<T = unknown>(name: string): Promise<T>;
	/** Asks the feed, or what another workflow asks, at once. */
	pollNow(workflow?: string): Promise<void>;
	/** Waits until a row of the table is as wanted, and gives it. */
	row(table: string, what: string, isIt: (row: Row) => boolean, timeoutMs?: number): Promise<Row>;
	/** The last lines of n8n's log: for the message of a failed test. */
	log(lines?: number): string;
	close(): Promise<void>;
}

export interface TestDeskOptions extends DeskOptions {
	/** The stand is backed up, wiped and restored after this and a few messages. */
	readonly restoredAfter?: (desk: OpenDesk) => Promise<void>;
}

/**
 * A fresh stand: about half a minute. `samples: false` (the default here) leaves the feed empty. In queue mode, or
 * put back from a backup, where scripts/e2e.ts was asked for it (`--queue`, `--restored`).
 */
export async function startDesk({ restoredAfter, ...options }: TestDeskOptions = {}): Promise<TestDesk> {
	const home = new Home(mkdtempSync(join(tmpdir(), 'incident-desk-e2e-')));
	home.done({ ports: { n8n: await freePort(), sandbox: await freePort(), smtp: await freePort() } });
	const workers = process.env['INCIDENT_DESK_WORKERS'];
	const asked: DeskOptions = { samples: false, ...(workers === undefined ? {} : { workers: Number(workers) }), ...options };
	const desk = await (process.env['INCIDENT_DESK_RESTORED'] === undefined && restoredAfter === undefined ? openDesk(home, asked) : openRestored(home, asked, restoredAfter));
	if (process.env['INCIDENT_DESK_OUTPUTS'] !== undefined) await keepSecretRuns(desk.api);
	let browser: Promise<Browser> | undefined;
	const people = new Map<string, Promise<Person>>();

	const openBrowser = (): Promise<Browser> => (browser ??= launchBrowser());

	return {
		desk,
		home,
		browser: openBrowser,
		person: async (email) => {
			const known = people.get(email) ?? openBrowser().then((one) => Person.signIn(one, desk.n8n.url, { email, password: desk.password }));
			people.set(email, known);
			return known;
		},
		sandbox: (action, body) => control(desk.sandbox, action, body),
		see: (name) => view(desk.sandbox, name),
		pollNow: (workflow) => pollNow(desk, workflow),
		row: (table, what, isIt, timeoutMs = 90_000) => until(`${table}: ${what}`, timeoutMs, async () => (await desk.api.rows(table)).find(isIt), 1_000),
		log: (lines = 40) => tail(desk.n8n.log, lines),
		close: async () => {
			await (await browser)?.close();
			await keepOutputs(desk.api, basename(home.dir)).finally(() => desk.close());
			// What a failed test left behind may be looked at: INCIDENT_DESK_KEEP=1 keeps the folder.
			if (process.env['INCIDENT_DESK_KEEP'] === undefined) rmSync(home.dir, { recursive: true, force: true });
		},
	};
}

/** One stand for all tests of a file, started before the first of them; its fields are there from then on. */
export function deskForAll(options: TestDeskOptions = {}): TestDesk {
	const stand = {} as TestDesk;
	beforeAll(async () => {
		Object.assign(stand, await startDesk(options));
	}, 900_000);
	afterAll(async () => {
		await stand.close();
	});
	return stand;
}

/** Lets n8n keep the runs it usually does not, for the keys in them: on a stand that is gone in a moment they tell what the nodes give out. */
async function keepSecretRuns(api: N8nApi): Promise<void> {
	for (const { id } of readWorkflows().filter(({ settings }) => settings['saveDataSuccessExecution'] === 'none')) await changeFlow(api, id, ({ settings }) => ({ settings: { ...settings, saveDataSuccessExecution: 'all' } }));
}

/** Where INCIDENT_DESK_OUTPUTS names a folder (`npm run docs:schemas`): what our nodes gave out on this stand. */
export async function keepOutputs(api: N8nApi, name: string): Promise<void> {
	const folder = process.env['INCIDENT_DESK_OUTPUTS'];
	if (folder === undefined) return;
	// A set-up by URL and key gives the workflows ids of their own.
	const ids = new Map((await api.workflows()).map(({ id, name: called }) => [called, id]));
	const flows = readWorkflows().map((flow) => ({ ...flow, id: ids.get(flow.name) ?? flow.id }));
	const seen = await Promise.all(flows.map(({ id }) => api.executions({ workflowId: id, includeData: true, limit: 30 })));
	writeFileSync(join(folder, `${name}.json`), JSON.stringify(Object.fromEntries(outputsOf(seen.flat(), flows))));
}
