import { collect } from '../../../../core/channels/collect/collect';
import type { CollectMemory } from '../../../../core/channels/collect/memory';
import type { CollectedMessage, Source } from '../../../../core/channels/collecting';
import { facebookPage, facebookTagged, instagramMedia, instagramTags } from '../../../../core/channels/meta/collect';
import { metaSettings } from '../../../../core/channels/meta/settings';
import { okChats, okDiscussions } from '../../../../core/channels/ok/collect';
import { okSettings } from '../../../../core/channels/ok/settings';
import { rateLimiter } from '../../../../core/channels/rate';
import { boardSource, mentionsSource, messagesSource, topicNumbers } from '../../../../core/channels/vk/collect/others';
import { wallSource } from '../../../../core/channels/vk/collect/wall';
import { vkSettings } from '../../../../core/channels/vk/settings';
import { SANDBOX } from '../../../../sandbox/config';
import { plant, type NewRemark, type Planted } from '../../../../sandbox/plant';
import type { Network } from '../../../../sandbox/state';
import { addPost } from '../../../../sandbox/vk/threads';
import { methodSchema, parameterProblem } from '../../../../sandbox/vk/schema';
import { networkBench, ORIGIN, type NetworkBench } from '../../../support/networkBench';

const VK = { baseUrl: `${ORIGIN}/vk`, groupId: String(SANDBOX.vk.groupId), communityToken: SANDBOX.vk.communityToken, userToken: SANDBOX.vk.userToken, serviceToken: SANDBOX.vk.serviceToken };
const OK = { baseUrl: `${ORIGIN}/ok`, ...SANDBOX.ok };
const META = { baseUrl: `${ORIGIN}/graph`, pageId: SANDBOX.meta.pageId, instagramUserId: SANDBOX.meta.instagramUserId, pageToken: SANDBOX.meta.pageToken, appSecret: SANDBOX.meta.appSecret, facebookOn: true, instagramOn: true };

class Account {
	readonly bench: NetworkBench = networkBench();
	memory: CollectMemory = {};
	readonly given: CollectedMessage[] = [];
	private readonly client = { http: this.bench.http, clock: this.bench.clock, limiter: rateLimiter(this.bench.clock) };

	constructor(
		readonly network: Network,
		private readonly credential: Readonly<Record<string, unknown>> = {},
	) {}

	sources(): Source[] {
		const { client } = this;
		const vk = { ...client, settings: vkSettings({ ...VK, ...this.credential }, 30) };
		const ok = { ...client, settings: okSettings({ ...OK, ...this.credential }, 30) };
		const meta = { ...client, settings: metaSettings({ ...META, ...this.credential }, 30) };
		const topics = this.bench.store.state.topics.filter((one) => one.kind === 'board').map((one) => Number(one.id));
		const all: Record<Network, Source[]> = {
			vk: [wallSource(vk, { comments: true, posts: true }), ...(topics.length > 0 ? [boardSource(vk, topics)] : []), messagesSource(vk), mentionsSource(vk)],
			ok: [okDiscussions(ok), okChats(ok)],
			facebook: [facebookPage(meta, { comments: true, posts: true }), facebookTagged(meta)],
			instagram: [instagramMedia(meta), instagramTags(meta)],
		};
		return all[this.network];
	}

	write(given: NewRemark = {}): Planted {
		if (this.network === 'vk' && this.bench.store.state.posts.length === 0) addPost(this.bench.store, 'Вопросы жителей', this.bench.clock.now() / 1000);
		return plant(this.bench.store, { network: this.network, text: 'Яма на Обухова', author: 'Анна Пробная', ...given });
	}

	async poll(minutes = 1, sources = this.sources(), mayGoOn = (): boolean => true) {
		await this.bench.clock.sleep(minutes * 60_000);
		const result = await collect(sources, this.memory, { network: this.network, now: new Date(this.bench.clock.now()).toISOString(), bootId: 'b', firstHours: 72, watchDays: 30, overlapHours: 72, recheckMinutes: 60, maxItems: 500, mayGoOn });
		this.memory = result.memory;
		this.given.push(...result.messages);
		return result;
	}
}

const NETWORKS: readonly Network[] = ['vk', 'ok', 'facebook', 'instagram'];

describe.each(NETWORKS)('%s', (network) => {
	it('a comment and an answer in its thread come as messages of the official account, the administration’s own not', async () => {
		const account = new Account(network);
		const first = account.write();
		const answer = account.write({ text: 'И на Чубарова', author: 'Пётр Пробный', replyTo: first.id });
		account.write({ own: true, text: 'Здравствуйте! Сделаем.', replyTo: first.id });
		const { failures } = await account.poll();
		expect(failures).toEqual([]);
		expect(account.given.map((one) => one.externalId).sort()).toEqual([first.externalId, answer.externalId].sort());
		expect(account.given.find((one) => one.externalId === first.externalId)).toMatchObject({ network, text: 'Яма на Обухова', authorName: 'Анна Пробная', officialAccount: true, foundBy: 'officialAccount', publishedAt: '2026-11-24T03:00:00.000Z' });
		expect(account.given[0]?.url).toMatch(/^https:\/\//u);
	});

	it('250 comments are read page by page, each once, and new ones after them', async () => {
		const account = new Account(network);
		const written = Array.from({ length: 250 }, (_one, index) => account.write({ text: `сообщение ${index}` }).externalId);
		await account.poll();
		written.push(account.write({ text: 'ещё одно' }).externalId);
		await account.poll();
		await account.poll();
		expect(account.given.map((one) => one.externalId).sort()).toEqual(written.sort());
	});

	it('a long thread is read to its end', async () => {
		const account = new Account(network);
		const root = account.write();
		for (let index = 0; index < 130; index += 1) account.write({ text: `ответ ${index}`, replyTo: root.id });
		await account.poll();
		expect(new Set(account.given.map((one) => one.text)).size).toBe(131);
	});

	it('a very long thread stops with the poll’s time and goes on in the next, without loss', async () => {
		const account = new Account(network);
		const root = account.write();
		for (let index = 0; index < 1_200; index += 1) account.write({ text: `ответ ${index}`, replyTo: root.id });
		for (let polls = 0; new Set(account.given.map((one) => one.text)).size < 1_201; polls += 1) {
			let left = 3;
			const before = account.bench.requests.length;
			await account.poll(1, account.sources().slice(0, 1), () => left-- > 0);
			expect(account.bench.requests.length - before).toBeLessThanOrEqual(3);
			expect(polls).toBeLessThan(20);
		}
		expect(account.given).toHaveLength(1_201);
	});

	it('an edited text and a deletion are told once', async () => {
		const account = new Account(network);
		const { state } = account.bench.store;
		const [edited, deleted] = [account.write({ text: 'было' }), account.write({ text: 'сотрут' })];
		await account.poll();
		const words = (id: string) => state.comments.find((one) => String(one.id) === id) ?? state.remarks.find((one) => one.id === id);
		Object.assign(words(edited.id) ?? {}, { text: 'стало' });
		Object.assign(words(deleted.id) ?? {}, { deleted: true });
		for (let hour = 0; hour < 4; hour += 1) await account.poll(61);
		expect(account.given.filter((one) => one.sourceChange === 'edited').every((one) => one.externalId === edited.externalId && one.text === 'стало')).toBe(true);
		expect(account.given.filter((one) => one.sourceChange === 'deleted').map((one) => one.externalId)).toEqual([deleted.externalId]);
	});

	it('a post deleted with its comments is told by each of them, though it only leaves the listing', async () => {
		const account = new Account(network);
		const { state } = account.bench.store;
		const written = [account.write(), account.write({ text: 'И на Чубарова' })];
		await account.poll();
		for (const one of [...state.posts, ...state.topics]) one.deleted = true;
		const { failures } = await account.poll(61);
		await account.poll(61);
		expect(failures).toEqual([]);
		expect(account.given.filter((one) => one.sourceChange === 'deleted').map((one) => one.externalId).sort()).toEqual(written.map((one) => one.externalId).sort());
	});

	it('a post that the listing leaves out, though it is there, is not told as deleted', async () => {
		const account = new Account(network);
		const { state } = account.bench.store;
		account.write();
		await account.poll();
		const cut = account.sources().map((source): Source => ({ ...source, list: () => Promise.resolve({ places: [], sightings: [] }) }));
		await account.poll(61, cut);
		await account.poll(61, cut);
		expect([...state.posts, ...state.topics].length).toBeGreaterThan(0);
		expect(account.given.map((one) => one.sourceChange)).not.toContain('deleted');
	});

	const LIST: Record<Network, string> = { vk: 'vk.wall.get', ok: 'ok.discussions.getList', facebook: 'facebook.get.feed', instagram: 'instagram.get.media' };
	const COMMENTS: Record<Network, string> = { vk: 'vk.wall.getComments', ok: 'ok.discussions.getComments', facebook: 'facebook.get.comments', instagram: 'instagram.get.comments' };
	const CODES: Record<Network, { token: number; rate: number; captcha: number; closed: number; missing: number; blocked: number }> = {
		vk: { token: 5, rate: 6, captcha: 14, closed: 212, missing: 100, blocked: 15 },
		ok: { token: 102, rate: 8, captcha: 514, closed: 456, missing: 106, blocked: 458 },
		facebook: { token: 190, rate: 4, captcha: 368, closed: 10, missing: 100, blocked: 200 },
		instagram: { token: 190, rate: 4, captcha: 368, closed: 10, missing: 100, blocked: 200 },
	};
	const codes = CODES[network];

	it.each([
		['a time-out before', { kind: 'timeout-before' }],
		['a time-out after', { kind: 'timeout-after' }],
		['a broken connection', { kind: 'reset-before' }],
		['500', { kind: '500' }],
		['429', { kind: '429' }],
		['half an answer', { kind: 'half-json' }],
		['a web page', { kind: 'html' }],
		['the rate limit', { kind: 'api-error', code: codes.rate }],
		['an expired token', { kind: 'api-error', code: codes.token }],
		['a captcha', { kind: 'api-error', code: codes.captcha }],
	])('%s loses nothing: said in Russian, and the message comes once when the network is well again', async (_name, fault) => {
		for (const where of [LIST[network], COMMENTS[network]]) {
			const account = new Account(network);
			const written = account.write();
			account.bench.fault({ where, times: 99, ...fault });
			const sick = await account.poll();
			expect(sick.messages).toEqual([]);
			expect(sick.failures[0]?.error).toMatchObject({ code: expect.stringMatching(/^(?:VK|OK|FACEBOOK|INSTAGRAM)_/u) as unknown, message: expect.stringMatching(/[а-я]/u) as unknown, hint: expect.stringMatching(/\S/u) as unknown });
			account.bench.store.state.faults = [];
			await account.poll();
			await account.poll();
			expect(account.given.map((one) => one.externalId)).toEqual([written.externalId]);
		}
	});

	it.each([
		['closed comments', codes.closed],
		['a deleted message', codes.missing],
		['a blocked author', codes.blocked],
	])('%s hold up no other place and delete nothing', async (_name, code) => {
		const account = new Account(network);
		account.write({ text: 'в закрытом' });
		await account.poll();
		const open = account.write({ topicText: 'Новая запись', ...(network === 'vk' ? { topicId: addPost(account.bench.store, 'Новая запись', account.bench.clock.now() / 1000 + 60).id } : {}), text: 'в открытом' });
		account.write({ text: 'ещё', ...(network === 'vk' ? {} : { topicId: account.bench.store.state.topics[0]?.id ?? '' }) });
		account.bench.fault({ where: COMMENTS[network], skip: 1, times: 1, kind: 'api-error', code });
		const { failures } = await account.poll();
		expect(failures).toEqual([]);
		expect(account.given.map((one) => one.sourceChange)).not.toContain('deleted');
		await account.poll(61);
		await account.poll(61);
		expect(account.given.map((one) => one.externalId)).toContain(open.externalId);
		expect(account.given.map((one) => one.text)).toContain('ещё');
		expect(account.given.map((one) => one.sourceChange)).not.toContain('deleted');
	});
});

describe('VK', () => {
	it('reads residents’ posts on the wall, board topics, messages and mentions; a mention is not on the official account', async () => {
		const account = new Account('vk');
		const kinds = ['post', 'board', 'dialog', 'mention'] as const;
		const planted = kinds.map((kind) => account.write({ kind, text: kind }));
		account.write({ kind: 'dialog', own: true, text: 'наш ответ', topicId: planted[2]?.topicId ?? '' });
		const { failures } = await account.poll();
		expect(failures).toEqual([]);
		expect(Object.fromEntries(account.given.map((one) => [one.text, [one.externalId, one.officialAccount]]))).toEqual(Object.fromEntries(kinds.map((kind, index) => [kind, [planted[index]?.externalId, kind !== 'mention']])));
	});

	it('every request fits the published schema, beside `owner_id` of wall.get', async () => {
		const account = new Account('vk');
		for (const kind of ['wall', 'post', 'board', 'dialog', 'mention']) account.write({ kind });
		const root = account.write();
		for (let index = 0; index < 12; index += 1) account.write({ replyTo: root.id });
		await account.poll();
		for (const one of [...account.bench.store.state.posts, ...account.bench.store.state.topics]) one.deleted = true;
		await account.poll(61);
		const methods = new Set(account.bench.requests.map((one) => one.place.slice(3)));
		expect([...methods].sort()).toEqual(['board.getComments', 'messages.getConversations', 'messages.getHistory', 'newsfeed.getMentions', 'wall.get', 'wall.getById', 'wall.getComments']);
		for (const { place, form } of account.bench.requests) expect([place, parameterProblem(methodSchema(place.slice(3)), { ...form })]).toEqual([place, '']);
	});

	it('the only post of a resident, and a mention, deleted: told', async () => {
		const account = new Account('vk');
		const planted = [account.write({ kind: 'post' }), account.write({ kind: 'mention' })];
		await account.poll();
		for (const one of [...account.bench.store.state.posts, ...account.bench.store.state.topics]) one.deleted = true;
		await account.poll(61);
		await account.poll(61);
		expect(account.given.filter((one) => one.sourceChange === 'deleted').map((one) => one.externalId).sort()).toEqual(planted.map((one) => one.externalId).sort());
	});

	it.each([
		['no community number', { groupId: '' }, 'VK_GROUP_MISSING', 'номер сообщества'],
		['no service or user token', { serviceToken: '', userToken: '' }, 'VK_TOKEN_MISSING', '«Сервисный ключ» или «Ключ пользователя»'],
	])('%s is said before anything is called', async (_name, credential, code, words) => {
		const account = new Account('vk', credential);
		const { failures } = await account.poll(1, account.sources().slice(0, 1));
		expect(failures[0]?.error).toMatchObject({ code, message: expect.stringContaining(words) as unknown });
		expect(account.bench.requests).toEqual([]);
	});

	it.each([
		['messages', { communityToken: '', userToken: '' }, '«Ключ сообщества» или «Ключ пользователя»'],
		['mentions', { userToken: '' }, '«Ключ пользователя»'],
	])('%s name the token they lack; the wall is read all the same', async (_name, credential, words) => {
		const account = new Account('vk', credential);
		account.write();
		const { failures } = await account.poll();
		expect(failures.map((one) => one.error.message)).toEqual(expect.arrayContaining([expect.stringContaining(words)]));
		expect(account.given).toHaveLength(1);
	});

	it('boards are named by link or number', () => {
		expect(topicNumbers('https://vk.com/topic-7_12\n 13; topic-7_12, x')).toEqual([12, 13]);
	});
});

describe('Facebook and Instagram', () => {
	it.each(['facebook', 'instagram'] as const)('%s off says why and asks nothing', async (network) => {
		const account = new Account(network, { facebookOn: false, instagramOn: false });
		account.write();
		const { failures } = await account.poll();
		expect(failures[0]?.error.message).toContain('экстремистской');
		expect(account.bench.requests).toEqual([]);
	});

	it('posts of visitors and mentions elsewhere come too', async () => {
		const account = new Account('facebook');
		const [visitor, tagged] = [account.write({ kind: 'visitor' }), account.write({ kind: 'tagged' })];
		await account.poll();
		expect(account.given.map((one) => [one.externalId, one.officialAccount])).toEqual([[visitor.externalId, true], [tagged.externalId, false]]);
	});

	it('the only post of a visitor, deleted, is told; a wrong parameter (error 100 without its subcode) is no deletion', async () => {
		const account = new Account('facebook');
		const visitor = account.write({ kind: 'visitor' });
		await account.poll();
		for (const one of account.bench.store.state.topics) one.deleted = true;
		account.bench.fault({ where: 'facebook.get.node', times: 1, kind: 'api-error', code: 100 });
		await account.poll(61);
		expect(account.given.map((one) => one.sourceChange)).not.toContain('deleted');
		await account.poll(61);
		expect(account.given.filter((one) => one.sourceChange === 'deleted').map((one) => one.externalId)).toEqual([visitor.externalId]);
	});
});

describe('Odnoklassniki', () => {
	it('more chats than one page of the list holds, and more messages than one page of a chat', async () => {
		const account = new Account('ok');
		const at = (minutes: number): string => new Date(account.bench.clock.now() - minutes * 60_000).toISOString();
		for (let index = 0; index < 130; index += 1) account.write({ kind: 'chat', author: `Житель ${index}`, text: `чат ${index}`, createdAt: at(index) });
		for (let index = 0; index < 130; index += 1) account.write({ kind: 'chat', author: 'Житель Многословный', text: `сообщение ${index}`, createdAt: at(200 - index) });
		await account.poll();
		await account.poll();
		expect(account.given).toHaveLength(260);
		expect(new Set(account.given.map((one) => one.text)).size).toBe(260);
	});

	it('a message to the group as OK describes it: a picture’s address comes along', async () => {
		const bench = networkBench();
		const answers = { chats: { chats: [{ chat_id: 'chat:C1', lastEventTime: bench.clock.now() }] }, messages: { messages: [{ sender: { user_id: 'user:5', name: 'Анна Пробная' }, timestamp: bench.clock.now(), message: { mid: 'mid:C1.1', seq: 1, attachments: [{ type: 'IMAGE', payload: { url: 'https://i.ok.ru/1.jpg' } }] } }] } };
		const http = (request: { readonly url: string }) => Promise.resolve({ status: 200, body: JSON.stringify(request.url.includes('/messages/') ? answers.messages : answers.chats) });
		const source = okChats({ http, clock: bench.clock, limiter: rateLimiter(bench.clock), settings: okSettings(OK, 30) });
		const { messages } = await collect([source], {}, { network: 'ok', now: new Date(bench.clock.now()).toISOString(), bootId: 'b', firstHours: 72, watchDays: 30, overlapHours: 72, recheckMinutes: 60, maxItems: 10, mayGoOn: () => true });
		expect(messages).toMatchObject([{ externalId: 'chat:chat:C1:mid:C1.1', attachments: '["https://i.ok.ru/1.jpg"]' }]);
	});

	it('messages to the group come where the bot’s key is there', async () => {
		const account = new Account('ok');
		const written = account.write({ kind: 'chat' });
		const { failures } = await account.poll();
		expect(failures).toEqual([]);
		expect(account.given.map((one) => one.externalId)).toEqual([written.externalId]);
	});
});

describe('Instagram without the author of a comment', () => {
	it('knows the administration’s own answer by the account’s name', async () => {
		const bench = networkBench();
		const at = new Date(bench.clock.now()).toISOString();
		const media = { data: [{ id: '5', timestamp: at, username: 'palana', permalink: 'https://www.instagram.com/p/x/' }] };
		const comments = { data: [{ id: '6', text: 'Яма', timestamp: at, username: 'zhitel' }, { id: '7', text: 'Сделаем', timestamp: at, username: 'palana' }] };
		const http = (request: { readonly url: string }) => Promise.resolve({ status: 200, body: JSON.stringify(request.url.includes('/comments') ? comments : media) });
		const source = instagramMedia({ http, clock: bench.clock, limiter: rateLimiter(bench.clock), settings: metaSettings(META, 30) });
		const { messages } = await collect([source], {}, { network: 'instagram', now: at, bootId: 'b', firstHours: 72, watchDays: 30, overlapHours: 72, recheckMinutes: 60, maxItems: 10, mayGoOn: () => true });
		expect(messages.map((one) => one.text)).toEqual(['Яма']);
	});
});
