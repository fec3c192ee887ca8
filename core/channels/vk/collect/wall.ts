import type { Listing, Lookup, Place, PlacePage, Sighting, Source } from '../../collecting';
import { commentRef, commentUrl } from '../address';
import { orClosed } from '../../collect/reading';
import { nextThreaded, readThreaded, type Thread } from '../../collect/threads';
import type { VkClient } from '../call';
import { checkReading, vkRead } from './read';
import { COMMENTS, POSTS, POSTS_BY_ID, addressesOf, isoOf, nameOf, type Profiles, type VkCommentShown, type VkPost } from './shapes';

const PAGE = 100;
/** VK shows at most ten answers beside a thread's first comment. */
const THREAD_PREVIEW = 10;
/** Read again when a reading goes on: deleted comments move the others. */
const STEP_BACK = 10;

export interface WallOptions {
	readonly comments: boolean;
	/** Posts by others on the community's wall. */
	readonly posts: boolean;
}

/** Comments and threads under the community's posts, and posts written by residents on its wall. */
export function wallSource(client: VkClient, options: WallOptions): Source {
	const ownerId = -client.settings.groupId;
	return {
		name: 'vk.wall',
		label: 'ВКонтакте, стена',
		check: () => checkReading(client, 'wall.get', ...(options.comments ? ['wall.getComments'] : [])),
		async list(since, from): Promise<Listing> {
			const offset = Number(from ?? 0);
			// Older API versions take owner_id, the schema of 5.199 names `domain`: both say the same.
			const page = await vkRead(client, 'wall.get', { owner_id: String(ownerId), domain: `club${client.settings.groupId}`, count: String(PAGE), offset: String(offset), filter: 'all', extended: '1' }, POSTS);
			const sinceS = Date.parse(since) / 1000;
			const recent = page.items.filter((post) => post.date >= sinceS);
			const isLast = page.items.length === 0 || offset + page.items.length >= page.count || page.items.every((post) => post.date < sinceS || post.is_pinned === 1);
			return {
				places: options.comments ? recent.map((post) => placeOf(ownerId, post)) : [],
				sightings: options.posts ? recent.filter((post) => post.from_id !== ownerId).map((post) => toPost(ownerId, post, page)) : [],
				...(isLast ? {} : { next: String(offset + page.items.length) }),
			};
		},
		read: (place, from) => readComments(client, ownerId, place, from),
		lookup: postLookup(client),
	};
}

/** Posts asked after by their ids `wall{owner}_{post}`, on whatever wall. */
export const postLookup = (client: VkClient): Lookup => ({
	atOnce: PAGE,
	async gone(ids) {
		const posts = await vkRead(client, 'wall.getById', { posts: ids.map((id) => id.slice('wall'.length)).join(',') }, POSTS_BY_ID);
		const there = new Set(posts.filter((one) => one.is_deleted !== true).map((one) => `wall${one.owner_id}_${one.id}`));
		return ids.filter((id) => !there.has(id));
	},
});

const placeOf = (ownerId: number, post: VkPost): Place => ({ id: `wall${ownerId}_${post.id}`, mark: String(post.comments?.count ?? 0), markIsCount: true, at: isoOf(post.date) });

export function toPost(ownerId: number, post: VkPost, people: Profiles): Sighting {
	const ref = `wall${ownerId}_${post.id}`;
	const author = post.signer_id ?? post.from_id;
	return { externalId: ref, url: `https://vk.com/${ref}`, authorId: String(author), authorName: nameOf(people, author), text: post.text, publishedAt: isoOf(post.date), attachments: addressesOf(post.attachments), own: false };
}

/** A page of the first level with its short threads, or a page of a long thread met before. */
async function readComments(client: VkClient, ownerId: number, place: Place, from: string | undefined): Promise<PlacePage> {
	const postId = Number(place.id.split('_')[1]);
	const { level: offset, threads } = readThreaded(from);
	const [thread, ...others] = threads;
	return await orClosed(async () => {
		if (thread) {
			const { items, page, next } = await pageAt(client, ownerId, postId, thread.at, Number(thread.root));
			const sightings = items.map((one) => toComment(client, ownerId, postId, one, Number(thread.root), page));
			return { sightings, ...nextThreaded({ level: offset, threads: next === undefined ? others : [{ root: thread.root, at: next }, ...others] }) };
		}
		const { items, page, next } = await pageAt(client, ownerId, postId, offset ?? '', undefined);
		const sightings: Sighting[] = [];
		const long: Thread[] = [];
		for (const comment of items) {
			sightings.push(toComment(client, ownerId, postId, comment, undefined, page));
			const { count = 0, items: answers = [] } = comment.thread ?? {};
			if (count > answers.length) long.push({ root: String(comment.id), at: '' });
			else sightings.push(...answers.map((one) => toComment(client, ownerId, postId, one, comment.id, page)));
		}
		return { sightings, ...nextThreaded({ level: next, threads: long }) };
	});
}

/** One page from an offset on, or from the beginning; where it goes on. */
async function pageAt(client: VkClient, ownerId: number, postId: number, from: string, rootId: number | undefined) {
	const start = from === '' ? 0 : Math.max(0, Number(from) - STEP_BACK);
	const page = await level(client, ownerId, postId, start, rootId);
	return { items: page.items, page, next: page.items.length < PAGE ? undefined : String(start + page.items.length) };
}

/** Newest first at the first level, so that what is new comes with the first page; a thread as it grew. */
const level = (client: VkClient, ownerId: number, postId: number, offset: number, rootId: number | undefined) =>
	vkRead(
		client,
		'wall.getComments',
		{
			owner_id: String(ownerId),
			post_id: String(postId),
			count: String(PAGE),
			offset: String(offset),
			preview_length: '0',
			extended: '1',
			...(rootId === undefined ? { sort: 'desc', thread_items_count: String(THREAD_PREVIEW) } : { sort: 'asc', comment_id: String(rootId) }),
		},
		COMMENTS,
		true,
	);

function toComment(client: VkClient, ownerId: number, postId: number, comment: VkCommentShown, rootId: number | undefined, people: Profiles): Sighting {
	const address = { ownerId, postId };
	return {
		externalId: commentRef(address, comment.id),
		url: commentUrl(address, comment.id, rootId),
		authorId: String(comment.from_id),
		authorName: nameOf(people, comment.from_id),
		text: comment.text,
		publishedAt: isoOf(comment.date),
		attachments: addressesOf(comment.attachments),
		own: comment.from_id === -client.settings.groupId,
		...(comment.deleted ? { deleted: true } : {}),
	};
}
