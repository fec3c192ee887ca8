import type { IncomingMessage, ServerResponse } from 'node:http';

import { takeFault } from './faults';
import type { Store } from './state';

export interface Request {
	readonly method: string;
	readonly path: string;
	readonly query: URLSearchParams;
	readonly headers: IncomingMessage['headers'];
	readonly body: string;
	/** The body as it came: for uploads. */
	readonly bytes?: Buffer;
}

export interface Reply {
	readonly status: number;
	readonly type: string;
	readonly body: string;
	readonly headers?: Readonly<Record<string, string>>;
}

/** Where this sandbox was asked: for addresses inside answers. */
export const originOf = (request: Request): string => `http://${request.headers.host ?? '127.0.0.1'}`;

export type Handler = (request: Request) => Reply;

export const json = (body: unknown, status = 200): Reply => ({ status, type: 'application/json; charset=utf-8', body: JSON.stringify(body) });
export const html = (body: string, status = 200): Reply => ({ status, type: 'text/html; charset=utf-8', body });

const BODY_LIMIT = 20_000_000;
const ERROR_PAGE = html('<!doctype html><html><head><title>Вход</title></head><body><h1>Вход в систему</h1><form></form></body></html>');

export async function readRequest(incoming: IncomingMessage): Promise<Request> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of incoming) {
		size += (chunk as Buffer).length;
		if (size > BODY_LIMIT) throw new Error('body too large');
		chunks.push(chunk as Buffer);
	}
	const url = new URL(incoming.url ?? '/', 'http://sandbox');
	const bytes = Buffer.concat(chunks);
	return { method: incoming.method ?? 'GET', path: url.pathname, query: url.searchParams, headers: incoming.headers, body: bytes.toString('utf8'), bytes };
}

export function send(response: ServerResponse, reply: Reply): void {
	response.writeHead(reply.status, { 'Content-Type': reply.type, 'Cache-Control': 'no-store', ...reply.headers });
	response.end(reply.body);
}

/** A network's own shape of an error, made by its stand-in. */
export type ErrorReply = (code: number, request: Request) => Reply;

/** Answers as the handler says, unless a fault is due at this place. */
export function answer(store: Store, place: string, request: Request, response: ServerResponse, handler: Handler, errorReply: ErrorReply): void {
	store.count(place);
	const fault = takeFault(store, place);
	switch (fault?.kind) {
		case undefined:
			return send(response, handler(request));
		case '500':
			return send(response, { status: 500, type: 'text/plain', body: 'Internal Server Error' });
		case '500-after':
			handler(request);
			return send(response, { status: 500, type: 'text/plain', body: 'Internal Server Error' });
		case '401':
			return send(response, json({ error: 'unauthorized' }, 401));
		case 'html':
			return send(response, ERROR_PAGE);
		case 'half-json': {
			const whole = handler(request);
			return send(response, { ...whole, body: whole.body.slice(0, Math.floor(whole.body.length / 2)) });
		}
		case 'timeout-before':
			return;
		case 'timeout-after':
			handler(request);
			return;
		case 'late':
			setTimeout(() => {
				handler(request);
				store.save();
			}, fault.delayMs).unref();
			return;
		case 'reset-before':
			response.destroy();
			return;
		case 'reset-after':
			handler(request);
			response.destroy();
			return;
		case '429':
			return send(response, { status: 429, type: 'text/plain', body: 'Too Many Requests', headers: { 'Retry-After': '1' } });
		case 'vk-error':
		case 'api-error':
			return send(response, errorReply(fault.code ?? 10, request));
	}
}
