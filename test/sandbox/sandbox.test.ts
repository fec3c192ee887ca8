import axios from 'axios';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePort, isFree } from '../../scripts/ground/ports';
import { SANDBOX } from '../../sandbox/config';
import { startSandbox } from '../../sandbox/server';
import { METHODS } from '../../sandbox/vk/methods';
import { methodSchema, parameterProblem, responseProblem } from '../../sandbox/vk/schema';
import type { Incident } from '../../sandbox/im';
import { sandboxForAll, testSandbox } from '../support/sandboxClient';

const sandbox = sandboxForAll();

const OWNER = String(-SANDBOX.vk.groupId);
const vk = async (method: string, form: Record<string, string>, token: string = SANDBOX.vk.serviceToken): Promise<{ response?: unknown; error?: { error_code: number; request_params: unknown[] } }> =>
	(await axios.post<never>(`${sandbox.url}/vk/method/${method}`, new URLSearchParams({ v: '5.199', ...form }), { headers: { Authorization: `Bearer ${token}` }, validateStatus: () => true })).data;

const question = async (text = 'вопрос'): Promise<{ post: string; comment: string }> => {
	const [incident] = await sandbox.post<Incident[]>('incidents', { text });
	const found = /wall-\d+_(\d+)_r(\d+)/u.exec(incident?.externalId ?? '');
	return { post: found?.[1] ?? '', comment: found?.[2] ?? '' };
};

describe('VK’s stand-in', () => {
	it.each([
		['a community token to read a wall', 'wall.getComments', SANDBOX.vk.communityToken, 27],
		['a service token to write', 'wall.createComment', SANDBOX.vk.serviceToken, 28],
		['a user token where only a community’s will do', 'groups.getTokenPermissions', SANDBOX.vk.userToken, 15],
		['an unknown token', 'wall.getComments', 'x', 5],
	])('refuses %s', async (_case, method, token, code) => {
		expect((await vk(method, { owner_id: OWNER, post_id: '1' }, token)).error?.error_code).toBe(code);
	});

	it.each([
		['a method it does not know', 'wall.unheardOf', {}, 3],
		['a parameter the schema does not know', 'wall.getComments', { owner_id: OWNER, post_id: '1', colour: 'red' }, 100],
		['a word where a number belongs', 'wall.getComments', { owner_id: OWNER, post_id: 'first' }, 100],
		['an order the schema does not know', 'wall.getComments', { owner_id: OWNER, post_id: '1', sort: 'random' }, 100],
		['a post that is not there', 'wall.getComments', { owner_id: OWNER, post_id: '1' }, 100],
		['another’s wall', 'wall.getComments', { owner_id: '-5', post_id: '1' }, 15],
	])('refuses %s', async (_case, method, form, code) => {
		expect((await vk(method, form)).error?.error_code).toBe(code);
	});

	it('does not understand a JSON body, and gives no token back in its errors', async () => {
		const answer = await axios.post<{ error: { error_code: number } }>(`${sandbox.url}/vk/method/wall.getComments`, { v: '5.199', access_token: SANDBOX.vk.serviceToken });
		expect(answer.status).toBe(200);
		expect(answer.data.error.error_code).toBe(8);
		expect(JSON.stringify((await vk('wall.getComments', { access_token: SANDBOX.vk.serviceToken, owner_id: '-5' })).error)).not.toContain('token"');
	});

	it('answers by the published schema, threads, deleted and long comments included', async () => {
		const { post, comment } = await question('д'.repeat(300));
		for (const text of ['раз', 'два']) await vk('wall.createComment', { owner_id: OWNER, post_id: post, reply_to_comment: comment, message: text }, SANDBOX.vk.communityToken);
		await sandbox.post('comments', { id: Number(comment), deleted: true });
		const answers: [string, unknown][] = [
			['wall.getComments', await vk('wall.getComments', { owner_id: OWNER, post_id: post, thread_items_count: '10' })],
			['wall.getComments', await vk('wall.getComments', { owner_id: OWNER, post_id: post, comment_id: comment })],
			['wall.getComment', await vk('wall.getComment', { owner_id: OWNER, comment_id: comment }, SANDBOX.vk.userToken)],
			['groups.getById', await vk('groups.getById', { group_id: String(SANDBOX.vk.groupId) }, SANDBOX.vk.communityToken)],
			['groups.getTokenPermissions', await vk('groups.getTokenPermissions', {}, SANDBOX.vk.communityToken)],
		];
		for (const [method, body] of answers) {
			expect(body).toHaveProperty('response');
			expect(responseProblem(methodSchema(method), body)).toBe('');
		}
	});

	it('checks answers in earnest: a comment without its id does not fit', () => {
		expect(responseProblem(methodSchema('wall.getComments'), { response: { count: 1, items: [{ from_id: 1, date: 1, text: '' }] } })).toMatch(/id/u);
		expect(parameterProblem(methodSchema('wall.createComment'), { message: 'x' })).toBe('post_id is required');
	});

	it.each(Object.keys(METHODS))('has the schema of %s', (method) => {
		expect(methodSchema(method).responses.length).toBeGreaterThan(0);
	});

	it('forgets a guid unless told to remember it', async () => {
		const { post } = await question();
		const send = async () => await vk('wall.createComment', { owner_id: OWNER, post_id: post, message: 'раз', guid: 'g' }, SANDBOX.vk.communityToken);
		await send();
		await send();
		expect((await sandbox.state()).publications).toHaveLength(2);
		await sandbox.post('options', { rememberGuid: true });
		await send();
		expect((await sandbox.state()).publications).toHaveLength(2);
	});

	it('enforces the requests a second when told to', async () => {
		const { post } = await question();
		await sandbox.post('options', { enforceRate: true });
		const codes = await Promise.all(Array.from({ length: 12 }, async () => (await vk('wall.getComments', { owner_id: OWNER, post_id: post })).error?.error_code));
		expect(codes).toContain(6);
	});
});

describe('The feed’s stand-in', () => {
	const feed = async (query = '', token: string = SANDBOX.im.token) => await axios.get<{ total: number; items: Incident[] }>(`${sandbox.url}/im/feed${query}`, { headers: { Authorization: `Bearer ${token}` }, validateStatus: () => true });

	it('is filled with invented messages of the settlement, each of VK in a thread', async () => {
		const { incidents } = await sandbox.post<{ incidents: number }>('seed');
		const { data } = await feed('?limit=500');
		expect(incidents).toBeGreaterThanOrEqual(30);
		expect(data.items).toHaveLength(incidents);
		const comments = (await sandbox.state()).comments;
		for (const one of data.items.filter((item) => item.network === 'vk')) expect(comments.some((comment) => one.externalId.endsWith(`_r${comment.id}`) && comment.text === one.text)).toBe(true);
	});

	it('gives pages, and only what was created since', async () => {
		await sandbox.post('incidents', [{ text: 'старое', createdAt: '2026-11-01T00:00:00Z' }, { text: 'раз' }, { text: 'два' }]);
		expect((await feed('?since=2026-11-20T00:00:00Z&limit=1&offset=1')).data).toMatchObject({ total: 2, items: [{ text: 'два' }] });
	});

	it('is closed without the key', async () => {
		expect((await feed('', 'x')).status).toBe(401);
	});

	it('exports a table with the headers of the cabinet; formulas are defused', async () => {
		await sandbox.post('incidents', { text: '=1+1; "яма"' });
		const { data } = await axios.get<string>(`${sandbox.url}/im/export.csv`, { headers: { Authorization: `Bearer ${SANDBOX.im.token}` } });
		expect(data.split('\r\n')[0]).toContain('"Номер инцидента";"Дата создания"');
		expect(data).toContain(`"'=1+1; ""яма"""`);
	});
});

describe('The mailbox', () => {
	const send = async (recipient: string): Promise<string> =>
		await new Promise((resolve, reject) => {
			const socket = connect(sandbox.smtpPort, '127.0.0.1');
			const subject = Buffer.from('Новое дело').toString('base64');
			const lines = ['EHLO test', 'MAIL FROM:<desk@example.ru>', `RCPT TO:<${recipient}>`, 'DATA', `From: desk@example.ru\r\nTo: ${recipient}\r\nSubject: =?UTF-8?B?${subject}?=\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<script>alert(1)</script><p>Яма</p>\r\n.`, 'QUIT'];
			let all = '';
			socket.setEncoding('utf8');
			socket.on('data', (chunk: string) => {
				all += chunk;
				if (/^\d{3} .*\r\n$/mu.test(chunk)) {
					const next = lines.shift();
					if (next !== undefined) socket.write(`${next}\r\n`);
				}
			});
			socket.on('close', () => {
				resolve(all);
			});
			socket.on('error', reject);
		});

	it('keeps a mail and shows it without letting it run', async () => {
		await send('Curator@example.ru');
		const [mail] = await sandbox.mails();
		expect(mail).toMatchObject({ to: ['curator@example.ru'], subject: 'Новое дело', html: expect.stringContaining('Яма') as string });
		const page = (await axios.get<string>(`${sandbox.url}/mail/${mail?.id}`)).data;
		expect(page).not.toContain('<script>');
		expect(page).toContain('sandbox="allow-popups');
		expect((await axios.get<string>(`${sandbox.url}/mail`)).data).toContain('Новое дело');
	});

	it('refuses when told to, and keeps nothing', async () => {
		await sandbox.post('faults', { where: 'smtp', kind: '500' });
		expect(await send('a@example.ru')).toContain('451');
		expect(await sandbox.mails()).toEqual([]);
	});
});

describe('The sandbox', () => {
	it('shows threads with the published replies, hostile words escaped', async () => {
		const { post, comment } = await question('<img src=x onerror=alert(1)> почистите двор');
		await vk('wall.createComment', { owner_id: OWNER, post_id: post, reply_to_comment: comment, message: 'Почистим сегодня' }, SANDBOX.vk.communityToken);
		const page = (await axios.get<string>(`${sandbox.url}/`)).data;
		expect(page).toContain('&lt;img src=x');
		expect(page).not.toContain('<img');
		expect(page).toContain('Почистим сегодня');
		expect(page).toContain('name="viewport"');
		expect((await axios.get<string>(`${sandbox.url}/feed`)).data).toContain('наше допущение');
	});

	it('keeps threads and mails over a restart', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
		const first = await testSandbox(join(folder, 'state.json'));
		await first.post('incidents', { text: 'раз' });
		await first.close();
		const second = await testSandbox(join(folder, 'state.json'));
		expect((await second.state()).comments.map((one) => one.text)).toEqual(['раз']);
		await second.close();
		rmSync(folder, { recursive: true });
	});

	it('whose mail port is taken does not start, and keeps no port of its own', async () => {
		const httpPort = await freePort();
		await expect(startSandbox({ httpPort, smtpPort: sandbox.smtpPort })).rejects.toThrow('EADDRINUSE');
		expect(await isFree(httpPort)).toBe(true);
	});

	it('tells what a wrong control request should have been', async () => {
		await expect(sandbox.post('faults', { where: 'im.feed', kind: 'explode' })).rejects.toMatchObject({ response: { status: 400, data: { error: expect.stringContaining('timeout-after') as string } } });
	});
});
