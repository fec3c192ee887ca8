import type { HttpResponse } from '../channels/http';
import { DeskError } from '../errors';
import { valueAt } from './mapping';

export interface FeedPage {
	readonly entries: readonly unknown[];
	/** How many there are in all, where the feed says so. */
	readonly total?: number;
}

export interface PagePaths {
	/** Dotted path to the list; '' or a list at the top: the answer itself. */
	readonly items: string;
	/** Dotted path to the number of all entries. */
	readonly total: string;
}

const CHECK_ADDRESS = 'Проверьте адрес в учётных данных и путь в узле; если они верны, сообщите поставщику ленты.';
const RETRY = 'Ничего не потеряно: следующий опрос прочитает всё заново. Если повторяется, сообщите поставщику ленты.';

/**
 * One page of the feed. Quotes no resident's words in its errors.
 *
 * Errors: FEED_UNAUTHORIZED (401, 403), FEED_STATUS (another status than 200), FEED_HTML (a web page came),
 * FEED_BROKEN_JSON (cut off or no JSON), FEED_SHAPE (no list where it was expected).
 */
export function readPage(response: HttpResponse, paths: PagePaths): FeedPage {
	checkStatus(response.status);
	const body = parse(response.body);
	const list = Array.isArray(body) ? body : valueAt(body, paths.items);
	if (!Array.isArray(list)) throw wrongShape(body, paths.items);
	const total = valueAt(body, paths.total);
	return { entries: list, ...(typeof total === 'number' && Number.isFinite(total) ? { total } : {}) };
}

function checkStatus(status: number): void {
	if (status >= 200 && status < 300) return;
	if (status === 401 || status === 403) {
		throw new DeskError('FEED_UNAUTHORIZED', `Лента «Инцидент Менеджмент» не приняла ключ (HTTP ${status}).`, 'Впишите действующий ключ в учётные данные «Инцидент Менеджмент API». Сообщения не потеряны: они будут приняты, как только ключ заработает.', { status });
	}
	throw new DeskError('FEED_STATUS', `Лента «Инцидент Менеджмент» ответила HTTP ${status}.`, status >= 500 || status === 429 ? RETRY : CHECK_ADDRESS, { status });
}

function parse(body: string): unknown {
	const text = body.replace(/^\uFEFF/u, '').trim();
	if (/^<(?:!doctype|html|\?xml|head|body)/iu.test(text)) {
		const title = /<title[^>]*>([^<]{0,100})/iu.exec(text)?.[1]?.trim() ?? '';
		throw new DeskError('FEED_HTML', `Вместо данных пришла веб-страница${title === '' ? '' : ` «${title}»`}.`, CHECK_ADDRESS);
	}
	try {
		return JSON.parse(text);
	} catch {
		const started = /^[[{]/u.test(text);
		throw new DeskError('FEED_BROKEN_JSON', started ? `Ответ ленты обрывается или испорчен (получено знаков: ${text.length}).` : `Ответ ленты — не JSON (получено знаков: ${text.length}).`, started ? RETRY : CHECK_ADDRESS, { length: text.length });
	}
}

function wrongShape(body: unknown, path: string): DeskError {
	const keys = typeof body === 'object' && body !== null ? Object.keys(body).slice(0, 10).join(', ') : typeof body;
	return new DeskError('FEED_SHAPE', `В ответе ленты нет списка «${path}»; пришло: ${keys || 'пустой объект'}.`, 'Укажите в узле, где в ответе список сообщений («Путь к списку»).', { path, keys });
}
