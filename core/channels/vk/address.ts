import { DeskError } from '../../errors';
import type { Message } from '../types';

/** A place on a VK wall: a post, or a comment under it. */
export interface VkAddress {
	/** Negative for a community. */
	readonly ownerId: number;
	readonly postId: number;
	/** The resident's comment; absent: the message is the post itself. */
	readonly commentId?: number;
	/** The first comment of the thread, where the link tells it. */
	readonly threadId?: number;
}

const WALL = /wall(-?\d+)_(\d+)(?:_r(\d+))?/u;
const OTHER_PLACES: readonly (readonly [RegExp, string])[] = [
	[/topic-?\d+_\d+/u, 'обсуждение сообщества'],
	[/photo-?\d+_\d+/u, 'комментарии к фото'],
	[/video-?\d+_\d+/u, 'комментарии к видео'],
	[/clip-?\d+_\d+/u, 'комментарии к клипу'],
	[/(?:vk\.(?:com|ru)\/)(?:im|gim\d+|write-?\d+)/u, 'личные сообщения'],
];

/**
 * Where to answer, from the network's id (`wall-1_2_r3`) and the link (`https://vk.com/wall-1_2?reply=3&thread=4`).
 * The link may add what the id lacks; where they name different places, the id is believed only if the link is no wall.
 *
 * Errors: VK_PLACE_UNSUPPORTED (a place this channel does not answer in), VK_ADDRESS_UNREADABLE,
 * VK_ADDRESS_CONTRADICTS (the id and the link name different messages).
 *
 * @example parseAddress({ externalId: '', url: 'https://vk.com/wall-1_2?reply=3' }) // { ownerId: -1, postId: 2, commentId: 3 }
 */
export function parseAddress(message: Message): VkAddress {
	const fromId = readWall(message.externalId);
	const fromUrl = readWall(message.url);
	if (fromId && fromUrl && !samePlace(fromId, fromUrl)) {
		throw new DeskError('VK_ADDRESS_CONTRADICTS', `Ссылка и идентификатор указывают на разные сообщения: ${message.url} и ${message.externalId}.`, 'Проверьте ссылку на сообщение в деле или опубликуйте ответ вручную.');
	}
	const found = fromUrl ? { ...fromId, ...fromUrl } : fromId;
	if (found) return found;
	const other = OTHER_PLACES.find(([pattern]) => pattern.test(message.url) || pattern.test(message.externalId));
	if (other) throw new DeskError('VK_PLACE_UNSUPPORTED', `Ответы в «${other[1]}» не публикуются автоматически.`, 'Опубликуйте ответ вручную и внесите ссылку на него.');
	throw new DeskError('VK_ADDRESS_UNREADABLE', `Не понять, где сообщение ВКонтакте: «${message.url || message.externalId}».`, 'Нужна ссылка вида https://vk.com/wall-1_2?reply=3. Исправьте ссылку в деле или опубликуйте ответ вручную.');
}

/** Link to a comment, as VK writes it; with the thread where it is known. */
export function commentUrl(address: VkAddress, commentId: number, threadId?: number): string {
	const thread = threadId === undefined || threadId === commentId ? '' : `&thread=${threadId}`;
	return `https://vk.com/wall${address.ownerId}_${address.postId}?reply=${commentId}${thread}`;
}

/** The network's id of a comment: `wall-1_2_r3`. */
export const commentRef = (address: VkAddress, commentId: number): string => `wall${address.ownerId}_${address.postId}_r${commentId}`;

function readWall(text: string): VkAddress | undefined {
	const found = WALL.exec(decode(text));
	if (!found) return undefined;
	const commentId = found[3] ?? queryNumber(text, 'reply');
	const threadId = queryNumber(text, 'thread');
	return {
		ownerId: Number(found[1]),
		postId: Number(found[2]),
		...(commentId === undefined ? {} : { commentId: Number(commentId) }),
		...(threadId === undefined ? {} : { threadId: Number(threadId) }),
	};
}

const samePlace = (a: VkAddress, b: VkAddress): boolean =>
	a.ownerId === b.ownerId && a.postId === b.postId && (a.commentId === undefined || b.commentId === undefined || a.commentId === b.commentId);

const queryNumber = (text: string, name: string): string | undefined => new RegExp(`[?&]${name}=(\\d+)`, 'u').exec(decode(text))?.[1];

/** Links come percent-encoded inside other links (`?w=wall-1_2%3Freply%3D3`); a stray % must not break the reading. */
const decode = (text: string): string => text.replace(/%(3F|3D|26|5F|2D)/giu, (code) => decodeURIComponent(code));
