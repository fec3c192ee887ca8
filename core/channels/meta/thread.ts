import { z } from 'zod';

import { blind, readPatiently, type Look } from '../publishOnce';
import { essence, notBefore } from '../text';
import type { Reply } from '../types';
import { META_NAMES, metaGet, type MetaClient, type MetaNetwork } from './call';
import { metaErrors } from './errors';
import { after, nextOf, PAGING } from './paging';

/** A comment of either network in one shape. */
export interface MetaComment {
	readonly id: string;
	readonly text: string;
	/** Unix milliseconds. */
	readonly at: number;
	readonly authorId: string;
	readonly authorName: string;
	/** The first comment of its thread; absent: it is one itself. */
	readonly parentId?: string;
}

const FROM = z.object({ id: z.coerce.string().default(''), name: z.string().default(''), username: z.string().default('') }).partial();
const COMMENT = z.object({
	id: z.string(),
	message: z.string().optional(),
	text: z.string().optional(),
	created_time: z.string().optional(),
	timestamp: z.string().optional(),
	username: z.string().optional(),
	from: FROM.nullish(),
	parent: z.object({ id: z.string() }).nullish(),
	parent_id: z.string().nullish(),
});
const PAGE = z.object({ data: z.array(COMMENT), ...PAGING });

/** The fields that make a MetaComment, by network. */
export const COMMENT_FIELDS: Readonly<Record<MetaNetwork, string>> = { facebook: 'id,message,created_time,from,parent{id}', instagram: 'id,text,timestamp,username,from,parent_id' };

/** Graph's comment, either network's; undefined: it is none. */
export function readComment(value: unknown): MetaComment | undefined {
	const parsed = COMMENT.safeParse(value);
	if (!parsed.success) return undefined;
	const one = parsed.data;
	const parentId = one.parent?.id ?? one.parent_id ?? undefined;
	return {
		id: one.id,
		text: one.message ?? one.text ?? '',
		at: metaTime(one.created_time ?? one.timestamp ?? ''),
		authorId: one.from?.id ?? '',
		authorName: one.from?.name ?? one.from?.username ?? one.username ?? '',
		...(parentId === undefined ? {} : { parentId }),
	};
}

/** `2026-11-24T03:00:00+0000` in Unix milliseconds; NaN where it is no time. */
export const metaTime = (text: string): number => Date.parse(text.replace(/([+-]\d\d)(\d\d)$/u, '$1:$2'));

const PAGE_SIZE = 100;
/** 20,000 comments: beyond what any post of a small administration has. */
const MAX_PAGES = 200;

/**
 * The comments of an edge, page by page; or why they cannot be read.
 *
 * @param since where the newest come first, pages older than this (Unix milliseconds) are not asked for
 */
export async function readComments(client: MetaClient, network: MetaNetwork, path: string, query: Readonly<Record<string, string>>, since = Number.NEGATIVE_INFINITY): Promise<MetaComment[] | Look> {
	const way = { prefix: network.toUpperCase(), name: META_NAMES[network], errors: metaErrors[network] };
	const found: MetaComment[] = [];
	let from: string | undefined;
	for (let page = 0; page < MAX_PAGES; page += 1) {
		const parameters = { ...query, fields: COMMENT_FIELDS[network], limit: String(PAGE_SIZE), ...after(from) };
		const result = await readPatiently(() => metaGet(client, network, path, parameters), way.errors, client.clock);
		if (result.kind !== 'ok') return blind(way, result);
		const parsed = PAGE.safeParse(result.response);
		if (!parsed.success) return blind(way, { kind: 'doubtful', late: false, why: 'список комментариев пришёл в незнакомом виде' });
		found.push(...parsed.data.data.map(readComment).filter((one) => one !== undefined));
		if ((found.at(-1)?.at ?? since) < since) return found;
		from = nextOf(parsed.data, from).next;
		if (from === undefined) return found;
	}
	return blind(way, { kind: 'doubtful', late: false, why: `в ветке больше ${MAX_PAGES * PAGE_SIZE} комментариев` });
}

/** What a look into a thread says of our own words. */
export interface OwnWords {
	/** Ours, with the letters and digits of the reply, not before its approval. */
	readonly same: readonly MetaComment[];
	/** Somebody else has written there too: an answer below may be to him. */
	readonly others: boolean;
}

export function ownWords(comments: readonly MetaComment[], reply: Reply, ownId: string, ownName: string): OwnWords {
	const since = notBefore(reply.approvedAt);
	const isOwn = (one: MetaComment): boolean => one.authorId === ownId || (one.authorId === '' && ownName !== '' && one.authorName === ownName);
	return { same: comments.filter((one) => isOwn(one) && !(one.at < since) && essence(one.text) === essence(reply.text)), others: comments.some((one) => !isOwn(one)) };
}
