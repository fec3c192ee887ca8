import { HttpFailure, type Clock, type HttpCall, type HttpRequest, type HttpResponse } from '../../core/channels/http';
import { multipartBody } from '../../core/channels/multipart';
import { takeFault, toFault } from '../../sandbox/faults';
import type { Request } from '../../sandbox/http';
import { standIns } from '../../sandbox/standIns';
import { Store } from '../../sandbox/state';

export const START = Date.parse('2026-11-24T03:00:00.000Z');
export const APPROVED_AT = '2026-11-24T02:30:00.000Z';
/** Where the stand-ins are in the channels' settings; nothing listens there. */
export const ORIGIN = 'http://sandbox';

export interface BenchFault {
	where: string;
	kind: string;
	code?: number;
	times?: number;
	skip?: number;
	delayMs?: number;
}

export interface NetworkBench {
	readonly store: Store;
	readonly http: HttpCall;
	/** The requests sent, in order, and the place each went to. */
	readonly requests: readonly (HttpRequest & { readonly place: string })[];
	readonly clock: Clock & { slept(): number };
	fault(fault: BenchFault): void;
	/** Requests that went to this place. */
	sent(place: string): HttpRequest[];
}

/** All stand-ins without sockets: time passes only when a channel waits, so nothing is left to chance. */
export function networkBench(): NetworkBench {
	let time = START;
	let slept = 0;
	const store = new Store(undefined, () => time);
	const standInFor = standIns(store);
	const requests: (HttpRequest & { place: string })[] = [];
	const pending: { at: number; run: () => void }[] = [];
	const clock = {
		now: () => time,
		slept: () => slept,
		sleep: async (ms: number): Promise<void> => {
			time += ms;
			slept += ms;
			for (const one of pending.splice(0)) {
				if (one.at <= time) one.run();
				else pending.push(one);
			}
		},
	};

	const http: HttpCall = async (request) => {
		const incoming = toIncoming(request);
		const standIn = standInFor(incoming);
		if (!standIn) return { status: 404, body: 'not found' };
		requests.push({ ...request, place: standIn.place });
		const act = (): HttpResponse => asResponse(standIn.handler(incoming));
		const lost = (kind: HttpFailure['kind'], words: string): HttpFailure => {
			time += kind === 'timeout' ? request.timeoutMs : 0;
			return new HttpFailure(kind, words);
		};
		const fault = takeFault(store, standIn.place);
		switch (fault?.kind) {
			case undefined:
				return act();
			case '500':
				return { status: 500, body: 'Internal Server Error' };
			case '500-after':
				act();
				return { status: 500, body: 'Internal Server Error' };
			case '401':
				return { status: 401, body: 'unauthorized' };
			case '429':
				return { status: 429, body: 'Too Many Requests', headers: { 'retry-after': '1' } };
			case 'html':
				return { status: 200, body: '<!doctype html><title>Вход</title>' };
			case 'half-json': {
				const { body } = act();
				return { status: 200, body: body.slice(0, body.length / 2) };
			}
			case 'timeout-before':
				throw lost('timeout', 'timeout');
			case 'timeout-after':
				act();
				throw lost('timeout', 'timeout');
			case 'late':
				pending.push({ at: time + request.timeoutMs + fault.delayMs, run: act });
				throw lost('timeout', 'timeout');
			case 'reset-before':
				throw lost('broken', 'ECONNRESET');
			case 'reset-after':
				act();
				throw lost('broken', 'ECONNRESET');
			case 'vk-error':
			case 'api-error':
				return asResponse(standIn.errorReply(fault.code ?? 10, incoming));
		}
	};

	return {
		store,
		http,
		requests,
		clock,
		fault: (fault) => void store.state.faults.push(toFault(fault)),
		sent: (place) => requests.filter((one) => one.place === place),
	};
}

const asResponse = (reply: { status: number; body: string; headers?: Readonly<Record<string, string>> }): HttpResponse => ({ status: reply.status, body: reply.body, headers: Object.fromEntries(Object.entries(reply.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value])) });

function toIncoming(request: HttpRequest): Request {
	const url = new URL(request.url);
	const sent = bodyOf(request);
	return {
		method: request.method,
		// VK's two hosts lead to its stand-in too.
		path: /^api\.vk\.(?:com|ru)$/u.test(url.host) ? `/vk${url.pathname}` : url.pathname,
		query: url.searchParams,
		headers: { host: url.host, ...Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value])), ...(sent ? { 'content-type': sent.contentType } : {}) },
		body: sent?.body.toString('utf8') ?? '',
		bytes: sent?.body ?? Buffer.alloc(0),
	};
}

function bodyOf(request: HttpRequest): { contentType: string; body: Buffer } | undefined {
	if (request.form) return { contentType: 'application/x-www-form-urlencoded', body: Buffer.from(new URLSearchParams(request.form).toString()) };
	if (request.json !== undefined) return { contentType: 'application/json;charset=utf-8', body: Buffer.from(JSON.stringify(request.json)) };
	return request.files ? multipartBody(request.files) : undefined;
}
