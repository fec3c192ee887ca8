import { DeskError } from '../../errors';
import type { Message } from '../types';

/** Where on OK a message stands: in a discussion (of a topic, a photo, a video) or in the messages to the group. */
export type OkPlace =
	| { readonly kind: 'discussion'; readonly type: string; readonly discussionId: string; readonly commentId?: string }
	| { readonly kind: 'chat'; readonly chatId: string; readonly messageId?: string };

const DISCUSSION = /^([A-Z_]+):(\w+)(?::(\S+))?$/u;
/** The chat's own number may hold colons (`chat:C3e…`), so the message is what stands after `chat:chat:C3e…:`. */
const CHAT = /^chat:(chat:[^:\s]+|[^:\s]+)(?::(\S+))?$/u;
const URL_TYPES: readonly (readonly [RegExp, string])[] = [
	[/ok\.ru\/group\/\d+\/topic\/(\d+)/u, 'GROUP_TOPIC'],
	[/ok\.ru\/group\/\d+\/(?:album\/\d+\/|photo\/)(\d+)/u, 'GROUP_PHOTO'],
	[/ok\.ru\/video\/(\d+)/u, 'GROUP_MOVIE'],
];

/**
 * The place of a message, from the network's id (`GROUP_TOPIC:155:MTY2`, `chat:…`) or from a link to a discussion. A link of OK
 * names no single comment: a reply by the link alone stands in the discussion, answering nobody in particular, so it is refused.
 *
 * Errors: OK_ADDRESS_UNREADABLE, OK_COMMENT_UNKNOWN (the discussion is known, the comment is not).
 */
export function parseOkPlace(message: Message): OkPlace {
	const chat = CHAT.exec(message.externalId);
	if (chat) return { kind: 'chat', chatId: chat[1] ?? '', ...(chat[2] === undefined ? {} : { messageId: chat[2] }) };
	const named = DISCUSSION.exec(message.externalId);
	if (named) return { kind: 'discussion', type: named[1] ?? '', discussionId: named[2] ?? '', ...(named[3] === undefined ? {} : { commentId: named[3] }) };
	if (URL_TYPES.some(([pattern]) => pattern.test(message.url))) {
		throw new DeskError('OK_COMMENT_UNKNOWN', `По ссылке ${message.url} видно обсуждение в Одноклассниках, но не видно, какому комментарию отвечать.`, 'Откройте обсуждение, ответьте автору вручную и внесите ссылку на ответ.');
	}
	throw new DeskError('OK_ADDRESS_UNREADABLE', `Не понять, где сообщение в Одноклассниках: «${message.url || message.externalId}».`, 'Исправьте ссылку в деле или опубликуйте ответ вручную.');
}

/** Kinds of discussions that belong to a group, and the paths of their pages. */
export const PATHS: Readonly<Record<string, string>> = { GROUP_TOPIC: 'topic', GROUP_PHOTO: 'photo', GROUP_MOVIE: 'video' };

/** Link to the place. OK is not known to link to a single comment of a discussion. */
export const okUrl = (groupId: string, place: OkPlace): string => (place.kind === 'chat' ? `https://ok.ru/messages/${encodeURIComponent(place.chatId)}` : `https://ok.ru/group/${groupId}/${PATHS[place.type] ?? 'topic'}/${place.discussionId}`);

/** The network's id of an answer in this place. */
export const okRef = (place: OkPlace, id: string): string => (place.kind === 'chat' ? `chat:${place.chatId}:${id}` : `${place.type}:${place.discussionId}:${id}`);

/** Is it the group itself that wrote? OK names it by its number, here and there as `group:{number}`. */
export const isGroup = (authorId: string, groupId: string): boolean => authorId.replace(/^group:/u, '') === groupId;

/** OK's written dates are of Moscow, without a zone; where the milliseconds are told, they count. Unix milliseconds; NaN: not told. */
export const okTime = (ms: number | undefined, written: string | undefined): number => ms ?? Date.parse(`${(written ?? '').replace(' ', 'T')}+03:00`);
