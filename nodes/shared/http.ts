import type { IExecuteFunctions, IHttpRequestOptions, IN8nHttpFullResponse, IPollFunctions } from 'n8n-workflow';

import { HttpFailure, type HttpCall, type HttpRequest, type HttpResponse } from '../../core/channels/http';

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
	const form = request.form ? new URLSearchParams(request.form).toString() : undefined;
	return {
		method: request.method,
		url: request.url,
		headers: { ...request.headers, ...(form === undefined ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' }) },
		...(form === undefined ? {} : { body: form, disableFollowRedirect: true }),
		timeout: request.timeoutMs,
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	};
}

async function answerOf(send: () => Promise<IN8nHttpFullResponse>): Promise<HttpResponse> {
	try {
		const { statusCode, body } = await send();
		return { status: statusCode, body: typeof body === 'string' ? body : Buffer.isBuffer(body) ? body.toString('utf8') : JSON.stringify(body ?? '') };
	} catch (error) {
		throw toFailure(error);
	}
}

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
