import axios from 'axios';

import { okSecret, okSignature } from '../../core/channels/ok/signature';
import { appSecretProof } from '../../core/channels/meta/proof';
import { SANDBOX } from '../../sandbox/config';
import type { Planted } from '../../sandbox/plant';
import { sandboxForAll } from '../support/sandboxClient';

const sandbox = sandboxForAll();

const plant = async (given: Record<string, unknown>): Promise<Planted> => (await sandbox.post<Planted[]>('remarks', given))[0] as Planted;

interface OkAnswer {
	readonly error_code?: number;
	readonly comments?: { readonly id: string; readonly text: string; readonly author_id: string; readonly reply_to_comment_id?: string }[];
	readonly discussions?: { readonly object_id: string; readonly total_comments_count: number }[];
	readonly anchor?: string;
	readonly has_more?: boolean;
	readonly comment_id?: string;
}

async function ok(method: string, given: Record<string, string> = {}, changes: Record<string, string> = {}): Promise<OkAnswer> {
	const parameters = { ...given, method, application_key: SANDBOX.ok.applicationKey, format: 'json' };
	const sig = okSignature(parameters, okSecret({ ...SANDBOX.ok, sessionSecretKey: '' }));
	const form = new URLSearchParams({ ...parameters, sig, access_token: SANDBOX.ok.accessToken, ...changes });
	return (await axios.post<OkAnswer>(`${sandbox.url}/ok/fb.do`, form)).data;
}

describe('OK’s stand-in', () => {
	it.each([
		['a wrong signature', 'group.getInfo', { uids: SANDBOX.ok.groupId }, { sig: 'x' }, 104],
		['a parameter added after signing', 'group.getInfo', { uids: SANDBOX.ok.groupId }, { fields: 'name' }, 104],
		['a wrong token', 'group.getInfo', { uids: SANDBOX.ok.groupId }, { access_token: 'x' }, 103],
		['a wrong application key', 'group.getInfo', { uids: SANDBOX.ok.groupId }, { application_key: 'x' }, 101],
		['an unknown method', 'group.unheardOf', {}, {}, 3],
		['a missing parameter', 'discussions.getComments', {}, {}, 100],
		['a discussion that is not there', 'discussions.getComments', { discussionId: '1', discussionType: 'GROUP_TOPIC' }, {}, 106],
	])('refuses %s', async (_case, method, given, changes, code) => {
		expect((await ok(method, given, changes)).error_code).toBe(code);
	});

	it.each(['{', '[]', '"x"', 'null', '{"attachments":"x"}', '{"attachments":[null]}'])('refuses attachments that are none, %s, as OK refuses', async (attachments) => {
		const { topicId } = await plant({ network: 'ok', text: 'вопрос' });
		expect(await ok('discussions.addDiscussionComment', { entityId: topicId, entityType: 'GROUP_TOPIC', comment: 'Ответ', attachments })).toMatchObject({ error_code: 100, error_msg: expect.stringContaining('attachments') as unknown });
	});

	it('gives comments page by page, from either end, and the discussions they stand in', async () => {
		const first = await plant({ network: 'ok', text: 'вопрос 1' });
		for (const number of [2, 3]) await plant({ network: 'ok', text: `вопрос ${number}`, topicId: first.topicId });
		const place = { discussionId: first.topicId, discussionType: 'GROUP_TOPIC', count: '2' };
		const page = await ok('discussions.getComments', { ...place, direction: 'FORWARD' });
		expect(page.comments?.map((one) => one.text)).toEqual(['вопрос 1', 'вопрос 2']);
		expect(page.has_more).toBe(true);
		const rest = await ok('discussions.getComments', { ...place, direction: 'FORWARD', anchor: page.anchor ?? '' });
		expect(rest).toMatchObject({ comments: [{ text: 'вопрос 3' }], has_more: false });
		expect((await ok('discussions.getComments', place)).comments?.[0]?.text).toBe('вопрос 3');
		expect(await ok('discussions.getList')).toMatchObject({ discussions: [{ object_id: first.topicId, total_comments_count: 3 }], has_more: false });
	});

	it('takes an official answer, and refuses where nobody may write', async () => {
		const question = await plant({ network: 'ok', author: 'Обиженный Житель', text: 'вопрос' });
		const answer = { entityId: question.topicId, entityType: 'GROUP_TOPIC', comment: 'ответ', reply_to_comment_id: question.id, as_admin: 'true' };
		expect((await ok('discussions.addDiscussionComment', answer)).comment_id).toBeDefined();
		const { comments } = await ok('discussions.getComments', { discussionId: question.topicId, discussionType: 'GROUP_TOPIC', direction: 'FORWARD' });
		expect(comments?.at(-1)).toMatchObject({ text: 'ответ', author_id: SANDBOX.ok.groupId, reply_to_comment_id: question.id });

		await sandbox.post('authors', { name: 'Обиженный Житель' });
		expect((await ok('discussions.addDiscussionComment', answer)).error_code).toBe(458);
		await sandbox.post('comments', { id: question.id, deleted: true });
		expect((await ok('discussions.addDiscussionComment', answer)).error_code).toBe(700);
		await sandbox.post('posts', { id: question.topicId, closed: true });
		expect((await ok('discussions.addDiscussionComment', answer)).error_code).toBe(456);
	});

	it('meets too many calls with error 8 when told to', async () => {
		await sandbox.post('options', { enforceRate: true });
		const codes = await Promise.all(Array.from({ length: 30 }, async () => (await ok('group.getInfo', { uids: SANDBOX.ok.groupId })).error_code));
		expect(codes).toContain(8);
	});

	it('keeps conversations of the group by their own token', async () => {
		const asked = await plant({ network: 'ok', kind: 'chat', author: 'Анна Речная', text: 'когда приём?' });
		const chat = `${sandbox.url}/ok/graph/me/messages/${encodeURIComponent(asked.topicId)}?access_token=${SANDBOX.ok.botToken}`;
		await axios.post(chat, { recipient: { chat_id: asked.topicId }, message: { text: 'В среду' } });
		expect((await axios.get(chat)).data).toMatchObject({ messages: [{ message: { text: 'В среду' }, sender: { user_id: `group:${SANDBOX.ok.groupId}` } }, { message: { text: 'когда приём?' } }] });
		expect((await axios.get(chat.replace(SANDBOX.ok.botToken, 'x'), { validateStatus: () => true })).status).toBe(401);
	});
});

interface GraphAnswer {
	readonly id?: string;
	readonly error?: { readonly code: number; readonly error_subcode?: number; readonly type: string; readonly fbtrace_id: string };
	readonly data?: Record<string, unknown>[];
	readonly paging?: { readonly cursors: { readonly after: string }; readonly next?: string };
}

const graph = async (method: 'get' | 'post', path: string, parameters: Record<string, string> = {}, token: string = SANDBOX.meta.pageToken): Promise<{ status: number; data: GraphAnswer }> =>
	await axios.request<GraphAnswer>({ method, url: `${sandbox.url}/graph/v26.0/${path}`, ...(method === 'get' ? { params: parameters } : { data: new URLSearchParams(parameters) }), headers: { Authorization: `Bearer ${token}` }, validateStatus: () => true });

describe('Graph’s stand-in', () => {
	it('shapes its errors as Graph does', async () => {
		const answer = await graph('get', `${SANDBOX.meta.pageId}/feed`, {}, 'x');
		expect(answer).toMatchObject({ status: 400, data: { error: { code: 190, type: 'OAuthException', fbtrace_id: expect.any(String) as string } } });
		expect((await graph('get', '610000000000001_5/comments')).data.error).toMatchObject({ code: 100, error_subcode: 33 });
	});

	it('checks the proof of the application where it is sent', async () => {
		const proof = appSecretProof(SANDBOX.meta.pageToken, SANDBOX.meta.appSecret);
		expect((await graph('get', SANDBOX.meta.pageId, { appsecret_proof: proof })).data.id).toBe(SANDBOX.meta.pageId);
		expect((await graph('get', SANDBOX.meta.pageId, { appsecret_proof: 'x' })).data.error?.code).toBe(100);
	});

	it('Facebook: the feed with residents’ posts, comments by cursor, only the fields asked for', async () => {
		const first = await plant({ network: 'facebook', text: 'вопрос 1' });
		await plant({ network: 'facebook', text: 'вопрос 2', topicId: first.topicId });
		await plant({ network: 'facebook', kind: 'visitor', text: 'запись жителя' });
		await plant({ network: 'facebook', kind: 'tagged', text: 'упоминание' });
		expect((await graph('get', `${SANDBOX.meta.pageId}/feed`, { fields: 'id,message' })).data.data?.map((one) => one['message'])).toContain('запись жителя');
		expect((await graph('get', `${SANDBOX.meta.pageId}/tagged`)).data.data).toHaveLength(1);
		const page = await graph('get', `${first.topicId}/comments`, { limit: '1', fields: 'id,message' });
		expect(page.data.data).toEqual([{ id: first.id, message: 'вопрос 1' }]);
		expect(page.data.paging?.next).toBeDefined();
		const rest = await graph('get', `${first.topicId}/comments`, { limit: '1', fields: 'message', after: page.data.paging?.cursors.after ?? '' });
		expect(rest.data.data?.[0]?.['message']).toBe('вопрос 2');
		expect(rest.data.paging?.next).toBeUndefined();
	});

	it('Facebook: an answer stands under the comment', async () => {
		const question = await plant({ network: 'facebook', text: 'вопрос' });
		const { data } = await graph('post', `${question.id}/comments`, { message: 'ответ' });
		expect((await graph('get', `${question.id}/comments`, { fields: 'id,message,from' })).data.data).toEqual([{ id: data.id, message: 'ответ', from: { id: SANDBOX.meta.pageId, name: SANDBOX.meta.pageName } }]);
	});

	it('Instagram: the first level newest first, answers beside, an answer to an answer under the first comment', async () => {
		const question = await plant({ network: 'instagram', author: 'lena_palana', text: 'вопрос' });
		const inner = await plant({ network: 'instagram', author: 'kolya', text: 'и мне', topicId: question.topicId, replyTo: question.id });
		await plant({ network: 'instagram', author: 'olya', text: 'второй', topicId: question.topicId });
		await graph('post', `${inner.id}/replies`, { message: 'ответ' });
		expect((await graph('get', `${question.topicId}/comments`, { fields: 'text' })).data.data?.map((one) => one['text'])).toEqual(['второй', 'вопрос']);
		expect((await graph('get', `${question.id}/replies`, { fields: 'text,parent_id' })).data.data).toEqual([
			{ id: inner.id, text: 'и мне', parent_id: question.id },
			{ id: expect.any(String) as string, text: 'ответ', parent_id: question.id },
		]);
	});
});

describe('The page of the networks', () => {
	it.each(['vk', 'ok', 'facebook', 'instagram'])('shows threads of %s, questions escaped, and only those when asked', async (network) => {
		await plant({ network, author: `Житель ${network}`, text: `<script>${network}</script>` });
		await plant({ network: network === 'ok' ? 'vk' : 'ok', author: 'Другой', text: 'в другой сети' });
		const page = (await axios.get<string>(`${sandbox.url}/?network=${network}`)).data;
		expect(page).toContain(`&lt;script&gt;${network}&lt;/script&gt;`);
		expect(page).not.toContain('<script');
		expect(page).not.toContain('в другой сети');
		expect((await axios.get<string>(`${sandbox.url}/`)).data).toContain('в другой сети');
	});

	it('counts what the administration wrote, in every network once', async () => {
		const question = await plant({ network: 'ok', text: 'вопрос' });
		await plant({ network: 'ok', text: 'ответ', topicId: question.topicId, replyTo: question.id, own: true });
		expect(await axios.get(`${sandbox.url}/control/publications`).then(({ data }) => data as unknown)).toMatchObject([{ network: 'ok', place: 'GROUP_TOPIC', text: 'ответ', replyTo: question.id }]);
	});
});
