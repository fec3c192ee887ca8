import { okSecret, okSignature } from '../../core/channels/ok/signature';
import { SANDBOX } from '../config';
import { json, originOf, type ErrorReply, type Handler, type Reply, type Request } from '../http';
import { rateGate } from '../rate';
import type { Store } from '../state';
import { OK_CODES } from './codes';
import { METHODS, OkRefusal } from './methods';

const SECRET = okSecret({ ...SANDBOX.ok, sessionSecretKey: '' });

/** OK's limits are not published: a figure of our own, so that clients meet error 8. */
const PER_SECOND = 20;

/** `/fb.do?method=…`: signed requests, errors with HTTP 200 as OK sends them. */
export function okApi(store: Store): { readonly handle: Handler; readonly errorReply: ErrorReply } {
	const gate = rateGate(store, PER_SECOND);

	function call(request: Request): unknown {
		const given = parametersOf(request);
		const method = METHODS[given['method'] ?? ''];
		if (!method) throw new OkRefusal(3, `Method not found : ${given['method'] ?? ''}`);
		if (given['application_key'] !== SANDBOX.ok.applicationKey) throw new OkRefusal(101, 'Invalid API key');
		if (given['access_token'] !== SANDBOX.ok.accessToken) throw new OkRefusal(103, 'Invalid session key');
		if (given['sig'] !== okSignature(given, SECRET)) throw new OkRefusal(104, 'Invalid signature');
		if (!gate(SANDBOX.ok.accessToken)) throw new OkRefusal(8, 'Flood blocked');
		return method(store, given, originOf(request));
	}

	return {
		handle(request) {
			try {
				return json(call(request));
			} catch (error) {
				if (error instanceof OkRefusal) return errorBody(error.code, error.words);
				throw error;
			}
		},
		errorReply: (code) => errorBody(code, 'as told by the sandbox'),
	};
}

const errorBody = (code: number, words: string): Reply => ({ ...json({ error_code: code, error_msg: `${OK_CODES[code] ?? 'UNKNOWN'} : ${words}`, error_data: null }), headers: { 'Invocation-Error': String(code) } });

/** Name of the method called: the place of a fault. */
export const okMethod = (request: Request): string => parametersOf(request)['method'] ?? '';

const parametersOf = (request: Request): Record<string, string> => ({ ...Object.fromEntries(request.query), ...Object.fromEntries(new URLSearchParams(request.body)) });
