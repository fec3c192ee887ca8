/** Hours of life in minutes: messages come, replies are approved, every stand-in fails now and then, and in the end all counts agree. */
import { control, type OpenDesk } from '../desk/open';
import { sleep, until } from '../ground/shell';
import { approveSome } from './approve';
import { reconcileEvery } from './flows';
import { HeapGauge } from './heap';
import { endDeadLeases, published, threadsOf } from './lease';
import { complaint, memoryOf, randomFrom, withStand } from './stand';

export interface SoakOptions {
	readonly minutes: number;
	readonly messages: number;
	readonly seed: number;
	readonly workers?: number;
	readonly tell: (line: string) => void;
}

export interface SoakResult {
	readonly sent: number;
	readonly registered: number;
	readonly keys: number;
	/** Messages that are in no row: their number, network and way. */
	readonly missing: readonly string[];
	readonly journalRegistrations: number;
	readonly approved: number;
	readonly published: number;
	readonly publishedThreads: number;
	readonly answered: number;
	/** How many bursts of faults the stand-ins were given. */
	readonly bursts: number;
	/** MiB of n8n's process, one a minute. */
	readonly memory: readonly number[];
	/** MiB that n8n still held after a full collection of garbage, one a minute. */
	readonly held: readonly number[];
	/** What is held: median of the last quarter against that of the second; the first is the warming up. */
	readonly growth: number;
}

const BEAT_MS = 5_000;
const NOTICES = 'incidentDesk0014';
/** An attempt that began so long ago has lost its answer. */
const LOST_MS = 180_000;
const NETWORKS = ['vk', 'ok', 'facebook', 'instagram'];
/** Of so many messages one comes only through the administration's own account. */
const OWN_EVERY = 5;
/** What may go wrong, where: every stand-in, reading and writing. The kinds that leave it open whether the effect came are among them. */
const FAULTS = [
	...['500', '401', 'html', 'half-json', 'reset-before', 'timeout-before'].map((kind) => ({ where: 'im.feed', kind })),
	...['vk.wall.createComment', 'ok.discussions.addDiscussionComment', 'facebook.post.comments', 'instagram.post.replies'].flatMap((where) => ['500', '500-after', 'html', 'half-json', 'reset-before', 'reset-after'].map((kind) => ({ where, kind }))),
	...['vk.wall.getComments', 'ok.discussions.get*', 'facebook.get.*', 'instagram.get.*'].flatMap((where) => ['500', '429', 'html', 'reset-before'].map((kind) => ({ where, kind }))),
	...[6, 10].map((code) => ({ where: 'vk.wall.createComment', kind: 'vk-error', code })),
	{ where: 'ok.discussions.addDiscussionComment', kind: 'api-error', code: 102 },
	{ where: 'facebook.post.comments', kind: 'api-error', code: 200 },
	{ where: 'instagram.post.replies', kind: 'api-error', code: 190 },
	...[421, 451].map((code) => ({ where: 'smtp', kind: '500', code })),
] as const;

export async function soakRun({ minutes, messages, seed, workers, tell }: SoakOptions): Promise<SoakResult> {
	const gauge = new HeapGauge();
	return withStand({ tell, env: gauge.env, ...(workers === undefined ? {} : { workers }) }, async (desk) => {
		const random = randomFrom(seed);
		await reconcileEvery(desk, 2);
		const end = Date.now() + minutes * 60_000;
		const beats = Math.floor((minutes * 60_000) / BEAT_MS);
		const [memory, held]: [number[], number[]] = [[], []];
		let [sent, bursts, approved, beat] = [0, 0, 0, 0];
		for (; Date.now() < end || sent < messages; beat += 1) {
			const next = Date.now() + BEAT_MS;
			// The last fifth of the time brings nothing new: what failed is caught up.
			const due = Math.min(messages, Math.ceil((messages * (beat + 1)) / (beats * 0.8)));
			if (due > sent) await write(desk, sent, due);
			sent = Math.max(sent, due);
			if (random() < 0.25 && sent < messages) {
				await control(desk.sandbox, 'faults', [{ ...FAULTS[Math.floor(random() * FAULTS.length)], times: 1 + Math.floor(random() * 3) }]);
				bursts += 1;
			}
			if (beat % 12 === 6) {
				approved += await approveSome(desk.api, 40);
				await desk.api.runWorkflow(NOTICES, 'Разослать сейчас').catch(() => undefined);
			}
			if (beat % 12 === 0) {
				memory.push(memoryOf(desk.n8n.pid)?.now ?? 0);
				held.push(await gauge.settled(desk.n8n.pid));
				tell(`minute ${Math.round(beat / 12)}: sent ${sent}, approved ${approved}, bursts of faults ${bursts}, memory ${memory.at(-1) ?? 0} MiB, held ${held.at(-1) ?? 0} MiB`);
			}
			await sleep(Math.max(0, next - Date.now()));
		}
		await control(desk.sandbox, 'faults/clear');
		return { ...(await balance(desk, sent, approved)), bursts, memory, held, growth: growthOf(held) };
	}).finally(() => gauge.close());
}

const networkOf = (number: number): string => NETWORKS[(number >> 1) % NETWORKS.length] ?? 'vk';
const isOwn = (number: number): boolean => number % OWN_EVERY === 0;

/** Messages of residents in four networks in turn: most are found by the Incident Manager, some only on the account itself. */
async function write(desk: OpenDesk, from: number, to: number): Promise<void> {
	const numbers = Array.from({ length: to - from }, (_one, at) => from + at);
	const own = numbers.filter(isOwn);
	const found = numbers.filter((number) => !isOwn(number));
	await control(desk.sandbox, 'incidents', found.map((number) => ({ network: networkOf(number), author: { name: `Житель ${number}` }, text: complaint(number) })));
	await control(desk.sandbox, 'remarks', own.map((number) => ({ network: networkOf(number), author: `Житель ${number}`, text: complaint(number) })));
}

/** Waits until both ends agree, or says how they differ. */
async function balance(desk: OpenDesk, sent: number, approved: number): Promise<Omit<SoakResult, 'bursts' | 'memory' | 'held' | 'growth'>> {
	await until('all messages are registered', 600_000, async () => (await desk.api.rows('cases')).length >= sent, 5_000).catch(() => undefined);
	// A refusal leaves the decision to the curator (the soak has none): he has it published once more.
	await until('all approved replies are published', 1_200_000, async () => {
		const rows = await desk.api.rows('cases');
		for (const row of rows.filter((one) => one.status === 'approved' && one.publishError !== '')) await desk.api.updateRows('cases', 'id', row.id, { publishError: '' });
		if (rows.some((one) => one.status === 'publishing' && Date.now() - Date.parse(String(one.publishAttemptAt)) > LOST_MS)) await endDeadLeases(desk);
		return rows.filter((one) => one.status === 'answered').length >= approved;
	}, 20_000).catch(() => undefined);
	await sleep(10_000);
	const rows = await desk.api.rows('cases');
	const texts = new Set(rows.map((row) => String(row.text)));
	const made = await published(desk);
	return {
		sent,
		registered: rows.length,
		keys: new Set(rows.map((row) => row.messageKey)).size,
		missing: Array.from({ length: sent }, (_one, number) => number).filter((number) => !texts.has(complaint(number))).slice(0, 50).map((number) => `${number} ${networkOf(number)} ${isOwn(number) ? 'own account' : 'feed'}`),
		journalRegistrations: (await desk.api.rows('journal', [{ columnName: 'event', condition: 'eq', value: 'register' }])).length,
		approved,
		published: made.length,
		publishedThreads: threadsOf(made),
		answered: rows.filter((one) => one.status === 'answered').length,
	};
}

function growthOf(memory: readonly number[]): number {
	const quarter = memory.length >> 2;
	const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 1;
	return Math.round((100 * middle(memory.slice(-Math.max(1, quarter)))) / middle(memory.slice(quarter, Math.max(1, 2 * quarter)))) / 100;
}
