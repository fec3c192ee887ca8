import { SANDBOX } from '../config';
import type { Post, Remark, Store, Topic } from '../state';
import { remarksOf } from '../topics';
import { VkRefusal, type Method } from './refusal';
import { OWNER_ID } from './threads';

type Given = Readonly<Record<string, string>>;

/** How VK lists posts, mentions, board comments and messages. */
export const READING: Readonly<Record<string, Method>> = {
	'wall.get': (store, given) => {
		ownWall(given);
		const posts = newestFirst(store.state.posts.filter((one) => !one.deleted && !one.elsewhere));
		const page = pageOf(posts, given, 20);
		return { count: posts.length, items: page.map((post) => shownPost(store, post)), ...people(store, given, page.map((post) => post.fromId ?? OWNER_ID)) };
	},
	/** Posts that are there, of the community's wall and of those that mention it; a deleted one is left out. */
	'wall.getById': (store, given) => {
		const asked = new Set((given['posts'] ?? '').split(','));
		const posts = store.state.posts.filter((one) => !one.deleted && asked.has(`${OWNER_ID}_${one.id}`)).map((one) => shownPost(store, one));
		const mentions = mentionsOf(store).filter((one) => asked.has(`${one.authorId}_${one.id}`)).map(shownMention);
		return { items: [...posts, ...mentions], ...people(store, given, []) };
	},
	'newsfeed.getMentions': (store, given) => {
		if (Number(given['owner_id'] ?? OWNER_ID) !== OWNER_ID) throw new VkRefusal(15, 'Access denied');
		const since = Number(given['start_time'] ?? 0);
		const found = mentionsOf(store).filter((one) => one.at / 1000 >= since).sort((a, b) => b.at - a.at);
		return { count: found.length, items: pageOf(found, given, 20).map(shownMention) };
	},
	'board.getComments': (store, given) => {
		ownGroup(given);
		const topic = store.state.topics.find((one) => one.network === 'vk' && one.kind === 'board' && one.id === given['topic_id'] && !one.deleted);
		if (!topic) throw new VkRefusal(100, 'One of the parameters specified was missing or invalid: topic_id is incorrect');
		const all = alive(store, topic);
		if (given['sort'] === 'desc') all.reverse();
		const page = pageOf(all, given, 20);
		return { count: all.length, items: page.map((one) => ({ id: Number(one.id), from_id: Number(one.authorId), date: Math.floor(one.at / 1000), text: one.text })), ...people(store, given, page.map((one) => Number(one.authorId))) };
	},
	'messages.getConversations': (store, given) => {
		ownGroup(given);
		const dialogs = store.state.topics
			.filter((one) => one.network === 'vk' && one.kind === 'dialog' && !one.deleted)
			.map((topic) => ({ topic, last: alive(store, topic).at(-1) }))
			.filter((one): one is { topic: Topic; last: Remark } => one.last !== undefined)
			.sort((a, b) => b.last.at - a.last.at);
		return {
			count: dialogs.length,
			items: pageOf(dialogs, given, 20, 200).map(({ topic, last }) => ({
				conversation: { peer: { id: Number(topic.id), type: 'user', local_id: Number(topic.id) }, last_message_id: Number(last.id), in_read: 0, out_read: 0 },
				last_message: shownMessage(topic, last),
			})),
		};
	},
	'messages.getHistory': (store, given) => {
		ownGroup(given);
		const topic = store.state.topics.find((one) => one.network === 'vk' && one.kind === 'dialog' && one.id === (given['peer_id'] ?? given['user_id']));
		if (!topic) throw new VkRefusal(100, 'One of the parameters specified was missing or invalid: peer_id is invalid');
		const all = alive(store, topic);
		if (given['rev'] !== '1') all.reverse();
		return { count: all.length, items: pageOf(all, given, 20, 200).map((one) => shownMessage(topic, one)), ...people(store, given, [Number(topic.id)]) };
	},
};

/** Names, where `extended` asks for them. */
export function people(store: Store, given: Given, ids: readonly number[]): object {
	if (given['extended'] !== '1') return {};
	const profiles = [...new Set(ids)].filter((id) => id > 0).map((id) => {
		const [first_name = '', ...rest] = (store.state.people[String(id)] ?? 'Имя Скрыто').split(' ');
		return { id, first_name, last_name: rest.join(' '), can_access_closed: true, is_closed: false };
	});
	return { profiles, groups: [{ id: SANDBOX.vk.groupId, name: SANDBOX.vk.groupName, screen_name: `club${SANDBOX.vk.groupId}`, is_closed: 0, type: 'group' }] };
}

function shownPost(store: Store, post: Post): object {
	const count = store.state.comments.filter((one) => one.postId === post.id && !one.deleted).length;
	return { id: post.id, owner_id: OWNER_ID, from_id: post.fromId ?? OWNER_ID, date: post.date, text: post.text, post_type: 'post', inner_type: 'wall_wallpost', comments: { count, can_post: post.commentsClosed ? 0 : 1, groups_can_post: true } };
}

const mentionsOf = (store: Store): Topic[] => store.state.topics.filter((one) => one.network === 'vk' && one.kind === 'mention' && !one.deleted);

const shownMention = (one: Topic): object => ({ id: Number(one.id), owner_id: Number(one.authorId), from_id: Number(one.authorId), date: Math.floor(one.at / 1000), text: one.text, post_type: 'post', inner_type: 'wall_wallpost', comments: { count: 0 } });

const shownMessage = (topic: Topic, one: Remark): object => ({ id: Number(one.id), conversation_message_id: Number(one.id), peer_id: Number(topic.id), from_id: Number(one.authorId), out: Number(one.authorId) < 0 ? 1 : 0, date: Math.floor(one.at / 1000), text: one.text, random_id: Number(one.guid ?? 0), attachments: [] });

const alive = (store: Store, topic: Topic): Remark[] => remarksOf(store, topic).filter((one) => !one.deleted);
const newestFirst = (posts: readonly Post[]): Post[] => [...posts].sort((a, b) => b.date - a.date || b.id - a.id);
const pageOf = <T>(all: readonly T[], given: Given, usual: number, most = 100): T[] => all.slice(Number(given['offset'] ?? 0), Number(given['offset'] ?? 0) + Math.min(Number(given['count'] ?? usual), most));

function ownWall(given: Given): void {
	const named = given['owner_id'] ?? given['domain'] ?? '';
	if (![String(OWNER_ID), `club${SANDBOX.vk.groupId}`, `public${SANDBOX.vk.groupId}`].includes(named)) throw new VkRefusal(15, 'Access denied: wall is not available in the sandbox');
}

function ownGroup(given: Given): void {
	if (given['group_id'] !== undefined && Number(given['group_id']) !== SANDBOX.vk.groupId) throw new VkRefusal(15, 'Access denied');
}
