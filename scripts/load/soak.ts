/** Hours of life in minutes: messages come, replies are approved, every stand-in fails now and then, and in the end all counts agree. */
import { control, view, type OpenDesk } from '../desk/open';
import { sleep, until } from '../ground/shell';
import { approveSome } from './approve';
import { reconcileEvery } from './flows';
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
	readonly journalRegistrations: number;
	readonly approved: number;
	readonly published: number;
	readonly publishedThreads: number;
	readonly answered: number;
	readonly faults: number;
	/** MiB of n8n, one a minute. */
	readonly memory: readonly number[];
	/** Least-squares growth over the second half, MiB a minute. */
	readonly growthPerMinute: number;
}

const BEAT_MS = 5_000;
const NOTICES = 'incidentDesk0014';
/** What may go wrong, where. The kinds of a network that are not sure whether the effect came are among them. */
const FAULTS = [
	...['500', '401', 'html', 'half-json', 'reset-before', 'timeout-before'].map((kind) => ({ where: 'im.feed', kind })),
	...['500', '500-after', 'html', 'half-json', 'reset-before', 'reset-after'].map((kind) => ({ where: 'vk.wall.createComment', kind })),
	{ where: 'vk.wall.createComment', kind: 'vk-error', code: 6 },
	{ where: 'vk.wall.createComment', kind: 'vk-error', code: 10 },
	...['500', 'html', 'reset-before'].map((kind) => ({ where: 'vk.wall.getComments', kind })),
	{ where: 'smtp', kind: '500', code: 451 },
] as const;

export async function soakRun({ minutes, messages, seed, workers, tell }: SoakOptions): Promise<SoakResult> {
	return withStand({ tell, ...(workers === undefined ? {} : { workers }) }, async (desk) => {
		const random = randomFrom(seed);
		await reconcileEvery(desk, 2);
		const end = Date.now() + minutes * 60_000;
		const beats = Math.floor((minutes * 60_000) / BEAT_MS);
		const memory: number[] = [];
		let [sent, faults, approved, beat] = [0, 0, 0, 0];
		for (; Date.now() < end || sent < messages; beat += 1) {
			const next = Date.now() + BEAT_MS;
			// The last fifth of the time brings nothing new: what failed is caught up.
			const due = Math.min(messages, Math.ceil((messages * (beat + 1)) / (beats * 0.8)));
			if (due > sent) await control(desk.sandbox, 'incidents', Array.from({ length: due - sent }, (_one, at) => ({ author: { name: `Житель ${sent + at}` }, text: complaint(sent + at) })));
			sent = Math.max(sent, due);
			if (random() < 0.25 && sent < messages) {
				await control(desk.sandbox, 'faults', [{ ...FAULTS[Math.floor(random() * FAULTS.length)], times: 1 + Math.floor(random() * 3) }]);
				faults += 1;
			}
			if (beat % 12 === 6) {
				approved += await approveSome(desk.api, 40);
				await desk.api.runWorkflow(NOTICES, 'Разослать сейчас').catch(() => undefined);
			}
			if (beat % 12 === 0) {
				memory.push(memoryOf(desk.n8n.pid)?.now ?? 0);
				tell(`minute ${Math.round(beat / 12)}: sent ${sent}, approved ${approved}, faults ${faults}, memory ${memory.at(-1) ?? 0} MiB`);
			}
			await sleep(Math.max(0, next - Date.now()));
		}
		await control(desk.sandbox, 'faults/clear');
		return { ...(await balance(desk, sent, approved)), faults, memory, growthPerMinute: slope(memory.slice(memory.length >> 1)) };
	});
}

/** Waits until both ends agree, or says how they differ. */
async function balance(desk: OpenDesk, sent: number, approved: number): Promise<Omit<SoakResult, 'faults' | 'memory' | 'growthPerMinute'>> {
	await until('all messages are registered', 600_000, async () => (await desk.api.rows('cases')).length >= sent, 5_000).catch(() => undefined);
	// A refusal leaves the decision to the curator (the soak has none): he has it published once more.
	await until('all approved replies are published', 1_200_000, async () => {
		const rows = await desk.api.rows('cases');
		for (const row of rows.filter((one) => one.status === 'approved' && one.publishError !== '')) await desk.api.updateRows('cases', 'id', row.id, { publishError: '' });
		// The lease of an attempt whose answer was lost runs for 15 minutes: the clock is moved, not the rule.
		for (const row of rows.filter((one) => one.status === 'publishing')) await desk.api.updateRows('cases', 'id', row.id, { publishAttemptAt: new Date(Date.now() - 3_600_000).toISOString() });
		return rows.filter((one) => one.status === 'answered').length >= approved;
	}, 20_000).catch(() => undefined);
	await sleep(10_000);
	const rows = await desk.api.rows('cases');
	const made = await view<{ readonly replyTo: number }[]>(desk.sandbox, 'publications');
	return {
		sent,
		registered: rows.length,
		keys: new Set(rows.map((row) => row.messageKey)).size,
		journalRegistrations: (await desk.api.rows('journal', [{ columnName: 'event', condition: 'eq', value: 'register' }])).length,
		approved,
		published: made.length,
		publishedThreads: new Set(made.map((one) => one.replyTo)).size,
		answered: rows.filter((one) => one.status === 'answered').length,
	};
}

function slope(values: readonly number[]): number {
	const mean = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0) / Math.max(1, list.length);
	const [x, y] = [(values.length - 1) / 2, mean(values)];
	const spread = values.reduce((sum, _one, at) => sum + (at - x) ** 2, 0);
	return spread === 0 ? 0 : Math.round((values.reduce((sum, one, at) => sum + (at - x) * (one - y), 0) / spread) * 10) / 10;
}
