import { SANDBOX } from '../config';
import type { Part } from '../multipart';
import type { Remark, Store, Topic } from '../state';
import { addRemark, OWN, remarkOf, remarksOf, topicOf } from '../topics';
import { paged } from './paging';
import { shownMedia, shownMention, shownPost, shownRemark } from './shapes';

/** A refusal in Graph's manner. */
export class GraphRefusal extends Error {
	constructor(
		readonly code: number,
		readonly words: string,
		readonly subcode?: number,
	) {
		super(`${code} ${words}`);
	}
}

type Given = Readonly<Record<string, string>>;
type Edge = (store: Store, id: string, given: Given, upload?: Part) => unknown;

const { meta } = SANDBOX;

/** `{method}.{edge}` → what it answers. */
export const EDGES: Readonly<Record<string, Edge>> = {
	'get.feed': (store, id, given) => paged(postsOf(store, page(id), ['feed', 'visitor']), given, (one) => shownPost(store, one, given)),
	'get.visitor_posts': (store, id, given) => paged(postsOf(store, page(id), ['visitor']), given, (one) => shownPost(store, one, given)),
	'get.tagged': (store, id, given) => paged(postsOf(store, page(id), ['tagged']), given, (one) => shownPost(store, one, given)),
	'get.media': (store, id, given) => paged(mediaOf(store, account(id), ['media']), given, (one) => shownMedia(store, one, given)),
	'get.tags': (store, id, given) => paged(mediaOf(store, account(id), ['mention']), given, (one) => shownMedia(store, one, given)),
	'get.comments': (store, id, given) => paged(commentsUnder(store, id, given), given, (one) => shownRemark(store, one, given)),
	'get.replies': (store, id, given) => {
		const { remark } = object(store, id);
		if (!remark) throw missing(id);
		return paged(store.state.remarks.filter((one) => one.root === remark.id && !one.deleted), given, (one) => shownRemark(store, one, given));
	},
	/** An unpublished photo of the page, for a comment (`attachment_id`). */
	'post.photos': (store, id, given, upload) => {
		page(id);
		if (given['published'] !== 'false') throw new GraphRefusal(200, 'The sandbox takes unpublished photos only');
		if (upload?.field !== 'source' || !upload.mime.startsWith('image/')) throw new GraphRefusal(100, 'Invalid image: source is expected');
		const photoId = String(777_000_000_000 + store.nextId());
		store.state.files[`fb-photo-${photoId}`] = { name: upload.filename, mime: upload.mime, base64: upload.bytes.toString('base64') };
		return { id: photoId };
	},
	'post.comments': (store, id, given) => {
		const { topic, remark } = object(store, id);
		if (topic.network === 'instagram' && remark) throw new GraphRefusal(100, 'Tried accessing nonexisting field (comments)');
		return write(store, topic, remark, given, OWN[topic.network]);
	},
	'post.replies': (store, id, given) => {
		const { topic, remark } = object(store, id);
		if (topic.network !== 'instagram' || !remark) throw missing(id);
		return write(store, topic, remark.root === undefined ? remark : (remarkOf(store, remark.root) ?? remark), given, OWN.instagram);
	},
	'post.mentions': (store, id, given) => {
		account(id);
		const topic = topicOf(store, given['media_id'] ?? '');
		if (topic?.kind !== 'mention' || topic.deleted) throw missing(given['media_id'] ?? '');
		const remark = given['comment_id'] === undefined ? undefined : remarkOf(store, given['comment_id']);
		if (given['comment_id'] !== undefined && (remark?.topicId !== topic.id || remark.deleted)) throw missing(given['comment_id']);
		return write(store, topic, remark, given, OWN.instagram);
	},
};

/** GET of one object: the page, the account, a post, a media, a comment. */
export function node(store: Store, id: string, given: Given): unknown {
	if (id === meta.pageId) return { id, name: meta.pageName };
	if (id === meta.instagramUserId) return given['fields']?.startsWith('mentioned_comment') ? shownMention(store, given['fields'], missing) : { id, username: meta.instagramName, name: meta.instagramName };
	const { topic, remark } = object(store, id);
	if (remark) return shownRemark(store, remark, given);
	return topic.network === 'instagram' ? shownMedia(store, topic, given) : shownPost(store, topic, given);
}

function write(store: Store, topic: Topic, parent: Remark | undefined, given: Given, authorId: string): unknown {
	const text = given['message']?.trim() ?? '';
	const photo = given['attachment_id'] === undefined ? undefined : `fb-photo-${given['attachment_id']}`;
	if (photo !== undefined && (topic.network !== 'facebook' || !store.state.files[photo])) throw new GraphRefusal(100, 'Invalid parameter: attachment_id');
	if (text === '' && photo === undefined) throw new GraphRefusal(100, 'The parameter message is required');
	if (topic.closed) throw new GraphRefusal(200, 'Permissions error: commenting is turned off');
	if (parent && store.state.blocked.includes(parent.authorId)) throw new GraphRefusal(200, 'Permissions error: the author cannot be answered');
	// Facebook keeps two levels: an answer to an answer stands under the first comment.
	const remark = addRemark(store, topic, { authorId, at: store.now(), text, ...(parent === undefined ? {} : { replyTo: parent.id }), ...(photo === undefined ? {} : { attachments: [photo] }) });
	return { id: remark.id };
}

/** Comments under a post (all, or the first level), a media (the first level), or a comment (its answers). */
function commentsUnder(store: Store, id: string, given: Given): Remark[] {
	const { topic, remark } = object(store, id);
	if (remark) return inOrder(store.state.remarks.filter((one) => one.root === remark.id && !one.deleted), given);
	const all = remarksOf(store, topic).filter((one) => !one.deleted);
	const whole = topic.network === 'facebook' && given['filter'] === 'stream';
	// Instagram gives the newest first and has no order to ask for.
	return inOrder(whole ? all : all.filter((one) => one.root === undefined), topic.network === 'instagram' ? { order: 'reverse_chronological' } : given);
}

const inOrder = (remarks: Remark[], given: Given): Remark[] => (given['order'] === 'reverse_chronological' ? [...remarks].reverse() : remarks);

function object(store: Store, id: string): { topic: Topic; remark?: Remark } {
	const remark = remarkOf(store, id);
	const topic = topicOf(store, remark?.topicId ?? id);
	if (!topic || topic.deleted || remark?.deleted || (topic.network !== 'facebook' && topic.network !== 'instagram')) throw missing(id);
	return { topic, ...(remark ? { remark } : {}) };
}

const missing = (id: string): GraphRefusal => new GraphRefusal(100, `Unsupported request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`, 33);

function page(id: string): string {
	if (id !== meta.pageId) throw missing(id);
	return id;
}

function account(id: string): string {
	if (id !== meta.instagramUserId) throw missing(id);
	return id;
}

const newestFirst = (topics: Topic[]): Topic[] => topics.sort((a, b) => b.at - a.at);
const postsOf = (store: Store, _page: string, kinds: readonly string[]): Topic[] => newestFirst(store.state.topics.filter((one) => one.network === 'facebook' && kinds.includes(one.kind) && !one.deleted && !one.elsewhere));
const mediaOf = (store: Store, _account: string, kinds: readonly string[]): Topic[] => newestFirst(store.state.topics.filter((one) => one.network === 'instagram' && kinds.includes(one.kind) && !one.deleted && !one.elsewhere));
