import { z } from 'zod';

import { DeskError } from '../../errors';
import { lookupOneByOne, orClosed, readChecked, writtenAt, type ReadingBook } from '../collect/reading';
import type { Place, PlacePage, Sighting, Source } from '../collecting';
import { isGroup, okTime, okUrl, PATHS } from './address';
import { checkOkSettings, okCall, okChatCall, OK_NAME, type OkClient } from './call';
import { okErrors } from './errors';

const PAGE = 100;
const NEW_TOKEN = 'Выпустите новый ключ доступа и впишите его в учётные данные «Одноклассники API».';
const BOOK: ReadingBook = {
	name: OK_NAME,
	prefix: 'OK',
	errors: okErrors,
	ofOnePlace: new Set([10, 106, 300, 455, 456, 458, 705]),
	wayOut: {
		50: 'Ключ должен быть выпущен администратором группы.',
		101: 'Проверьте открытый ключ приложения в учётных данных «Одноклассники API».',
		102: NEW_TOKEN,
		103: NEW_TOKEN,
		104: 'Проверьте секретный ключ в учётных данных «Одноклассники API».',
		160: 'Проверьте номер группы в учётных данных «Одноклассники API».',
		200: 'Приложению нужны права на группу (VALUABLE_ACCESS, GROUP_CONTENT).',
		511: 'Войдите в Одноклассники администратором группы в браузере.',
		514: 'Войдите в Одноклассники администратором группы в браузере и подтвердите вход.',
	},
};

const ID = z.union([z.string(), z.number()]).transform(String);
const MOMENT = { date: z.string().optional(), date_ms: z.number().optional() };
const DISCUSSIONS = z.object({
	discussions: z
		.array(
			z.object({
				object_id: ID,
				object_type: z.string(),
				owner_uid: ID.optional(),
				message: z.string().default(''),
				creation_date: z.string().optional(),
				last_activity_date: z.string().optional(),
				last_activity_date_ms: z.number().optional(),
				total_comments_count: z.number().optional(),
				permalink: z.string().optional(),
				ref_objects: z.array(z.object({ type: z.string().optional(), id: ID.optional() })).default([]),
			}),
		)
		.default([]),
	anchor: z.string().optional(),
	has_more: z.boolean().default(false),
});
type Discussion = z.infer<typeof DISCUSSIONS>['discussions'][number];

const COMMENTS = z.object({
	comments: z.array(z.object({ id: ID, text: z.string().default(''), type: z.string().default('ACTIVE_MESSAGE'), author_id: ID.default(''), author_name: z.string().default(''), ...MOMENT })).default([]),
	anchor: z.string().optional(),
	has_more: z.boolean().default(false),
});

/** Comments under the group's topics, photos and videos. OK has no webhook for them: they are asked for. */
export function okDiscussions(client: OkClient): Source {
	const { groupId } = client.settings;
	return {
		name: 'ok.discussions',
		label: 'Одноклассники, обсуждения группы',
		check: () => checkOkSettings(client.settings),
		async list(since, from) {
			const page = await readChecked(client.clock, BOOK, () => okCall(client, 'discussions.getList', { types: Object.keys(PATHS).join(','), count: String(PAGE), ...(from === undefined ? {} : { anchor: from }) }), DISCUSSIONS);
			const sinceMs = Date.parse(since);
			// One whose activity is not told is watched too: its mark or the time of whole readings says when to read it.
			const recent = page.discussions.filter((one) => !(activityOf(one) < sinceMs));
			const places = recent.filter((one) => isOfGroup(one, groupId)).map((one): Place => ({ id: `${one.object_type}:${one.object_id}`, mark: one.total_comments_count === undefined ? '' : String(one.total_comments_count), markIsCount: one.total_comments_count !== undefined, at: writtenAt(activityOf(one)) || since }));
			const goesOn = page.has_more && page.anchor !== undefined && page.anchor !== from && recent.length > 0;
			return { places, sightings: [], ...(goesOn && page.anchor !== undefined ? { next: page.anchor } : {}) };
		},
		read: (place, from) =>
			orClosed(async (): Promise<PlacePage> => {
				const [type = '', id = ''] = place.id.split(':');
				const given = { discussionId: id, discussionType: type, direction: 'BACKWARD', count: String(PAGE), mark_as_read: 'false', includeRemoved: 'true', ...(from === undefined ? {} : { anchor: from }) };
				const page = await readChecked(client.clock, BOOK, () => okCall(client, 'discussions.getComments', given), COMMENTS, true);
				const sightings = page.comments.map((one): Sighting => ({
					externalId: `${place.id}:${one.id}`,
					url: okUrl(groupId, { kind: 'discussion', type, discussionId: id }),
					authorId: one.author_id,
					authorName: one.author_name,
					text: one.text,
					publishedAt: writtenAt(okTime(one.date_ms, one.date)),
					attachments: [],
					own: isGroup(one.author_id, groupId),
					...(one.type === 'REMOVED_MESSAGE' ? { deleted: true } : {}),
				}));
				return { sightings, ...(page.has_more && page.anchor !== undefined && page.anchor !== from ? { next: page.anchor } : {}) };
			}),
		lookup: lookupOneByOne((id) => readChecked(client.clock, BOOK, () => okCall(client, 'discussions.getComments', oneComment(id)), COMMENTS, true), ({ code }) => NOT_THERE.has(code)),
	};
}

/** «No such discussion» (PARAM_ENTITY_ID, NOT_FOUND); the other refusals of one place say only that it may not be read. */
const NOT_THERE: ReadonlySet<number> = new Set([106, 300]);

/** The least that is answered only where the discussion `{TYPE}:{id}` is there. */
function oneComment(place: string): Record<string, string> {
	const [discussionType = '', discussionId = ''] = place.split(':');
	return { discussionId, discussionType, direction: 'BACKWARD', count: '1', mark_as_read: 'false' };
}

const CHATS = z.object({ chats: z.array(z.object({ chat_id: z.string(), lastEventTime: z.number() })).default([]), marker: z.string().nullish() });
const CHAT_ATTACHMENT = z.object({ payload: z.object({ url: z.string().default('') }).default({}) });
const MESSAGES = z.object({
	messages: z.array(z.object({ sender: z.object({ user_id: z.string().default(''), name: z.string().default('') }), timestamp: z.number(), message: z.object({ text: z.string().default(''), mid: z.string(), attachments: z.array(CHAT_ATTACHMENT).default([]) }) })).default([]),
});

/** Messages to the group (bot API: graph.user.chats, graph.user.messages). Never tried against the real API: off unless the officer switches it on. */
export function okChats(client: OkClient): Source {
	const { groupId } = client.settings;
	return {
		name: 'ok.chats',
		label: 'Одноклассники, сообщения группе',
		check() {
			checkOkSettings(client.settings);
			if (client.settings.botToken === '') throw new DeskError('OK_BOT_TOKEN_MISSING', 'Для сообщений группы в учётных данных «Одноклассники API» нужен «Ключ бота группы».', 'Впишите ключ или выключите этот вид сообщений в узле.');
		},
		async list(since, from) {
			const { chats, marker } = await readChecked(client.clock, BOOK, () => okChatCall(client, 'chats', { count: String(PAGE), ...(from === undefined ? {} : { marker: from }) }), CHATS);
			const recent = chats.filter((one) => one.lastEventTime >= Date.parse(since));
			// The newest come first: a page that ends with an old chat is the last.
			const goesOn = marker !== from && recent.length > 0 && recent.length === chats.length;
			return { places: recent.map((one): Place => ({ id: `chat:${one.chat_id}`, mark: String(one.lastEventTime), markIsCount: false, at: new Date(one.lastEventTime).toISOString() })), sightings: [], ...(goesOn && marker ? { next: marker } : {}) };
		},
		read: (place, from) =>
			orClosed(async (): Promise<PlacePage> => {
				const chat = place.id.slice('chat:'.length);
				const { messages } = await readChecked(client.clock, BOOK, () => okChatCall(client, `messages/${encodeURIComponent(chat)}`, { count: String(PAGE), ...(from === undefined ? {} : { from }) }), MESSAGES, true);
				const sightings = messages.map(({ sender, timestamp, message }): Sighting => ({
					externalId: `${place.id}:${message.mid}`,
					url: okUrl(groupId, { kind: 'chat', chatId: chat }),
					authorId: sender.user_id.replace(/^user:/u, ''),
					authorName: sender.name,
					text: message.text,
					publishedAt: new Date(timestamp).toISOString(),
					attachments: message.attachments.map((one) => one.payload.url).filter((url) => url !== ''),
					own: isGroup(sender.user_id, groupId),
				}));
				const oldest = Math.min(...messages.map((one) => one.timestamp));
				return { sightings, ...(messages.length < PAGE || String(oldest) === from ? {} : { next: String(oldest) }) };
			}),
	};
}

/** Discussions of other places (the administrator's own groups and friends) come in the same list. */
const isOfGroup = (one: Discussion, groupId: string): boolean => one.owner_uid === groupId || one.ref_objects.some((ref) => ref.type === 'GROUP' && ref.id === groupId);

/** Unix milliseconds; NaN: not told. */
const activityOf = (one: Discussion): number => okTime(one.last_activity_date_ms, one.last_activity_date ?? one.creation_date);
