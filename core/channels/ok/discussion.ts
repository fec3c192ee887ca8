import { z } from 'zod';

import { blind, readPatiently, type Look, type Way } from '../publishOnce';
import { essence, notBefore } from '../text';
import type { Published, Reply } from '../types';
import { isGroup, okRef, okTime, okUrl, type OkPlace } from './address';
import { OK_NAME, okCall, type OkClient } from './call';
import { okErrors } from './errors';
import type { OkPhotos } from './photos';

type Discussion = Extract<OkPlace, { kind: 'discussion' }>;

const COMMENT = z.object({
	id: z.string(),
	text: z.string().default(''),
	date: z.string().default(''),
	date_ms: z.coerce.number().optional(),
	author_id: z.coerce.string().default(''),
	author_type: z.string().optional(),
	reply_to_comment_id: z.string().nullish(),
});
const PAGE = z.object({ comments: z.array(COMMENT).default([]), anchor: z.string().nullish(), has_more: z.boolean().default(false) });
type OkComment = z.infer<typeof COMMENT>;

const PAGE_SIZE = 100;
/** 20,000 comments: beyond what a discussion of a small administration has. */
const MAX_PAGES = 200;
const WAY = { prefix: 'OK', name: OK_NAME, errors: okErrors };

/** A reply in a discussion of the group, as the group's administrator. */
export function discussionWay(client: OkClient, place: Discussion, reply: Reply, photos: OkPhotos): Way {
	return {
		...WAY,
		look: () => look(client, place, reply),
		prepare: () => photos.upload(),
		send: () => okCall(client, 'discussions.addDiscussionComment', compose(place, reply, photos)),
		created(response) {
			const id = createdId(response);
			return id === undefined ? undefined : published(client, place, id, client.clock.now(), false);
		},
	};
}

/** The parameters of addDiscussionComment: the text word for word. */
function compose(place: Discussion, reply: Reply, photos: OkPhotos): Record<string, string> {
	const tokens = photos.tokens();
	return {
		entityId: place.discussionId,
		entityType: place.type,
		comment: reply.text,
		as_admin: 'true',
		...(place.commentId === undefined ? {} : { reply_to_comment_id: place.commentId }),
		...(tokens.length === 0 ? {} : { attachments: JSON.stringify({ attachments: tokens.map((token) => ({ type: 'PHOTO', token })) }) }),
	};
}

/** What the method answers is not described any more: the shapes that were seen; anything else is read back from the discussion. */
function createdId(response: unknown): string | undefined {
	if (typeof response === 'string' && response !== '') return response;
	const { comment_id: commentId, id } = (response ?? {}) as { comment_id?: unknown; id?: unknown };
	return [commentId, id].find((one): one is string => typeof one === 'string' && one !== '');
}

/** Is our reply already in the discussion? The official author is recognised by the group's number; the same words by anybody else make a person look. */
async function look(client: OkClient, place: Discussion, reply: Reply): Promise<Look> {
	const read = await readSince(client, place, notBefore(reply.approvedAt));
	if ('kind' in read) return read;
	const words = essence(reply.text);
	const same = read.filter((one) => (one.reply_to_comment_id ?? undefined) === place.commentId && essence(one.text) === words);
	const own = same.find((one) => isGroup(one.author_id, client.settings.groupId));
	if (own) return { kind: 'found', published: published(client, place, own.id, momentOf(own), true) };
	if (same.length === 0) return { kind: 'absent' };
	return { kind: 'blind', permanent: true, why: { code: 'OK_SAME_TEXT', message: `В обсуждении уже есть такой же ответ этому автору (${okUrl(client.settings.groupId, place)}), но не видно, чей он.`, hint: 'Откройте его: если это ответ администрации, внесите ссылку; если нет, опубликуйте ответ вручную.' } };
}

/** Comments not older than `since`, Unix milliseconds. The newest are asked for first; where they come otherwise, all pages are read. */
async function readSince(client: OkClient, place: Discussion, since: number): Promise<OkComment[] | Look> {
	const found: OkComment[] = [];
	let anchor: string | undefined;
	for (let page = 0; page < MAX_PAGES; page += 1) {
		const parameters = { discussionId: place.discussionId, discussionType: place.type, direction: 'BACKWARD', count: String(PAGE_SIZE), ...(anchor === undefined ? {} : { anchor }) };
		const result = await readPatiently(() => okCall(client, 'discussions.getComments', parameters), okErrors, client.clock);
		if (result.kind !== 'ok') return blind(WAY, result);
		const parsed = PAGE.safeParse(result.response);
		if (!parsed.success) return blind(WAY, { kind: 'doubtful', late: false, why: 'список комментариев пришёл в незнакомом виде' });
		const { comments, has_more: more, anchor: next } = parsed.data;
		found.push(...comments.filter((one) => !(momentOf(one) < since)));
		const newestFirst = comments.every((one, index) => index === 0 || momentOf(one) <= momentOf(comments[index - 1] as OkComment));
		const pastIt = newestFirst && comments.length > 0 && momentOf(comments.at(-1) as OkComment) < since;
		if (!more || pastIt || !next || next === anchor) return found;
		anchor = next;
	}
	return blind(WAY, { kind: 'doubtful', late: false, why: `в обсуждении больше ${MAX_PAGES * PAGE_SIZE} комментариев` });
}

const momentOf = (one: OkComment): number => okTime(one.date_ms, one.date);

const published = (client: OkClient, place: Discussion, id: string, atMs: number, already: boolean): Published => ({
	outcome: 'published',
	url: okUrl(client.settings.groupId, place),
	id: okRef(place, id),
	at: new Date(Number.isNaN(atMs) ? client.clock.now() : atMs).toISOString(),
	already,
});
