import { collect, type CollectRules } from '../../../../core/channels/collect/collect';
import type { CollectMemory } from '../../../../core/channels/collect/memory';
import type { CollectedMessage, Place, Sighting, Source } from '../../../../core/channels/collecting';
import { DeskError } from '../../../../core/errors';

const START = Date.parse('2026-11-24T00:00:00.000Z');

interface Written {
	readonly id: string;
	text: string;
	readonly at: number;
	readonly own?: boolean;
	deleted?: boolean;
}

/** A network of posts and comments in memory: pages of `size`, newest first, as the real ones give them. */
class Network {
	readonly posts = new Map<string, Written[]>();
	calls = 0;
	broken: DeskError | undefined;
	now = START;

	constructor(private readonly size = 10) {}

	write(post: string, id: string, text = `текст ${id}`, more: Partial<Written> = {}): Written {
		const one: Written = { id, text, at: this.now, ...more };
		const comments = this.posts.get(post) ?? [];
		this.posts.set(post, [one, ...comments]);
		return one;
	}

	source(name = 'wall'): Source {
		const alive = (post: string): Written[] => (this.posts.get(post) ?? []).filter((one) => !one.deleted);
		return {
			name,
			label: name,
			check: () => undefined,
			list: async () => {
				this.calls += 1;
				if (this.broken) throw this.broken;
				return await Promise.resolve({ sightings: [], places: [...this.posts.keys()].map((id): Place => ({ id, mark: String(alive(id).length), markIsCount: true, at: new Date(START).toISOString() })) });
			},
			read: async (place, from) => {
				this.calls += 1;
				if (!this.posts.has(place.id)) return { sightings: [], gone: true };
				const start = Number(from ?? 0);
				const page = alive(place.id).slice(start, start + this.size);
				const sightings = page.map((one): Sighting => ({ externalId: one.id, url: `https://net/${one.id}`, authorId: 'a', authorName: 'Житель', text: one.text, publishedAt: new Date(one.at).toISOString(), attachments: [], own: one.own ?? false }));
				return await Promise.resolve({ sightings, ...(page.length < this.size ? {} : { next: String(start + page.length) }) });
			},
		};
	}
}

/** A trigger over time: its memory survives as JSON, as n8n keeps it. */
class Trigger {
	memory: CollectMemory = {};
	boot = 'first';
	readonly given: CollectedMessage[] = [];

	constructor(
		readonly network: Network,
		private readonly rules: Partial<CollectRules> = {},
		private readonly sources: () => readonly Source[] = () => [this.network.source()],
	) {}

	async poll(minutes = 1, more: Partial<CollectRules> = {}) {
		this.network.now += minutes * 60_000;
		const result = await collect(this.sources(), this.memory, {
			network: 'vk', now: new Date(this.network.now).toISOString(), bootId: this.boot, firstHours: 72, watchDays: 30, overlapHours: 72, recheckMinutes: 60, maxItems: 500, mayGoOn: () => true, ...this.rules, ...more,
		});
		this.memory = JSON.parse(JSON.stringify(result.memory)) as CollectMemory;
		this.given.push(...result.messages);
		return result;
	}

	ids = (): string[] => this.given.map((one) => one.externalId);
}

describe('collect', () => {
	it('gives each message once, marked as found on the official account', async () => {
		const network = new Network();
		network.write('p1', 'c1');
		network.write('p1', 'c2');
		const trigger = new Trigger(network);
		await trigger.poll();
		await trigger.poll();
		expect(trigger.ids().sort()).toEqual(['c1', 'c2']);
		expect(trigger.given[0]).toMatchObject({ network: 'vk', officialAccount: true, foundBy: 'officialAccount', sourceChange: '', detectedAt: '2026-11-24T00:01:00.000Z' });
	});

	it('skips what the administration wrote itself, and what is older than the beginning', async () => {
		const network = new Network();
		network.write('p1', 'ours', 'наш ответ', { own: true });
		network.write('p1', 'old', 'давно', { at: START - 100 * 3_600_000 });
		network.write('p1', 'new');
		const trigger = new Trigger(network);
		await trigger.poll();
		await trigger.poll(61);
		expect(trigger.ids()).toEqual(['new', 'new']);
	});

	it('asks a quiet network for one listing a poll, and a busy post for as many pages as are new', async () => {
		const network = new Network();
		for (let index = 0; index < 95; index += 1) network.write('p1', `c${index}`);
		const trigger = new Trigger(network);
		await trigger.poll();
		network.calls = 0;
		await trigger.poll();
		expect(network.calls).toBe(1);
		network.write('p1', 'fresh');
		network.calls = 0;
		await trigger.poll();
		expect(network.calls).toBe(2);
		expect(trigger.ids()).toContain('fresh');
	});

	it('hands a backlog over in bounded parts, each message once, whatever comes meanwhile', async () => {
		const network = new Network(100);
		for (let index = 0; index < 10_000; index += 1) network.write('p1', `c${index}`);
		const trigger = new Trigger(network);
		let polls = 0;
		for (; polls < 40; polls += 1) {
			network.write('p1', `late${polls}`);
			const { messages, complete } = await trigger.poll();
			expect(messages.length).toBeLessThan(600);
			if (complete && messages.length <= 1) break;
		}
		expect(new Set(trigger.ids()).size).toBe(10_000 + polls + 1);
		expect(trigger.ids()).toHaveLength(10_000 + polls + 1);
		expect(JSON.stringify(trigger.memory).length).toBeLessThan(700_000);
	});

	it('stops in time and goes on where it stopped', async () => {
		const network = new Network(10);
		for (let index = 0; index < 100; index += 1) network.write('p1', `c${index}`);
		const trigger = new Trigger(network);
		let left = 4;
		await trigger.poll(1, { mayGoOn: () => left-- > 0 });
		expect(trigger.given).toHaveLength(30);
		await trigger.poll();
		expect(new Set(trigger.ids()).size).toBe(100);
		expect(trigger.given).toHaveLength(100);
	});

	it('after a restart gives once more what was given in the last days: it may not have been registered', async () => {
		const network = new Network();
		network.write('p1', 'c1');
		network.write('p2', 'c2');
		const trigger = new Trigger(network);
		await trigger.poll();
		trigger.boot = 'second';
		await trigger.poll();
		await trigger.poll();
		expect(trigger.ids().sort()).toEqual(['c1', 'c1', 'c2', 'c2']);
	});

	it('a poll whose memory was lost gives the same again and nothing less', async () => {
		const network = new Network();
		for (let index = 0; index < 30; index += 1) network.write('p1', `c${index}`);
		const trigger = new Trigger(network);
		const before = trigger.memory;
		await trigger.poll();
		trigger.memory = before;
		trigger.boot = 'second';
		await trigger.poll();
		expect(new Set(trigger.ids()).size).toBe(30);
	});

	it('gives a message again after an hour, six and a day, and then lets it rest', async () => {
		const network = new Network();
		network.write('p1', 'c1');
		const trigger = new Trigger(network);
		for (let hour = 0; hour < 60; hour += 1) await trigger.poll(60);
		expect(trigger.ids()).toHaveLength(4);
	});

	it('tells an edit as soon as the post is read, and once', async () => {
		const network = new Network();
		const one = network.write('p1', 'c1', 'яма на обухова');
		const trigger = new Trigger(network, { recheckMinutes: 10 });
		await trigger.poll();
		one.text = 'яма на обухова, дом 5';
		await trigger.poll(11);
		await trigger.poll(11);
		expect(trigger.given.map(({ sourceChange, text }) => [sourceChange, text])).toEqual([['', 'яма на обухова'], ['edited', 'яма на обухова, дом 5']]);
	});

	it('tells a deletion after two readings without the message, and once; what comes back is no deletion', async () => {
		const network = new Network();
		const one = network.write('p1', 'c1');
		network.write('p1', 'c2');
		const trigger = new Trigger(network, { recheckMinutes: 10 });
		await trigger.poll();
		one.deleted = true;
		await trigger.poll(11);
		expect(trigger.given).toHaveLength(2);
		await trigger.poll(11);
		await trigger.poll(11);
		expect(trigger.given.slice(2)).toEqual([expect.objectContaining({ externalId: 'c1', sourceChange: 'deleted', text: '' })]);
	});

	describe('what leaves the listing', () => {
		const OLD = START - 40 * 86_400_000;
		/** Posts of residents that the listing shows, each with comments; `hidden` cuts the listing, `lost` deletes. */
		const trial = (more: Partial<Source> = {}) => {
			const network = new Network();
			for (const post of ['p1', 'p2']) network.write(post, `c-${post}`);
			const [hidden, lost, asked] = [new Set<string>(), new Set<string>(), [] as string[]];
			const base = network.source();
			const source: Source = {
				...base,
				list: async (since) => {
					const { places } = await base.list(since, undefined);
					const shown = places.filter(({ id }) => !hidden.has(id) && !lost.has(id));
					return { places: shown, sightings: shown.map(({ id, at }): Sighting => ({ externalId: id, url: `https://net/${id}`, authorId: 'a', authorName: 'Житель', text: `запись ${id}`, publishedAt: at, attachments: [], own: false })) };
				},
				lookup: {
					atOnce: 1,
					gone: (ids) => {
						asked.push(...ids);
						return Promise.resolve(ids.filter((id) => lost.has(id)));
					},
				},
				...more,
			};
			return { network, hidden, lost, asked, trigger: new Trigger(network, { recheckMinutes: 10 }, () => [source]) };
		};
		const deletions = (trigger: Trigger): string[] => trigger.given.filter((one) => one.sourceChange === 'deleted').map((one) => one.externalId).sort();

		it('is told as deleted when the network says so, with all that stood in it, even the last of all, and once', async () => {
			const { lost, asked, trigger } = trial();
			await trigger.poll();
			for (const id of ['p1', 'p2']) lost.add(id);
			for (let round = 0; round < 4; round += 1) await trigger.poll(11);
			expect(deletions(trigger)).toEqual(['c-p1', 'c-p2', 'p1', 'p2']);
			expect(asked.sort()).toEqual(['p1', 'p2']);
		});

		it('is told again after a restart: the first time may not have been registered', async () => {
			const { lost, trigger } = trial();
			await trigger.poll();
			lost.add('p1');
			await trigger.poll(11);
			trigger.boot = 'second';
			await trigger.poll(11);
			expect(deletions(trigger)).toEqual(['c-p1', 'c-p1', 'p1', 'p1']);
		});

		it('is not deleted where a listing was cut: what comes back is known as before', async () => {
			const { network, hidden, trigger } = trial();
			await trigger.poll();
			for (const id of ['p1', 'p2']) hidden.add(id);
			for (let round = 0; round < 3; round += 1) await trigger.poll(5);
			hidden.clear();
			const before = trigger.given.length;
			network.write('p1', 'fresh');
			await trigger.poll(5);
			expect(deletions(trigger)).toEqual([]);
			expect(trigger.ids().slice(before)).toEqual(['fresh']);
		});

		it('is asked after at most once in the time between two whole readings', async () => {
			const { hidden, asked, trigger } = trial();
			await trigger.poll();
			hidden.add('p1');
			for (let minute = 0; minute < 20; minute += 1) await trigger.poll(1);
			expect(asked).toEqual(['p1', 'p1']);
		});

		it('is forgotten in silence when it is there and old', async () => {
			const { network, hidden, trigger } = trial();
			network.write('p3', 'c-p3', 'давно', { at: OLD });
			await trigger.poll();
			hidden.add('p3');
			network.now += 40 * 86_400_000;
			await trigger.poll(11);
			expect(deletions(trigger)).toEqual([]);
			expect(Object.keys(trigger.memory.sources?.['wall']?.places ?? {})).not.toContain('p3');
		});

		it('is never called deleted where the network does not answer; what is new is read all the same', async () => {
			const { network, lost, trigger } = trial({ lookup: { atOnce: 1, gone: () => Promise.reject(new DeskError('VK_NO_ANSWER', 'нет ответа')) } });
			await trigger.poll();
			lost.add('p1');
			network.write('p2', 'fresh');
			const { failures } = await trigger.poll(11);
			expect(failures.map((one) => one.error.code)).toEqual(['VK_NO_ANSWER']);
			expect(deletions(trigger)).toEqual([]);
			expect(trigger.ids()).toContain('fresh');
		});

		it('is never called deleted where the network cannot be asked', async () => {
			const network = new Network();
			network.write('p1', 'c1');
			const trigger = new Trigger(network, { recheckMinutes: 10 });
			await trigger.poll();
			network.posts.clear();
			for (let round = 0; round < 3; round += 1) await trigger.poll(11);
			expect(trigger.given.map((one) => one.sourceChange)).toEqual(['']);
		});
	});

	it('a source that fails holds up no other, and loses nothing', async () => {
		const [sick, well] = [new Network(), new Network()];
		sick.write('p1', 'late');
		well.write('p2', 'soon');
		const trigger = new Trigger(well, {}, () => [sick.source('sick'), well.source('well')]);
		sick.broken = new DeskError('VK_5', 'ключ отозван');
		const { failures } = await trigger.poll();
		expect(failures).toEqual([{ source: 'sick', error: sick.broken }]);
		expect(trigger.ids()).toEqual(['soon']);
		sick.broken = undefined;
		await trigger.poll();
		expect(trigger.ids()).toEqual(['soon', 'late']);
	});

	it('an error of our own is not taken for the network’s', async () => {
		const network = new Network();
		const trigger = new Trigger(network, {}, () => [{ ...network.source(), list: () => Promise.reject(new TypeError('x is not a function')) }]);
		await expect(trigger.poll()).rejects.toThrow(TypeError);
	});

	it('random days: however it is interrupted, every message is given', async () => {
		let seed = 7;
		const random = (below: number): number => {
			seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
			return Math.floor((seed / 2_147_483_648) * below);
		};
		for (let day = 0; day < 12; day += 1) {
			const network = new Network(5);
			const trigger = new Trigger(network, { maxItems: 7 });
			const written: string[] = [];
			for (let step = 0; step < 60; step += 1) {
				for (let count = random(6); count > 0; count -= 1) {
					const id = `d${day}s${step}n${count}`;
					network.write(`p${random(4)}`, id);
					written.push(id);
				}
				let left = random(12);
				const before = trigger.memory;
				await trigger.poll(1, { mayGoOn: () => left-- > 0 });
				// Killed after the poll: sometimes the memory was saved, sometimes not.
				if (random(10) === 0) {
					if (random(2) === 0) trigger.memory = before;
					trigger.boot = `boot${step}`;
				}
			}
			for (let quiet = 0; quiet < 200; quiet += 1) await trigger.poll();
			expect(written.filter((id) => !trigger.ids().includes(id))).toEqual([]);
		}
	});
});
