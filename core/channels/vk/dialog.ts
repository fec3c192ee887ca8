import { createHash } from 'node:crypto';
import { z } from 'zod';

import { blind, readPatiently, type Look, type Way } from '../publishOnce';
import { essence, notBefore } from '../text';
import type { Published, Reply } from '../types';
import { VK_NAME, vkCall, type VkClient } from './call';
import { vkErrors } from './errors';
import type { UploadedMedia } from './media';
import { dialogRef, dialogUrl, type VkPlace } from './place';

type Dialog = Extract<VkPlace, { kind: 'dialog' }>;

const MESSAGE = z.object({ id: z.number(), from_id: z.number(), date: z.number(), text: z.string().default(''), random_id: z.number().optional() });
const PAGE = z.object({ items: z.array(MESSAGE) });
const PAGE_SIZE = 200;

/** VK takes a 32-bit number as the guard against doubles; the same reply has the same one. Never 0, which means none. */
export const randomIdOf = (guid: string): number => (createHash('sha256').update(guid, 'utf8').digest().readUInt32BE(0) & 0x7fffffff) || 1;

/** A reply in the messages to the community: the sending's own number stays on the message, so it is known again for sure. */
export function dialogWay(client: VkClient, place: Dialog, reply: Reply, media: UploadedMedia): Way {
	const randomId = randomIdOf(reply.guid);
	return {
		prefix: 'VK',
		name: VK_NAME,
		errors: vkErrors,
		prepare: () => media.upload(),
		look: () => look(client, place, reply, randomId),
		send: () => {
			const references = media.references();
			return vkCall(client, 'messages.send', {
				peer_id: String(place.peerId),
				random_id: String(randomId),
				message: reply.text,
				// `reply_to` wants a number that only the sender's own list shows; the conversation's number is the same for both.
				...(place.messageId === undefined ? {} : { forward: JSON.stringify({ peer_id: place.peerId, conversation_message_ids: [place.messageId], is_reply: true }) }),
				...(references.length === 0 ? {} : { attachment: references.join(',') }),
			});
		},
		created: (response) => (typeof response === 'number' && response > 0 ? published(client, place, response, client.clock.now(), false) : undefined),
	};
}

/** The conversation's newest messages: a reply not older than its approval stands among them. */
async function look(client: VkClient, place: Dialog, reply: Reply, randomId: number): Promise<Look> {
	const parameters = { peer_id: String(place.peerId), count: String(PAGE_SIZE), rev: '0' };
	const result = await readPatiently(() => vkCall(client, 'messages.getHistory', parameters), vkErrors, client.clock);
	if (result.kind !== 'ok') return blind({ prefix: 'VK', errors: vkErrors }, result);
	const parsed = PAGE.safeParse(result.response);
	if (!parsed.success) return blind({ prefix: 'VK', errors: vkErrors }, { kind: 'doubtful', late: false, why: 'переписка пришла в незнакомом виде' });
	const since = notBefore(reply.approvedAt) / 1000;
	const same = parsed.data.items.filter((one) => one.from_id === -client.settings.groupId && one.date >= since && (one.random_id === randomId || essence(one.text) === essence(reply.text)));
	const sure = same.find((one) => one.random_id === randomId);
	if (sure) return { kind: 'found', published: published(client, place, sure.id, sure.date * 1000, true) };
	const [unsure] = same.filter((one) => one.random_id === undefined);
	const { items } = parsed.data;
	if (!unsure && items.length >= PAGE_SIZE && items.every((one) => one.date >= since)) return blind({ prefix: 'VK', errors: vkErrors }, { kind: 'doubtful', late: false, why: `после согласования в переписке появилось больше ${PAGE_SIZE} сообщений` });
	if (!unsure) return { kind: 'absent' };
	const url = dialogUrl(client.settings.groupId, place.peerId);
	return { kind: 'blind', permanent: true, why: { code: 'VK_SAME_TEXT', message: `В переписке уже есть такой же ответ сообщества (${url}).`, hint: 'Откройте её: если это ответ по этому делу, внесите ссылку; если нет, ответьте вручную.' } };
}

const published = (client: VkClient, place: Dialog, messageId: number, atMs: number, already: boolean): Published => ({
	outcome: 'published',
	url: dialogUrl(client.settings.groupId, place.peerId),
	id: dialogRef(place.peerId, messageId),
	at: new Date(atMs).toISOString(),
	already,
});
