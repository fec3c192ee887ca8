import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

import { attachmentsJson } from '../../cases/intake';
import { storableText } from '../../cases/plainText';
import { writtenAt } from '../collect/reading';
import type { CollectedMessage } from '../collecting';
import { commentRef, commentUrl } from './address';
import { addressesOf } from './collect/shapes';
import { boardRef, boardUrl, dialogRef, messageUrl } from './place';

export interface CallbackSettings {
	readonly groupId: number;
	/** The line VK wants back when the server is added; '' when it is not set up. */
	readonly confirmation: string;
	/** The secret key set beside it; '' refuses everything: anybody could write to an open address. */
	readonly secret: string;
}

/** What to answer and what to hand on. `status` 200: VK is content; 403: not ours, VK gives up. */
export interface CallbackVerdict {
	readonly status: 200 | 403;
	readonly answer: string;
	/** Absent: nothing to register (a kind we do not read, our own words, an event seen before). */
	readonly message?: CollectedMessage;
	readonly eventId?: string;
}

const ENVELOPE = z.object({ type: z.string(), group_id: z.number(), event_id: z.string().optional(), secret: z.string().optional(), object: z.unknown() });
const TEXT = { date: z.number().optional(), text: z.string().default(''), attachments: z.array(z.object({ type: z.string().default('') }).passthrough()).default([]) };
const WALL_REPLY = z.object({ id: z.number(), from_id: z.number(), post_id: z.number(), owner_id: z.number().optional(), post_owner_id: z.number().optional(), parents_stack: z.array(z.number()).default([]), ...TEXT });
const WALL_POST = z.object({ id: z.number(), from_id: z.number(), owner_id: z.number(), post_type: z.string().default('post'), ...TEXT });
const BOARD_POST = z.object({ id: z.number(), from_id: z.number(), topic_id: z.number(), topic_owner_id: z.number(), ...TEXT });
const MESSAGE = z.object({ id: z.number(), from_id: z.number(), peer_id: z.number(), out: z.number().default(0), conversation_message_id: z.number().optional(), ...TEXT });
/** Older versions send the message itself, newer ones beside `client_info`. */
const MESSAGE_EVENT = z.union([z.object({ message: MESSAGE }).transform((one) => one.message), MESSAGE]);
const WALL_REPLY_GONE = z.object({ id: z.number(), post_id: z.number(), owner_id: z.number() });
const BOARD_POST_GONE = z.object({ id: z.number(), topic_id: z.number(), topic_owner_id: z.number() });

type Found = Omit<CollectedMessage, 'network' | 'detectedAt' | 'foundBy' | 'officialAccount' | 'sourceChange'> & { readonly fromId: number };
type Reader = (object: unknown, groupId: number) => Found | undefined;

/** Kinds of events that matter, how each is read, and what it says of the message. */
const EVENTS: Readonly<Record<string, readonly [Reader, CollectedMessage['sourceChange']]>> = {
	wall_reply_new: [wallReply, ''],
	wall_reply_restore: [wallReply, ''],
	wall_reply_edit: [wallReply, 'edited'],
	wall_reply_delete: [(object) => gone(WALL_REPLY_GONE, object, (one) => commentRef({ ownerId: one.owner_id, postId: one.post_id }, one.id)), 'deleted'],
	wall_post_new: [wallPost, ''],
	board_post_new: [boardPost, ''],
	board_post_restore: [boardPost, ''],
	board_post_edit: [boardPost, 'edited'],
	board_post_delete: [(object) => gone(BOARD_POST_GONE, object, (one) => boardRef(Math.abs(one.topic_owner_id), one.topic_id, one.id)), 'deleted'],
	message_new: [message, ''],
	message_edit: [message, 'edited'],
};

/**
 * One request of VK's Callback API. The same ids come of it as of reading the account, so the register knows a message
 * whichever way it came.
 *
 * @param seen whether an event id was taken before: VK sends again what it is not sure of
 */
export function readCallback(body: unknown, settings: CallbackSettings, now: string, seen: (eventId: string) => boolean): CallbackVerdict {
	const envelope = ENVELOPE.safeParse(body);
	if (!envelope.success || settings.groupId <= 0 || envelope.data.group_id !== settings.groupId) return REFUSED;
	const { type, secret = '', event_id: eventId, object } = envelope.data;
	if (type === 'confirmation') return settings.confirmation === '' ? REFUSED : { status: 200, answer: settings.confirmation };
	if (settings.secret === '' || !same(secret, settings.secret)) return REFUSED;
	const event = Object.hasOwn(EVENTS, type) ? EVENTS[type] : undefined;
	if (!event || (eventId !== undefined && seen(eventId))) return CONTENT;
	const [read, sourceChange] = event;
	const found = read(object, settings.groupId);
	if (!found || found.fromId === -settings.groupId) return CONTENT;
	const { fromId: _fromId, ...rest } = found;
	return { ...CONTENT, message: { network: 'vk', ...rest, detectedAt: now, foundBy: 'officialAccount', officialAccount: true, sourceChange }, ...(eventId === undefined ? {} : { eventId }) };
}

const REFUSED: CallbackVerdict = { status: 403, answer: 'forbidden' };
const CONTENT: CallbackVerdict = { status: 200, answer: 'ok' };

/** Compared in constant time: digests, so that the length tells nothing either. */
function same(given: string, wanted: string): boolean {
	const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();
	return timingSafeEqual(digest(given), digest(wanted));
}

interface Words {
	readonly from_id: number;
	readonly date?: number | undefined;
	readonly text: string;
	readonly attachments: readonly Record<string, unknown>[];
}

/** Callback events carry no names: the name stays empty until the account is read. */
const found = (externalId: string, url: string, one: Words): Found => ({ externalId, url, fromId: one.from_id, authorId: String(one.from_id), authorName: '', text: storableText(one.text), publishedAt: writtenAt((one.date ?? Number.NaN) * 1000), attachments: attachmentsJson(addressesOf(one.attachments)) });

function wallReply(object: unknown): Found | undefined {
	const { data } = WALL_REPLY.safeParse(object);
	const ownerId = data?.owner_id ?? data?.post_owner_id;
	if (!data || ownerId === undefined) return undefined;
	const address = { ownerId, postId: data.post_id };
	return found(commentRef(address, data.id), commentUrl(address, data.id, data.parents_stack[0]), data);
}

function wallPost(object: unknown): Found | undefined {
	const { data } = WALL_POST.safeParse(object);
	if (!data || !['post', 'reply'].includes(data.post_type)) return undefined;
	const ref = `wall${data.owner_id}_${data.id}`;
	return found(ref, `https://vk.com/${ref}`, data);
}

function boardPost(object: unknown): Found | undefined {
	const { data } = BOARD_POST.safeParse(object);
	if (!data) return undefined;
	const groupId = Math.abs(data.topic_owner_id);
	return found(boardRef(groupId, data.topic_id, data.id), boardUrl(groupId, data.topic_id, data.id), data);
}

/** Group chats have numbers from two billion on, communities negative ones; polling reads conversations with people only, and so are replies sent. */
const FIRST_CHAT = 2_000_000_000;
const isPerson = (peerId: number): boolean => peerId > 0 && peerId < FIRST_CHAT;

function message(object: unknown, groupId: number): Found | undefined {
	const { data } = MESSAGE_EVENT.safeParse(object);
	if (!data || data.out === 1 || !isPerson(data.peer_id)) return undefined;
	return found(dialogRef(data.peer_id, data.conversation_message_id ?? data.id), messageUrl(groupId, data.peer_id, data.id), data);
}

function gone<T>(shape: z.ZodType<T, z.ZodTypeDef, unknown>, object: unknown, refOf: (one: T) => string): Found | undefined {
	const { data } = shape.safeParse(object);
	return data === undefined ? undefined : { externalId: refOf(data), url: '', fromId: 0, authorId: '', authorName: '', text: '', publishedAt: '', attachments: '' };
}
