import { z } from 'zod';

import { blind, readPatiently, type Look, type Way } from '../publishOnce';
import { essence, notBefore } from '../text';
import type { Published, Reply } from '../types';
import { VK_NAME, vkCall, type VkClient } from './call';
import { vkErrors } from './errors';
import type { UploadedMedia } from './media';
import { boardRef, boardUrl, type VkPlace } from './place';

type Board = Extract<VkPlace, { kind: 'board' }>;

const COMMENT = z.object({ id: z.number(), from_id: z.number().default(0), date: z.number(), text: z.string().default('') });
const PAGE = z.object({ items: z.array(COMMENT) });
const PAGE_SIZE = 100;
const MAX_PAGES = 50;

/**
 * A reply in a topic of the community's board. A comment there names nobody as the one answered, so the same words that were
 * there before this run may belong to another case: then a person looks. What appears after our own sending is ours.
 */
export function boardWay(client: VkClient, place: Board, reply: Reply, media: UploadedMedia): Way {
	let sent = false;
	const before = new Set<number>();
	return {
		prefix: 'VK',
		name: VK_NAME,
		errors: vkErrors,
		prepare: () => media.upload(),
		async look(): Promise<Look> {
			const same = await sameWords(client, place, reply);
			if ('kind' in same) return same;
			const found = same.find((one) => !before.has(one.id));
			if (!sent) for (const one of same) before.add(one.id);
			if (!found) return { kind: 'absent' };
			if (sent) return { kind: 'found', published: published(place, found.id, found.date * 1000, true) };
			const url = boardUrl(place.groupId, place.topicId, found.id);
			return { kind: 'blind', permanent: true, why: { code: 'VK_SAME_TEXT', message: `В обсуждении уже есть такой же ответ сообщества (${url}), но не видно, кому он.`, hint: 'Откройте его: если это ответ по этому делу, внесите ссылку; если нет, опубликуйте ответ вручную.' } };
		},
		async send() {
			sent = true;
			const references = media.references();
			return await vkCall(client, 'board.createComment', { group_id: String(place.groupId), topic_id: String(place.topicId), message: reply.text, from_group: '1', guid: reply.guid, ...(references.length === 0 ? {} : { attachments: references.join(',') }) });
		},
		created: (response) => (typeof response === 'number' ? published(place, response, client.clock.now(), false) : undefined),
	};
}

/** The community's comments since the approval with the words of the reply, the newest first; or why they cannot all be read. */
async function sameWords(client: VkClient, place: Board, reply: Reply): Promise<z.infer<typeof COMMENT>[] | Look> {
	const since = notBefore(reply.approvedAt) / 1000;
	const found: z.infer<typeof COMMENT>[] = [];
	for (let page = 0; page < MAX_PAGES; page += 1) {
		const parameters = { group_id: String(place.groupId), topic_id: String(place.topicId), count: String(PAGE_SIZE), offset: String(page * PAGE_SIZE), sort: 'desc' };
		const result = await readPatiently(() => vkCall(client, 'board.getComments', parameters), vkErrors, client.clock);
		if (result.kind !== 'ok') return blind({ prefix: 'VK', errors: vkErrors }, result);
		const parsed = PAGE.safeParse(result.response);
		if (!parsed.success) return blind({ prefix: 'VK', errors: vkErrors }, { kind: 'doubtful', late: false, why: 'обсуждение пришло в незнакомом виде' });
		const { items } = parsed.data;
		found.push(...items.filter((one) => one.from_id === -client.settings.groupId && one.date >= since && essence(one.text) === essence(reply.text)));
		if (items.length < PAGE_SIZE || items.some((one) => one.date < since)) return found;
	}
	return blind({ prefix: 'VK', errors: vkErrors }, { kind: 'doubtful', late: false, why: `после согласования в обсуждении появилось больше ${MAX_PAGES * PAGE_SIZE} комментариев` });
}

const published = (place: Board, commentId: number, atMs: number, already: boolean): Published => ({
	outcome: 'published',
	url: boardUrl(place.groupId, place.topicId, commentId),
	id: boardRef(place.groupId, place.topicId, commentId),
	at: new Date(atMs).toISOString(),
	already,
});
