import { SANDBOX } from '../config';
import type { Comment, Post, Store } from '../state';

export const OWNER_ID = -SANDBOX.vk.groupId;

/** Adds a comment to a thread; an answer inside a thread belongs to the thread's first comment, as in VK. */
export function addComment(store: Store, comment: Omit<Comment, 'id' | 'root'>): Comment {
	const parent = store.state.comments.find((one) => one.id === comment.replyTo);
	const added: Comment = { ...comment, id: store.nextId(), ...(parent ? { root: parent.root ?? parent.id } : {}) };
	store.state.comments.push(added);
	return added;
}

export function addPost(store: Store, text: string, date: number, more: Pick<Post, 'fromId' | 'elsewhere'> = {}): Post {
	const post: Post = { id: store.nextId(), date, text, ...more };
	store.state.posts.push(post);
	return post;
}

/** Link to a comment as VK shows it in the address line. */
export function commentUrl(comment: Comment): string {
	const thread = comment.root === undefined ? '' : `&thread=${comment.root}`;
	return `https://vk.com/wall${OWNER_ID}_${comment.postId}?reply=${comment.id}${thread}`;
}

/** What the administration published: the figure that must never be two for one case. */
export const publications = (store: Store): Comment[] => store.state.comments.filter((one) => one.fromId === OWNER_ID && !one.deleted);
