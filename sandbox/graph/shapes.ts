import { SANDBOX } from '../config';
import type { Remark, Store, Topic } from '../state';
import { paged } from './paging';
import { remarkOf, remarksOf, topicOf, urlOf } from '../topics';

type Given = Readonly<Record<string, string>>;
type Shape = Record<string, unknown>;

/** Graph gives only the fields that were asked for, and the id always. */
function asked(shape: Shape, given: Given): Shape {
	const fields = given['fields']?.replace(/\{[^{}]*\}/gu, '').split(',').map((one) => one.trim());
	if (fields === undefined) return shape;
	return Object.fromEntries(Object.entries(shape).filter(([name, value]) => (name === 'id' || fields.includes(name)) && value !== undefined));
}

/** `2026-11-24T03:00:00+0000`: Graph's way of writing a moment. */
const graphTime = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}+0000`;

const nameOf = (store: Store, id: string): string => (id === SANDBOX.meta.pageId ? SANDBOX.meta.pageName : id === SANDBOX.meta.instagramUserId ? SANDBOX.meta.instagramName : (store.state.people[id] ?? id));

export const shownPost = (store: Store, topic: Topic, given: Given): Shape =>
	asked({ id: topic.id, message: topic.text, created_time: graphTime(topic.at), updated_time: graphTime(Math.max(topic.at, ...remarksOf(store, topic).map((one) => one.at))), from: { id: topic.authorId, name: nameOf(store, topic.authorId) }, permalink_url: urlOf(topic) }, given);

export const shownMedia = (store: Store, topic: Topic, given: Given): Shape =>
	asked({ id: topic.id, caption: topic.text, timestamp: graphTime(topic.at), username: nameOf(store, topic.authorId), permalink: urlOf(topic), comments_count: remarksOf(store, topic).filter((one) => !one.deleted).length, is_comment_enabled: topic.closed !== true }, given);

/** Field expansion `replies{…}`: the first answers and, where there are more, where to go on. */
function repliesOf(store: Store, remark: Remark): Shape | undefined {
	const all = store.state.remarks.filter((one) => one.root === remark.id && !one.deleted);
	return all.length === 0 ? undefined : (paged(all, {}, (one) => shownRemark(store, one, {})) as Shape);
}

export function shownRemark(store: Store, remark: Remark, given: Given): Shape {
	const topic = topicOf(store, remark.topicId);
	const parent = remark.root === undefined ? undefined : remarkOf(store, remark.root);
	if (topic?.network === 'instagram') {
		const username = nameOf(store, remark.authorId);
		return asked({ id: remark.id, text: remark.text, timestamp: graphTime(remark.at), username, from: { id: remark.authorId, username }, media: { id: topic.id }, ...(parent ? { parent_id: parent.id } : { replies: repliesOf(store, remark) }), hidden: false }, given);
	}
	const url = topic ? urlOf(topic, remark) : '';
	return asked({ id: remark.id, message: remark.text, created_time: graphTime(remark.at), from: { id: remark.authorId, name: nameOf(store, remark.authorId) }, permalink_url: url, can_comment: topic?.closed !== true, is_hidden: false, ...(parent ? { parent: { id: parent.id, message: parent.text } } : {}), comment_count: store.state.remarks.filter((one) => one.root === remark.id && !one.deleted).length }, given);
}

/** `mentioned_comment.comment_id(X){…}` of the account: the comment that names it. */
export function shownMention(store: Store, fields: string, missing: (id: string) => Error): Shape {
	const id = /comment_id\((\d+)\)/u.exec(fields)?.[1] ?? '';
	const remark = remarkOf(store, id);
	if (!remark || remark.deleted) throw missing(id);
	return { mentioned_comment: shownRemark(store, remark, {}), id: SANDBOX.meta.instagramUserId };
}
