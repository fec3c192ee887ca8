import { z } from 'zod';

import { blind, readPatiently, type Look, type Way } from '../publishOnce';
import { essence, notBefore } from '../text';
import type { Published, Reply } from '../types';
import { isGroup, okRef, okUrl, type OkPlace } from './address';
import { OK_NAME, okChatCall, type OkClient } from './call';
import { okErrors } from './errors';

type Chat = Extract<OkPlace, { kind: 'chat' }>;

const MESSAGE = z.object({ sender: z.object({ user_id: z.string().default('') }).default({}), timestamp: z.coerce.number(), message: z.object({ text: z.string().default(''), mid: z.string().default('') }) });
const PAGE = z.object({ messages: z.array(MESSAGE) });
const PAGE_SIZE = 100;
const WAY = { prefix: 'OK', name: OK_NAME, errors: okErrors };

/**
 * A reply in the messages to the group. A message carries no number of ours: the same words by the group since the approval, to
 * this one person, are taken for this reply.
 */
export function chatWay(client: OkClient, place: Chat, reply: Reply): Way {
	return {
		...WAY,
		look: () => look(client, place, reply),
		send: () => okChatCall(client, `messages/${encodeURIComponent(place.chatId)}`, {}, { recipient: { chat_id: place.chatId }, message: { text: reply.text } }),
		created(response) {
			const { message_id: id } = (response ?? {}) as { message_id?: unknown };
			return typeof id === 'string' && id !== '' ? published(client, place, id, client.clock.now(), false) : undefined;
		},
	};
}

async function look(client: OkClient, place: Chat, reply: Reply): Promise<Look> {
	const result = await readPatiently(() => okChatCall(client, `messages/${encodeURIComponent(place.chatId)}`, { count: String(PAGE_SIZE) }), okErrors, client.clock);
	if (result.kind !== 'ok') return blind(WAY, result);
	const parsed = PAGE.safeParse(result.response);
	if (!parsed.success) return blind(WAY, { kind: 'doubtful', late: false, why: 'переписка пришла в незнакомом виде' });
	const since = notBefore(reply.approvedAt);
	const { messages } = parsed.data;
	const own = messages.find((one) => isGroup(one.sender.user_id, client.settings.groupId) && one.timestamp >= since && essence(one.message.text) === essence(reply.text));
	if (own) return { kind: 'found', published: published(client, place, own.message.mid, own.timestamp, true) };
	const isWhole = messages.length < PAGE_SIZE || messages.some((one) => one.timestamp < since);
	return isWhole ? { kind: 'absent' } : blind(WAY, { kind: 'doubtful', late: false, why: `после согласования в переписке появилось больше ${PAGE_SIZE} сообщений` });
}

const published = (client: OkClient, place: Chat, id: string, atMs: number, already: boolean): Published => ({ outcome: 'published', url: okUrl(client.settings.groupId, place), id: okRef(place, id), at: new Date(atMs).toISOString(), already });
