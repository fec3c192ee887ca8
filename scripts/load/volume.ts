/** A large register: what people and timers wait for, and where n8n's Data Tables end. */
import { zoneOf } from '../../core/calendar/zone';
import { PERIODS } from '../../core/reports/period';
import { requestAsked } from '../../core/reports/schedule';
import { control, type OpenDesk } from '../desk/open';
import { until } from '../ground/shell';
import { readWorkflows } from '../setup/files';
import { launchBrowser } from '../../test/e2e/support/browser';
import { callWorkflow } from '../../test/e2e/support/call';
import { Person } from '../../test/e2e/support/people';
import { pollNow } from './flows';
import { deployScript } from './restored';
import { seedRegister, sqlOf, type Sql } from './seed';
import { complaint, memoryOf, withStand } from './stand';
import { sqlNameOf } from './tables';

export interface VolumeOptions {
	readonly cases: number;
	readonly journal: number;
	/** Queue mode on PostgreSQL with so many workers; undefined: one process on SQLite. */
	readonly workers?: number;
	readonly tell: (line: string) => void;
}

const TEMPLATES = 40;
const MIB = 2 ** 20;
const LIMIT = 8 * 2 ** 30;
const REPORT = 'incidentDesk0029';

export interface Timing {
	readonly what: string;
	readonly seconds: number | string;
}

export interface VolumeResult {
	readonly database: string;
	readonly cases: number;
	readonly journal: number;
	readonly casesMiB: number;
	readonly journalMiB: number;
	/** The small register; the large one as n8n makes its tables; the large one with deploy/indexes.sh. */
	readonly small: readonly Timing[];
	readonly plain: readonly Timing[];
	readonly indexed: readonly Timing[];
	readonly indexSeconds: number;
	/** What n8n says when the tables are above its limit, and whether the message came in after it was raised. */
	readonly atTheLimit: { readonly limitMiB: number; readonly refusal: string; readonly registeredAfterRaising: boolean };
	readonly memoryMiB: { readonly now: number; readonly peak: number } | undefined;
}

export async function volumeRun({ cases, journal, workers, tell }: VolumeOptions): Promise<VolumeResult> {
	const env = { N8N_DATA_TABLES_MAX_SIZE_BYTES: String(LIMIT) };
	return withStand({ env, tell, ...(workers === undefined ? {} : { workers }) }, async (desk) => {
		const sql = await sqlOf(desk);
		await register(desk, TEMPLATES, 0);
		const small = await measure(desk, 1_000, FLOWS);
		tell(`Small register: ${describe(small)}`);

		tell(`Seeding ${cases} cases and ${journal} journal entries …`);
		await seedRegister(desk, sql, cases, journal);
		await desk.restart();
		const size = await sizes(desk, sql);
		tell(`cases ${size.casesMiB} MiB, journal ${size.journalMiB} MiB`);
		const plain = await measure(desk, 10_000, []);
		tell(`Large register, no indexes: ${describe(plain)}`);

		await desk.n8n.stop();
		const started = performance.now();
		tell((await deployScript('indexes.sh', [], desk.setup)).replaceAll('\n', ', '));
		const indexSeconds = round((performance.now() - started) / 1000);
		await desk.restart();
		const indexed = await measure(desk, 20_000, FLOWS);
		tell(`Large register, indexes (made in ${indexSeconds} s): ${describe(indexed)}`);
		const memoryMiB = memoryOf(desk.n8n.pid);
		const atTheLimit = await atLimit(desk, Math.min(200, Math.floor((size.casesMiB + size.journalMiB) / 2)), tell);
		return { database: desk.sql === undefined ? 'SQLite' : 'PostgreSQL', cases, journal, ...size, small, plain, indexed, indexSeconds, atTheLimit, memoryMiB };
	});
}

const describe = (timings: readonly Timing[]): string => timings.map(({ what, seconds }) => `${what} ${seconds} s`).join('; ');
const rowsOf = async (desk: OpenDesk, mark: string): Promise<number> => (await desk.api.rows('cases', [{ columnName: 'text', condition: 'like', value: `%${mark}%` }])).length;

/** Sends so many messages through the feed and waits for their rows. Seconds. */
async function register(desk: OpenDesk, count: number, from: number, timeoutMs = 600_000): Promise<number> {
	const mark = `проба ${from}-${count}`;
	await control(desk.sandbox, 'incidents', Array.from({ length: count }, (_one, at) => ({ author: { name: `Житель ${from + at}` }, text: `${complaint(from + at)} ${mark}` })));
	const started = performance.now();
	await pollNow(desk);
	await until(`${count} messages are registered`, timeoutMs, async () => (await rowsOf(desk, mark)) >= count, 250);
	return round((performance.now() - started) / 1000);
}

const round = (seconds: number): number => Math.round(seconds * 10) / 10;

/** Control, notices, recalculation, and the making of a month's and a year's report (asked for as workflow 10 asks). */
const FLOWS = ['incidentDesk0009', 'incidentDesk0014', 'incidentDesk0016', REPORT];
const RUN_MS = 600_000;
const PAGE_MS = 120_000;

async function measure(desk: OpenDesk, from: number, flows: readonly string[]): Promise<Timing[]> {
	const timings: Timing[] = [
		{ what: 'intake of 1 message, from the poll to its row', seconds: await register(desk, 1, from) },
		{ what: 'intake of 50', seconds: await register(desk, 50, from + 10) },
		...(await slowest(desk)),
		...(await pages(desk)),
	];
	for (const id of flows) {
		if (id === REPORT) {
			for (const period of ['month', 'year'] as const) {
				const request = requestAsked(period, Date.now(), zoneOf('Asia/Kamchatka'), '', true, 'page');
				timings.push(await timed(`29 Составление отчёта (${PERIODS[period].toLowerCase()})`, () => callWorkflow({ desk }, REPORT, { ...request }, RUN_MS)));
			}
			continue;
		}
		const flow = readWorkflows().find((one) => one.id === id);
		const trigger = flow?.nodes.find((node) => /manualTrigger|scheduleTrigger/u.test(node.type));
		if (flow === undefined || trigger === undefined) continue;
		timings.push(await timed(flow.name, () => desk.api.runWorkflow(id, trigger.name, RUN_MS)));
	}
	return timings;
}

interface Ran {
	readonly data?: { readonly resultData?: { readonly runData?: Readonly<Record<string, readonly { readonly executionTime: number }[]>> } };
}

/** Where the time of the last intake went: the three nodes of workflows 05 and 13 that took longest; nothing where n8n kept no such run. */
async function slowest(desk: OpenDesk): Promise<Timing[]> {
	const times: (readonly [string, number])[] = [];
	for (const id of ['incidentDesk0005', 'incidentDesk0013']) {
		const [last] = (await desk.api.executions({ workflowId: id, limit: 1 })).filter((one) => one.workflowId === id);
		if (last === undefined) continue;
		const { runData = {} } = ((await desk.api.execution(last.id, true)) as Ran).data?.resultData ?? {};
		times.push(...Object.entries(runData).map(([name, runs]) => [name, runs.reduce((sum, one) => sum + one.executionTime, 0) / 1000] as const));
	}
	const most = times.sort((a, b) => b[1] - a[1]).filter(([name]) => name !== 'Записать').slice(0, 3);
	return most.length === 0 ? [] : [{ what: 'the slowest nodes of it', seconds: most.map(([name, seconds]) => `«${name}» ${round(seconds)}`).join(', ') }];
}

/** Seconds of a run, with its status or its error where it did not succeed. */
async function timed(what: string, work: () => Promise<{ readonly status: string }>): Promise<Timing> {
	const started = performance.now();
	const { status } = await work().catch((error: unknown) => ({ status: error instanceof Error ? error.message.slice(0, 120) : 'failed' }));
	const seconds = round((performance.now() - started) / 1000);
	return { what, seconds: status === 'success' ? seconds : `${seconds} (${status})` };
}

/** What the curator waits for in Chromium on this machine: from the button of a form's first page to the next one. */
async function pages(desk: OpenDesk): Promise<Timing[]> {
	const id = (await desk.api.rows('cases', [{ columnName: 'text', condition: 'like', value: '%проба%' }])).filter((row) => row.status === 'registered' || row.status === 'review').at(-1)?.id;
	const browser = await launchBrowser();
	try {
		const curator = await Person.signIn(browser, desk.n8n.url, { email: 'kurator@palana.example', password: desk.password });
		const wait = async (what: string, path: string, query: Readonly<Record<string, number>>, shown: (person: Person) => Promise<void>): Promise<Timing> => {
			await curator.openForm(path, query);
			const started = performance.now();
			await curator.submit();
			await shown(curator);
			return { what, seconds: round((performance.now() - started) / 1000) };
		};
		return [
			await wait('form «Направление», the newest case', 'napravlenie', { case: Number(id) }, (person) => person.field('Важность').waitFor({ timeout: PAGE_MS })),
			await wait('«Мои дела» of the curator', 'moi-dela', {}, (person) => person.sees('Мои дела', PAGE_MS)),
			await wait('«Панель главы»', 'panel', {}, (person) => person.page.locator('h1', { hasText: 'Как идёт работа' }).waitFor({ timeout: PAGE_MS })),
		];
	} finally {
		await browser.close();
	}
}

async function sizes(desk: OpenDesk, sql: Sql): Promise<{ readonly casesMiB: number; readonly journalMiB: number }> {
	const of = async (table: string): Promise<number> => {
		const name = await sqlNameOf(desk, table);
		// PostgreSQL reads a name with capitals only in its quotes.
		const bytes = desk.sql === undefined ? await sql(`select sum(pgsize) from dbstat where name = '${name.replaceAll('"', '')}'`) : await sql(`select pg_total_relation_size('${name}')`);
		return Math.round(Number(bytes) / MIB);
	};
	return { casesMiB: await of('cases'), journalMiB: await of('journal') };
}

/** n8n with its own limit of 200 MiB, or less than this register takes: what is refused, and what the officer does. */
async function atLimit(desk: OpenDesk, limitMiB: number, tell: (line: string) => void): Promise<VolumeResult['atTheLimit']> {
	const mark = 'сверх предела';
	const env = desk.setup.env as Record<string, string>;
	env['N8N_DATA_TABLES_MAX_SIZE_BYTES'] = String(limitMiB * MIB);
	await desk.restart();
	await control(desk.sandbox, 'incidents', [{ text: `${mark}: на обухова темно` }]);
	await pollNow(desk);
	const failed = await until('n8n refuses the row', 180_000, async () => (await desk.api.executions({ status: 'error', limit: 10 })).find((one) => one.workflowId === 'incidentDesk0013'), 1_000);
	const full = (await desk.api.execution(failed.id, true)) as { data?: { resultData?: { error?: { message?: string } } } };
	const refusal = full.data?.resultData?.error?.message ?? 'no message';
	tell(`At the limit: ${refusal}`);
	env['N8N_DATA_TABLES_MAX_SIZE_BYTES'] = String(LIMIT);
	await desk.restart();
	await pollNow(desk);
	const registeredAfterRaising = await until('the refused message is registered', 240_000, async () => (await rowsOf(desk, mark)) === 1, 1_000).catch(() => false);
	return { limitMiB, refusal, registeredAfterRaising };
}
