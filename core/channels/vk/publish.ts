import { DeskError } from '../../errors';
import type { CallResult } from '../call';
import type { Message, NotPublished, Obstacle, Outcome, Published, Reply } from '../types';
import { commentRef, commentUrl, parseAddress, type VkAddress } from './address';
import { tokenFor, vkCall, type VkClient } from './call';
import { remedyFor, vkObstacle } from './errors';
import { findOwnReply, readThread } from './thread';

/** How often one reply is sent at most, and the pauses between, in milliseconds. */
const WAITS_MS = [1000, 3000, 9000] as const;
/** When to look into the thread after an answer was lost: at once where VK did answer, patiently where it may still be at work. */
const LOOKS_MS = [2000] as const;
const LATE_LOOKS_MS = [3000, 10_000, 20_000] as const;

type Look = { readonly kind: 'found'; readonly published: Published } | { readonly kind: 'absent'; readonly rootId?: number } | { readonly kind: 'blind'; readonly why: Obstacle; readonly permanent: boolean };

/**
 * Publishes a reply as the community's comment, once. The thread is read before the first sending (an earlier attempt
 * may have succeeded unheard) and again after every answer that was lost; nothing is sent twice without looking.
 */
export async function publishComment(client: VkClient, message: Message, reply: Reply): Promise<Outcome> {
	let address: VkAddress;
	try {
		address = parseAddress(message);
		checkSettings(client);
	} catch (error) {
		if (error instanceof DeskError) return { outcome: 'refused', code: error.code, message: error.message, hint: error.hint };
		throw error;
	}
	const before = await look(client, address, reply);
	if (before.kind === 'found') return before.published;
	if (before.kind === 'blind') return { outcome: before.permanent ? 'refused' : 'retryLater', ...before.why };
	return await send(client, address, reply, before.rootId);
}

async function send(client: VkClient, address: VkAddress, reply: Reply, rootId: number | undefined): Promise<Outcome> {
	const parameters = compose(client, address, reply);
	let last: CallResult = await vkCall(client, 'wall.createComment', parameters);
	for (const wait of [...WAITS_MS, undefined]) {
		const commentId = last.kind === 'ok' ? createdId(last.response) : undefined;
		if (commentId !== undefined) return published(address, commentId, rootId, client.clock.now(), false);
		if (last.kind === 'refused' && (remedyFor(last.code) === 'never' || remedyFor(last.code) === 'later')) return refusal(last);
		if (isDoubtful(last)) {
			const late = last.kind === 'doubtful' && last.late;
			const after = await lookAgain(client, address, reply, late ? LATE_LOOKS_MS : LOOKS_MS);
			if (after.kind === 'found') return after.published;
			if (after.kind === 'blind') return { outcome: 'unclear', code: 'VK_UNCLEAR', message: `Неизвестно, опубликован ли ответ: ${doubt(last)}, а ветку прочитать не удалось.`, hint: `Откройте ссылку на сообщение: если ответ там есть, внесите ссылку на него; если нет, повторите публикацию. Причина: ${after.why.message}` };
			// Nobody answered: VK may still be at work, so this run does not send again. The next one reads the thread first.
			if (late) return { outcome: 'retryLater', code: 'VK_NO_ANSWER', message: `${sentence(doubt(last))}. В ветке ответа пока нет.`, hint: 'Повторите через 10 минут: перед повтором ветка будет прочитана ещё раз.' };
		}
		if (wait === undefined) break;
		await client.clock.sleep(wait);
		last = await vkCall(client, 'wall.createComment', parameters);
	}
	return refusal(last);
}

/** Errors that leave nothing behind stay `refused` or `retryLater`; an answer without an id counts as lost. */
const isDoubtful = (result: CallResult): boolean => result.kind === 'doubtful' || result.kind === 'ok' || (result.kind === 'refused' && remedyFor(result.code) === 'doubt');

function refusal(result: CallResult): NotPublished {
	if (result.kind === 'refused') return { outcome: remedyFor(result.code) === 'never' ? 'refused' : 'retryLater', ...vkObstacle(result.code, result.words) };
	return { outcome: 'retryLater', code: 'VK_NO_ANSWER', message: `${sentence(doubt(result))}. Ответ не опубликован.`, hint: 'Повторите позже: перед повтором ветка будет прочитана.' };
}

function doubt(result: CallResult): string {
	if (result.kind === 'ok') return 'ВКонтакте ответил без номера комментария';
	return result.kind === 'refused' ? `ВКонтакте ответил ошибкой ${result.code} (${result.words})` : result.why;
}

async function lookAgain(client: VkClient, address: VkAddress, reply: Reply, waits: readonly number[]): Promise<Look> {
	let seen: Look = { kind: 'absent' };
	for (const wait of waits) {
		await client.clock.sleep(wait);
		seen = await look(client, address, reply);
		if (seen.kind === 'found') return seen;
	}
	return seen;
}

/** Is our reply already in the thread? */
export async function look(client: VkClient, address: VkAddress, reply: Reply): Promise<Look> {
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
function compose(client: VkClient, address: VkAddress, reply: Reply): Record<string, string> {
	return {
		owner_id: String(address.ownerId),
		post_id: String(address.postId),
		from_group: String(client.settings.groupId),
		message: reply.text,
		guid: reply.guid,
		...(address.commentId === undefined ? {} : { reply_to_comment: String(address.commentId) }),
		...(reply.attachments.length === 0 ? {} : { attachments: reply.attachments.join(',') }),
	};
}

/** Whatever is missing is said before anything is called. */
function checkSettings(client: VkClient): void {
	if (!Number.isInteger(client.settings.groupId) || client.settings.groupId <= 0) {
		throw new DeskError('VK_GROUP_MISSING', 'В учётных данных «VK API» не указан номер сообщества.', 'Попросите ИТ-специалиста вписать номер: без него не узнать свои ответы в ветке.');
	}
	tokenFor(client.settings, 'wall.createComment');
	tokenFor(client.settings, 'wall.getComments');
}

function createdId(response: unknown): number | undefined {
	const id = (response as { comment_id?: unknown } | null)?.comment_id;
	return typeof id === 'number' ? id : undefined;
}

function published(address: VkAddress, commentId: number, rootId: number | undefined, atMs: number, already: boolean): Published {
	return { outcome: 'published', url: commentUrl(address, commentId, rootId), id: commentRef(address, commentId), at: new Date(atMs).toISOString(), already };
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
