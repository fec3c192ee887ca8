import { DeskError } from '../../../errors';
import type { Place, Source } from '../../collecting';
import { orClosed } from '../../collect/reading';
import type { VkClient } from '../call';
import { boardRef, boardUrl, dialogRef, messageUrl } from '../place';
import { checkReading, vkRead } from './read';
import { BOARD_COMMENTS, CONVERSATIONS, HISTORY, POSTS, addressesOf, isoOf, nameOf } from './shapes';
import { postLookup, toPost } from './wall';

const PAGE = 100;
const MENTIONS_PAGE = 50;
const CONVERSATIONS_PAGE = 200;
const STEP_BACK = 10;

/** Posts elsewhere that mention the community. */
export function mentionsSource(client: VkClient): Source {
	return {
		name: 'vk.mentions',
		label: 'ВКонтакте, упоминания',
		check: () => checkReading(client, 'newsfeed.getMentions'),
		async list(since, from) {
			const offset = Number(from ?? 0);
			const page = await vkRead(client, 'newsfeed.getMentions', { owner_id: String(-client.settings.groupId), start_time: String(Math.floor(Date.parse(since) / 1000)), count: String(MENTIONS_PAGE), offset: String(offset) }, POSTS);
			const own = -client.settings.groupId;
			const sightings = page.items.filter((post) => post.owner_id !== undefined && post.owner_id !== own).map((post) => ({ ...toPost(post.owner_id ?? 0, post, page), own: post.from_id === own, elsewhere: true }));
			return { places: [], sightings, ...(page.items.length === 0 || offset + page.items.length >= page.count ? {} : { next: String(offset + page.items.length) }) };
		},
		read: () => Promise.resolve({ sightings: [] }),
		lookup: postLookup(client),
	};
}

/** Discussions of the community (the boards the officer names). */
export function boardSource(client: VkClient, topics: readonly number[]): Source {
	const { groupId } = client.settings;
	return {
		name: 'vk.board',
		label: 'ВКонтакте, обсуждения',
		check() {
			checkReading(client, 'board.getComments');
			if (topics.length === 0) throw new DeskError('VK_TOPICS_MISSING', 'Не указаны обсуждения, которые нужно читать.', 'Впишите в узел ссылки на обсуждения или их номера либо выключите этот вид сообщений.');
		},
		list: () => Promise.resolve({ places: topics.map((topic): Place => ({ id: `topic-${groupId}_${topic}`, mark: '', markIsCount: false, at: isoOf(0) })), sightings: [] }),
		async read(place, from) {
			const topic = Number(place.id.split('_')[1]);
			const offset = Math.max(0, Number(from ?? 0) - (from === undefined ? 0 : STEP_BACK));
			return await orClosed(async () => {
				const page = await vkRead(client, 'board.getComments', { group_id: String(groupId), topic_id: String(topic), count: String(PAGE), offset: String(offset), sort: 'desc', extended: '1' }, BOARD_COMMENTS, true);
				const sightings = page.items.map((one) => ({
					externalId: boardRef(groupId, topic, one.id),
					url: boardUrl(groupId, topic, one.id),
					authorId: String(one.from_id),
					authorName: nameOf(page, one.from_id),
					text: one.text,
					publishedAt: isoOf(one.date),
					attachments: addressesOf(one.attachments),
					own: one.from_id === -groupId,
				}));
				return { sightings, ...(page.items.length < PAGE ? {} : { next: String(offset + page.items.length) }) };
			});
		},
	};
}

/** Messages that residents write to the community. */
export function messagesSource(client: VkClient): Source {
	const { groupId } = client.settings;
	return {
		name: 'vk.messages',
		label: 'ВКонтакте, сообщения сообщества',
		check: () => checkReading(client, 'messages.getConversations', 'messages.getHistory'),
		async list(since, from) {
			const offset = Number(from ?? 0);
			const page = await vkRead(client, 'messages.getConversations', { group_id: String(groupId), count: String(CONVERSATIONS_PAGE), offset: String(offset), filter: 'all' }, CONVERSATIONS);
			const sinceS = Date.parse(since) / 1000;
			const recent = page.items.filter(({ conversation, last_message }) => conversation.peer.type === 'user' && (last_message?.date ?? 0) >= sinceS);
			const places = recent.map(({ conversation, last_message }): Place => ({ id: `im${conversation.peer.id}`, mark: String(last_message?.id ?? conversation.last_message_id), markIsCount: false, at: isoOf(last_message?.date ?? 0) }));
			// Newest first: a page that ends with an old conversation is the last.
			const isLast = page.items.length < CONVERSATIONS_PAGE || (page.items.at(-1)?.last_message?.date ?? 0) < sinceS;
			return { places, sightings: [], ...(isLast ? {} : { next: String(offset + page.items.length) }) };
		},
		async read(place, from) {
			const peer = Number(place.id.slice(2));
			const offset = Math.max(0, Number(from ?? 0) - (from === undefined ? 0 : STEP_BACK));
			return await orClosed(async () => {
				const page = await vkRead(client, 'messages.getHistory', { group_id: String(groupId), peer_id: String(peer), count: String(CONVERSATIONS_PAGE), offset: String(offset), extended: '1' }, HISTORY, true);
				const sightings = page.items.map((one) => ({
					externalId: dialogRef(peer, one.conversation_message_id ?? one.id),
					url: messageUrl(groupId, peer, one.id),
					authorId: String(one.from_id),
					authorName: nameOf(page, one.from_id),
					text: one.text,
					publishedAt: isoOf(one.date),
					attachments: addressesOf(one.attachments),
					own: one.out === 1 || one.from_id === -groupId,
				}));
				return { sightings, ...(page.items.length < CONVERSATIONS_PAGE ? {} : { next: String(offset + page.items.length) }) };
			});
		},
	};
}

/** Numbers of boards from what the officer wrote: links or numbers on lines. */
export function topicNumbers(text: string): number[] {
	return [...new Set(text.split(/[\s,;]+/u).map((one) => Number(/topic-\d+_(\d+)/u.exec(one)?.[1] ?? one)).filter((one) => Number.isInteger(one) && one > 0))];
}
