import type { Look, Way } from '../publishOnce';
import type { Published, Reply } from '../types';
import { commentRef, commentUrl, type VkAddress } from './address';
import { VK_NAME, vkCall, type VkClient } from './call';
import { vkErrors } from './errors';
import type { UploadedMedia } from './media';
import { findOwnReply, readThread } from './thread';

/** A reply as the community's comment on the wall: in the thread of the resident's comment, or under the post. */
export function wallWay(client: VkClient, address: VkAddress, reply: Reply, media: UploadedMedia): Way {
	let rootId: number | undefined;
	return {
		prefix: 'VK',
		name: VK_NAME,
		errors: vkErrors,
		prepare: () => media.upload(),
		look: async () => {
			const seen = await look(client, address, reply);
			if (seen.kind === 'absent') rootId = seen.rootId;
			return seen;
		},
		send: () => vkCall(client, 'wall.createComment', compose(client, address, reply, media.references())),
		created(response) {
			const id = (response as { comment_id?: unknown } | null)?.comment_id;
			return typeof id === 'number' ? published(address, id, rootId, client.clock.now(), false) : undefined;
		},
	};
}

/** Is our reply already in the thread? */
async function look(client: VkClient, address: VkAddress, reply: Reply): Promise<Exclude<Look, { kind: 'absent' }> | { readonly kind: 'absent'; readonly rootId?: number }> {
	const reading = await readThread(client, address);
	if (reading.kind === 'unreadable') return { kind: 'blind', why: reading, permanent: reading.permanent };
	if (reading.kind === 'gone') {
		return { kind: 'blind', permanent: true, why: { code: 'VK_MESSAGE_GONE', message: 'Сообщения в ветке больше нет: вероятно, оно удалено.', hint: 'Откройте ссылку на сообщение; если его нет, закройте дело с этим основанием.' } };
	}
	const own = findOwnReply(reading.comments, reply, client.settings.groupId, address.commentId);
	if (own?.doubtful === true && address.commentId !== undefined) {
		const url = commentUrl(address, own.comment.id, reading.rootId);
		return { kind: 'blind', permanent: true, why: { code: 'VK_SAME_TEXT', message: `В ветке уже есть такой же ответ сообщества (${url}), но не видно, кому он.`, hint: 'Откройте его: если это ответ по этому делу, внесите ссылку; если нет, опубликуйте ответ вручную.' } };
	}
	if (own) return { kind: 'found', published: published(address, own.comment.id, reading.rootId, own.comment.date * 1000, true) };
	return { kind: 'absent', ...(reading.rootId === undefined ? {} : { rootId: reading.rootId }) };
}

/** The parameters of wall.createComment: the text word for word. */
function compose(client: VkClient, address: VkAddress, reply: Reply, references: readonly string[]): Record<string, string> {
	return {
		owner_id: String(address.ownerId),
		post_id: String(address.postId),
		from_group: String(client.settings.groupId),
		message: reply.text,
		guid: reply.guid,
		...(address.commentId === undefined ? {} : { reply_to_comment: String(address.commentId) }),
		...(references.length === 0 ? {} : { attachments: references.join(',') }),
	};
}

const published = (address: VkAddress, commentId: number, rootId: number | undefined, atMs: number, already: boolean): Published => ({
	outcome: 'published',
	url: commentUrl(address, commentId, rootId),
	id: commentRef(address, commentId),
	at: new Date(atMs).toISOString(),
	already,
});
