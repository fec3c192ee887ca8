import { z } from 'zod';

import { DeskError } from '../../errors';
import { brokenAnswer, exchange, oddAnswer, parseJson, quote, type CallResult } from '../call';
import type { Clock, HttpCall, HttpResponse } from '../http';
import type { RateLimiter } from '../rate';
import { okSecret, okSignature } from './signature';

export const OK_NAME = 'Одноклассники';

export interface OkSettings {
	/** https://api.ok.ru, without a slash at the end. */
	readonly baseUrl: string;
	/** Number of the administration's group, digits. */
	readonly groupId: string;
	readonly applicationKey: string;
	readonly accessToken: string;
	readonly applicationSecretKey: string;
	readonly sessionSecretKey: string;
	/** Of the group's messages; '' when it has none. */
	readonly botToken: string;
	/** The officer has seen a reply published through the API. */
	readonly repliesAllowed: boolean;
	/** … and one with a photo. */
	readonly photosAllowed: boolean;
	readonly timeoutMs: number;
}

export interface OkClient {
	readonly settings: OkSettings;
	readonly http: HttpCall;
	readonly clock: Clock;
	readonly limiter: RateLimiter;
}

/** OK publishes no figure: careful, since a burst ends in error 8. */
export const OK_CALLS_PER_SECOND = 3;

const REFUSAL = z.object({ error_code: z.coerce.number(), error_msg: z.string().nullish() });
/** What stands before OK answers by status only. The nearest of OK's own codes. */
const CODE_BY_STATUS: Readonly<Record<number, number>> = { 401: 103, 403: 10, 404: 300, 429: 8 };

const LABELS: readonly (readonly [keyof OkSettings, string])[] = [
	['groupId', 'Номер группы'],
	['applicationKey', 'Открытый ключ приложения'],
	['accessToken', 'Ключ доступа'],
];

/** Whatever is missing for signed calls is said before anything is called. Error OK_SETTINGS_MISSING. */
export function checkOkSettings(settings: OkSettings): void {
	const missing = LABELS.filter(([name]) => settings[name] === '').map(([, label]) => `«${label}»`);
	if (okSecret(settings) === '') missing.push('«Секретный ключ приложения» или «Секретный ключ сессии»');
	if (missing.length > 0) throw new DeskError('OK_SETTINGS_MISSING', `В учётных данных «Одноклассники API» не заполнено: ${missing.join(', ')}.`, 'Попросите ИТ-специалиста вписать их; пока публикуйте вручную.', { missing });
}

/** One signed call of OK's API. Never rejects for the network's sake. */
export async function okCall(client: OkClient, method: string, given: Readonly<Record<string, string>>): Promise<CallResult> {
	const { settings } = client;
	await client.limiter.pass(settings.accessToken, OK_CALLS_PER_SECOND);
	const parameters = { ...given, method, application_key: settings.applicationKey, format: 'json' };
	const form = { ...parameters, sig: okSignature(parameters, okSecret(settings)), access_token: settings.accessToken };
	const answer = await exchange(client.http, { method: 'POST', url: `${settings.baseUrl}/fb.do`, headers: {}, form, timeoutMs: settings.timeoutMs }, OK_NAME);
	return 'kind' in answer ? answer : readAnswer(answer);
}

/** One call of the group's messages (bot API). Error OK_BOT_TOKEN_MISSING: the credential holds no token for it. */
export async function okChatCall(client: OkClient, path: string, query: Readonly<Record<string, string>>, json?: unknown): Promise<CallResult> {
	const { settings } = client;
	if (settings.botToken === '') throw new DeskError('OK_BOT_TOKEN_MISSING', 'Для сообщений группы в учётных данных «Одноклассники API» нужен «Ключ бота группы».', 'Попросите ИТ-специалиста вписать ключ; пока отвечайте вручную.');
	await client.limiter.pass(settings.botToken, OK_CALLS_PER_SECOND);
	const url = `${settings.baseUrl}/graph/me/${path}?${new URLSearchParams({ ...query, access_token: settings.botToken }).toString()}`;
	const answer = await exchange(client.http, { method: json === undefined ? 'GET' : 'POST', url, headers: {}, ...(json === undefined ? {} : { json }), timeoutMs: settings.timeoutMs }, OK_NAME);
	return 'kind' in answer ? answer : readAnswer(answer);
}

/** The error an answer's body tells; undefined: it tells none. */
export function refusalIn(body: unknown): Extract<CallResult, { kind: 'refused' }> | undefined {
	const { data } = REFUSAL.safeParse(body);
	return data && { kind: 'refused', code: data.error_code, words: data.error_msg ?? '' };
}

function readAnswer(answer: HttpResponse): CallResult {
	const body = parseJson(answer.body);
	const refused = refusalIn(body);
	if (refused) return refused;
	if (answer.status >= 400 && answer.status < 500 && answer.status !== 408) return { kind: 'refused', code: CODE_BY_STATUS[answer.status] ?? 4, words: `HTTP ${answer.status} ${quote(answer.body)}` };
	if (answer.status !== 200) return brokenAnswer(answer, OK_NAME);
	return body === undefined ? oddAnswer(answer, OK_NAME) : { kind: 'ok', response: body };
}
