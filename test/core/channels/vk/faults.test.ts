import type { Outcome } from '../../../../core/channels/types';
import { vkBench, type VkBench } from '../../../support/vkBench';

type Fault = Parameters<VkBench['fault']>[0];

const SEND = 'vk.wall.createComment';
const READ = 'vk.wall.getComments';

interface Row {
	readonly name: string;
	readonly faults: readonly Fault[];
	readonly outcome: Outcome['outcome'];
	readonly code?: string;
	/** Publications in the thread when the run is over. */
	readonly stand: number;
	/** Outcome of the same call made once more, with the network well again. Always ends with one publication, or none where a person must act. */
	readonly again: Outcome['outcome'];
	readonly standAfter: number;
}

const send = (kind: string, more: Partial<Fault> = {}): Fault => ({ where: SEND, kind, ...more });
const read = (kind: string, more: Partial<Fault> = {}): Fault => ({ where: READ, kind, ...more });
/** Good for as long as anyone asks. */
const ALWAYS = { times: 99 };
const NO_READING_AFTER = read('500', { skip: 2, times: 99 });

const ROWS: readonly Row[] = [
	{ name: 'nothing is wrong', faults: [], outcome: 'published', stand: 1, again: 'published', standAfter: 1 },
	{ name: 'a time-out before VK did anything', faults: [send('timeout-before')], outcome: 'retryLater', code: 'VK_NO_ANSWER', stand: 0, again: 'published', standAfter: 1 },
	{ name: 'a time-out after the comment was in fact created', faults: [send('timeout-after')], outcome: 'published', stand: 1, again: 'published', standAfter: 1 },
	{ name: 'a time-out, and VK creates the comment seconds later', faults: [send('late', { delayMs: 12_000 })], outcome: 'published', stand: 1, again: 'published', standAfter: 1 },
	{ name: 'a time-out after creation, and the thread cannot be read', faults: [send('timeout-after'), NO_READING_AFTER], outcome: 'unclear', code: 'VK_UNCLEAR', stand: 1, again: 'retryLater', standAfter: 1 },
	{ name: 'a time-out before creation, and the thread cannot be read', faults: [send('timeout-before'), NO_READING_AFTER], outcome: 'unclear', code: 'VK_UNCLEAR', stand: 0, again: 'retryLater', standAfter: 0 },
	{ name: 'a connection cut before VK did anything', faults: [send('reset-before')], outcome: 'retryLater', stand: 0, again: 'published', standAfter: 1 },
	{ name: 'a connection cut after creation', faults: [send('reset-after')], outcome: 'published', stand: 1, again: 'published', standAfter: 1 },
	{ name: 'HTTP 500 once, nothing done', faults: [send('500')], outcome: 'published', stand: 1, again: 'published', standAfter: 1 },
	{ name: 'HTTP 500 after creation', faults: [send('500-after')], outcome: 'published', stand: 1, again: 'published', standAfter: 1 },
	{ name: 'HTTP 500 every time', faults: [send('500', ALWAYS)], outcome: 'retryLater', code: 'VK_NO_ANSWER', stand: 0, again: 'retryLater', standAfter: 0 },
	{ name: 'half a JSON, the comment created', faults: [send('half-json')], outcome: 'published', stand: 1, again: 'published', standAfter: 1 },
	{ name: 'a web page instead of an answer', faults: [send('html')], outcome: 'published', stand: 1, again: 'published', standAfter: 1 },
	{ name: 'HTTP 401', faults: [send('401')], outcome: 'refused', code: 'VK_5', stand: 0, again: 'published', standAfter: 1 },
	{ name: 'error 5: the token expired', faults: [send('vk-error', { code: 5 })], outcome: 'refused', code: 'VK_5', stand: 0, again: 'published', standAfter: 1 },
	{ name: 'error 6 three times', faults: [send('vk-error', { code: 6, times: 3 })], outcome: 'published', stand: 1, again: 'published', standAfter: 1 },
	{ name: 'error 6 without end', faults: [send('vk-error', { code: 6, ...ALWAYS })], outcome: 'retryLater', code: 'VK_6', stand: 0, again: 'retryLater', standAfter: 0 },
	{ name: 'error 9: flood, once', faults: [send('vk-error', { code: 9 })], outcome: 'published', stand: 1, again: 'published', standAfter: 1 },
	{ name: 'error 9 without end', faults: [send('vk-error', { code: 9, ...ALWAYS })], outcome: 'retryLater', code: 'VK_9', stand: 0, again: 'retryLater', standAfter: 0 },
	{ name: 'error 10 once', faults: [send('vk-error', { code: 10 })], outcome: 'published', stand: 1, again: 'published', standAfter: 1 },
	{ name: 'error 14: captcha', faults: [send('vk-error', { code: 14 })], outcome: 'refused', code: 'VK_14', stand: 0, again: 'published', standAfter: 1 },
	{ name: 'error 15: the author or the wall shut us out', faults: [send('vk-error', { code: 15 })], outcome: 'refused', code: 'VK_15', stand: 0, again: 'published', standAfter: 1 },
	{ name: 'error 29: the limit of calls is used up', faults: [send('vk-error', { code: 29 })], outcome: 'retryLater', code: 'VK_29', stand: 0, again: 'published', standAfter: 1 },
	{ name: 'error 213: comments closed', faults: [send('vk-error', { code: 213 })], outcome: 'refused', code: 'VK_213', stand: 0, again: 'published', standAfter: 1 },
	{ name: 'error 222: links forbidden', faults: [send('vk-error', { code: 222 })], outcome: 'refused', code: 'VK_222', stand: 0, again: 'published', standAfter: 1 },
	{ name: 'error 223: too many replies', faults: [send('vk-error', { code: 223 })], outcome: 'retryLater', code: 'VK_223', stand: 0, again: 'published', standAfter: 1 },
	{ name: 'an error no table knows', faults: [send('vk-error', { code: 4242 })], outcome: 'refused', code: 'VK_4242', stand: 0, again: 'published', standAfter: 1 },
	{ name: 'the thread cannot be read before sending: 500 without end', faults: [read('500', ALWAYS)], outcome: 'retryLater', code: 'VK_NO_ANSWER', stand: 0, again: 'retryLater', standAfter: 0 },
	{ name: 'the thread cannot be read before sending: the token expired', faults: [read('vk-error', { code: 5 })], outcome: 'refused', code: 'VK_5', stand: 0, again: 'published', standAfter: 1 },
	{ name: 'the thread cannot be read before sending: 6, then well', faults: [read('vk-error', { code: 6 })], outcome: 'published', stand: 1, again: 'published', standAfter: 1 },
	{ name: 'the thread comes cut in half, then well', faults: [read('half-json')], outcome: 'published', stand: 1, again: 'published', standAfter: 1 },
];

describe('VK publishes a reply never twice, and never fails unseen, when', () => {
	it.each(ROWS)('$name', async (row) => {
		const bench = vkBench();
		row.faults.forEach(bench.fault);

		const first = await bench.channel.publish(bench.message, bench.reply);
		expect(first).toMatchObject({ outcome: row.outcome, ...(row.code === undefined ? {} : { code: row.code }) });
		expect(bench.published()).toHaveLength(row.stand);
		if (first.outcome !== 'published') {
			expect(first.message).toMatch(/[а-я]/u);
			expect(first.hint).toMatch(/[а-я]/u);
		}

		const second = await bench.channel.publish(bench.message, bench.reply);
		expect(second.outcome).toBe(row.again);
		expect(bench.published()).toHaveLength(row.standAfter);
	});

	it('VK forgets the guid and the process dies after every sending: many runs, one publication', async () => {
		const bench = vkBench();
		bench.fault({ where: SEND, kind: 'timeout-after', times: 1 });
		for (let run = 0; run < 5; run += 1) await bench.channel.publish(bench.message, bench.reply);
		expect(bench.published()).toEqual([bench.reply.text]);
		expect(bench.sent('vk.wall.createComment')).toHaveLength(1);
	});

	it('a late comment appears after the run gave up: the next run finds it', async () => {
		const bench = vkBench();
		bench.fault({ where: SEND, kind: 'late', delayMs: 60_000 });
		expect((await bench.channel.publish(bench.message, bench.reply)).outcome).toBe('retryLater');
		await bench.clock.sleep(600_000);
		expect(await bench.channel.publish(bench.message, bench.reply)).toMatchObject({ outcome: 'published', already: true });
		expect(bench.published()).toHaveLength(1);
	});
});
