import { SANDBOX } from './config';
import type { Network, Remark, Store, Topic } from './state';

/** Who the administration is in each network. */
export const OWN: Readonly<Record<Network, string>> = { vk: String(-SANDBOX.vk.groupId), ok: SANDBOX.ok.groupId, facebook: SANDBOX.meta.pageId, instagram: SANDBOX.meta.instagramUserId };

/** Ids look as the networks' own do, so that nothing comes to rely on their being short or numbers. */
const TOPIC_IDS: Readonly<Record<Network, (n: number) => string>> = {
	vk: String,
	ok: (n) => String(155_000_000_000_000 + n),
	facebook: (n) => `${SANDBOX.meta.pageId}_${122_000_000_000 + n}`,
	instagram: (n) => `178${String(n).padStart(14, '0')}`,
};

const REMARK_IDS: Readonly<Record<Network, (n: number, topic: Topic) => string>> = {
	vk: String,
	ok: (n, topic) => Buffer.from(`${topic.id}:${n}`).toString('base64url'),
	facebook: (n, topic) => `${topic.id.split('_')[1] ?? topic.id}_${900_000_000 + n}`,
	instagram: (n) => `179${String(n).padStart(14, '0')}`,
};

export function addTopic(store: Store, given: Omit<Topic, 'id'> & { readonly id?: string }): Topic {
	const topic: Topic = { ...given, id: given.id ?? TOPIC_IDS[given.network](store.nextId()) };
	store.state.topics.push(topic);
	return topic;
}

/** Adds a remark; an answer inside a thread belongs to the thread's first remark. */
export function addRemark(store: Store, topic: Topic, given: Omit<Remark, 'id' | 'topicId' | 'root'>): Remark {
	const parent = given.replyTo === undefined ? undefined : remarkOf(store, given.replyTo);
	const remark: Remark = { ...given, id: REMARK_IDS[topic.network](store.nextId(), topic), topicId: topic.id, ...(parent ? { root: parent.root ?? parent.id } : {}) };
	store.state.remarks.push(remark);
	return remark;
}

export const topicOf = (store: Store, id: string): Topic | undefined => store.state.topics.find((one) => one.id === id);
export const remarkOf = (store: Store, id: string): Remark | undefined => store.state.remarks.find((one) => one.id === id);
export const remarksOf = (store: Store, topic: Topic): Remark[] => store.state.remarks.filter((one) => one.topicId === topic.id);

/** How collecting and publishing name the place: the record's `externalId`. */
export function externalIdOf(topic: Topic, remark?: Remark): string {
	const inside = remark?.id;
	switch (topic.network) {
		case 'vk':
			return topic.kind === 'dialog' ? `im${topic.id}_${inside ?? ''}` : `topic-${SANDBOX.vk.groupId}_${topic.id}${inside === undefined ? '' : `_r${inside}`}`;
		case 'ok':
			return [topic.kind, topic.id, ...(inside === undefined ? [] : [inside])].join(':');
		case 'facebook':
			return inside ?? topic.id;
		case 'instagram':
			return inside === undefined ? topic.id : `${topic.id}:${inside}`;
	}
}

/** The link a person would open. OK and Instagram are not known to link to a single comment: theirs lead to the place. */
export function urlOf(topic: Topic, remark?: Remark): string {
	const inside = remark?.id;
	switch (topic.network) {
		case 'vk':
			return topic.kind === 'dialog' ? `https://vk.com/gim${SANDBOX.vk.groupId}?sel=${topic.id}` : `https://vk.com/topic-${SANDBOX.vk.groupId}_${topic.id}${inside === undefined ? '' : `?post=${inside}`}`;
		case 'ok':
			return topic.kind === 'chat' ? `https://ok.ru/messages/${encodeURIComponent(topic.id)}` : `https://ok.ru/group/${SANDBOX.ok.groupId}/${OK_PATHS[topic.kind] ?? 'topic'}/${topic.id}`;
		case 'facebook':
			return inside === undefined ? `https://www.facebook.com/${topic.id.replace('_', '/posts/')}` : `https://www.facebook.com/${topic.id.replace('_', '/posts/')}?comment_id=${inside.split('_')[1] ?? inside}`;
		case 'instagram':
			return `https://www.instagram.com/p/${Buffer.from(topic.id).toString('base64url').slice(-11)}/`;
	}
}

const OK_PATHS: Readonly<Record<string, string>> = { GROUP_TOPIC: 'topic', GROUP_PHOTO: 'photo', GROUP_MOVIE: 'video' };

/** What the administration wrote in these places: the figure that must never be two for one case. */
export const ownRemarks = (store: Store): { topic: Topic; remark: Remark }[] =>
	store.state.remarks.flatMap((remark) => {
		const topic = topicOf(store, remark.topicId);
		return topic && !remark.deleted && remark.authorId === OWN[topic.network] ? [{ topic, remark }] : [];
	});
