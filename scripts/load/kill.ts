/** Workers killed in the middle of intake and of publication: nothing may be lost and nothing be there twice. */
import { control, type OpenDesk } from '../desk/open';
import { sleep, until } from '../ground/shell';
import { approveSome } from './approve';
import { pollNow, reconcileEvery } from './flows';
import { endDeadLeases, published, threadsOf } from './lease';
import { complaint, cpuSeconds, randomFrom, withStand } from './stand';
import { countsOf, sqlNameOf, type Counts } from './tables';

export interface KillOptions {
	readonly messages: number;
	readonly publications: number;
	readonly workers: number;
	/** How often a worker is killed in each half. */
	readonly kills: number;
	readonly seed: number;
	readonly tell: (line: string) => void;
}

export interface KillResult {
	readonly sent: number;
	readonly registered: Counts;
	readonly intakeKills: number;
	readonly healedAfterSeconds: number;
	readonly approved: number;
	readonly published: number;
	readonly publishedThreads: number;
	readonly answered: number;
	readonly publicationKills: number;
	/** Executions that n8n gave up when their worker died. */
	readonly lostExecutions: number;
	readonly doublesSeen: readonly string[];
}

const INTAKE_MS = 900_000;
const PUBLISH_MS = 900_000;
const JOURNAL_MS = 1_200_000;
/** The first worker dies so many seconds after the poll, before the rows are there; the others by the count of rows. */
const FIRST_KILL_SECONDS = 10;

export async function killRun(options: KillOptions): Promise<KillResult> {
	const { messages, tell, seed } = options;
	return withStand({ workers: options.workers, tell }, async (desk) => {
		const sql = desk.sql as NonNullable<OpenDesk['sql']>;
		const [cases, journal] = [await sqlNameOf(desk, 'cases'), await sqlNameOf(desk, 'journal')];
		const counts = (): Promise<Counts> => countsOf(sql, cases, journal, 'обращение');
		const random = randomFrom(seed);
		await reconcileEvery(desk, 1);

		tell(`Seed ${seed}. ${messages} messages into the feed …`);
		for (let from = 0; from < messages; from += 100) await control(desk.sandbox, 'incidents', Array.from({ length: Math.min(100, messages - from) }, (_one, at) => ({ author: { name: `Житель ${from + at}` }, text: complaint(from + at) })));
		await pollNow(desk);
		let intakeKills = 0;
		let lastKill = Date.now();
		for (let kill = 1; kill <= options.kills; kill += 1) {
			const mark = Math.round((messages * (kill - 0.5 + 0.4 * (random() - 0.5))) / options.kills);
			if (kill === 1) await sleep((1 + random() * FIRST_KILL_SECONDS) * 1_000);
			else await until(`${mark} are registered`, INTAKE_MS, async () => (await counts()).rows >= mark, 100);
			await killBusiest(desk, random);
			lastKill = Date.now();
			intakeKills += 1;
			tell(`Worker killed at ${(await counts()).rows} rows; a new one comes as systemd would bring it.`);
			await desk.queue?.().addWorker();
		}
		await until('all are registered', INTAKE_MS, async () => (await counts()).keys >= messages, 1_000);
		const healed = Date.now();
		await journalled(counts, messages);
		const registered = await counts();
		tell(`Sent ${messages}, rows ${registered.rows}, keys ${registered.keys}, journal ${registered.entries} of ${registered.entryCases} cases.`);
		const doublesSeen = (await sql(`select "messageKey", string_agg(id::text, ',') from ${cases} group by 1 having count(*) > 1`)).split('\n').filter((line) => line !== '');

		const approved = await approveSome(desk.api, options.publications);
		tell(`${approved} replies approved; workflow 15 publishes them every minute …`);
		let publicationKills = 0;
		for (let kill = 1; kill <= options.kills; kill += 1) {
			const mark = Math.max(1, Math.round((approved * (kill - 0.5)) / options.kills));
			await until(`${mark} are published`, PUBLISH_MS, async () => (await published(desk)).length >= mark, 50);
			await killBusiest(desk, random);
			publicationKills += 1;
			tell(`Worker killed at ${(await published(desk)).length} publications.`);
			await desk.queue?.().addWorker();
			await endDeadLeases(desk);
		}
		await until('all are answered', PUBLISH_MS, async () => (await counts()).answered >= approved, 1_000);
		await sleep(20_000);
		const made = await published(desk);
		const lost = Number(await sql(`select count(*) from execution_entity where status in ('crashed', 'error')`));
		return {
			sent: messages,
			registered,
			intakeKills,
			healedAfterSeconds: Math.round((healed - lastKill) / 1000),
			approved,
			published: made.length,
			publishedThreads: threadsOf(made),
			answered: (await counts()).answered,
			publicationKills,
			lostExecutions: lost,
			doublesSeen,
		};
	});
}

/** The worker that is in the middle of something, if one can be told from the others, else any. */
async function killBusiest(desk: OpenDesk, random: () => number): Promise<void> {
	const queue = desk.queue?.();
	if (queue === undefined) throw new Error('there are no workers without queue mode');
	const before = queue.workers.map((one) => cpuSeconds(one.pid));
	await sleep(150);
	const used = queue.workers.map((one, index) => cpuSeconds(one.pid) - (before[index] ?? 0));
	const most = Math.max(...used);
	await queue.killWorker(most > 0 ? used.indexOf(most) : Math.floor(random() * used.length));
}

/** Every registered case has its journal entry: what a dead worker left undone is finished by workflow 14, 200 a minute. */
async function journalled(counts: () => Promise<Counts>, messages: number): Promise<void> {
	await until('every case has its journal entry', JOURNAL_MS, async () => (await counts()).entryCases >= messages, 2_000);
	// A run that is still under way would write its doubles now.
	await sleep(20_000);
}
