import { authorOf } from './people';
import type { Network, Remark, Store, Topic } from './state';
import { addRemark, addTopic, externalIdOf, OWN, remarkOf, topicOf, urlOf } from './topics';
import { addComment, addPost, commentUrl, OWNER_ID } from './vk/threads';

/**
 * What a control request says of a resident's words in a network: no incident comes of it, so only reading the account finds
 * them. `kind`: state.ts, Topic; left out: a comment under a post of the administration's own (VK: on the wall). VK `post`: a
 * resident's own post on the community's wall.
 */
export interface NewRemark {
	readonly network?: Network;
	readonly kind?: string;
	/** Where, by the place's id; left out: the newest place of that kind, or a new one. */
	readonly topicId?: string | number;
	/** Text of the place if a new one is made. A `visitor` post, a `tagged` one and a `mention` are the resident's own words. */
	readonly topicText?: string;
	readonly author?: string;
	/** Written by the administration itself. */
	readonly own?: boolean;
	readonly text?: string;
	readonly replyTo?: string | number;
	/** ISO 8601; left out: now. */
	readonly createdAt?: string;
	readonly attachments?: readonly string[];
	/** On somebody else's page: the administration's account does not list it. */
	readonly elsewhere?: boolean;
}

export interface Planted {
	readonly network: Network;
	readonly topicId: string;
	/** '' where the words are the place itself (a post of a visitor). */
	readonly id: string;
	readonly url: string;
	readonly externalId: string;
}

const USUAL: Readonly<Record<Network, string>> = { vk: 'wall', ok: 'GROUP_TOPIC', facebook: 'feed', instagram: 'media' };
/** Places that residents open themselves: their words are the place's text, or its first message. */
const POSTS_OF_RESIDENTS: ReadonlySet<string> = new Set(['visitor', 'tagged']);
const OPENED_BY_RESIDENTS: ReadonlySet<string> = new Set(['visitor', 'tagged', 'mention', 'dialog', 'chat']);

/** Puts a resident's words into a network, without an incident in the feed. */
export function plant(store: Store, given: NewRemark): Planted {
	const network = given.network ?? 'vk';
	const kind = given.kind ?? USUAL[network];
	const at = given.createdAt === undefined ? store.now() : Date.parse(given.createdAt);
	if (Number.isNaN(at)) throw new Error(`createdAt: ISO 8601, not ${String(given.createdAt)}`);
	const author = authorOf(store, { name: given.author ?? 'Житель Посёлка' });
	const authorId = given.own ? OWN[network] : author.id;
	if (network === 'vk' && kind === 'wall') return onWall(store, given, Number(authorId), at);
	if (network === 'vk' && kind === 'post') {
		const post = addPost(store, given.text ?? '', Math.floor(at / 1000), { fromId: Number(authorId) });
		return { network, topicId: String(post.id), id: '', url: `https://vk.com/wall${OWNER_ID}_${post.id}`, externalId: `wall${OWNER_ID}_${post.id}` };
	}
	if (network === 'vk' && kind === 'mention') {
		const { id } = addTopic(store, { network, kind, authorId, at, text: given.text ?? '' });
		return { network, topicId: id, id: '', url: `https://vk.com/wall${authorId}_${id}`, externalId: `wall${authorId}_${id}` };
	}

	if (POSTS_OF_RESIDENTS.has(kind) && given.topicId === undefined) {
		const topic = addTopic(store, { network, kind, authorId, at, text: given.text ?? '' });
		return planted(topic);
	}
	const topic = placeFor(store, network, kind, given, author.id, at);
	const replyTo = given.replyTo === undefined ? undefined : String(given.replyTo);
	if (replyTo !== undefined && !remarkOf(store, replyTo)) throw new Error(`replyTo: ${replyTo} is not here`);
	return planted(topic, addRemark(store, topic, { authorId, at, text: given.text ?? '', ...(replyTo === undefined ? {} : { replyTo }), ...(given.attachments === undefined ? {} : { attachments: given.attachments }) }));
}

const planted = (topic: Topic, remark?: Remark): Planted => ({ network: topic.network, topicId: topic.id, id: remark?.id ?? '', url: urlOf(topic, remark), externalId: externalIdOf(topic, remark) });

/** A conversation is one for each person; other places are taken again until another is named. */
function placeFor(store: Store, network: Network, kind: string, given: NewRemark, authorId: string, at: number): Topic {
	if (given.topicId !== undefined) {
		const named = topicOf(store, String(given.topicId));
		if (!named) throw new Error(`topicId: ${given.topicId} is not here`);
		return named;
	}
	const personal = kind === 'dialog' || kind === 'chat';
	const known = given.topicText === undefined ? [...store.state.topics].reverse().find((one) => one.network === network && one.kind === kind && !one.deleted && (one.elsewhere ?? false) === (given.elsewhere ?? false) && (!personal || one.authorId === authorId)) : undefined;
	const id = kind === 'dialog' ? authorId : kind === 'chat' ? `chat:C${Number(authorId).toString(16)}` : undefined;
	return known ?? addTopic(store, { network, kind, at, authorId: OPENED_BY_RESIDENTS.has(kind) ? authorId : OWN[network], text: given.topicText ?? 'Вопросы жителей: пишите в комментариях.', ...(id === undefined ? {} : { id }), ...(given.elsewhere ? { elsewhere: true } : {}) });
}

function onWall(store: Store, given: NewRemark, fromId: number, at: number): Planted {
	const date = Math.floor(at / 1000);
	const post = store.state.posts.find((one) => one.id === Number(given.topicId)) ?? (given.topicText === undefined ? [...store.state.posts].reverse().find((one) => (one.elsewhere ?? false) === (given.elsewhere ?? false)) : undefined) ?? addPost(store, given.topicText ?? 'Вопросы жителей: пишите в комментариях.', date);
	const comment = addComment(store, { postId: post.id, fromId, date, text: given.text ?? '', ...(given.replyTo === undefined ? {} : { replyTo: Number(given.replyTo) }), ...(given.attachments === undefined ? {} : { attachments: given.attachments }) });
	return { network: 'vk', topicId: String(post.id), id: String(comment.id), url: commentUrl(comment), externalId: `wall${OWNER_ID}_${post.id}_r${comment.id}` };
}
