import { HttpFailure, type HttpCall, type HttpResponse } from '../../../core/channels/http';
import { readFeed, type FeedQuery } from '../../../core/im/feed';

const query = (changes: Partial<FeedQuery> = {}): FeedQuery => ({
	baseUrl: 'https://im.example.ru/api/',
	path: '/feed',
	since: '2026-11-21T00:00:00.000Z',
	limit: 2,
	names: { since: 'since', limit: 'limit', offset: 'offset' },
	paths: { items: 'items', total: 'total' },
	timeoutMs: 30_000,
	mayGoOn: () => true,
	...changes,
});

const ok = (body: unknown): HttpResponse => ({ status: 200, body: typeof body === 'string' ? body : JSON.stringify(body) });

/** A feed that answers these, in order; the last for good. */
function feedOf(...answers: (HttpResponse | Error)[]): { http: HttpCall; urls: string[] } {
	const urls: string[] = [];
	const http: HttpCall = async (request) => {
		const answer = answers[Math.min(urls.length, answers.length - 1)] as HttpResponse | Error;
		urls.push(request.url);
		if (answer instanceof Error) throw answer;
		return answer;
	};
	return { http, urls };
}

describe('The feed is read to the end', () => {
	it('by the total it tells', async () => {
		const { http, urls } = feedOf(ok({ total: 3, items: [1, 2] }), ok({ total: 3, items: [3] }));
		expect(await readFeed(http, query())).toEqual({ entries: [1, 2, 3], complete: true });
		expect(urls).toEqual(['https://im.example.ru/api/feed?since=2026-11-21T00%3A00%3A00.000Z&limit=2&offset=0', 'https://im.example.ru/api/feed?since=2026-11-21T00%3A00%3A00.000Z&limit=2&offset=2']);
	});

	it('by an empty page where there is no total, though pages are shorter than asked for', async () => {
		const { http } = feedOf(ok({ items: [1] }), ok({ items: [2] }), ok({ items: [] }));
		expect(await readFeed(http, query())).toEqual({ entries: [1, 2], complete: true });
	});

	it('once, where the feed does not page and answers the same each time', async () => {
		const { http, urls } = feedOf(ok([{ id: 1 }, { id: 2 }]));
		expect(await readFeed(http, query())).toEqual({ entries: [{ id: 1 }, { id: 2 }], complete: true });
		expect(urls).toHaveLength(2);
	});

	it('from a list at the top, under another path, and after a byte order mark', async () => {
		expect((await readFeed(feedOf(ok('\uFEFF[]')).http, query())).complete).toBe(true);
		const { http } = feedOf(ok({ data: { rows: [1], count: 1 } }));
		expect(await readFeed(http, query({ paths: { items: 'data.rows', total: 'data.count' } }))).toEqual({ entries: [1], complete: true });
	});

	it('with the feed’s own names of the parameters, and beside a query the path already has', async () => {
		const { http, urls } = feedOf(ok([]));
		await readFeed(http, query({ path: 'list?kind=all', names: { since: 'from', limit: 'n', offset: '' } }));
		expect(urls).toEqual(['https://im.example.ru/api/list?kind=all&from=2026-11-21T00%3A00%3A00.000Z&n=2']);
	});
});

describe('The feed answers badly', () => {
	it.each<[string, HttpResponse | Error, string, RegExp]>([
		['500', { status: 500, body: 'Internal Server Error' }, 'FEED_STATUS', /HTTP 500/u],
		['401', { status: 401, body: '{}' }, 'FEED_UNAUTHORIZED', /не приняла ключ \(HTTP 401\)/u],
		['404', { status: 404, body: '' }, 'FEED_STATUS', /HTTP 404/u],
		['a web page', ok('<!DOCTYPE html><html><head><title>Вход в систему</title></head></html>'), 'FEED_HTML', /веб-страница «Вход в систему»/u],
		['half a JSON', ok('{"items":[{"id":1,"text":"Яма на доро'), 'FEED_BROKEN_JSON', /обрывается/u],
		['nothing', ok(''), 'FEED_BROKEN_JSON', /не JSON/u],
		['an object without a list', ok({ error: 'busy', items: {} }), 'FEED_SHAPE', /нет списка «items»; пришло: error, items/u],
		['a number', ok('7'), 'FEED_SHAPE', /пришло: number/u],
		['nobody', new HttpFailure('timeout', 'timeout'), 'FEED_TIMEOUT', /не ответила за 30 с/u],
		['no connection', new HttpFailure('unreachable', 'ECONNREFUSED'), 'FEED_UNREACHABLE', /ECONNREFUSED/u],
	])('%s: a clear Russian reason and a way out, no resident’s words in it', async (_case, answer, code, words) => {
		const reading = await readFeed(feedOf(answer).http, query());
		expect(reading).toMatchObject({ entries: [], complete: false, failure: { code, message: expect.stringMatching(words) as string, hint: expect.stringMatching(/[а-я]/u) as string } });
		expect(`${reading.failure?.message} ${JSON.stringify(reading.failure?.details)}`).not.toContain('Яма');
	});

	it('on a later page: what came before is kept and the reading is not complete', async () => {
		const reading = await readFeed(feedOf(ok({ total: 4, items: [1, 2] }), { status: 500, body: '' }).http, query());
		expect(reading).toMatchObject({ entries: [1, 2], complete: false, failure: { code: 'FEED_STATUS' } });
	});

	it('without end: it is left off', async () => {
		let page = 0;
		const reading = await readFeed(async () => ok([(page += 1)]), query());
		expect(reading).toMatchObject({ complete: false, failure: { code: 'FEED_ENDLESS' } });
	});

	it('slowly: the pages the time allowed are kept, the rest is for the next poll', async () => {
		const { http } = feedOf(ok({ total: 9, items: [1, 2] }), ok({ total: 9, items: [3, 4] }));
		let asked = 0;
		expect(await readFeed(http, query({ mayGoOn: () => (asked += 1) < 2 }))).toEqual({ entries: [1, 2, 3, 4], complete: false });
	});
});
