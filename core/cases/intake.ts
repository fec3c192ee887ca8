import { DateTime } from 'luxon';

import { CASE_FIELDS, TEXT_LIMIT } from './fields';
import { canonicalUrl, messageKey, vkWallId } from './messageKey';
import { cutText, storableText } from './plainText';
import { cleanRecord, type CaseRecord } from './record';

type Raw = Readonly<Record<string, unknown>>;

export interface IntakeContext {
	/** ISO 8601: when the message was found, unless the message says so itself. */
	readonly now: string;
	/** IANA zone in which dates without an offset are read. */
	readonly zone: string;
	/** How it was found, unless the message says so itself (clause 8). */
	readonly foundBy?: 'incidentManager' | 'officialAccount' | 'manual';
}

const NETWORK_BY_HOST: readonly (readonly [RegExp, string])[] = [
	[/(^|\.)(vk\.com|vk\.ru|vkontakte\.ru)(\/|$)/u, 'vk'],
	[/(^|\.)(ok\.ru|odnoklassniki\.ru)(\/|$)/u, 'ok'],
	[/(^|\.)(facebook\.com|fb\.com)(\/|$)/u, 'facebook'],
	[/(^|\.)instagram\.com(\/|$)/u, 'instagram'],
];

const NETWORK_NAMES: Readonly<Record<string, string>> = {
	vk: 'vk', вк: 'vk', вконтакте: 'vk', vkontakte: 'vk',
	ok: 'ok', ок: 'ok', одноклассники: 'ok', odnoklassniki: 'ok',
	facebook: 'facebook', fb: 'facebook', фейсбук: 'facebook',
	instagram: 'instagram', ig: 'instagram', инстаграм: 'instagram',
};

const DATE_FORMATS = ['dd.MM.yyyy HH:mm:ss', 'dd.MM.yyyy HH:mm', "dd.MM.yyyy 'в' HH:mm", 'dd.MM.yyyy, HH:mm', 'dd.MM.yyyy', 'd.M.yyyy'];

/** Columns that hold what came from outside as it is, as text. */
const TEXT_KEYS = ['authorName', 'authorId'] as const;
const SHORT_TEXT = 500;
const LINK_LIMIT = 2_000;

/**
 * Any object about a message as a record ready for triage and registration. It never throws and never drops a
 * message: what cannot be read is left empty, a text beyond TEXT_LIMIT is cut with a mark.
 * Dates: ISO 8601, «24.11.2026 10:15», Unix seconds or milliseconds; unreadable → publishedAt empty, detectedAt `now`.
 *
 * @returns every field of CASE_FIELDS, `status` empty and `version` 0: not registered yet
 */
export function intake(raw: unknown, context: IntakeContext): CaseRecord {
	const source: Raw = raw !== null && typeof raw === 'object' ? (raw as Raw) : { text: raw };
	const url = storableText(source.url).slice(0, LINK_LIMIT);
	const network = networkOf(source.network, url);
	const externalId = storableText(source.externalId).slice(0, SHORT_TEXT) || (network === 'vk' ? vkWallId(url) : '');
	const whole = storableText(source.text);
	const publishedAt = readDate(source.publishedAt, context.zone);
	const detectedAt = readDate(source.detectedAt, context.zone) ?? readDate(context.now, context.zone);
	const people = Object.fromEntries(TEXT_KEYS.map((key) => [key, storableText(source[key]).slice(0, SHORT_TEXT)]));
	const foundBy = storableText(source.foundBy) || context.foundBy || 'manual';
	const officialAccount = source.officialAccount ?? foundBy === 'officialAccount';
	const key = messageKey({ network, externalId, url, text: whole, authorName: people.authorName ?? '', authorId: people.authorId ?? '', day: publishedAt ?? detectedAt ?? '' }, context.zone);
	return cleanRecord({
		...EMPTY,
		...people,
		messageKey: key,
		network,
		url,
		externalId,
		text: cutText(whole, TEXT_LIMIT),
		publishedAt,
		detectedAt,
		foundBy,
		officialAccount,
		attachments: attachmentsOf(source.attachments),
		version: 0,
	});
}

const EMPTY: CaseRecord = Object.fromEntries(CASE_FIELDS.map(({ key }) => [key, null]));

function networkOf(name: unknown, url: string): string {
	const given = storableText(name).toLowerCase();
	const known = NETWORK_NAMES[given];
	if (known) return known;
	const address = canonicalUrl(url);
	return NETWORK_BY_HOST.find(([host]) => host.test(address))?.[1] ?? 'other';
}

/** A date in any of the forms feeds and people write it, as ISO 8601 in UTC; null when it cannot be read. */
export function readDate(value: unknown, zone: string): string | null {
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
	const text = storableText(value);
	if (text === '') return null;
	if (/^\d{9,10}$|^\d{12,13}$/u.test(text)) return iso(DateTime.fromMillis(Number(text) * (text.length > 10 ? 1 : 1000)));
	const written = DateTime.fromISO(text, { zone });
	if (written.isValid) return iso(written);
	// One after the other: a format that is tried costs more than all the rest of a record.
	for (const format of DATE_FORMATS) {
		const read = DateTime.fromFormat(text, format, { zone });
		if (read.isValid) return iso(read);
	}
	return null;
}

const iso = (time: DateTime): string | null => time.toUTC().toISO();

/** From an array, JSON text or addresses on lines. */
function attachmentsOf(value: unknown): string {
	return attachmentsJson(listOf(value).map((one) => storableText(typeof one === 'object' && one !== null ? (one as Raw).url : one)));
}

/** Addresses as the record keeps them: a JSON array, bounded; '' when there are none. */
export function attachmentsJson(addresses: readonly string[]): string {
	const list = addresses.filter((one) => one !== '');
	return list.length === 0 ? '' : JSON.stringify(list.slice(0, 50).map((one) => one.slice(0, LINK_LIMIT)));
}

/** Between two addresses; a comma inside one (`?as=32x24,48x36` of VK's photos) parts nothing. */
const BETWEEN = /\n\s*|[,;](?:\s+|(?=https?:))/iu;

function listOf(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	const text = storableText(value);
	if (!text.startsWith('[')) return text.split(BETWEEN);
	try {
		const parsed: unknown = JSON.parse(text);
		return Array.isArray(parsed) ? parsed : [];
	} catch {
		return [text];
	}
}
