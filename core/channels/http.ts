/** One HTTP request, as a channel asks for it. The node carries it out; core never touches the network. */
export interface HttpRequest {
	readonly method: 'GET' | 'POST';
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	/** Sent as application/x-www-form-urlencoded. */
	readonly form?: Readonly<Record<string, string>>;
	/** Sent as application/json;charset=utf-8. At most one of `form`, `json`, `files` is set. */
	readonly json?: unknown;
	/** Sent as multipart/form-data. */
	readonly files?: readonly HttpFile[];
	readonly timeoutMs: number;
}

/** One part of a multipart body. */
export interface HttpFile {
	/** Name of the form's field. */
	readonly field: string;
	/** ASCII, with the extension: some upload servers judge the kind by it. */
	readonly filename: string;
	readonly mime: string;
	readonly bytes: Uint8Array;
}

/** An answer of any status, its body as text: JSON is read by the one who knows what to expect. */
export interface HttpResponse {
	readonly status: number;
	readonly body: string;
	/** Names in lower case. */
	readonly headers?: Readonly<Record<string, string>>;
}

/** Resolves for every HTTP status; rejects only with HttpFailure. */
export type HttpCall = (request: HttpRequest) => Promise<HttpResponse>;

/**
 * No answer came. `unreachable`: the request surely was not sent (name or connection failed);
 * `timeout`, `broken`: it was sent and may have had its effect, or may still have it.
 */
export class HttpFailure extends Error {
	constructor(
		readonly kind: 'unreachable' | 'timeout' | 'broken',
		message: string,
	) {
		super(message);
		this.name = 'HttpFailure';
	}
}

/** Time, passed in: milliseconds since 1970, and a way to wait. */
export interface Clock {
	now(): number;
	sleep(ms: number): Promise<void>;
}
