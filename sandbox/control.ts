import { FAULT_KINDS, toFault } from './faults';
import { json, type Reply, type Request } from './http';
import { addIncident, seed, type NewIncident } from './seed';
import type { Options, Store } from './state';
import { publications } from './vk/threads';

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
	/** {id, closed?} of a post, {id, deleted?} of a comment: what moderators and residents do. */
	posts: (store, body) => change(store.state.posts, body, (post, given) => (post.commentsClosed = given['closed'] !== false)),
	comments: (store, body) => change(store.state.comments, body, (comment, given) => (comment.deleted = given['deleted'] !== false)),
};

/** GET /control/<name>. */
const VIEWS: Readonly<Record<string, (store: Store) => unknown>> = {
	state: (store) => ({ ...store.state, publications: publications(store) }),
	mails: (store) => store.state.mails,
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

function change<T extends { readonly id: number }>(rows: T[], body: unknown, apply: (row: T, given: Record<string, unknown>) => void): T {
	const given = (body ?? {}) as Record<string, unknown>;
	const row = rows.find((one) => one.id === Number(given['id']));
	if (!row) throw new Error(`id: ${String(given['id'])} is not here`);
	apply(row, given);
	return row;
}
