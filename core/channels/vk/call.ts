import { z } from 'zod';

import { DeskError } from '../../errors';
import { brokenAnswer, exchange, oddAnswer, parseJson, quote, type CallResult } from '../call';
import type { Clock, HttpCall, HttpResponse } from '../http';
import type { RateLimiter } from '../rate';
import { METHOD_TOKENS, REQUESTS_PER_SECOND, TOKEN_LABELS, type TokenKind } from './limits';

export interface VkSettings {
	/** https://api.vk.com or https://api.vk.ru, without a slash at the end. */
	readonly baseUrl: string;
	readonly version: string;
	/** Positive number of the administration's community. */
	readonly groupId: number;
	readonly tokens: Readonly<Partial<Record<TokenKind, string>>>;
	readonly timeoutMs: number;
}

export interface VkClient {
	readonly settings: VkSettings;
	readonly http: HttpCall;
	readonly clock: Clock;
	readonly limiter: RateLimiter;
}

const BODY = z.union([z.object({ response: z.unknown().refine((value) => value !== undefined) }), z.object({ error: z.object({ error_code: z.number(), error_msg: z.string().default('') }) })]);

/** VK tells errors with HTTP 200; another status comes from what stands before it. The nearest of VK's own codes. */
const CODE_BY_STATUS: Readonly<Record<number, number>> = { 401: 5, 403: 15 };
export const VK_NAME = 'ВКонтакте';

/** The token a method can be called with. Error VK_TOKEN_MISSING: the credential holds none of the kinds it takes. */
export function tokenFor(settings: VkSettings, method: string): { kind: TokenKind; token: string } {
	const kinds = METHOD_TOKENS[method] ?? [];
	for (const kind of kinds) {
		const token = settings.tokens[kind]?.trim();
		if (token) return { kind, token };
	}
	const wanted = kinds.map((kind) => `«${TOKEN_LABELS[kind]}»`).join(' или ');
	throw new DeskError('VK_TOKEN_MISSING', `Для действия ${method} в учётных данных «VK API» нет подходящего ключа: нужен ${wanted}.`, 'Попросите ИТ-специалиста вписать ключ; пока его нет, публикуйте вручную.', { method, kinds });
}

/** One call of VK's API. Never rejects for the network's sake. */
export async function vkCall(client: VkClient, method: string, parameters: Readonly<Record<string, string>>): Promise<CallResult> {
	const { settings } = client;
	const { kind, token } = tokenFor(settings, method);
	await client.limiter.pass(token, REQUESTS_PER_SECOND[kind]);
	const request = { method: 'POST', url: `${settings.baseUrl}/method/${method}`, headers: { Authorization: `Bearer ${token}` }, form: { ...parameters, v: settings.version }, timeoutMs: settings.timeoutMs } as const;
	const answer = await exchange(client.http, request, VK_NAME);
	return 'kind' in answer ? answer : readAnswer(answer);
}

function readAnswer(answer: HttpResponse): CallResult {
	if (answer.status === 429) return { kind: 'refused', code: 6, words: 'HTTP 429 Too Many Requests' };
	if (answer.status >= 400 && answer.status < 500 && answer.status !== 408) return { kind: 'refused', code: CODE_BY_STATUS[answer.status] ?? 8, words: `HTTP ${answer.status} ${quote(answer.body)}` };
	if (answer.status !== 200) return brokenAnswer(answer, VK_NAME);
	const parsed = BODY.safeParse(parseJson(answer.body));
	if (!parsed.success) return oddAnswer(answer, VK_NAME);
	if ('error' in parsed.data) return { kind: 'refused', code: parsed.data.error.error_code, words: parsed.data.error.error_msg };
	return { kind: 'ok', response: parsed.data.response };
}
