import { SANDBOX } from '../config';
import type { Comment, Store } from '../state';
import { boardCreateComment } from './board';
import { messagesSend } from './dialogs';
import { READING, people } from './reading';
import { VkRefusal, type Caller, type Method } from './refusal';
import { addComment, OWNER_ID } from './threads';
import { UPLOADS } from './uploads';

/** The methods this stand-in knows. Each answers what the schema's `response` property holds. */
export const METHODS: Readonly<Record<string, Method>> = {
	'wall.createComment': createComment,
	'wall.getComments': getComments,
	'wall.getComment': getComment,
	'groups.getById': () => ({ groups: [{ id: SANDBOX.vk.groupId, name: SANDBOX.vk.groupName, screen_name: `club${SANDBOX.vk.groupId}`, is_closed: 0, type: 'group' }], profiles: [] }),
	...READING,
	'board.createComment': boardCreateComment,
	'messages.send': messagesSend,
	...Object.fromEntries(Object.entries(UPLOADS).map(([name, method]): [string, Method] => [name, (store, given, _caller, origin) => method(store, given, origin)])),
	'groups.getTokenPermissions': () => ({ mask: 8192, permissions: [{ name: 'wall', setting: 8192 }] }),
};

function createComment(store: Store, given: Readonly<Record<string, string>>, caller: Caller): unknown {
	const post = postOf(store, given);
	if (post.commentsClosed) throw new VkRefusal(213);
	const message = given['message']?.trim() ?? '';
	const attachments = (given['attachments'] ?? '').split(',').filter((one) => one !== '');
	if (message === '' && attachments.length === 0) throw new VkRefusal(100, 'One of the parameters specified was missing or invalid: message or attachments should be specified');
	const replyTo = given['reply_to_comment'] ? Number(given['reply_to_comment']) : undefined;
	if (replyTo !== undefined && !store.state.comments.some((one) => one.id === replyTo && one.postId === post.id && !one.deleted)) {
		throw new VkRefusal(100, 'One of the parameters specified was missing or invalid: reply_to_comment is incorrect');
	}
	const answered = store.state.comments.find((one) => one.id === replyTo);
	if (answered && store.state.blocked.includes(String(answered.fromId))) throw new VkRefusal(15, 'Access denied: you are in the blacklist of the comment’s author');
	const guid = given['guid'];
	const earlier = guid && store.state.options.rememberGuid ? store.state.comments.find((one) => one.guid === guid) : undefined;
	const fromGroup = Number(given['from_group'] ?? 0);
	const fromId = caller.kind === 'group' ? OWNER_ID : fromGroup > 0 ? -fromGroup : caller.id;
	const comment =
		earlier ??
		addComment(store, {
			postId: post.id,
			fromId,
			date: Math.floor(store.now() / 1000),
			text: message,
			...(replyTo === undefined ? {} : { replyTo }),
			...(guid ? { guid } : {}),
			...(attachments.length === 0 ? {} : { attachments }),
		});
	return { comment_id: comment.id, parents_stack: comment.root === undefined ? [] : [comment.root] };
}

/** Without comment_id the first level, with it the thread below that comment; a comment inside a thread has no thread of its own. */
function getComments(store: Store, given: Readonly<Record<string, string>>): unknown {
	const post = postOf(store, given);
	const under = given['comment_id'] ? Number(given['comment_id']) : undefined;
	const ofPost = store.state.comments.filter((one) => one.postId === post.id);
	if (under !== undefined && !ofPost.some((one) => one.id === under && one.root === undefined)) throw new VkRefusal(100, 'One of the parameters specified was missing or invalid: comment_id is incorrect');
	const level = ofPost.filter((one) => one.root === under);
	if (given['sort'] === 'desc') level.reverse();
	const offset = Number(given['offset'] ?? 0);
	const count = Math.min(Number(given['count'] ?? 10), 100);
	const threadItems = Number(given['thread_items_count'] ?? 0);
	const preview = Number(given['preview_length'] ?? 90);
	const page = level.slice(offset, offset + count);
	return {
		count: ofPost.filter((one) => !one.deleted).length,
		items: page.map((one) => shown(store, one, threadItems, preview)),
		...people(store, given, [...page, ...ofPost.filter((one) => page.some(({ id }) => one.root === id))].map((one) => one.fromId)),
		current_level_count: level.length,
		can_post: true,
		show_reply_button: true,
		groups_can_post: true,
	};
}

function getComment(store: Store, given: Readonly<Record<string, string>>): unknown {
	ownWall(given);
	const comment = store.state.comments.find((one) => one.id === Number(given['comment_id']));
	if (!comment) throw new VkRefusal(100, 'One of the parameters specified was missing or invalid: comment_id is incorrect');
	return { items: [shown(store, comment, 0, 0)], can_post: true, show_reply_button: true, groups_can_post: true };
}

function shown(store: Store, comment: Comment, threadItems: number, preview: number): Record<string, unknown> {
	const parent = store.state.comments.find((one) => one.id === comment.replyTo);
	const thread = store.state.comments.filter((one) => one.root === comment.id);
	const text = comment.deleted ? '' : preview > 0 && comment.text.length > preview ? `${comment.text.slice(0, preview)}…` : comment.text;
	return {
		id: comment.id,
		from_id: comment.deleted ? 0 : comment.fromId,
		date: comment.date,
		text,
		post_id: comment.postId,
		owner_id: OWNER_ID,
		parents_stack: comment.root === undefined ? [] : [comment.root],
		...(parent ? { reply_to_user: parent.fromId, reply_to_comment: parent.id } : {}),
		...(comment.deleted ? { deleted: true } : {}),
		...(comment.root === undefined ? { thread: { count: thread.length, items: thread.slice(0, threadItems).map((one) => shown(store, one, 0, preview)), can_post: true, show_reply_button: true, groups_can_post: true } } : {}),
	};
}

function postOf(store: Store, given: Readonly<Record<string, string>>) {
	ownWall(given);
	const post = store.state.posts.find((one) => one.id === Number(given['post_id']));
	if (!post) throw new VkRefusal(100, 'One of the parameters specified was missing or invalid: incorrect post_id');
	return post;
}

function ownWall(given: Readonly<Record<string, string>>): void {
	if (Number(given['owner_id']) !== OWNER_ID) throw new VkRefusal(15, 'Access denied: wall is not available in the sandbox');
}
