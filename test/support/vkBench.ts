import type { Channel, Message, Reply } from '../../core/channels/types';
import { vkChannel } from '../../core/channels/vk';
import type { VkSettings } from '../../core/channels/vk/call';
import { SANDBOX } from '../../sandbox/config';
import type { Comment, Post } from '../../sandbox/state';
import { addComment, addPost, OWNER_ID, publications } from '../../sandbox/vk/threads';
import { APPROVED_AT, networkBench, ORIGIN, START, type NetworkBench } from './networkBench';

export { APPROVED_AT, START } from './networkBench';

export interface VkBench extends NetworkBench {
	readonly channel: Channel;
	readonly post: Post;
	readonly question: Comment;
	readonly message: Message;
	readonly reply: Reply;
	published(): string[];
}

/** The VK channel against the stand-in, with a resident's question under a post. */
export function vkBench(overrides: Partial<VkSettings> = {}): VkBench {
	const bench = networkBench();
	const settings: VkSettings = {
		baseUrl: `${ORIGIN}/vk`,
		version: '5.199',
		groupId: SANDBOX.vk.groupId,
		tokens: { community: SANDBOX.vk.communityToken, service: SANDBOX.vk.serviceToken },
		timeoutMs: 30_000,
		...overrides,
	};
	const channel = vkChannel({ settings, http: bench.http, clock: bench.clock, limiter: { pass: async () => undefined } });
	const post = addPost(bench.store, 'Снег убирают на улице Обухова.', START / 1000 - 7200);
	const question = addComment(bench.store, { postId: post.id, fromId: 501, date: START / 1000 - 3600, text: 'когда почистят двор??' });
	return {
		...bench,
		channel,
		post,
		question,
		message: { url: `https://vk.com/wall${OWNER_ID}_${post.id}?reply=${question.id}`, externalId: `wall${OWNER_ID}_${post.id}_r${question.id}` },
		reply: { text: 'Здравствуйте! Двор почистят сегодня до 18:00.', attachments: [], files: [], approvedAt: APPROVED_AT, guid: 'guid-1' },
		published: () => publications(bench.store).map((one) => one.text),
	};
}
