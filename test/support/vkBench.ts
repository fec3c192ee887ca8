import { HttpFailure, type Clock, type HttpCall, type HttpRequest } from '../../core/channels/http';
import type { VkSettings } from '../../core/channels/vk/call';
import { vkChannel } from '../../core/channels/vk';
import type { Channel, Message, Reply } from '../../core/channels/types';
import { SANDBOX } from '../../sandbox/config';
import { takeFault, toFault } from '../../sandbox/faults';
import type { Request } from '../../sandbox/http';
import { Store, type Comment, type Post } from '../../sandbox/state';
import { vkApi } from '../../sandbox/vk/api';
import { addComment, addPost, OWNER_ID, publications } from '../../sandbox/vk/threads';

export const START = Date.parse('2026-11-24T03:00:00.000Z');
export const APPROVED_AT = '2026-11-24T02:30:00.000Z';

export interface VkBench {
	readonly store: Store;
	readonly channel: Channel;
	/** The requests sent, in order. */
	readonly requests: readonly HttpRequest[];
	readonly clock: Clock & { slept(): number };
	readonly post: Post;
	readonly question: Comment;
	readonly message: Message;
	readonly reply: Reply;
	fault(fault: { where: string; kind: string; code?: number; times?: number; skip?: number; delayMs?: number }): void;
	published(): string[];
	sent(method: string): HttpRequest[];
}

/** The VK channel against the stand-in, without sockets: time passes only when the channel waits, so nothing is left to chance. */
export function vkBench(overrides: Partial<VkSettings> = {}): VkBench {
	let time = START;
	const store = new Store(undefined, () => time);
	const api = vkApi(store);
	const requests: HttpRequest[] = [];
	let slept = 0;
	const pending: { at: number; run: () => void }[] = [];
	const clock = {
		now: () => time,
		slept: () => slept,
		sleep: async (ms: number): Promise<void> => {
			time += ms;
			slept += ms;
			for (const one of pending.splice(0)) {
				if (one.at <= time) one.run();
				else pending.push(one);
			}
		},
	};

	const http: HttpCall = async (request) => {
		requests.push(request);
		const name = request.url.split('/method/')[1] ?? '';
		const incoming: Request = { method: request.method, path: `/method/${name}`, query: new URLSearchParams(), headers: { authorization: request.headers['Authorization'], 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(request.form).toString() };
		const act = () => api.handle(name, incoming);
		const lost = (kind: HttpFailure['kind'], words: string) => {
			time += kind === 'timeout' ? request.timeoutMs : 0;
			return new HttpFailure(kind, words);
		};
		const fault = takeFault(store, `vk.${name}`);
		switch (fault?.kind) {
			case undefined:
				return act();
			case '500':
				return { status: 500, body: 'Internal Server Error' };
			case '500-after':
				act();
				return { status: 500, body: 'Internal Server Error' };
			case '401':
				return { status: 401, body: 'unauthorized' };
			case 'html':
				return { status: 200, body: '<!doctype html><title>Вход</title>' };
			case 'half-json': {
				const { body } = act();
				return { status: 200, body: body.slice(0, body.length / 2) };
			}
			case 'timeout-before':
				throw lost('timeout', 'timeout');
			case 'timeout-after':
				act();
				throw lost('timeout', 'timeout');
			case 'late':
				pending.push({ at: time + request.timeoutMs + fault.delayMs, run: act });
				throw lost('timeout', 'timeout');
			case 'reset-before':
				throw lost('broken', 'ECONNRESET');
			case 'reset-after':
				act();
				throw lost('broken', 'ECONNRESET');
			case 'vk-error':
				return api.errorReply(fault.code ?? 10, incoming);
		}
	};

	const settings: VkSettings = {
		baseUrl: 'https://api.vk.com',
		version: '5.199',
		groupId: SANDBOX.vk.groupId,
		tokens: { community: SANDBOX.vk.communityToken, service: SANDBOX.vk.serviceToken },
		timeoutMs: 30_000,
		...overrides,
	};
	const channel = vkChannel({ settings, http, clock, limiter: { pass: async () => undefined } });
	const post = addPost(store, 'Снег убирают на улице Обухова.', START / 1000 - 7200);
	const question = addComment(store, { postId: post.id, fromId: 501, date: START / 1000 - 3600, text: 'когда почистят двор??' });
	return {
		store,
		channel,
		requests,
		clock,
		post,
		question,
		message: { url: `https://vk.com/wall${OWNER_ID}_${post.id}?reply=${question.id}`, externalId: `wall${OWNER_ID}_${post.id}_r${question.id}` },
		reply: { text: 'Здравствуйте! Двор почистят сегодня до 18:00.', attachments: [], approvedAt: APPROVED_AT, guid: 'guid-1' },
		fault: (fault) => void store.state.faults.push(toFault(fault)),
		published: () => publications(store).map((one) => one.text),
		sent: (method) => requests.filter((one) => one.url.endsWith(`/method/${method}`)),
	};
}
