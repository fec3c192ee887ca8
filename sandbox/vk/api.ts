import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { SANDBOX } from '../config';
import { json, originOf, type ErrorReply, type Reply, type Request } from '../http';
import type { Store } from '../state';
import { METHODS } from './methods';
import { VkRefusal, type Caller } from './refusal';
import { methodSchema, parameterProblem, responseProblem } from './schema';

const CALLERS: Readonly<Record<string, Caller>> = {
	[SANDBOX.vk.communityToken]: { kind: 'group', id: -SANDBOX.vk.groupId },
	[SANDBOX.vk.userToken]: { kind: 'user', id: SANDBOX.vk.userId },
	[SANDBOX.vk.serviceToken]: { kind: 'service', id: 0 },
};

/** Requests a second by token kind, as public clients report them. */
const RATE: Readonly<Record<Caller['kind'], number>> = { user: 3, service: 3, group: 20 };

const words = new Map<number, string>(
	Object.values((JSON.parse(readFileSync(join(__dirname, '..', 'vk-schema', 'errors.json'), 'utf8')) as { errors: Record<string, { code: number; description: string }> }).errors).map((one) => [one.code, one.description]),
);

/** One call of /method/<name>, answered as VK answers: HTTP 200 and either `response` or `error`. */
export function vkApi(store: Store): { readonly handle: (name: string, request: Request) => Reply; readonly errorReply: ErrorReply } {
	const recent = new Map<string, number[]>();

	function call(name: string, request: Request): unknown {
		if (request.body !== '' && !(request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')) throw new VkRefusal(8, 'Invalid request: the body must be application/x-www-form-urlencoded');
		const method = METHODS[name];
		if (!method) throw new VkRefusal(3, 'Unknown method passed');
		const parameters = parametersOf(request);
		if (!parameters['v']) throw new VkRefusal(8, 'Invalid request: v is required');
		const token = /^Bearer (.+)$/u.exec(request.headers.authorization ?? '')?.[1] ?? parameters['access_token'] ?? '';
		const caller = CALLERS[token];
		if (!caller) throw new VkRefusal(5, 'User authorization failed: invalid access_token (4).');
		const schema = methodSchema(name);
		if (!schema.tokens.includes(caller.kind)) throw wrongKind(caller);
		if (store.state.options.enforceRate && tooMany(token, RATE[caller.kind])) throw new VkRefusal(6);
		const problem = parameterProblem(schema, parameters);
		if (problem) throw new VkRefusal(100, `One of the parameters specified was missing or invalid: ${problem}`);
		const body = { response: method(store, parameters, caller, originOf(request)) };
		const own = responseProblem(schema, body);
		if (own) throw new Error(`stand-in: answer of ${name} does not fit the schema: ${own}`);
		return body;
	}

	function tooMany(token: string, limit: number): boolean {
		const now = store.now();
		const calls = (recent.get(token) ?? []).filter((at) => now - at < 1000);
		recent.set(token, [...calls, now]);
		return calls.length >= limit;
	}

	return {
		handle(name, request) {
			try {
				return json(call(name, request));
			} catch (error) {
				if (error instanceof VkRefusal) return errorBody(error.code, error.words, request);
				throw error;
			}
		},
		errorReply: (code, request) => errorBody(code, undefined, request),
	};
}

function wrongKind(caller: Caller): VkRefusal {
	if (caller.kind === 'group') return new VkRefusal(27, 'Group authorization failed: method is unavailable with group auth.');
	if (caller.kind === 'service') return new VkRefusal(28, 'Application authorization failed: method is unavailable with service token.');
	return new VkRefusal(15, 'Access denied: method is unavailable with user auth.');
}

function errorBody(code: number, ownWords: string | undefined, request: Request): Reply {
	const hidden = new Set(['access_token']);
	const request_params = Object.entries(parametersOf(request))
		.filter(([key]) => !hidden.has(key))
		.map(([key, value]) => ({ key, value }));
	const captcha = code === 14 ? { captcha_sid: '239633676097', captcha_img: 'https://api.vk.com/captcha.php?sid=239633676097' } : {};
	return json({ error: { error_code: code, error_msg: ownWords ?? words.get(code) ?? 'Unknown error', ...captcha, request_params } });
}

const parametersOf = (request: Request): Record<string, string> => ({ ...Object.fromEntries(request.query), ...Object.fromEntries(new URLSearchParams(request.body)) });
