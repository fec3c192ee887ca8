import { okSecret, okSignature } from '../../../../core/channels/ok/signature';
import { appSecretProof } from '../../../../core/channels/meta/proof';
import { SANDBOX } from '../../../../sandbox/config';
import { METHODS } from '../../../../sandbox/vk/methods';
import { methodSchema, parameterProblem } from '../../../../sandbox/vk/schema';
import { OK_SETTINGS, publishBench, replyFile, type PlaceName } from '../../../support/publishBench';

const FILES = [replyFile(), replyFile({ name: 'работы.mp4', mime: 'video/mp4', extension: '.mp4', kind: 'video', content: Buffer.from('video') }), replyFile({ name: 'график.pdf', mime: 'application/pdf', extension: '.pdf', kind: 'document', content: Buffer.from('%PDF-1') })];

describe('Every request to VK', () => {
	it.each(['vk wall', 'vk board', 'vk messages'] as const)('in %s, with a photo, a video and a document, is one of its published schema’s', async (name) => {
		const bench = publishBench(name);
		const outcome = await bench.channel.publish(bench.message, { ...bench.reply, attachments: ['photo-1_2'], files: FILES });
		expect(outcome.outcome).toBe('published');
		const methods = bench.requests.filter((one) => one.url.includes('/method/'));
		expect(methods.length).toBeGreaterThanOrEqual(7);
		for (const request of methods) {
			const schema = methodSchema(request.url.split('/method/')[1] ?? '');
			expect({ method: schema.name, problem: parameterProblem(schema, request.form ?? {}) }).toEqual({ method: schema.name, problem: '' });
			const token = (request.headers['Authorization'] ?? '').replace('Bearer ', '');
			const kind = { [SANDBOX.vk.communityToken]: 'group', [SANDBOX.vk.userToken]: 'user', [SANDBOX.vk.serviceToken]: 'service' }[token];
			expect({ method: schema.name, kinds: schema.tokens.includes(kind ?? '') }).toEqual({ method: schema.name, kinds: true });
			expect(request.form).toMatchObject({ v: '5.199' });
		}
		// The stand-in refuses what does not fit and checks its own answers: the reply stands, so all of them did.
		expect(bench.published()[0]?.attachments).toEqual(['photo-1_2', expect.stringMatching(/^photo-\d+_\d+$/u), expect.stringMatching(/^video-\d+_\d+_sandboxkey$/u), expect.stringMatching(/^doc-\d+_\d+$/u)]);
	});

	it('has its schema beside the stand-in', () => {
		for (const method of Object.keys(METHODS)) expect(methodSchema(method).responses.length).toBeGreaterThan(0);
	});

	it('goes to the host of the credential, either of VK’s', async () => {
		for (const baseUrl of ['https://api.vk.com', 'https://api.vk.ru']) {
			const bench = publishBench('vk wall', { vk: { baseUrl } });
			expect((await bench.channel.publish(bench.message, bench.reply)).outcome).toBe('published');
			expect(bench.requests.every((one) => one.url.startsWith(`${baseUrl}/method/`))).toBe(true);
		}
	});
});

describe('Every request to OK', () => {
	it('is signed, sends the token unsigned, and carries no JSON', async () => {
		const bench = publishBench('ok discussion');
		expect((await bench.channel.publish(bench.message, { ...bench.reply, files: [replyFile()] })).outcome).toBe('published');
		const calls = bench.requests.filter((one) => one.url.endsWith('/fb.do'));
		expect(calls.map((one) => one.form?.['method'])).toEqual(['discussions.getComments', 'photosV2.getUploadUrl', 'discussions.addDiscussionComment']);
		for (const { form = {} } of calls) {
			const { sig, access_token: token, ...signed } = form;
			expect(sig).toBe(okSignature(signed, okSecret(OK_SETTINGS)));
			expect(token).toBe(SANDBOX.ok.accessToken);
		}
		expect(calls.at(-1)?.form).toMatchObject({ entityId: bench.question.topicId, entityType: 'GROUP_TOPIC', reply_to_comment_id: bench.question.id, as_admin: 'true', comment: bench.reply.text });
	});

	it('to its messages is JSON with the charset OK asks for', async () => {
		const bench = publishBench('ok messages');
		await bench.channel.publish(bench.message, bench.reply);
		expect(bench.sent('ok.chat.post')[0]).toMatchObject({ json: { recipient: { chat_id: bench.question.topicId }, message: { text: bench.reply.text } } });
	});
});

describe('Every request to Graph', () => {
	it.each(['facebook', 'instagram'] as const)('of %s carries the token in the header only, and the application’s proof', async (name) => {
		const bench = publishBench(name);
		await bench.channel.publish(bench.message, bench.reply);
		const proof = appSecretProof(SANDBOX.meta.pageToken, SANDBOX.meta.appSecret);
		for (const request of bench.requests) {
			expect(request.headers['Authorization']).toBe(`Bearer ${SANDBOX.meta.pageToken}`);
			expect(request.url).not.toContain(SANDBOX.meta.pageToken);
			expect(request.form?.['appsecret_proof'] ?? new URL(request.url).searchParams.get('appsecret_proof')).toBe(proof);
		}
	});
});

describe('Russian, emoji, line breaks and signs', () => {
	it.each(['vk wall', 'vk board', 'vk messages', 'ok discussion', 'ok messages', 'facebook', 'instagram'] as PlaceName[])('stand in %s word for word', async (name) => {
		const bench = publishBench(name);
		const text = 'Марина, добрый день! 👍🏽\nРаботы: «Обухова» & Чубарова, 7 — 100% к 18:00.\n\n+7 (415) 000-00-00 <ЖКХ>';
		await bench.channel.publish(bench.message, { ...bench.reply, text });
		expect(bench.published().map((one) => one.text)).toEqual([text]);
	});
});
