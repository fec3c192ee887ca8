import type { Message } from '../types';
import { parseAddress, type VkAddress } from './address';

/** Where on VK a message stands: under a post, in a topic of the board, in the messages to the community. */
export type VkPlace =
	| { readonly kind: 'wall'; readonly address: VkAddress }
	| { readonly kind: 'board'; readonly groupId: number; readonly topicId: number; readonly commentId?: number }
	| { readonly kind: 'dialog'; readonly peerId: number; readonly messageId?: number };

const BOARD = /topic-(\d+)_(\d+)(?:_r(\d+))?(?:[^#]*?[?&]post=(\d+))?/u;
const DIALOG_ID = /^im(\d+)(?:_(\d+))?$/u;
const DIALOG_URL = /vk\.(?:com|ru)\/(?:gim\d+|im)(?:\/convo\/(\d+)|[^#]*?[?&]sel=(\d+))/u;

/**
 * The place of a message, from the network's id and the link: `topic-1_2_r3`, `https://vk.com/topic-1_2?post=3`, `im5_8`,
 * `https://vk.com/gim1?sel=5`, and the wall's as parseAddress reads them. Errors: those of parseAddress.
 */
export function parsePlace(message: Message): VkPlace {
	const board = BOARD.exec(message.externalId) ?? BOARD.exec(message.url);
	if (board) {
		const commentId = board[3] ?? board[4];
		return { kind: 'board', groupId: Number(board[1]), topicId: Number(board[2]), ...(commentId === undefined ? {} : { commentId: Number(commentId) }) };
	}
	const dialog = DIALOG_ID.exec(message.externalId);
	if (dialog) return { kind: 'dialog', peerId: Number(dialog[1]), ...(dialog[2] === undefined ? {} : { messageId: Number(dialog[2]) }) };
	const link = message.externalId === '' ? DIALOG_URL.exec(message.url) : null;
	if (link) return { kind: 'dialog', peerId: Number(link[1] ?? link[2]) };
	return { kind: 'wall', address: parseAddress(message) };
}

/** Link to a comment of the board. */
export const boardUrl = (groupId: number, topicId: number, commentId: number): string => `https://vk.com/topic-${groupId}_${topicId}?post=${commentId}`;

/** The network's id of a comment of the board: `topic-1_2_r3`. */
export const boardRef = (groupId: number, topicId: number, commentId: number): string => `topic-${groupId}_${topicId}_r${commentId}`;

/** The network's id of a message to the community: `im5_8`. */
export const dialogRef = (peerId: number, messageId: number): string => `im${peerId}_${messageId}`;

/** Link to a message in the community's own list, by its number there. */
export const messageUrl = (groupId: number, peerId: number, listId: number): string => `${dialogUrl(groupId, peerId)}&msgid=${listId}`;

/** Link to a conversation of the community: its messages have none of their own. */
export const dialogUrl = (groupId: number, peerId: number): string => `https://vk.com/gim${groupId}?sel=${peerId}`;
