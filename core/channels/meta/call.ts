import { z } from 'zod';

import { DeskError } from '../../errors';
import { brokenAnswer, exchange, oddAnswer, parseJson, quote, type CallResult } from '../call';
import type { Clock, HttpCall, HttpFile, HttpRequest, HttpResponse } from '../http';
import type { RateLimiter } from '../rate';
import { uploadTimeout } from '../upload';
import { appSecretProof } from './proof';

export interface MetaSettings {
	/** https://graph.facebook.com, without a slash at the end. */
	readonly baseUrl: string;
	/** `v26.0` */
	readonly version: string;
	readonly pageId: string;
	readonly instagramUserId: string;
	readonly pageToken: string;
	/** '' when it is not given: then requests carry no proof. */
	readonly appSecret: string;
	readonly facebookOn: boolean;
	readonly instagramOn: boolean;
	/** The officer has seen a reply with a photo published on Facebook. */
	readonly photosAllowed: boolean;
	readonly timeoutMs: number;
}

export interface MetaClient {
	readonly settings: MetaSettings;
	readonly http: HttpCall;
	readonly clock: Clock;
	readonly limiter: RateLimiter;
}

export type MetaNetwork = 'facebook' | 'instagram';
export const META_NAMES: Readonly<Record<MetaNetwork, string>> = { facebook: 'Facebook', instagram: 'Instagram' };

/** Meta counts by engagement and gives no figure a second: careful. */
export const META_CALLS_PER_SECOND = 3;

const REFUSAL = z.object({ error: z.object({ code: z.number().default(1), message: z.string().default(''), error_subcode: z.number().optional(), error_user_msg: z.string().optional() }) });
const CODE_BY_STATUS: Readonly<Record<number, number>> = { 401: 190, 403: 200, 404: 803, 429: 4 };

/** Whatever is missing is said before anything is called. Error META_SETTINGS_MISSING. */
export function checkMetaSettings(settings: MetaSettings, network: MetaNetwork): void {
	const missing = [
		...(settings.pageToken === '' ? ['«Ключ страницы»'] : []),
		...(network === 'facebook' && settings.pageId === '' ? ['«Номер страницы»'] : []),
		...(network === 'instagram' && settings.instagramUserId === '' ? ['«Номер аккаунта Instagram»'] : []),
	];
	if (missing.length > 0) throw new DeskError('META_SETTINGS_MISSING', `В учётных данных «Facebook и Instagram API» не заполнено: ${missing.join(', ')}.`, 'Попросите ИТ-специалиста вписать их; пока публикуйте вручную.', { missing });
}

type Given = Readonly<Record<string, string>>;

/** GET of an object or its edge: `metaGet(client, 'facebook', '1_2/comments', { limit: '100' })`. Never rejects for the network's sake. */
export const metaGet = async (client: MetaClient, network: MetaNetwork, path: string, query: Given): Promise<CallResult> => await call(client, network, { method: 'GET', url: address(client, path, query), headers: {}, timeoutMs: client.settings.timeoutMs });

/** POST to an edge. Never rejects for the network's sake. */
export const metaPost = async (client: MetaClient, network: MetaNetwork, path: string, form: Given): Promise<CallResult> => await call(client, network, { method: 'POST', url: address(client, path), headers: {}, form: { ...form, ...proof(client) }, timeoutMs: client.settings.timeoutMs });

/** POST of a file to an edge. Never rejects for the network's sake. */
export const metaUpload = async (client: MetaClient, network: MetaNetwork, path: string, query: Given, file: HttpFile): Promise<CallResult> => await call(client, network, { method: 'POST', url: address(client, path, query), headers: {}, files: [file], timeoutMs: uploadTimeout(client.settings.timeoutMs) });

const proof = ({ settings }: MetaClient): Given => (settings.appSecret === '' ? {} : { appsecret_proof: appSecretProof(settings.pageToken, settings.appSecret) });

function address(client: MetaClient, path: string, query?: Given): string {
	const base = `${client.settings.baseUrl}/${client.settings.version}/${path}`;
	return query === undefined ? base : `${base}?${new URLSearchParams({ ...query, ...proof(client) }).toString()}`;
}

/** The token goes in the header, so that no address ever holds it. */
async function call(client: MetaClient, network: MetaNetwork, request: HttpRequest): Promise<CallResult> {
	const { pageToken } = client.settings;
	await client.limiter.pass(pageToken, META_CALLS_PER_SECOND);
	const answer = await exchange(client.http, { ...request, headers: { Authorization: `Bearer ${pageToken}` } }, META_NAMES[network]);
	return 'kind' in answer ? answer : readAnswer(answer, META_NAMES[network]);
}

/** Graph tells its errors with HTTP 400, its own troubles with 500: the body counts, where there is one. */
export function readAnswer(answer: HttpResponse, name: string): CallResult {
	const body = parseJson(answer.body);
	const refusal = REFUSAL.safeParse(body);
	if (refusal.success) {
		const { code, message, error_subcode: subcode, error_user_msg: told } = refusal.data.error;
		return { kind: 'refused', code, ...(subcode === undefined ? {} : { subcode }), words: told ?? message };
	}
	if (answer.status >= 400 && answer.status < 500 && answer.status !== 408) return { kind: 'refused', code: CODE_BY_STATUS[answer.status] ?? 100, words: `HTTP ${answer.status} ${quote(answer.body)}` };
	if (answer.status !== 200) return brokenAnswer(answer, name);
	return body === undefined ? oddAnswer(answer, name) : { kind: 'ok', response: body };
}
