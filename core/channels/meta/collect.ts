import { z } from 'zod';

import { DeskError } from '../../errors';
import { lookupOneByOne, orClosed, readChecked, writtenAt, type ReadingBook } from '../collect/reading';
import { nextThreaded, readThreaded } from '../collect/threads';
import type { Listing, Lookup, Place, PlacePage, Sighting, Source } from '../collecting';
import { checkMetaSettings, metaGet, META_NAMES, type MetaClient, type MetaNetwork } from './call';
import { metaErrors } from './errors';
import { isOn } from './off';
import { after, nextOf, PAGING } from './paging';
import { metaTime } from './thread';
import { META_WHY } from './why';

const PAGE = '100';
const NEW_TOKEN = 'Выпустите новый ключ страницы и впишите его в учётные данные «Facebook и Instagram API».';
const RIGHTS = 'Проверьте права ключа страницы в учётных данных «Facebook и Instagram API».';

const bookOf = (network: MetaNetwork): ReadingBook => ({
	name: META_NAMES[network],
	prefix: network.toUpperCase(),
	errors: metaErrors[network],
	ofOnePlace: new Set([10, 100, 200, 803]),
	wayOut: { 10: RIGHTS, 100: 'Проверьте номер страницы или аккаунта в учётных данных «Facebook и Instagram API».', 102: NEW_TOKEN, 190: NEW_TOKEN, 200: RIGHTS },
});

const FROM = z.object({ id: z.string().default(''), name: z.string().default(''), username: z.string().default('') }).default({});
const POSTS = z.object({ data: z.array(z.object({ id: z.string(), message: z.string().default(''), created_time: z.string(), updated_time: z.string().optional(), from: FROM, permalink_url: z.string().default('') })), ...PAGING });
const COMMENTS = z.object({ data: z.array(z.object({ id: z.string(), message: z.string().default(''), created_time: z.string(), from: FROM, permalink_url: z.string().default('') })), ...PAGING });
const MEDIA = z.object({ data: z.array(z.object({ id: z.string(), caption: z.string().default(''), timestamp: z.string(), username: z.string().default(''), permalink: z.string().default(''), comments_count: z.number().optional() })), ...PAGING });
const REPLY = z.object({ id: z.string(), text: z.string().default(''), timestamp: z.string(), username: z.string().default(''), from: FROM });
type Answer = z.infer<typeof REPLY>;
const REPLIES = z.object({ data: z.array(REPLY), ...PAGING });
const MEDIA_COMMENTS = z.object({ data: z.array(REPLY.extend({ replies: REPLIES.optional() })), ...PAGING });

/** Whether the officer switched the network on. Error FACEBOOK_OFF, INSTAGRAM_OFF with the reason. */
function checkOn(client: MetaClient, network: MetaNetwork): void {
	if (!isOn(client.settings, network)) throw new DeskError(`${network.toUpperCase()}_OFF`, `${META_NAMES[network]} выключен: ${META_WHY}.`, 'Включить сеть может ИТ-специалист в учётных данных «Facebook и Instagram API», если так решит администрация.');
	checkMetaSettings(client.settings, network);
}

const THERE = z.object({ id: z.string() });
/** «Object with ID … does not exist»: the subcode of error 100 that tells it from a wrong parameter; and «no such object». */
const NOT_THERE = 33;
const NO_SUCH = 803;

/** Posts and media asked after by their ids; of `{media}:{link}` the number counts. */
const lookupOf = (client: MetaClient, network: MetaNetwork): Lookup =>
	lookupOneByOne((id) => get(client, network, id.split(':', 1)[0] ?? '', { fields: 'id' }, THERE, true), ({ code, subcode }) => code === NO_SUCH || (code === 100 && subcode === NOT_THERE));

/** Posts of the page with their comments, and posts of visitors on it. */
export function facebookPage(client: MetaClient, options: { readonly comments: boolean; readonly posts: boolean }): Source {
	const { pageId } = client.settings;
	return {
		name: 'facebook.page',
		label: 'Facebook, страница',
		check: () => checkOn(client, 'facebook'),
		async list(since, from): Promise<Listing> {
			const page = await get(client, 'facebook', `${pageId}/feed`, { fields: 'id,message,from,created_time,updated_time,permalink_url', limit: PAGE, ...after(from) }, POSTS);
			const recent = page.data.filter((one) => metaTime(one.updated_time ?? one.created_time) >= Date.parse(since));
			return {
				places: options.comments ? recent.map((one): Place => ({ id: one.id, mark: one.updated_time ?? '', markIsCount: false, at: isoOf(one.created_time) })) : [],
				sightings: options.posts ? recent.filter((one) => one.from.id !== pageId).map((one) => postOf(one, pageId)) : [],
				...(recent.length > 0 ? nextOf(page, from) : {}),
			};
		},
		read: (place, from) =>
			orClosed(async (): Promise<PlacePage> => {
				const page = await get(client, 'facebook', `${place.id}/comments`, { filter: 'stream', order: 'reverse_chronological', fields: 'id,message,from,created_time,permalink_url', limit: PAGE, ...after(from) }, COMMENTS, true);
				return { sightings: page.data.map((one) => postOf(one, pageId)), ...nextOf(page, from) };
			}),
		lookup: lookupOf(client, 'facebook'),
	};
}

/** Posts elsewhere that name the page. */
export function facebookTagged(client: MetaClient): Source {
	return {
		name: 'facebook.tagged',
		label: 'Facebook, упоминания',
		check: () => checkOn(client, 'facebook'),
		async list(since, from) {
			const page = await get(client, 'facebook', `${client.settings.pageId}/tagged`, { fields: 'id,message,from,created_time,permalink_url', limit: PAGE, ...after(from) }, POSTS);
			const recent = page.data.filter((one) => metaTime(one.created_time) >= Date.parse(since));
			return { places: [], sightings: recent.map((one) => ({ ...postOf(one, client.settings.pageId), elsewhere: true })), ...(recent.length > 0 ? nextOf(page, from) : {}) };
		},
		read: () => Promise.resolve({ sightings: [] }),
		lookup: lookupOf(client, 'facebook'),
	};
}

/** Comments under the account's media, with their answers. */
export function instagramMedia(client: MetaClient): Source {
	const { instagramUserId } = client.settings;
	// As the account's own media tell it: an answer that names no author's number is known by it, as in threads.
	let ownName = '';
	return {
		name: 'instagram.media',
		label: 'Instagram, публикации',
		check: () => checkOn(client, 'instagram'),
		async list(since, from) {
			const page = await get(client, 'instagram', `${instagramUserId}/media`, { fields: 'id,timestamp,username,permalink,comments_count', limit: PAGE, ...after(from) }, MEDIA);
			ownName = page.data.find((one) => one.username !== '')?.username ?? ownName;
			const recent = page.data.filter((one) => metaTime(one.timestamp) >= Date.parse(since));
			return { places: recent.map((one): Place => ({ id: `${one.id}:${one.permalink}`, mark: one.comments_count === undefined ? '' : String(one.comments_count), markIsCount: false, at: isoOf(one.timestamp) })), sightings: [], ...(recent.length > 0 ? nextOf(page, from) : {}) };
		},
		read: (place, from) =>
			orClosed(async (): Promise<PlacePage> => {
				const [media = ''] = place.id.split(':', 1);
				const permalink = place.id.slice(media.length + 1);
				const toSighting = (one: Answer): Sighting => replyOf(one, media, permalink, { id: instagramUserId, name: ownName });
				const { level, threads } = readThreaded(from);
				const [thread, ...others] = threads;
				if (thread) {
					const at = thread.at === '' ? undefined : thread.at;
					const page = await get(client, 'instagram', `${thread.root}/replies`, { fields: REPLY_FIELDS, limit: PAGE, ...after(at) }, REPLIES, true);
					const { next } = nextOf(page, at);
					return { sightings: page.data.map(toSighting), ...nextThreaded({ level, threads: next === undefined ? others : [{ root: thread.root, at: next }, ...others] }) };
				}
				const page = await get(client, 'instagram', `${media}/comments`, { fields: `${REPLY_FIELDS},replies{${REPLY_FIELDS}}`, limit: PAGE, ...after(level) }, MEDIA_COMMENTS, true);
				// The first answers come along with the comment; a long thread is read to its end, page by page.
				const sightings = page.data.flatMap((comment) => [comment, ...(comment.replies?.data ?? [])].map(toSighting));
				const long = page.data.filter((comment) => comment.replies?.paging?.next !== undefined).map(({ id }) => ({ root: id, at: '' }));
				return { sightings, ...nextThreaded({ level: nextOf(page, level).next, threads: long }) };
			}),
		lookup: lookupOf(client, 'instagram'),
	};
}

/** Media of others where the account is tagged. */
export function instagramTags(client: MetaClient): Source {
	return {
		name: 'instagram.tags',
		label: 'Instagram, упоминания',
		check: () => checkOn(client, 'instagram'),
		async list(since, from) {
			const page = await get(client, 'instagram', `${client.settings.instagramUserId}/tags`, { fields: 'id,caption,timestamp,username,permalink', limit: PAGE, ...after(from) }, MEDIA);
			const recent = page.data.filter((one) => metaTime(one.timestamp) >= Date.parse(since));
			const sightings = recent.map((one): Sighting => ({ externalId: one.id, url: one.permalink, authorId: one.username, authorName: one.username, text: one.caption, publishedAt: isoOf(one.timestamp), attachments: [], own: false, elsewhere: true }));
			return { places: [], sightings, ...(recent.length > 0 ? nextOf(page, from) : {}) };
		},
		read: () => Promise.resolve({ sightings: [] }),
		lookup: lookupOf(client, 'instagram'),
	};
}

const REPLY_FIELDS = 'id,text,timestamp,username,from';

const get = <T>(client: MetaClient, network: MetaNetwork, path: string, query: Readonly<Record<string, string>>, shape: z.ZodType<T, z.ZodTypeDef, unknown>, onePlace = false): Promise<T> =>
	readChecked(client.clock, bookOf(network), () => metaGet(client, network, path, query), shape, onePlace);

const isoOf = (graphTime: string): string => writtenAt(metaTime(graphTime));

const postOf = (one: z.infer<typeof COMMENTS>['data'][number], pageId: string): Sighting => ({ externalId: one.id, url: one.permalink_url, authorId: one.from.id, authorName: one.from.name, text: one.message, publishedAt: isoOf(one.created_time), attachments: [], own: one.from.id === pageId });

const replyOf = (one: Answer, media: string, permalink: string, own: { readonly id: string; readonly name: string }): Sighting => ({ externalId: `${media}:${one.id}`, url: permalink, authorId: one.from.id || one.username, authorName: one.username, text: one.text, publishedAt: isoOf(one.timestamp), attachments: [], own: one.from.id === own.id || (one.from.id === '' && own.name !== '' && one.username === own.name) });
