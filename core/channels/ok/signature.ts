import { createHash } from 'node:crypto';

const md5 = (text: string): string => createHash('md5').update(text, 'utf8').digest('hex');

/** Parameters that are sent but not signed. */
const UNSIGNED: ReadonlySet<string> = new Set(['access_token', 'session_key', 'sig']);

/**
 * The secret a request is signed with: given with a session, or made of the access token and the application's secret key.
 * '' when neither is known. Source: «Подпись запросов» of OK's documentation; both published vectors are tested.
 */
export function okSecret(keys: { readonly accessToken: string; readonly applicationSecretKey: string; readonly sessionSecretKey: string }): string {
	if (keys.sessionSecretKey !== '') return keys.sessionSecretKey;
	return keys.applicationSecretKey === '' ? '' : md5(keys.accessToken + keys.applicationSecretKey);
}

/**
 * OK's `sig`: md5 of the parameters sorted by name and joined as `name=value` without separators, with the secret at the end.
 *
 * @returns 32 lower-case hexadecimal digits
 */
export function okSignature(parameters: Readonly<Record<string, string>>, secret: string): string {
	const joined = Object.entries(parameters)
		.filter(([name]) => !UNSIGNED.has(name))
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([name, value]) => `${name}=${value}`)
		.join('');
	return md5(joined + secret);
}
