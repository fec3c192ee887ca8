import { appSecretProof } from '../../core/channels/meta/proof';
import { SANDBOX } from '../config';
import { json, type ErrorReply, type Handler, type Reply, type Request } from '../http';
import { readMultipart } from '../multipart';
import { rateGate } from '../rate';
import type { Network, Store } from '../state';
import { remarkOf, topicOf } from '../topics';
import { EDGES, GraphRefusal, node } from './edges';

const { meta } = SANDBOX;
const PROOF = appSecretProof(meta.pageToken, meta.appSecret);
/** Meta counts by engagement, not by a figure: one of our own, so that clients meet code 4. */
const PER_SECOND = 20;
const PATH = /^\/graph\/v\d+\.\d+\/([\w-]+)(?:\/(\w+))?$/u;

/** The path of a Graph request: node id and edge; undefined: no such address. */
export function graphPath(request: Request): { id: string; edge: string } | undefined {
	const found = PATH.exec(request.path);
	return found ? { id: found[1] ?? '', edge: found[2] ?? '' } : undefined;
}

/** Whose object this is: the place of a fault is `facebook.…` or `instagram.…`. Ids with `_` are Facebook's. */
export function networkOf(store: Store, id: string): Network {
	const topic = topicOf(store, remarkOf(store, id)?.topicId ?? id);
	if (topic) return topic.network;
	return id === meta.instagramUserId || (/^1[78]\d{15}$/u.test(id) && id !== meta.pageId) ? 'instagram' : 'facebook';
}

/** `/vN.N/{id}` and `/vN.N/{id}/{edge}`: token in the header or as a parameter, the proof checked where it is sent, errors as Graph shapes them. */
export function graphApi(store: Store): { readonly handle: Handler; readonly errorReply: ErrorReply } {
	const gate = rateGate(store, PER_SECOND);

	function call(request: Request): unknown {
		const upload = readMultipart(request)?.[0];
		const given = { ...Object.fromEntries(request.query), ...(upload ? {} : Object.fromEntries(new URLSearchParams(request.body))) } as Record<string, string>;
		const path = graphPath(request);
		if (!path) throw new GraphRefusal(2500, 'An active access token must be used, or the path is unknown.');
		const token = /^(?:Bearer|OAuth) (.+)$/u.exec(request.headers.authorization ?? '')?.[1] ?? given['access_token'];
		if (token !== meta.pageToken) throw new GraphRefusal(190, 'Invalid OAuth access token - Cannot parse access token');
		if (given['appsecret_proof'] !== undefined && given['appsecret_proof'] !== PROOF) throw new GraphRefusal(100, 'Invalid appsecret_proof provided in the API argument');
		if (!gate(token)) throw new GraphRefusal(4, 'Application request limit reached');
		if (path.edge === '') return node(store, path.id, given);
		const edge = EDGES[`${request.method.toLowerCase()}.${path.edge}`];
		if (!edge) throw new GraphRefusal(100, `Tried accessing nonexisting field (${path.edge})`);
		return edge(store, path.id, given, upload);
	}

	return {
		handle(request) {
			try {
				return json(call(request));
			} catch (error) {
				if (error instanceof GraphRefusal) return errorBody(error.code, error.words, error.subcode);
				throw error;
			}
		},
		errorReply: (code) => errorBody(code, 'As told by the sandbox', code === 190 ? 463 : undefined),
	};
}

/** HTTP 400, and 500 for the codes that mean Meta's own trouble. */
const errorBody = (code: number, message: string, subcode?: number): Reply =>
	json({ error: { message: `(#${code}) ${message}`, type: code === 190 ? 'OAuthException' : 'GraphMethodException', code, ...(subcode === undefined ? {} : { error_subcode: subcode }), ...(code === 1 || code === 2 ? { is_transient: true } : {}), fbtrace_id: 'SandboxTrace0' } }, code === 1 || code === 2 ? 500 : 400);
