import { parseJson } from '../../core/channels/call';
import { SANDBOX } from '../config';
import type { Remark, Store, Topic } from '../state';
import { addRemark, remarkOf, remarksOf, topicOf, urlOf } from '../topics';

/** A refusal in OK's manner: a number of its errors and words. */
export class OkRefusal extends Error {
	constructor(
		readonly code: number,
		readonly words: string,
	) {
		super(`${code} ${words}`);
	}
}

type Given = Readonly<Record<string, string>>;

/** The methods this stand-in knows, each answering what OK answers, as far as that is known (sandbox/README.md says what is not). */
export const METHODS: Readonly<Record<string, (store: Store, given: Given, origin: string) => unknown>> = {
	'group.getInfo': (_store, given) => {
		if (!required(given, 'uids').split(',').includes(SANDBOX.ok.groupId)) throw new OkRefusal(160, 'Invalid group id');
		return [{ uid: SANDBOX.ok.groupId, name: SANDBOX.ok.groupName }];
	},
	'users.getCurrentUser': () => ({ uid: SANDBOX.ok.adminId, name: 'Администратор Группы' }),
	'users.getInfo': (store, given) => {
		const ids = required(given, 'uids').split(',');
		if (ids.length > 100) throw new OkRefusal(100, 'Invalid parameter uids : more than 100 ids');
		return ids.filter((id) => store.state.people[id] !== undefined).map((uid) => ({ uid, name: store.state.people[uid] }));
	},
	'discussions.getList': getList,
	'discussions.getComments': getComments,
	'discussions.getComment': (store, given) => {
		const topic = discussion(store, given, 'discussionId', 'discussionType');
		const remark = remarkOf(store, required(given, 'comment_id'));
		if (!remark || remark.topicId !== topic.id || remark.deleted) throw new OkRefusal(700, 'Comment not found');
		return { comment: shown(store, remark) };
	},
	'discussions.addDiscussionComment': addComment,
	'photosV2.getUploadUrl': (store, given, origin) => {
		if (required(given, 'gid') !== SANDBOX.ok.groupId) throw new OkRefusal(160, 'Invalid group id');
		const count = Number(given['count'] ?? 1);
		if (!(count >= 1 && count <= 10)) throw new OkRefusal(100, 'Invalid parameter count');
		const photo_ids = Array.from({ length: count }, () => `photo${store.nextId()}`);
		return { photo_ids, upload_url: `${origin}/ok/upload?ids=${photo_ids.join(',')}`, expires_ms: store.now() + 3_600_000 };
	},
};

/** Discussions of the group, the ones with the newest activity first. The anchor is a place in that order. */
function getList(store: Store, given: Given): unknown {
	const types = given['types'] ? new Set(given['types'].split(',')) : undefined;
	const all = store.state.topics
		.filter((one) => one.network === 'ok' && one.kind !== 'chat' && !one.deleted && !one.elsewhere && (types?.has(one.kind) ?? true))
		.map((topic) => ({ topic, last: Math.max(topic.at, ...remarksOf(store, topic).map((one) => one.at)) }))
		.sort((a, b) => b.last - a.last);
	const from = anchorOf(given);
	const count = countOf(given, 20);
	return {
		discussions: all.slice(from, from + count).map(({ topic, last }) => ({
			object_id: topic.id,
			object_type: topic.kind,
			owner_uid: topic.authorId,
			title: topic.text.slice(0, 100),
			message: topic.text,
			creation_date: okDate(topic.at),
			last_activity_date: okDate(last),
			last_activity_date_ms: last,
			total_comments_count: remarksOf(store, topic).filter((one) => !one.deleted).length,
			permalink: urlOf(topic),
			ref_objects: [{ type: 'GROUP', id: SANDBOX.ok.groupId }],
		})),
		anchor: String(from + count),
		has_more: all.length > from + count,
	};
}

/** Comments of a discussion; FORWARD goes from the oldest, BACKWARD from the newest. Deleted ones are left out unless asked for. */
function getComments(store: Store, given: Given): unknown {
	const topic = discussion(store, given, 'discussionId', 'discussionType');
	const all = remarksOf(store, topic).filter((one) => !one.deleted || given['includeRemoved'] === 'true');
	if (given['direction'] !== 'FORWARD') all.reverse();
	const from = anchorOf(given);
	const count = countOf(given, 20);
	const page = all.slice(from, from + count);
	return { discussionId: topic.id, discussionType: topic.kind, comments: page.map((one) => shown(store, one)), anchor: String(from + count), has_more: all.length > from + page.length };
}

function addComment(store: Store, given: Given): unknown {
	const topic = discussion(store, given, 'entityId', 'entityType');
	if (topic.closed) throw new OkRefusal(456, 'Comments are closed');
	const text = given['comment']?.trim() ?? '';
	const attachments = attachmentsOf(store, given['attachments']);
	if (text === '' && attachments.length === 0) throw new OkRefusal(100, 'Missed required parameter: comment');
	const parentId = given['reply_to_comment_id'];
	const parent = parentId === undefined ? undefined : remarkOf(store, parentId);
	if (parentId !== undefined && (parent?.topicId !== topic.id || parent.deleted)) throw new OkRefusal(700, 'Comment not found');
	if (parent && store.state.blocked.includes(parent.authorId)) throw new OkRefusal(458, 'Privacy restriction');
	const remark = addRemark(store, topic, {
		authorId: given['as_admin'] === 'true' ? SANDBOX.ok.groupId : SANDBOX.ok.adminId,
		at: store.now(),
		text,
		...(parentId === undefined ? {} : { replyTo: parentId }),
		...(attachments.length === 0 ? {} : { attachments }),
	});
	return { comment_id: remark.id };
}

function shown(store: Store, one: Remark): Record<string, unknown> {
	return {
		id: one.id,
		text: one.deleted ? '' : one.text,
		date: okDate(one.at),
		date_ms: one.at,
		type: one.deleted ? 'REMOVED_MESSAGE' : 'ACTIVE_MESSAGE',
		author_id: one.authorId,
		author_type: one.authorId === SANDBOX.ok.groupId ? 'GROUP' : 'USER',
		author_name: one.authorId === SANDBOX.ok.groupId ? SANDBOX.ok.groupName : (store.state.people[one.authorId] ?? ''),
		...(one.replyTo === undefined ? {} : { reply_to_comment_id: one.replyTo, reply_to_id: remarkOf(store, one.replyTo)?.authorId ?? '' }),
		...(one.attachments === undefined ? {} : { attachments: one.attachments.map((id) => ({ type: 'PHOTO', id })) }),
		like_count: 0,
		liked_it: false,
	};
}

function discussion(store: Store, given: Given, idName: string, typeName: string): Topic {
	const topic = topicOf(store, required(given, idName));
	if (topic?.kind !== required(given, typeName) || topic.deleted) throw new OkRefusal(106, 'Invalid entity id');
	return topic;
}

/** `{"attachments":[{"type":"PHOTO","token":"…"}]}`: every token must come from an upload. */
function attachmentsOf(store: Store, value: string | undefined): string[] {
	if (value === undefined || value === '') return [];
	return listed(value).map(({ type, token = '' }) => {
		const ref = `ok-photo-${token}`;
		if (type !== 'PHOTO' || !store.state.files[ref]) throw new OkRefusal(121, 'Invalid photo id');
		return ref;
	});
}

function listed(value: string): { type?: string; token?: string }[] {
	const { attachments } = (parseJson(value) ?? {}) as { attachments?: unknown };
	if (!Array.isArray(attachments) || attachments.some((one) => one === null || typeof one !== 'object')) throw new OkRefusal(100, 'Invalid parameter attachments');
	return attachments as { type?: string; token?: string }[];
}

function required(given: Given, name: string): string {
	const value = given[name] ?? '';
	if (value === '') throw new OkRefusal(100, `Missed required parameter: ${name}`);
	return value;
}

function anchorOf(given: Given): number {
	const anchor = Number(given['anchor'] ?? 0);
	if (!Number.isInteger(anchor) || anchor < 0) throw new OkRefusal(100, 'Invalid parameter anchor');
	return anchor;
}

const countOf = (given: Given, usual: number): number => Math.min(Math.max(Number(given['count'] ?? usual) || usual, 1), 100);

/** OK's dates are of Moscow, without a zone. */
const okDate = (ms: number): string => new Date(ms + 3 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
