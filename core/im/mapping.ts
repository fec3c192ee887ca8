import { createHash } from 'node:crypto';

import { readDate } from '../cases/intake';
import { storableText } from '../cases/plainText';

/** Where in an entry of the feed each thing stands: dotted paths (`author.name`, `links.0.href`); '' where it has none. */
export interface FeedMapping {
	readonly id: string;
	readonly network: string;
	readonly url: string;
	readonly externalId: string;
	readonly authorName: string;
	readonly authorId: string;
	readonly text: string;
	readonly publishedAt: string;
	readonly detectedAt: string;
	readonly official: string;
	readonly attachments: string;
}

/** The shape we assume: «Инцидент Менеджмент» publishes none. */
export const DEFAULT_MAPPING: FeedMapping = {
	id: 'id',
	network: 'network',
	url: 'url',
	externalId: 'externalId',
	authorName: 'author.name',
	authorId: 'author.id',
	text: 'text',
	publishedAt: 'publishedAt',
	detectedAt: 'createdAt',
	official: 'official',
	attachments: 'attachments',
};

/** A message as the trigger hands it over; names are the record's. */
export interface FeedItem {
	readonly network: string;
	readonly url: string;
	readonly externalId: string;
	readonly authorName: string;
	readonly authorId: string;
	readonly text: string;
	/** ISO 8601, UTC; null: the feed does not say. */
	readonly publishedAt: string | null;
	readonly detectedAt: string;
	readonly foundBy: 'incidentManager';
	readonly officialAccount: boolean;
	/** JSON array of addresses; '' when there are none. */
	readonly attachments: string;
}

/** An entry that was read, with the key by which the trigger knows it again. */
export interface FeedEntry {
	readonly key: string;
	readonly item: FeedItem;
}

export interface MappingContext {
	/** ISO 8601: when the feed was read; the detection of what carries no date, or a date to come. */
	readonly now: string;
	/** IANA zone of dates without an offset. */
	readonly zone: string;
}

const YES = /^(?:true|1|да|yes|official|официальный)$/iu;

/**
 * One entry of the feed as a message. Never throws and drops nothing: an entry that is no object keeps its JSON as the
 * text, so that the curator sees it. Texts stay as they came (markup, length): cleaning and cutting is for the register.
 *
 * @example toFeedEntry({ id: 7, text: 'Яма', createdAt: 1795478400 }, DEFAULT_MAPPING, context).item.detectedAt
 * // '2026-11-24T00:00:00.000Z'
 */
export function toFeedEntry(raw: unknown, mapping: FeedMapping, context: MappingContext): FeedEntry {
	const at = (path: string): unknown => valueAt(raw, path);
	const text = (path: string): string => plain(at(path));
	const isObject = typeof raw === 'object' && raw !== null && !Array.isArray(raw);
	const item: FeedItem = {
		network: text(mapping.network),
		url: text(mapping.url),
		externalId: text(mapping.externalId),
		authorName: text(mapping.authorName),
		authorId: text(mapping.authorId),
		text: isObject ? text(mapping.text) : `Запись ленты непонятного вида: ${JSON.stringify(raw)}`,
		publishedAt: readDate(at(mapping.publishedAt), context.zone),
		detectedAt: notLater(readDate(at(mapping.detectedAt), context.zone), context.now),
		foundBy: 'incidentManager',
		officialAccount: at(mapping.official) === true || YES.test(text(mapping.official)),
		attachments: attachmentsOf(at(mapping.attachments)),
	};
	return { key: `${nameOf(raw, text(mapping.id), item)}#${digest(item.text).slice(0, 8)}`, item };
}

const plain = (value: unknown): string => storableText(typeof value === 'object' && value !== null ? JSON.stringify(value) : value);

/** The value under a dotted path; undefined where there is none. Own properties only. */
export function valueAt(raw: unknown, path: string): unknown {
	if (path === '') return undefined;
	return path.split('.').reduce<unknown>((at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? (at as Record<string, unknown>)[key] : undefined), raw);
}

/** A term never starts in the future: a wrong clock over there must not give staff more time. */
const notLater = (date: string | null, now: string): string => (date !== null && Date.parse(date) <= Date.parse(now) ? date : new Date(now).toISOString());

function attachmentsOf(value: unknown): string {
	const list = (Array.isArray(value) ? value : [value]).map((one) => storableText(typeof one === 'object' ? valueAt(one, 'url') : one)).filter((one) => one !== '');
	return list.length === 0 ? '' : JSON.stringify(list);
}

/** The network's id, else the feed's own, else the link, else all of it. The text's digest is added: a feed that gives one number twice loses nothing. */
function nameOf(raw: unknown, id: string, item: FeedItem): string {
	if (item.externalId !== '') return `${item.network}:${item.externalId}`;
	if (id !== '') return `id:${id}`;
	if (item.url !== '') return item.url;
	return digest(JSON.stringify(raw)).slice(0, 24);
}

const digest = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
