import { z } from 'zod';

import type { CallResult } from '../call';
import { readPatiently } from '../publishOnce';
import { essence, notBefore } from '../text';
import type { Reply } from '../types';
import type { VkAddress } from './address';
import { vkCall, type VkClient } from './call';
import { remedyFor, vkErrors, vkObstacle } from './errors';

const BASE = z.object({
	id: z.number(),
	from_id: z.number().default(0),
	date: z.number(),
	text: z.string().default(''),
	reply_to_comment: z.number().optional(),
	deleted: z.boolean().optional(),
});
const COMMENT = BASE.extend({ thread: z.object({ count: z.number().default(0), items: z.array(BASE).default([]) }).optional() });
const PAGE = z.object({ items: z.array(COMMENT) });

export type VkComment = z.infer<typeof COMMENT>;

/** What stands in the thread, or why it cannot be read. */
export type ThreadReading =
	| { readonly kind: 'read'; readonly comments: readonly VkComment[]; readonly rootId?: number }
	/** The resident's comment is not there any more. */
	| { readonly kind: 'gone' }
	| { readonly kind: 'unreadable'; readonly code: string; readonly message: string; readonly hint: string; readonly permanent: boolean };

const PAGE_SIZE = 100;
/** VK shows at most ten answers of a thread beside its first comment. */
const THREAD_PREVIEW = 10;
/** 20,000 comments: beyond what any post of a small administration has. */
const MAX_PAGES = 200;

/**
 * The comments among which a reply to `address` would stand: the thread of the resident's comment, or the first level
 * under the post. All pages are read; errors that ask to wait are waited out, a bounded number of times.
 */
export async function readThread(client: VkClient, address: VkAddress): Promise<ThreadReading> {
	if (address.commentId === undefined) return await readLevel(client, address, undefined);
	if (address.threadId !== undefined) return await readLevel(client, address, address.threadId);
	const direct = await readLevel(client, address, address.commentId);
	const holdsAnswers = direct.kind === 'read' && direct.comments.length > 0;
	// An empty list or error 100 is also what a comment inside another thread gives: look where it really is.
	if (holdsAnswers || (direct.kind === 'unreadable' && direct.code !== 'VK_100')) return direct;
	return await locate(client, address, address.commentId);
}

/** Finds the thread of a comment by going through the first level of the post. */
async function locate(client: VkClient, address: VkAddress, commentId: number): Promise<ThreadReading> {
	const top = await readLevel(client, address, undefined);
	if (top.kind !== 'read') return top;
	for (const comment of top.comments) {
		const thread = comment.thread ?? { count: 0, items: [] };
		const shownWhole = thread.count <= thread.items.length;
		if (comment.id === commentId) {
			if (comment.deleted) return { kind: 'gone' };
			return shownWhole ? { kind: 'read', comments: thread.items, rootId: commentId } : await readLevel(client, address, commentId);
		}
		if (thread.items.some((one) => one.id === commentId)) return await readLevel(client, address, comment.id);
		if (shownWhole) continue;
		const whole = await readLevel(client, address, comment.id);
		if (whole.kind !== 'read' || whole.comments.some((one) => one.id === commentId)) return whole;
	}
	return { kind: 'gone' };
}

async function readLevel(client: VkClient, address: VkAddress, rootId: number | undefined): Promise<ThreadReading> {
	const comments: VkComment[] = [];
	for (let page = 0; page < MAX_PAGES; page += 1) {
		const result = await readPage(client, address, rootId, page * PAGE_SIZE);
		if (result.kind !== 'ok') return unreadable(result);
		const parsed = PAGE.safeParse(result.response);
		if (!parsed.success) return unreadable({ kind: 'doubtful', late: false, why: 'список комментариев пришёл в незнакомом виде' });
		comments.push(...parsed.data.items);
		if (parsed.data.items.length < PAGE_SIZE) return { kind: 'read', comments, ...(rootId === undefined ? {} : { rootId }) };
	}
	return unreadable({ kind: 'doubtful', late: false, why: `в ветке больше ${MAX_PAGES * PAGE_SIZE} комментариев` });
}

/** Reading is safe to repeat, so every passing trouble is waited out. */
async function readPage(client: VkClient, address: VkAddress, rootId: number | undefined, offset: number): Promise<CallResult> {
	const parameters = {
		owner_id: String(address.ownerId),
		post_id: String(address.postId),
		count: String(PAGE_SIZE),
		offset: String(offset),
		sort: 'asc',
		preview_length: '0',
		...(rootId === undefined ? { thread_items_count: String(THREAD_PREVIEW) } : { comment_id: String(rootId) }),
	};
	return await readPatiently(() => vkCall(client, 'wall.getComments', parameters), vkErrors, client.clock);
}

function unreadable(result: Exclude<CallResult, { kind: 'ok' }>): ThreadReading {
	if (result.kind === 'refused') return { kind: 'unreadable', ...vkObstacle(result.code, result.words), permanent: remedyFor(result.code) === 'never' };
	return { kind: 'unreadable', code: 'VK_NO_ANSWER', message: `Ветку комментариев прочитать не удалось: ${result.why}.`, hint: 'Повторите позже.', permanent: false };
}

/**
 * Our own reply in a thread: written by the community, to the same comment, not before the approval, with the same
 * letters and digits (VK changes spaces, dashes and quotes). `doubtful`: all but the answered comment is known.
 */
export function findOwnReply(comments: readonly VkComment[], reply: Reply, groupId: number, commentId: number | undefined): { readonly comment: VkComment; readonly doubtful: boolean } | undefined {
	const since = notBefore(reply.approvedAt) / 1000;
	const words = essence(reply.text);
	const own = comments.filter((one) => one.from_id === -groupId && !one.deleted && one.date >= since && essence(one.text) === words);
	const sure = own.find((one) => one.reply_to_comment === commentId);
	if (sure) return { comment: sure, doubtful: false };
	const unsure = own.find((one) => one.reply_to_comment === undefined);
	return unsure ? { comment: unsure, doubtful: true } : undefined;
}
