import type { IExecuteFunctions, IHttpRequestOptions, IN8nHttpFullResponse, IPollFunctions } from 'n8n-workflow';

import { HttpFailure, type HttpCall, type HttpRequest, type HttpResponse } from '../../core/channels/http';
import { multipartBody } from '../../core/channels/multipart';

type Context = Pick<IExecuteFunctions | IPollFunctions, 'helpers'>;

/** Failures before anything could be sent. */
const UNREACHABLE = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ERR_INVALID_URL|Invalid URL|CERT_|SELF_SIGNED|ERR_TLS/u;
const TIMEOUT = /ECONNABORTED|ETIMEDOUT|ESOCKETTIMEDOUT|timeout of \d+ms/u;

/** n8n's HTTP helper as core asks for it: every status is an answer, the body is text, a lost answer is an HttpFailure. */
export function httpCall(context: Context): HttpCall {
	return async (request) => await answerOf(async () => (await context.helpers.httpRequest(toOptions(request))) as IN8nHttpFullResponse);
}

/** The same with a credential's own authentication. */
export function authenticatedHttpCall(context: IPollFunctions | IExecuteFunctions, credential: string): HttpCall {
	return async (request) => await answerOf(async () => (await context.helpers.httpRequestWithAuthentication.call(context, credential, toOptions(request))) as IN8nHttpFullResponse);
}

function toOptions(request: HttpRequest): IHttpRequestOptions {
	const sent = bodyOf(request);
	return {
		method: request.method,
		url: request.url,
		headers: { ...request.headers, ...(sent ? { 'Content-Type': sent.contentType } : {}) },
		// A redirected POST would come as a GET, without its body: better the network's own words.
		...(sent ? { body: sent.body, disableFollowRedirect: true } : {}),
		timeout: request.timeoutMs,
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	};
}

function bodyOf(request: HttpRequest): { contentType: string; body: string | Buffer } | undefined {
	if (request.form) return { contentType: 'application/x-www-form-urlencoded', body: new URLSearchParams(request.form).toString() };
	// As bytes: from text the helper would make an object again, and quote what must stay as it is.
	if (request.json !== undefined) return { contentType: 'application/json;charset=utf-8', body: Buffer.from(JSON.stringify(request.json), 'utf8') };
	if (request.files) return multipartBody(request.files);
	return undefined;
}

async function answerOf(send: () => Promise<IN8nHttpFullResponse>): Promise<HttpResponse> {
	try {
		const { statusCode, body, headers } = await send();
		return { status: statusCode, body: typeof body === 'string' ? body : Buffer.isBuffer(body) ? body.toString('utf8') : JSON.stringify(body ?? ''), headers: headersOf(headers) };
	} catch (error) {
		throw toFailure(error);
	}
}

const headersOf = (headers: object | undefined): Record<string, string> => Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]));

function toFailure(error: unknown): HttpFailure {
	const trace = causes(error).join(' ');
	const kind = UNREACHABLE.test(trace) ? 'unreachable' : TIMEOUT.test(trace) ? 'timeout' : 'broken';
	return new HttpFailure(kind, error instanceof Error ? error.message : String(error));
}

/** Codes and messages along the chain of causes: n8n wraps what axios threw. */
function causes(error: unknown, depth = 0): string[] {
	if (!(error instanceof Error) || depth > 5) return [];
	const { code } = error as { code?: unknown };
	return [typeof code === 'string' ? code : '', error.message, ...causes(error.cause, depth + 1)];
}
