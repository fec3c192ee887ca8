import { HttpFailure, type HttpCall } from '../channels/http';
import { DeskError } from '../errors';
import { readPage, type PagePaths } from './page';

export interface FeedQuery {
	/** Base address without a slash at the end, and the path of the feed. */
	readonly baseUrl: string;
	readonly path: string;
	/** ISO 8601: entries created since. */
	readonly since: string;
	/** Entries a page. */
	readonly limit: number;
	/** How the feed names its query parameters. */
	readonly names: { readonly since: string; readonly limit: string; readonly offset: string };
	readonly paths: PagePaths;
	readonly timeoutMs: number;
	/** Said before each further page; false: no time left, the rest is for the next poll. */
	readonly mayGoOn: () => boolean;
}

export interface FeedReading {
	/** What was read, as it came. */
	readonly entries: readonly unknown[];
	/** All pages were read to the end. */
	readonly complete: boolean;
	/** Why not; absent when the time ran out. */
	readonly failure?: DeskError;
}

/** 200,000 entries at 100 a page: a feed that goes on longer repeats itself. */
const MAX_PAGES = 2000;

/**
 * Reads every page. A page that fails ends the reading and loses nothing: what came before it is given with the
 * failure, and the caller leaves its cursor where it was. A page shorter than asked for does not end it (servers have
 * their own caps): the total or an empty page does.
 */
export async function readFeed(http: HttpCall, query: FeedQuery): Promise<FeedReading> {
	const entries: unknown[] = [];
	let previous = '';
	try {
		for (let page = 0; page < MAX_PAGES; page += 1) {
			if (page > 0 && !query.mayGoOn()) return { entries, complete: false };
			const response = await http({ method: 'GET', url: pageUrl(query, entries.length), headers: { Accept: 'application/json' }, timeoutMs: query.timeoutMs });
			const found = readPage(response, query.paths);
			// A feed that does not page answers the same each time.
			if (found.entries.length === 0 || response.body === previous) return { entries, complete: true };
			previous = response.body;
			entries.push(...found.entries);
			if (found.total !== undefined && entries.length >= found.total) return { entries, complete: true };
		}
		throw new DeskError('FEED_ENDLESS', `Лента не кончается: прочитано страниц ${MAX_PAGES}.`, 'Проверьте, как называются параметры запроса (начало, размер страницы, смещение).');
	} catch (error) {
		return { entries, complete: false, failure: toDeskError(error, query) };
	}
}

function pageUrl(query: FeedQuery, offset: number): string {
	const separator = query.path.includes('?') ? '&' : '?';
	const parameters = new URLSearchParams([
		[query.names.since, query.since],
		[query.names.limit, String(query.limit)],
		[query.names.offset, String(offset)],
	].filter(([name]) => name !== '') as [string, string][]);
	return `${query.baseUrl.replace(/\/+$/u, '')}/${query.path.replace(/^\/+/u, '')}${separator}${parameters.toString()}`;
}

function toDeskError(error: unknown, query: FeedQuery): DeskError {
	if (error instanceof DeskError) return error;
	if (!(error instanceof HttpFailure)) throw error;
	const calm = 'Ничего не потеряно: следующий опрос прочитает всё заново.';
	if (error.kind === 'timeout') return new DeskError('FEED_TIMEOUT', `Лента «Инцидент Менеджмент» не ответила за ${Math.round(query.timeoutMs / 1000)} с.`, calm);
	return new DeskError('FEED_UNREACHABLE', `Нет связи с лентой «Инцидент Менеджмент» (${error.message}).`, `${calm} Проверьте адрес в учётных данных и сеть.`);
}
