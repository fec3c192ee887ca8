import fc from 'fast-check';

import { advance, readSince, type CursorRules, type CursorState } from '../../../core/im/cursor';
import { DEFAULT_MAPPING, toFeedEntry, type FeedEntry } from '../../../core/im/mapping';

const NOW = '2026-11-24T03:00:00.000Z';
const rules = (changes: Partial<CursorRules> = {}): CursorRules => ({ now: NOW, bootId: 'a', overlapHours: 72, reconcileHours: 1, maxItems: 500, ...changes });
const entry = (id: number): FeedEntry => toFeedEntry({ id, text: `сообщение ${id}` }, DEFAULT_MAPPING, { now: NOW, zone: 'utc' });
const entries = (...ids: number[]): FeedEntry[] => ids.map(entry);
const texts = (fresh: readonly FeedEntry[]): string[] => fresh.map((one) => one.item.text);

describe('The feed is read since', () => {
	it.each([
		['at first: now less the overlap', {}, '2026-11-21T03:00:00.000Z'],
		['then: the cursor less the overlap, however long ago', { cursor: '2026-11-01T00:00:00.000Z' }, '2026-10-29T00:00:00.000Z'],
		['a cursor of the future: now less the overlap', { cursor: '2030-01-01T00:00:00.000Z' }, '2026-11-21T03:00:00.000Z'],
		['a broken cursor: now less the overlap', { cursor: 'x' }, '2026-11-21T03:00:00.000Z'],
	])('%s', (_case, state, expected) => {
		expect(readSince(state, rules())).toBe(expected);
	});
});

describe('A poll', () => {
	const first = advance({}, entries(1, 2), true, rules());

	it('gives what is new once', () => {
		expect(texts(first.fresh)).toEqual(['сообщение 1', 'сообщение 2']);
		expect(texts(advance(first.state, entries(1, 2, 3), true, rules()).fresh)).toEqual(['сообщение 3']);
	});

	it('gives the whole window again in a new process: what n8n noted may not have been registered', () => {
		expect(advance(first.state, entries(1, 2), true, rules({ bootId: 'b' })).fresh).toHaveLength(2);
	});

	it('gives the whole window again after the hours of reconciliation, unless they are 0', () => {
		const later = rules({ now: '2026-11-24T04:00:00.000Z' });
		expect(advance(first.state, entries(1, 2), true, later).fresh).toHaveLength(2);
		expect(advance(first.state, entries(1, 2), true, { ...later, reconcileHours: 0 }).fresh).toHaveLength(0);
	});

	it('moves the cursor only when all pages were read and all was given', () => {
		expect(first.state.cursor).toBe(NOW);
		const state: CursorState = { ...first.state, cursor: '2026-11-23T00:00:00.000Z' };
		expect(advance(state, entries(1, 2, 3), false, rules()).state.cursor).toBe(state.cursor);
		const capped = advance(state, entries(1, 2, 3, 4), true, rules({ maxItems: 1 }));
		expect(texts(capped.fresh)).toEqual(['сообщение 3']);
		expect(capped.state.cursor).toBe(state.cursor);
		expect(texts(advance(capped.state, entries(1, 2, 3, 4), true, rules({ maxItems: 1 })).fresh)).toEqual(['сообщение 4']);
	});

	it('forgets what left the window, and nothing while a page is missing', () => {
		expect(advance(first.state, entries(2), true, rules()).state.seen).toEqual([entry(2).key]);
		expect(advance(first.state, entries(2), false, rules()).state.seen).toHaveLength(2);
	});

	it('begins the window again only when it was given to its end: of a large one the newest would never come', () => {
		const day = Date.parse(NOW);
		const minutes = (count: number) => ({ now: new Date(day + count * 60_000).toISOString(), reconcileHours: 2 / 60, maxItems: 5 });
		let state: CursorState = {};
		let last: readonly FeedEntry[] = [];
		for (let minute = 0; minute < 4; minute += 1) ({ state, fresh: last } = advance(state, entries(...Array(18).keys()), true, rules(minutes(minute))));
		expect(texts(last)).toEqual(['сообщение 15', 'сообщение 16', 'сообщение 17']);
		expect(advance(state, entries(...Array(18).keys()), true, rules(minutes(4))).fresh).toHaveLength(5);
	});

	it('gives what is new before what is given once more, in this process and in the next', () => {
		const { state } = advance({}, entries(1, 2, 3, 4), true, rules());
		const reconciled = advance(state, entries(1, 2, 3, 4, 5), true, rules({ now: '2026-11-24T04:00:00.000Z', maxItems: 2 }));
		expect(texts(reconciled.fresh)).toEqual(['сообщение 5', 'сообщение 1']);
		expect(texts(advance(reconciled.state, entries(1, 2, 3, 4, 5, 6), true, rules({ now: '2026-11-24T04:01:00.000Z', maxItems: 2 })).fresh)).toEqual(['сообщение 6', 'сообщение 2']);
		expect(texts(advance(state, entries(1, 2, 3, 4, 5), true, rules({ bootId: 'b', maxItems: 2 })).fresh)).toEqual(['сообщение 5', 'сообщение 1']);
	});

	it('loses nothing through any run of broken pages, restarts, late arrivals, caps and reconciliations', () => {
		const polls = fc.array(fc.record({ arrived: fc.integer({ min: 0, max: 6 }), readable: fc.double({ min: 0, max: 1, noNaN: true }), restart: fc.boolean(), cap: fc.integer({ min: 1, max: 4 }) }), { minLength: 1, maxLength: 25 });
		fc.assert(
			fc.property(polls, (run) => {
				let state: CursorState = {};
				let feed: FeedEntry[] = [];
				let [boot, minute] = [0, 0];
				const given = new Set<string>();
				const poll = (share: number, cap: number) => {
					const read = feed.slice(0, Math.ceil(feed.length * share));
					const step = advance(state, read, read.length === feed.length, rules({ bootId: String(boot), maxItems: cap, now: new Date(Date.parse(NOW) + (minute += 1) * 60_000).toISOString(), reconcileHours: 1 / 60 }));
					step.fresh.forEach((one) => given.add(one.key));
					state = step.state;
				};
				for (const one of run) {
					feed = [...feed, ...Array.from({ length: one.arrived }, (_, index) => entry(feed.length + index))];
					if (one.restart) boot += 1;
					poll(one.readable, one.cap);
				}
				for (let last = 0; last <= feed.length; last += 1) poll(1, 3);
				expect(given.size).toBe(feed.length);
			}),
		);
	});
});
