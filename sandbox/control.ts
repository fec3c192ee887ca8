import { FAULT_KINDS, toFault } from './faults';
import { json, type Reply, type Request } from './http';
import { addIncident, seed, type NewIncident } from './seed';
import type { Options, Store } from './state';
import { authorOf } from './people';
import { plant, type NewRemark } from './plant';
import { publications } from './publications';
import { remarkOf, topicOf } from './topics';

type Given = Readonly<Record<string, unknown>>;
type Action = (store: Store, body: unknown) => unknown;

/** POST /control/<name>. For tests and for whoever trains staff; never part of a real service. */
const ACTIONS: Readonly<Record<string, Action>> = {
	incidents: (store, body) => (Array.isArray(body) ? body : [body]).map((one) => addIncident(store, store.now(), (one ?? {}) as NewIncident)),
	faults: (store, body) => {
		const faults = (Array.isArray(body) ? body : [body]).map(toFault);
		store.state.faults.push(...faults);
		return { faults: store.state.faults };
	},
	'faults/clear': (store) => {
		store.state.faults = [];
		return { faults: [] };
	},
	seed: (store) => ({ incidents: seed(store, store.now()) }),
	reset: (store) => {
		store.reset();
		return { ok: true };
	},
	options: (store, body) => Object.assign(store.state.options, body as Partial<Options>),
	/** One or several residents' words put into a network without an incident: plant.ts says what may be told of them. */
	remarks: (store, body) => (Array.isArray(body) ? body : [body]).map((one) => plant(store, (one ?? {}) as NewRemark)),
	/** {id, closed?, deleted?} of a post or another place, {id, deleted?, text?} of a comment or message: what moderators and residents do. */
	posts: (store, body) => changePlace(store, (body ?? {}) as Given),
	comments: (store, body) => changeWords(store, (body ?? {}) as Given),
	/** {name, blocked?}: this person shuts the administration out. */
	authors: (store, body) => {
		const given = (body ?? {}) as Given;
		const { id } = authorOf(store, { name: String(given['name'] ?? '') });
		store.state.blocked = [...store.state.blocked.filter((one) => one !== id), ...(given['blocked'] === false ? [] : [id])];
		return { blocked: store.state.blocked };
	},
};

/** GET /control/<name>. */
const VIEWS: Readonly<Record<string, (store: Store) => unknown>> = {
	state: (store) => ({ ...store.state, publications: publications(store) }),
	mails: (store) => store.state.mails,
	chats: (store) => store.state.chats,
	publications,
};

export function control(store: Store, name: string, request: Request): Reply {
	if (request.method === 'GET') {
		const view = VIEWS[name];
		return view ? json(view(store)) : json({ error: `GET /control/: ${Object.keys(VIEWS).join(', ')}` }, 404);
	}
	const action = request.method === 'POST' ? ACTIONS[name] : undefined;
	if (!action) return json({ error: `POST /control/: ${Object.keys(ACTIONS).join(', ')}; faults: ${FAULT_KINDS.join(', ')}` }, 404);
	try {
		return json(action(store, request.body === '' ? {} : (JSON.parse(request.body) as unknown)));
	} catch (error) {
		return json({ error: error instanceof Error ? error.message : String(error) }, 400);
	}
}

function changePlace(store: Store, given: Given): unknown {
	const closed = given['closed'];
	const topic = topicOf(store, String(given['id']));
	if (topic) return Object.assign(topic, { ...(closed === undefined ? {} : { closed: closed !== false }), ...(given['deleted'] === undefined ? {} : { deleted: given['deleted'] !== false }) });
	const post = rowOf(store.state.posts, given);
	post.commentsClosed = closed !== false;
	return post;
}

function changeWords(store: Store, given: Given): unknown {
	const edited = typeof given['text'] === 'string' ? { text: given['text'] } : {};
	const deleted = given['deleted'] === undefined && 'text' in edited ? {} : { deleted: given['deleted'] !== false };
	const remark = remarkOf(store, String(given['id']));
	if (remark) return Object.assign(remark, edited, deleted, 'text' in edited ? { editedAt: store.now() } : {});
	return Object.assign(rowOf(store.state.comments, given), edited, deleted);
}

function rowOf<T extends { readonly id: number }>(rows: T[], given: Given): T {
	const row = rows.find((one) => one.id === Number(given['id']));
	if (!row) throw new Error(`id: ${String(given['id'])} is not here`);
	return row;
}
