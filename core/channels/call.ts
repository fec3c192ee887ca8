import { HttpFailure, type HttpCall, type HttpRequest, type HttpResponse } from './http';
import { secretsOf, withoutSecrets } from './secrets';

/**
 * How a call ended. `refused`: the network said no, nothing happened. `notSent`: it never left us. `doubtful`: it may have had
 * its effect; `late`: it may even have it after now, since nobody answered.
 */
export type CallResult =
	| { readonly kind: 'ok'; readonly response: unknown }
	| { readonly kind: 'refused'; readonly code: number; readonly subcode?: number; readonly words: string }
	| { readonly kind: 'notSent'; readonly why: string }
	| { readonly kind: 'doubtful'; readonly why: string; readonly late: boolean };

/** A gateway that gave up waiting: what stood behind it may still be at work. */
const GATEWAY_TIMEOUTS = new Set([408, 502, 504, 522, 524]);
const QUOTE = 120;

/** One HTTP exchange: an answer, whatever its status, or why there is none, with the request's own keys masked. `name`: the network's, in Russian. */
export async function exchange(http: HttpCall, request: HttpRequest, name: string): Promise<HttpResponse | Extract<CallResult, { kind: 'notSent' | 'doubtful' }>> {
	const secrets = secretsOf(request);
	try {
		const answer = await http(request);
		return { ...answer, body: withoutSecrets(answer.body, secrets) };
	} catch (error) {
		if (!(error instanceof HttpFailure)) throw error;
		const reason = withoutSecrets(error.message, secrets);
		if (error.kind === 'unreachable') return { kind: 'notSent', why: `нет связи с сетью ${name} (${reason})` };
		return { kind: 'doubtful', late: true, why: error.kind === 'timeout' ? `сеть ${name} не ответила за ${Math.round(request.timeoutMs / 1000)} с` : `связь с сетью ${name} оборвалась (${reason})` };
	}
}

/** The network failed inside or something before it did: the call may have had its effect. */
export const brokenAnswer = (answer: HttpResponse, name: string): CallResult => ({ kind: 'doubtful', late: GATEWAY_TIMEOUTS.has(answer.status), why: `сеть ${name} ответила HTTP ${answer.status}` });

/** An answer that is not what the network's description says. */
export const oddAnswer = (answer: HttpResponse, name: string): CallResult => ({ kind: 'doubtful', late: false, why: `ответ сети ${name} не разобрать: «${quote(answer.body)}»` });

/** JSON of an answer; undefined: it is none. */
export function parseJson(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}

/** The beginning of an answer that may be a whole web page. */
export const quote = (body: string): string => body.replace(/\s+/gu, ' ').trim().slice(0, QUOTE);
