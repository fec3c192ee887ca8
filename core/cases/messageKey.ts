import { DateTime } from 'luxon';

import { textDigest } from './digest';

export interface KeySource {
	readonly network: string;
	readonly externalId: string;
	readonly url: string;
	readonly authorName: string;
	readonly authorId: string;
	readonly text: string;
	/** ISO 8601; the day counts in the administration's zone. */
	readonly day: string;
}

/** Query keys that say where a reader came from, not which page it is. */
const TRACKING = /^(utm_.*|fbclid|gclid|yclid|igsh|igshid|from|ref|_openstat)$/u;

/** A VK wall post or comment inside an address: `wall-1_2`, `wall-1_2?reply=3`, `w=wall-1_2_r3`. */
const VK_WALL = /wall(-?\d+_\d+)(?:_r(\d+))?(?:[^#]*?[?&]reply=(\d+))?/u;
const VK_HOST = /(^|\.)vk\.(com|ru)$/u;

/**
 * One spelling for the ways an address of the same page is written: no scheme, `www.` or `m.`, tracking keys,
 * fragment or trailing slash; query keys sorted. '' when it is not a web address.
 *
 * @example canonicalUrl('https://m.ok.ru/group/7/topic/9/?utm_source=a#x') // 'ok.ru/group/7/topic/9'
 */
export function canonicalUrl(address: string): string {
	const parsed = parse(address);
	if (!parsed) return '';
	const query = [...parsed.searchParams].filter(([key]) => !TRACKING.test(key)).sort(([a], [b]) => (a < b ? -1 : 1));
	const search = new URLSearchParams(query).toString();
	return `${host(parsed)}${parsed.pathname.replace(/\/+$/u, '')}${search ? `?${search}` : ''}`;
}

/** `wall-1_2_r3` for any address of a VK wall post or comment; '' for other addresses. */
export function vkWallId(address: string): string {
	const parsed = parse(address);
	if (!parsed || !VK_HOST.test(host(parsed))) return '';
	const found = VK_WALL.exec(parsed.href);
	if (!found) return '';
	const comment = found[2] ?? found[3];
	return `wall${found[1] ?? ''}${comment ? `_r${comment}` : ''}`;
}

/**
 * The key by which the register knows a message again: network and external id; without an id, the canonical
 * address; without an address, a digest of author, text and day.
 *
 * @example messageKey({ network: 'vk', externalId: '', url: 'https://vk.com/wall-1_2?reply=3', ... }) // 'vk:wall-1_2_r3'
 */
export function messageKey(source: KeySource, zone: string): string {
	const externalId = source.externalId.trim() || vkWallId(source.url);
	if (externalId !== '') return `${source.network}:${externalId}`;
	const address = canonicalUrl(source.url);
	if (address !== '') return `url:${address}`;
	const day = DateTime.fromISO(source.day, { zone: 'utc' }).setZone(zone).toISODate() ?? '';
	const words = source.text.toLowerCase().replace(/\s+/gu, ' ').trim();
	return `text:${textDigest(JSON.stringify([source.network, source.authorId || source.authorName.toLowerCase().trim(), words, day])).slice(0, 32)}`;
}

const host = (parsed: URL): string => parsed.hostname.replace(/^(www|m|mobile|touch)\./u, '');

function parse(address: string): URL | undefined {
	const text = address.trim();
	if (text === '' || /\s/u.test(text)) return undefined;
	const whole = /^[a-z][a-z\d+.-]*:/iu.test(text) ? text : `https://${text}`;
	if (!URL.canParse(whole)) return undefined;
	const parsed = new URL(whole);
	return /^https?:$/u.test(parsed.protocol) && parsed.hostname.includes('.') ? parsed : undefined;
}
