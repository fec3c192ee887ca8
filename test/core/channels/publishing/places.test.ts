import { facebookObject } from '../../../../core/channels/facebook';
import { instagramComment } from '../../../../core/channels/instagram';
import { parseOkPlace } from '../../../../core/channels/ok/address';
import { randomIdOf } from '../../../../core/channels/vk/dialog';
import { parsePlace } from '../../../../core/channels/vk/place';
import { SANDBOX } from '../../../../sandbox/config';
import { plant } from '../../../../sandbox/plant';
import { publishBench } from '../../../support/publishBench';

describe('A place on VK is read from', () => {
	it.each([
		['a board comment’s id', '', 'topic-1_2_r3', { kind: 'board', groupId: 1, topicId: 2, commentId: 3 }],
		['a link to a board comment', 'https://vk.com/topic-1_2?post=3', '', { kind: 'board', groupId: 1, topicId: 2, commentId: 3 }],
		['a link to a board topic', 'https://vk.com/topic-1_2', '', { kind: 'board', groupId: 1, topicId: 2 }],
		['a message’s id', '', 'im5_8', { kind: 'dialog', peerId: 5, messageId: 8 }],
		['a link to the community’s conversation', 'https://vk.com/gim1?sel=5', '', { kind: 'dialog', peerId: 5 }],
		['its newer kind', 'https://vk.com/gim1/convo/5', '', { kind: 'dialog', peerId: 5 }],
		['a wall comment', 'https://vk.com/wall-1_2?reply=3', '', { kind: 'wall', address: { ownerId: -1, postId: 2, commentId: 3 } }],
	])('%s', (_case, url, externalId, expected) => {
		expect(parsePlace({ url, externalId })).toEqual(expected);
	});
});

describe('A place on OK is read from', () => {
	it.each([
		['a comment’s id', 'GROUP_TOPIC:155:MTY2', { kind: 'discussion', type: 'GROUP_TOPIC', discussionId: '155', commentId: 'MTY2' }],
		['a discussion’s id', 'GROUP_PHOTO:155', { kind: 'discussion', type: 'GROUP_PHOTO', discussionId: '155' }],
		['a message’s id', 'chat:chat:C3ec:mid:7', { kind: 'chat', chatId: 'chat:C3ec', messageId: 'mid:7' }],
	])('%s', (_case, externalId, expected) => {
		expect(parseOkPlace({ url: '', externalId })).toEqual(expected);
	});

	it.each([
		['a link that names the discussion only', 'https://ok.ru/group/7/topic/9', '', 'OK_COMMENT_UNKNOWN'],
		['another site', 'https://example.ru', '', 'OK_ADDRESS_UNREADABLE'],
	])('not: %s', (_case, url, externalId, code) => {
		expect(() => parseOkPlace({ url, externalId })).toThrow(expect.objectContaining({ code }) as Error);
	});
});

describe('A place on Facebook or Instagram', () => {
	it('is read from its id, never guessed from a link', () => {
		expect(facebookObject({ url: '', externalId: '61_122' })).toBe('61_122');
		expect(instagramComment({ url: '', externalId: '178:179' })).toEqual({ mediaId: '178', commentId: '179' });
		expect(() => facebookObject({ url: 'https://www.facebook.com/x/posts/1', externalId: '' })).toThrow(expect.objectContaining({ code: 'FACEBOOK_ADDRESS_UNREADABLE' }) as Error);
		expect(() => instagramComment({ url: 'https://www.instagram.com/p/x/', externalId: '' })).toThrow(expect.objectContaining({ code: 'INSTAGRAM_ADDRESS_UNREADABLE' }) as Error);
	});
});

describe('An answer inside a thread', () => {
	it.each(['facebook', 'instagram'] as const)('of %s goes under the thread’s first comment; the same words there before make a person look', async (name) => {
		const bench = publishBench(name);
		const inner = plant(bench.store, { network: bench.place.network, kind: bench.place.kind, topicId: bench.question.topicId, author: 'Сосед', text: 'и нам!', replyTo: bench.question.id });
		const message = { url: inner.url, externalId: inner.externalId };
		expect(await bench.channel.publish(message, bench.reply)).toMatchObject({ outcome: 'published' });
		expect(bench.store.state.remarks.at(-1)).toMatchObject({ root: bench.question.id });
		expect(await bench.channel.publish(bench.message, { ...bench.reply, guid: 'guid-2' })).toMatchObject({ outcome: 'refused', code: `${name.toUpperCase()}_SAME_TEXT` });
		expect(bench.published()).toHaveLength(1);
	});

	it('of OK to another resident with the same words is another answer', async () => {
		const bench = publishBench('ok discussion');
		const other = plant(bench.store, { network: 'ok', topicId: bench.question.topicId, author: 'Сосед', text: 'и нам!' });
		await bench.channel.publish(bench.message, bench.reply);
		expect(await bench.channel.publish({ url: '', externalId: other.externalId }, { ...bench.reply, guid: 'guid-2' })).toMatchObject({ outcome: 'published', already: false });
		expect(bench.published()).toHaveLength(2);
	});

	it('in a discussion of 450 comments is read back no further than the approval', async () => {
		const bench = publishBench('ok discussion');
		for (let index = 0; index < 450; index += 1) plant(bench.store, { network: 'ok', topicId: bench.question.topicId, author: `Житель ${index}`, text: `плюсую ${index}`, createdAt: '2026-11-23T00:00:00Z' });
		bench.store.state.remarks.sort((a, b) => a.at - b.at);
		await bench.channel.publish(bench.message, bench.reply);
		expect(bench.sent('ok.discussions.getComments').length).toBeLessThanOrEqual(2);
	});
});

describe('Posts of residents', () => {
	it.each(['visitor', 'tagged'] as const)('on Facebook (%s) are answered under the post', async (kind) => {
		const bench = publishBench('facebook');
		const post = plant(bench.store, { network: 'facebook', kind, author: 'Гость', text: 'где автобус?' });
		const outcome = await bench.channel.publish({ url: post.url, externalId: post.externalId }, bench.reply);
		expect(outcome).toMatchObject({ outcome: 'published' });
		expect(await bench.channel.publish({ url: post.url, externalId: post.externalId }, bench.reply)).toMatchObject({ outcome: 'published', already: true });
		expect(bench.published()).toHaveLength(1);
	});

	it('a mention on Instagram is answered by hand: nobody could tell a lost answer from a given one', async () => {
		const bench = publishBench('instagram');
		const mention = plant(bench.store, { network: 'instagram', kind: 'mention', topicText: 'были в @admin', author: 'Гость', text: '' });
		expect(await bench.channel.publish({ url: mention.url, externalId: mention.topicId }, bench.reply)).toMatchObject({ outcome: 'byHand', code: 'INSTAGRAM_MENTION_BY_HAND' });
	});
});

describe('A network that is not switched on', () => {
	it.each([
		['facebook', { meta: { facebookOn: false } }, 'FACEBOOK_OFF', /21\.03\.2022/u],
		['instagram', { meta: { instagramOn: false } }, 'INSTAGRAM_OFF', /21\.03\.2022/u],
		['ok discussion', { ok: { repliesAllowed: false } }, 'OK_BY_HAND', /права на ответы/u],
	] as const)('%s: by hand, with the reason, nothing is called', async (name, changes, code, words) => {
		const bench = publishBench(name, changes);
		const outcome = await bench.channel.publish(bench.message, bench.reply);
		expect(outcome).toMatchObject({ outcome: 'byHand', code, message: expect.stringMatching(words) as string });
		expect(bench.channel.validate(bench.reply, bench.message)).toEqual([expect.objectContaining({ code })]);
		expect(bench.requests).toHaveLength(0);
	});

	it.each([
		['ok discussion', { ok: { accessToken: '', applicationSecretKey: '' } }, 'OK_SETTINGS_MISSING', /«Ключ доступа», «Секретный ключ приложения» или «Секретный ключ сессии»/u],
		['ok messages', { ok: { botToken: '' } }, 'OK_BOT_TOKEN_MISSING', /«Ключ бота группы»/u],
		['facebook', { meta: { pageToken: '' } }, 'META_SETTINGS_MISSING', /«Ключ страницы»/u],
		['instagram', { meta: { instagramUserId: '' } }, 'META_SETTINGS_MISSING', /«Номер аккаунта Instagram»/u],
	] as const)('%s with something missing: refused, what is missing is named', async (name, changes, code, words) => {
		const bench = publishBench(name, changes);
		expect(await bench.channel.publish(bench.message, bench.reply)).toMatchObject({ outcome: 'refused', code, message: expect.stringMatching(words) as string });
		expect(bench.requests).toHaveLength(0);
	});
});

describe('VK’s own guard against doubles', () => {
	it('is the same number for the same reply and never none', () => {
		expect(randomIdOf('a')).toBe(randomIdOf('a'));
		expect(randomIdOf('a')).not.toBe(randomIdOf('b'));
		for (const guid of ['', 'a', 'b', 'c']) expect(randomIdOf(guid)).toBeGreaterThan(0);
	});

	it('lets a message be found although another said the same before', async () => {
		const bench = publishBench('vk messages');
		await bench.channel.publish(bench.message, bench.reply);
		expect(await bench.channel.publish(bench.message, { ...bench.reply, guid: 'guid-2' })).toMatchObject({ outcome: 'published', already: false });
		expect(bench.published()).toHaveLength(2);
	});

	it('tells apart what somebody wrote by hand with the same words', async () => {
		const bench = publishBench('vk messages');
		plant(bench.store, { network: 'vk', kind: 'dialog', topicId: bench.question.topicId, own: true, text: bench.reply.text });
		expect(bench.store.state.remarks.at(-1)?.authorId).toBe(String(-SANDBOX.vk.groupId));
		expect(await bench.channel.publish(bench.message, bench.reply)).toMatchObject({ outcome: 'published', already: false });
	});
});
