import type { HttpRequest } from './http';

/** Parameters that carry a key or a proof made of one, by the networks' own names. */
const SECRET_NAMES = /^(?:access_token|token|sig|session_key|appsecret_proof|client_secret|password)$/iu;
/** Shorter values would blot out words. */
const SHORTEST = 6;
const MASK = '•••';

/** The keys a request carries: what stands in its authorization header, its form and its address. */
export function secretsOf({ url, headers, form = {} }: Pick<HttpRequest, 'url' | 'headers' | 'form'>): string[] {
	const header = Object.entries(headers).filter(([name]) => name.toLowerCase() === 'authorization').map(([, value]) => value.replace(/^\w+\s+/u, ''));
	const query = URL.canParse(url) ? [...new URL(url).searchParams] : [];
	const named = [...Object.entries(form), ...query].filter(([name]) => SECRET_NAMES.test(name)).map(([, value]) => value);
	return [...header, ...named].filter((value) => value.length >= SHORTEST);
}

/** A gateway may send a request back in its error page: its keys must not come along into errors, executions and logs. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
	return secrets.flatMap((one) => [one, encodeURIComponent(one)]).reduce((left, one) => left.replaceAll(one, MASK), text);
}
