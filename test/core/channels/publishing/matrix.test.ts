import type { Outcome } from '../../../../core/channels/types';
import { plant } from '../../../../sandbox/plant';
import type { BenchFault } from '../../../support/networkBench';
import { PLACES, publishBench, type PlaceName, type PublishBench } from '../../../support/publishBench';

/** How each network words the troubles that all of them know; undefined: that place does not know it. */
interface Dialect {
	readonly prefix: string;
	readonly token: number;
	readonly rate: number;
	/** The network's «too many» passes by itself within a run. */
	readonly ratePasses: boolean;
	readonly closed: string;
	readonly deleted: string;
	readonly blocked?: string;
	/** What the same call says once more, when the reply already stands there: a place that names nobody as answered asks a person. */
	readonly again?: string;
}

const DIALECTS: Readonly<Record<PlaceName, Dialect>> = {
	'vk wall': { prefix: 'VK', token: 5, rate: 6, ratePasses: true, closed: 'VK_213', deleted: 'VK_MESSAGE_GONE', blocked: 'VK_15' },
	'vk board': { prefix: 'VK', token: 5, rate: 6, ratePasses: true, closed: 'VK_213', deleted: 'VK_100', again: 'VK_SAME_TEXT' },
	'vk messages': { prefix: 'VK', token: 5, rate: 6, ratePasses: true, closed: 'VK_901', deleted: 'VK_100', blocked: 'VK_900' },
	'ok discussion': { prefix: 'OK', token: 102, rate: 8, ratePasses: true, closed: 'OK_456', deleted: 'OK_700', blocked: 'OK_458' },
	'ok messages': { prefix: 'OK', token: 102, rate: 8, ratePasses: true, closed: 'OK_458', deleted: 'OK_705', blocked: 'OK_458' },
	facebook: { prefix: 'FACEBOOK', token: 190, rate: 4, ratePasses: false, closed: 'FACEBOOK_200', deleted: 'FACEBOOK_100', blocked: 'FACEBOOK_200' },
	instagram: { prefix: 'INSTAGRAM', token: 190, rate: 4, ratePasses: false, closed: 'INSTAGRAM_200', deleted: 'INSTAGRAM_100', blocked: 'INSTAGRAM_200' },
};

interface Row {
	readonly name: string;
	readonly trouble: (bench: PublishBench, dialect: Dialect) => void;
	readonly outcome: Outcome['outcome'];
	readonly code?: (dialect: Dialect) => string | undefined;
	/** Publications when the run is over, and after the same call made once more. */
	readonly stand: number;
	readonly standAfter: number;
	readonly again: Outcome['outcome'];
	readonly only?: (place: PlaceName, dialect: Dialect) => boolean;
}

const sending = (kind: string, more: Partial<BenchFault> = {}) => (bench: PublishBench) => {
	bench.fault({ where: bench.place.send, kind, ...more });
};
const ALWAYS = { times: 99 };
const once = { stand: 1, standAfter: 1, outcome: 'published', again: 'published' } as const;
const later = { stand: 0, standAfter: 1, outcome: 'retryLater', again: 'published' } as const;
const lastingRefusal = { stand: 0, standAfter: 0, outcome: 'refused', again: 'refused' } as const;
const noAnswer = (dialect: Dialect): string => `${dialect.prefix}_NO_ANSWER`;

const ROWS: readonly Row[] = [
	{ name: 'nothing is wrong', trouble: () => undefined, ...once },
	{ name: 'a time-out before anything happened', trouble: sending('timeout-before'), ...later, code: noAnswer },
	{ name: 'a time-out after the reply was in fact published', trouble: sending('timeout-after'), ...once },
	{ name: 'a time-out, and the reply appears seconds later', trouble: sending('late', { delayMs: 12_000 }), ...once },
	{ name: 'a connection cut before anything happened', trouble: sending('reset-before'), ...later },
	{ name: 'a connection cut after publication', trouble: sending('reset-after'), ...once },
	{ name: 'HTTP 500 once', trouble: sending('500'), ...once },
	{ name: 'HTTP 500 after publication', trouble: sending('500-after'), ...once },
	{ name: 'HTTP 500 every time', trouble: sending('500', ALWAYS), outcome: 'retryLater', code: noAnswer, stand: 0, standAfter: 0, again: 'retryLater' },
	{ name: 'half an answer, the reply published', trouble: sending('half-json'), ...once },
	{ name: 'a web page instead of an answer', trouble: sending('html'), ...once },
	{ name: 'the limit of calls once', trouble: (bench, { rate }) => sending('api-error', { code: rate })(bench), ...once, only: (_place, { ratePasses }) => ratePasses },
	{ name: 'the limit of calls used up', trouble: (bench, { rate }) => sending('api-error', { code: rate })(bench), ...later, code: ({ prefix, rate }) => `${prefix}_${rate}`, only: (_place, { ratePasses }) => !ratePasses },
	{ name: 'the limit of calls without end', trouble: (bench, { rate }) => sending('api-error', { code: rate, ...ALWAYS })(bench), outcome: 'retryLater', code: ({ prefix, rate }) => `${prefix}_${rate}`, stand: 0, standAfter: 0, again: 'retryLater' },
	{ name: 'HTTP 429 without end', trouble: sending('429', ALWAYS), outcome: 'retryLater', stand: 0, standAfter: 0, again: 'retryLater' },
	{ name: 'an expired token', trouble: (bench, { token }) => sending('api-error', { code: token })(bench), outcome: 'refused', code: ({ prefix, token }) => `${prefix}_${token}`, stand: 0, standAfter: 1, again: 'published' },
	{ name: 'HTTP 401', trouble: sending('401'), outcome: 'refused', stand: 0, standAfter: 1, again: 'published' },
	{ name: 'a captcha', trouble: sending('api-error', { code: 14 }), outcome: 'refused', code: () => 'VK_14', stand: 0, standAfter: 1, again: 'published', only: (_place, { prefix }) => prefix === 'VK' },
	{ name: 'closed comments', trouble: (bench) => bench.closeComments(), ...lastingRefusal, code: ({ closed }) => closed },
	{ name: 'a deleted message', trouble: (bench) => bench.deleteQuestion(), ...lastingRefusal, code: ({ deleted }) => deleted },
	{ name: 'an author who shut the administration out', trouble: (bench) => bench.blockAuthor(), ...lastingRefusal, code: ({ blocked }) => blocked, only: (_place, { blocked }) => blocked !== undefined },
	{ name: 'an error no table knows', trouble: sending('api-error', { code: 4242 }), outcome: 'refused', code: ({ prefix }) => `${prefix}_4242`, stand: 0, standAfter: 1, again: 'published' },
	{ name: 'the thread cannot be read before sending', trouble: (bench) => bench.fault({ where: bench.place.read, kind: '500', ...ALWAYS }), outcome: 'retryLater', code: noAnswer, stand: 0, standAfter: 0, again: 'retryLater' },
	{ name: 'the thread is read at the second try', trouble: (bench) => bench.fault({ where: bench.place.read, kind: 'half-json' }), ...once },
];

/** How often the place is read before the first sending. */
async function readingsBefore(name: PlaceName): Promise<number> {
	const probe = publishBench(name);
	await probe.channel.publish(probe.message, probe.reply);
	return probe.sent(probe.place.read).length;
}

describe.each(Object.keys(PLACES) as PlaceName[])('A reply in %s is published never twice and never fails unseen with', (name) => {
	const dialect = DIALECTS[name];

	it.each(ROWS.filter((row) => row.only?.(name, dialect) ?? true))('$name', async (row) => {
		const bench = publishBench(name);
		row.trouble(bench, dialect);

		const first = await bench.channel.publish(bench.message, bench.reply);
		expect(first).toMatchObject({ outcome: row.outcome, ...(row.code ? { code: row.code(dialect) } : {}) });
		expect(bench.published()).toHaveLength(row.stand);
		if (first.outcome === 'published') {
			expect(first).toMatchObject({ url: expect.stringMatching(/^https:\/\//u) as string, id: expect.stringMatching(/\w/u) as string, at: expect.stringMatching(/^2026-11-24T03:0/u) as string });
			expect(bench.published()[0]).toMatchObject({ text: bench.reply.text, network: bench.place.network });
		} else {
			// What the curator sees: what happened and the way out, in Russian.
			expect(first.message).toMatch(/[а-я]{3}/u);
			expect(first.hint).toMatch(/^[А-ЯЁ].*[а-я]{3}.*\.?$/su);
		}

		const second = await bench.channel.publish(bench.message, bench.reply);
		const stood = row.stand === 1 && dialect.again !== undefined;
		expect(second).toMatchObject(stood ? { outcome: 'refused', code: dialect.again } : { outcome: row.again });
		expect(bench.published()).toHaveLength(row.standAfter);
	});

	it('a lost answer and a thread that cannot be read any more: a person is told to look', async () => {
		const bench = publishBench(name);
		bench.fault({ where: bench.place.send, kind: 'timeout-after' });
		bench.fault({ where: bench.place.read, kind: '500', skip: await readingsBefore(name), ...ALWAYS });
		const outcome = await bench.channel.publish(bench.message, bench.reply);
		expect(outcome).toMatchObject({ outcome: 'unclear', code: `${dialect.prefix}_UNCLEAR`, hint: expect.stringContaining('Откройте ссылку') as string });
		expect(bench.published()).toHaveLength(1);
	});

	it('files or pauses that took too long: nothing is sent, since another attempt may be at work', async () => {
		const bench = publishBench(name);
		const hurried = { ...bench.reply, sendBefore: bench.clock.now() + 2_000 };
		bench.fault({ where: bench.place.send, kind: '500', ...ALWAYS });
		expect(await bench.channel.publish(bench.message, hurried)).toMatchObject({ outcome: 'retryLater', code: `${dialect.prefix}_OVERTIME` });
		expect(bench.sent(bench.place.send)).toHaveLength(1);
	});

	it('five runs, each dying after it sent: one publication', async () => {
		const bench = publishBench(name);
		bench.fault({ where: bench.place.send, kind: 'timeout-after' });
		for (let run = 0; run < 5; run += 1) await bench.channel.publish(bench.message, bench.reply);
		expect(bench.published()).toHaveLength(1);
		expect(bench.sent(bench.place.send)).toHaveLength(1);
	});

	it('the same words that a resident copied are not taken for ours', async () => {
		const bench = publishBench(name);
		plant(bench.store, { network: bench.place.network, kind: bench.place.kind, topicId: bench.question.topicId, author: 'Шутник', text: bench.reply.text, ...(name.includes('messages') || name === 'vk board' ? {} : { replyTo: bench.question.id }) });
		const outcome = await bench.channel.publish(bench.message, bench.reply);
		// OK does not say for sure who the official author is: there a person looks.
		expect(outcome.outcome).toBe(name === 'ok discussion' ? 'refused' : 'published');
		expect(bench.published()).toHaveLength(name === 'ok discussion' ? 0 : 1);
	});
});

describe.each([
	['vk board', 5_001],
	['vk messages', 201],
	['ok messages', 101],
] as const)('%s', (name, count) => {
	it('sends nothing where more was written since the approval than can be read: the reply may stand among it', async () => {
		const bench = publishBench(name);
		const { network, kind } = bench.place;
		for (let index = 0; index < count; index += 1) plant(bench.store, { network, kind, topicId: bench.question.topicId, author: 'Шутник', text: `сообщение ${index}` });
		expect(await bench.channel.publish(bench.message, bench.reply)).toMatchObject({ outcome: 'retryLater', message: expect.stringContaining(String(count - 1)) as unknown });
		expect(bench.sent(bench.place.send)).toEqual([]);
	});
});
