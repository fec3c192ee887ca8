import { createHash } from 'node:crypto';

import { facebookChannel } from '../../core/channels/facebook';
import { instagramChannel } from '../../core/channels/instagram';
import type { MetaSettings } from '../../core/channels/meta/call';
import { okChannel } from '../../core/channels/ok';
import type { OkSettings } from '../../core/channels/ok/call';
import type { Channel, Message, Reply, ReplyFile } from '../../core/channels/types';
import { vkChannel } from '../../core/channels/vk';
import type { VkSettings } from '../../core/channels/vk/call';
import { SANDBOX } from '../../sandbox/config';
import { authorOf } from '../../sandbox/people';
import { plant, type Planted } from '../../sandbox/plant';
import { publications, type Publication } from '../../sandbox/publications';
import { remarkOf, topicOf } from '../../sandbox/topics';
import { APPROVED_AT, networkBench, ORIGIN, START, type NetworkBench } from './networkBench';

/** Every kind of place where a reply can be published. */
export const PLACES = {
	'vk wall': { network: 'vk', kind: 'wall', send: 'vk.wall.createComment', read: 'vk.wall.getComments' },
	'vk board': { network: 'vk', kind: 'board', send: 'vk.board.createComment', read: 'vk.board.getComments' },
	'vk messages': { network: 'vk', kind: 'dialog', send: 'vk.messages.send', read: 'vk.messages.getHistory' },
	'ok discussion': { network: 'ok', kind: 'GROUP_TOPIC', send: 'ok.discussions.addDiscussionComment', read: 'ok.discussions.getComments' },
	'ok messages': { network: 'ok', kind: 'chat', send: 'ok.chat.post', read: 'ok.chat.get' },
	facebook: { network: 'facebook', kind: 'feed', send: 'facebook.post.comments', read: 'facebook.get.comments' },
	instagram: { network: 'instagram', kind: 'media', send: 'instagram.post.replies', read: 'instagram.get.replies' },
} as const;

export type PlaceName = keyof typeof PLACES;

export interface PublishBench extends NetworkBench {
	readonly channel: Channel;
	readonly question: Planted;
	readonly message: Message;
	readonly reply: Reply;
	readonly place: (typeof PLACES)[PlaceName];
	published(): Publication[];
	/** What moderators and residents do. */
	closeComments(): void;
	deleteQuestion(): void;
	blockAuthor(): void;
}

export const VK_SETTINGS: VkSettings = { baseUrl: `${ORIGIN}/vk`, version: '5.199', groupId: SANDBOX.vk.groupId, tokens: { community: SANDBOX.vk.communityToken, service: SANDBOX.vk.serviceToken, user: SANDBOX.vk.userToken }, timeoutMs: 30_000 };
export const OK_SETTINGS: OkSettings = { baseUrl: `${ORIGIN}/ok`, groupId: SANDBOX.ok.groupId, applicationKey: SANDBOX.ok.applicationKey, accessToken: SANDBOX.ok.accessToken, applicationSecretKey: SANDBOX.ok.applicationSecretKey, sessionSecretKey: '', botToken: SANDBOX.ok.botToken, repliesAllowed: true, photosAllowed: true, timeoutMs: 30_000 };
export const META_SETTINGS: MetaSettings = { baseUrl: `${ORIGIN}/graph`, version: SANDBOX.meta.version, pageId: SANDBOX.meta.pageId, instagramUserId: SANDBOX.meta.instagramUserId, pageToken: SANDBOX.meta.pageToken, appSecret: SANDBOX.meta.appSecret, facebookOn: true, instagramOn: true, photosAllowed: true, timeoutMs: 30_000 };

export interface Changes {
	readonly vk?: Partial<VkSettings>;
	readonly ok?: Partial<OkSettings>;
	readonly meta?: Partial<MetaSettings>;
}

const AUTHOR = 'Марина Снегирёва';

/** A channel against its stand-in, with one resident's question in that kind of place. */
export function publishBench(name: PlaceName, changes: Changes = {}): PublishBench {
	const bench = networkBench();
	const place = PLACES[name];
	const base = { http: bench.http, clock: bench.clock, limiter: { pass: async () => undefined } };
	const channels: Readonly<Record<string, () => Channel>> = {
		vk: () => vkChannel({ ...base, settings: { ...VK_SETTINGS, ...changes.vk } }),
		ok: () => okChannel({ ...base, settings: { ...OK_SETTINGS, ...changes.ok } }),
		facebook: () => facebookChannel({ ...base, settings: { ...META_SETTINGS, ...changes.meta } }),
		instagram: () => instagramChannel({ ...base, settings: { ...META_SETTINGS, ...changes.meta } }),
	};
	const question = plant(bench.store, { network: place.network, kind: place.kind, author: AUTHOR, text: 'когда почистят двор??', createdAt: new Date(START - 3_600_000).toISOString() });
	const wall = place.kind === 'wall';
	return {
		...bench,
		channel: (channels[place.network] as () => Channel)(),
		question,
		place,
		message: { url: question.url, externalId: question.externalId },
		reply: { text: 'Здравствуйте! Двор почистят сегодня до 18:00.', attachments: [], files: [], approvedAt: APPROVED_AT, guid: 'guid-1' },
		published: () => publications(bench.store),
		closeComments: () => {
			if (wall) Object.assign(bench.store.state.posts[0] as object, { commentsClosed: true });
			else Object.assign(topicOf(bench.store, question.topicId) as object, { closed: true });
		},
		deleteQuestion: () => {
			// On the board nobody is named as answered, and OK's messages are deleted with their conversation.
			const whole = name === 'vk board' || name === 'ok messages';
			Object.assign((wall ? bench.store.state.comments[0] : whole ? topicOf(bench.store, question.topicId) : remarkOf(bench.store, question.id)) as object, { deleted: true });
		},
		blockAuthor: () => void bench.store.state.blocked.push(authorOf(bench.store, { name: AUTHOR }).id),
	};
}

/** A picture of one dot: enough for every upload server. */
export const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

export function replyFile(changes: Partial<ReplyFile> & { readonly content?: Buffer } = {}): ReplyFile & { readonly sha256: string } {
	const content = changes.content ?? PICTURE;
	return { name: 'двор.png', mime: 'image/png', extension: '.png', kind: 'photo', bytes: content.length, read: async () => await Promise.resolve(content), ...changes, sha256: createHash('sha256').update(content).digest('hex') };
}
