import { addComment, OWNER_ID } from '../../../../sandbox/vk/threads';
import { methodSchema, parameterProblem } from '../../../../sandbox/vk/schema';
import { SANDBOX } from '../../../../sandbox/config';
import { APPROVED_AT, START, vkBench } from '../../../support/vkBench';

const NOW = START / 1000;

describe('A reply on VK', () => {
	it('stands in the thread as the community’s answer to the resident, and its link is returned', async () => {
		const bench = vkBench();
		const outcome = await bench.channel.publish(bench.message, bench.reply);
		const comment = bench.store.state.comments.at(-1);
		expect(comment).toMatchObject({ fromId: OWNER_ID, replyTo: bench.question.id, root: bench.question.id, text: bench.reply.text });
		expect(outcome).toEqual({
			outcome: 'published',
			already: false,
			at: '2026-11-24T03:00:00.000Z',
			id: `wall${OWNER_ID}_${bench.post.id}_r${comment?.id}`,
			url: `https://vk.com/wall${OWNER_ID}_${bench.post.id}?reply=${comment?.id}&thread=${bench.question.id}`,
		});
	});

	it('is read back from the thread', async () => {
		const bench = vkBench();
		expect(await bench.channel.readBack(bench.message, bench.reply)).toBeUndefined();
		await bench.channel.publish(bench.message, bench.reply);
		expect(await bench.channel.readBack(bench.message, bench.reply)).toMatchObject({ outcome: 'published', already: true });
	});

	it('to a message deep in a thread goes to that thread, found without the link telling it', async () => {
		const bench = vkBench();
		const inner = addComment(bench.store, { postId: bench.post.id, fromId: 502, date: NOW - 60, text: 'у нас тоже', replyTo: bench.question.id });
		const message = { url: '', externalId: `wall${OWNER_ID}_${bench.post.id}_r${inner.id}` };
		await bench.channel.publish(message, bench.reply);
		const again = await bench.channel.publish(message, bench.reply);
		expect(again).toMatchObject({ outcome: 'published', already: true });
		expect(bench.store.state.comments.at(-1)).toMatchObject({ replyTo: inner.id, root: bench.question.id });
		expect(bench.published()).toHaveLength(1);
	});

	it('to a message beyond the ten that VK shows of a thread is found too', async () => {
		const bench = vkBench();
		for (let index = 0; index < 130; index += 1) addComment(bench.store, { postId: bench.post.id, fromId: 600 + index, date: NOW - 60, text: `плюсую ${index}`, replyTo: bench.question.id });
		const last = bench.store.state.comments.at(-1);
		const message = { url: '', externalId: `wall${OWNER_ID}_${bench.post.id}_r${last?.id}` };
		expect((await bench.channel.publish(message, bench.reply)).outcome).toBe('published');
		expect(await bench.channel.publish(message, bench.reply)).toMatchObject({ outcome: 'published', already: true });
	});

	it('to the post itself stands on the first level', async () => {
		const bench = vkBench();
		for (let index = 0; index < 250; index += 1) addComment(bench.store, { postId: bench.post.id, fromId: 600 + index, date: NOW - 60, text: `вопрос ${index}` });
		const message = { url: `https://vk.com/wall${OWNER_ID}_${bench.post.id}`, externalId: '' };
		await bench.channel.publish(message, bench.reply);
		expect(await bench.channel.publish(message, bench.reply)).toMatchObject({ outcome: 'published', already: true });
		expect(bench.published()).toHaveLength(1);
	});

	it('with the same words to another resident in the same thread is another reply', async () => {
		const bench = vkBench();
		const other = addComment(bench.store, { postId: bench.post.id, fromId: 502, date: NOW - 60, text: 'и нам!', replyTo: bench.question.id });
		await bench.channel.publish(bench.message, bench.reply);
		const outcome = await bench.channel.publish({ url: `https://vk.com/wall${OWNER_ID}_${bench.post.id}?reply=${other.id}&thread=${bench.question.id}`, externalId: '' }, { ...bench.reply, guid: 'guid-2' });
		expect(outcome).toMatchObject({ outcome: 'published', already: false });
		expect(bench.published()).toHaveLength(2);
	});

	it('with the words of a reply given before this approval is another reply', async () => {
		const bench = vkBench();
		addComment(bench.store, { postId: bench.post.id, fromId: OWNER_ID, date: Date.parse(APPROVED_AT) / 1000 - 86_400, text: bench.reply.text, replyTo: bench.question.id });
		expect(await bench.channel.publish(bench.message, bench.reply)).toMatchObject({ outcome: 'published', already: false });
	});

	it('is known again although VK changed spaces, dashes and quotes', async () => {
		const bench = vkBench();
		addComment(bench.store, { postId: bench.post.id, fromId: OWNER_ID, date: NOW, text: 'Здравствуйте!  Двор &quot;почистят&quot; — сегодня<br>до 18:00', replyTo: bench.question.id });
		const outcome = await bench.channel.publish(bench.message, { ...bench.reply, text: 'Здравствуйте! Двор «почистят» - сегодня\nдо 18:00' });
		expect(outcome).toMatchObject({ outcome: 'published', already: true });
	});

	it('repeated by a resident word for word is not taken for ours', async () => {
		const bench = vkBench();
		addComment(bench.store, { postId: bench.post.id, fromId: 777, date: NOW, text: bench.reply.text, replyTo: bench.question.id });
		expect(await bench.channel.publish(bench.message, bench.reply)).toMatchObject({ outcome: 'published', already: false });
	});

	it('keeps Russian, emoji, line breaks and ampersands word for word', async () => {
		const bench = vkBench();
		const text = 'Марина, добрый день! 👍🏽\nРаботы: «Обухова» & Чубарова, 7 — 100% к 18:00.\n\n+7 (415) 000-00-00 <ЖКХ>';
		await bench.channel.publish(bench.message, { ...bench.reply, text });
		expect(bench.published()).toEqual([text]);
	});

	it.each([
		['deleted by its author', (bench: ReturnType<typeof vkBench>) => void (bench.question.deleted = true), 'VK_MESSAGE_GONE'],
		['under a post that is gone', (bench: ReturnType<typeof vkBench>) => void bench.store.state.posts.splice(0), 'VK_100'],
		['under a post with closed comments', (bench: ReturnType<typeof vkBench>) => void (bench.post.commentsClosed = true), 'VK_213'],
	])('to a message %s is refused and nothing stands there', async (_case, change, code) => {
		const bench = vkBench();
		change(bench);
		expect(await bench.channel.publish(bench.message, bench.reply)).toMatchObject({ outcome: 'refused', code });
		expect(bench.published()).toHaveLength(0);
	});

	it.each([
		['no token to read with', { tokens: { community: SANDBOX.vk.communityToken } }, 'VK_TOKEN_MISSING', /«Сервисный ключ» или «Ключ пользователя»/u],
		['no token to write with', { tokens: { service: SANDBOX.vk.serviceToken } }, 'VK_TOKEN_MISSING', /«Ключ сообщества» или «Ключ пользователя»/u],
		['no number of the community', { groupId: 0 }, 'VK_GROUP_MISSING', /номер сообщества/u],
	])('with %s is refused before anything is called', async (_case, settings, code, words) => {
		const bench = vkBench(settings);
		const outcome = await bench.channel.publish(bench.message, bench.reply);
		expect(outcome).toMatchObject({ outcome: 'refused', code, message: expect.stringMatching(words) as string });
		expect(bench.requests).toHaveLength(0);
	});

	it('can be published by a user’s token alone', async () => {
		const bench = vkBench({ tokens: { user: SANDBOX.vk.userToken } });
		expect((await bench.channel.publish(bench.message, bench.reply)).outcome).toBe('published');
		expect(bench.store.state.comments.at(-1)?.fromId).toBe(OWNER_ID);
	});

	it('sends only parameters of VK’s published schema', async () => {
		const bench = vkBench();
		await bench.channel.publish(bench.message, { ...bench.reply, attachments: ['photo-1_2', 'video-1_3'] });
		await bench.channel.publish({ url: `https://vk.com/wall${OWNER_ID}_${bench.post.id}`, externalId: '' }, bench.reply);
		expect(bench.requests.length).toBeGreaterThanOrEqual(4);
		for (const request of bench.requests) {
			const schema = methodSchema(request.url.split('/method/')[1] ?? '');
			expect(parameterProblem(schema, request.form ?? {})).toBe('');
			expect(request).toMatchObject({ method: 'POST', form: { v: '5.199' } });
			expect(JSON.stringify(request.form)).not.toContain('token');
		}
	});
});
