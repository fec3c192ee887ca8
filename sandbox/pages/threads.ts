import { SANDBOX } from '../config';
import type { Network, Store } from '../state';
import { OWN, remarksOf, urlOf } from '../topics';
import { OWNER_ID } from '../vk/threads';

/** Somebody's words in a thread, as the page shows them. */
export interface Entry {
	readonly id: string;
	readonly author: string;
	readonly own: boolean;
	/** Stands below another: set in. */
	readonly inside: boolean;
	readonly seconds: number;
	readonly text: string;
	readonly deleted: boolean;
	readonly attachments: readonly string[];
}

/** A post with its comments, or a conversation. */
export interface Thread {
	readonly id: string;
	readonly network: Network;
	/** What kind of place, in Russian: «обсуждение», «сообщения сообществу». */
	readonly kind: string;
	readonly author: string;
	readonly url: string;
	readonly seconds: number;
	/** Of its newest words. */
	readonly last: number;
	readonly text: string;
	readonly closed: boolean;
	readonly entries: readonly Entry[];
}

const KINDS: Readonly<Record<string, string>> = {
	board: 'обсуждение сообщества', dialog: 'сообщения сообществу', GROUP_TOPIC: 'тема группы', GROUP_PHOTO: 'фото группы', GROUP_MOVIE: 'видео группы', chat: 'сообщения группе',
	feed: 'запись страницы', visitor: 'запись посетителя', tagged: 'упоминание страницы', media: 'публикация', mention: 'упоминание аккаунта',
};

const OWN_NAMES: Readonly<Record<Network, string>> = { vk: SANDBOX.vk.groupName, ok: SANDBOX.ok.groupName, facebook: SANDBOX.meta.pageName, instagram: SANDBOX.meta.instagramName };

/** Every place of every network, the one with the newest words first. */
export const threads = (store: Store): Thread[] => [...wallThreads(store), ...otherThreads(store)].sort((a, b) => b.last - a.last);

function wallThreads(store: Store): Thread[] {
	return store.state.posts.map((post) => {
		const ofPost = store.state.comments.filter((one) => one.postId === post.id);
		const ordered = inThreads(ofPost);
		const entries = ordered.map((one): Entry => ({ id: `reply${one.id}`, author: one.fromId === OWNER_ID ? OWN_NAMES.vk : nameOf(store, String(one.fromId)), own: one.fromId === OWNER_ID, inside: one.root !== undefined, seconds: one.date, text: one.text, deleted: one.deleted === true, attachments: one.attachments ?? [] }));
		return { id: `wall${OWNER_ID}_${post.id}`, network: 'vk', kind: 'запись сообщества', author: OWN_NAMES.vk, url: `https://vk.com/wall${OWNER_ID}_${post.id}`, seconds: post.date, last: newest(post.date, entries), text: post.text, closed: post.commentsClosed === true, entries };
	});
}

function otherThreads(store: Store): Thread[] {
	return store.state.topics.filter((one) => !one.deleted).map((topic) => {
		const own = OWN[topic.network];
		const entries = inThreads(remarksOf(store, topic)).map((one): Entry => ({ id: `remark-${one.id}`, author: one.authorId === own ? OWN_NAMES[topic.network] : nameOf(store, one.authorId), own: one.authorId === own, inside: one.root !== undefined, seconds: Math.floor(one.at / 1000), text: one.text, deleted: one.deleted === true, attachments: one.attachments ?? [] }));
		const seconds = Math.floor(topic.at / 1000);
		return { id: `topic-${topic.id}`, network: topic.network, kind: KINDS[topic.kind] ?? topic.kind, author: topic.authorId === own ? OWN_NAMES[topic.network] : nameOf(store, topic.authorId), url: urlOf(topic), seconds, last: newest(seconds, entries), text: topic.text, closed: topic.closed === true, entries };
	});
}

/** The answers of a thread right below its first words. */
function inThreads<T extends { readonly id: string | number; readonly root?: string | number }>(all: readonly T[]): T[] {
	const below = new Map<string | number, T[]>();
	for (const one of all) if (one.root !== undefined) below.set(one.root, [...(below.get(one.root) ?? []), one]);
	return all.filter((one) => one.root === undefined).flatMap((one) => [one, ...(below.get(one.id) ?? [])]);
}

const newest = (seconds: number, entries: readonly Entry[]): number => entries.reduce((last, one) => Math.max(last, one.seconds), seconds);
const nameOf = (store: Store, id: string): string => store.state.people[id] ?? `id${id}`;
