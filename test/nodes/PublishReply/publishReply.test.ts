import { createHash } from 'node:crypto';

import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { digestOf } from '../../../core/cases/digest';
import { VK_COMMENT_LIMITS } from '../../../core/channels/vk/limits';
import { PublishReply } from '../../../nodes/PublishReply/PublishReply.node';
import { SANDBOX } from '../../../sandbox/config';
import type { Incident } from '../../../sandbox/im';
import { fakeExecute } from '../../support/fakes';
import { PICTURE } from '../../support/publishBench';
import { sandboxForAll } from '../../support/sandboxClient';

// The channel's pauses are tried in core with a clock of their own; here nothing waits.
jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => undefined }));

const sandbox = sandboxForAll();

const TEXT = 'Здравствуйте! Двор почистят сегодня до 18:00.';

async function approvedCase(changes: IDataObject = {}): Promise<IDataObject> {
	const [incident] = await sandbox.post<Incident[]>('incidents', { text: 'когда почистят двор??' });
	const approvedAt = new Date(Date.now() - 60_000).toISOString();
	return { id: 7, version: 4, network: 'vk', url: incident?.url, externalId: incident?.externalId, draftText: TEXT, draftKind: 'final', draftAttachments: '', approvedDigest: digestOf('final', TEXT, ''), approvedAt, ...changes };
}

const run = async (items: IDataObject[], parameters: Record<string, unknown> = {}, more: Record<string, unknown> = {}) =>
	await new PublishReply().execute.call(fakeExecute({ items, parameters: { operation: 'publish', fields: {}, options: {}, ...parameters }, credentials: { vkApi: sandbox.vkCredential }, ...more }));

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
const fileOf = (name: string, content: Buffer): IDataObject => ({ name, mime: 'image/png', bytes: content.length, sha256: sha256(content), file: `7/${sha256(content)}.png` });

describe('Files of a reply', () => {
	const withFiles = async (attachments: IDataObject[], changes: IDataObject = {}): Promise<IDataObject> => {
		const text = JSON.stringify(attachments);
		return await approvedCase({ draftAttachments: text, approvedDigest: digestOf('final', TEXT, text), ...changes });
	};
	const credentials = (): Record<string, object> => ({ vkApi: { ...sandbox.vkCredential, userToken: SANDBOX.vk.userToken }, okApi: sandbox.okCredential, metaApi: sandbox.metaCredential });

	it('go with it, known by their content, whatever the order and the other binaries of the item', async () => {
		const given = await withFiles([fileOf('двор.png', PICTURE)]);
		const [published] = await run([given], {}, { credentials: credentials(), files: { file_0: Buffer.from('лишний'), photo: PICTURE, file_7: PICTURE } });
		expect(published).toHaveLength(1);
		const { publications, files } = await sandbox.state();
		const [ref = ''] = publications[0]?.attachments ?? [];
		expect(ref).toMatch(/^photo-\d+_\d+$/u);
		expect(files[ref]?.base64).toBe(PICTURE.toString('base64'));
		expect(Object.keys(files)).toHaveLength(1);
	});

	it.each([
		['are changed', { file_0: Buffer.from('подменили') }],
		['are not handed over', {}],
		['come under another prefix', { image_0: PICTURE }],
	])('that %s after the approval stop the publication', async (_case, files) => {
		const [published, not] = await run([await withFiles([fileOf('двор.png', PICTURE)])], {}, { credentials: credentials(), files });
		expect(published).toEqual([]);
		expect(not?.[0]?.json).toMatchObject({ publishOutcome: 'refused', publishErrorCode: 'FILE_MISSING', publishError: expect.stringContaining('двор.png') as string });
		expect((await sandbox.state()).publications).toHaveLength(0);
	});

	it('are taken under the prefix that the node is told', async () => {
		const [published] = await run([await withFiles([fileOf('двор.png', PICTURE)])], { filesPrefix: 'image_' }, { credentials: credentials(), files: { image_0: PICTURE } });
		expect(published).toHaveLength(1);
	});

	it('in a network that takes none leave the reply to people, named', async () => {
		const [, not] = await run([await withFiles([fileOf('двор.png', PICTURE)], { network: 'instagram', externalId: '178:179' })], {}, { credentials: credentials(), files: { file_0: PICTURE } });
		expect(not?.[0]?.json).toMatchObject({ publishOutcome: 'byHand', publishErrorCode: 'FILES_BY_HAND', publishError: expect.stringContaining('двор.png') as string });
		const [, sheet] = await run([await withFiles([fileOf('двор.png', PICTURE)], { network: 'instagram' })], { operation: 'byHand' });
		expect(sheet?.[0]?.json['byHandSteps']).toMatch(/двор\.png/u);
	});

	it('without the token they need: the token is named, nothing is published', async () => {
		const [, not] = await run([await withFiles([fileOf('двор.png', PICTURE)])], {}, { files: { file_0: PICTURE } });
		expect(not?.[0]?.json).toMatchObject({ publishErrorCode: 'VK_TOKEN_MISSING', publishError: expect.stringContaining('«Ключ пользователя»') as string });
		expect((await sandbox.state()).publications).toHaveLength(0);
	});
});

describe('Publish Reply', () => {
	it('publishes and passes the case on with link, id and time; everything else in it is untouched', async () => {
		const given = await approvedCase({ somethingElse: 'stays' });
		const [published, refused] = await run([given]);
		expect(refused).toEqual([]);
		expect(published).toEqual([{ json: { ...given, replyUrl: expect.stringContaining('?reply=') as string, replyId: expect.stringMatching(/_r\d+$/u) as string, replyPublishedAt: expect.stringMatching(/Z$/u) as string, publishError: '' }, pairedItem: { item: 0 } }]);
		expect((await sandbox.state()).publications.map((one) => one.text)).toEqual([TEXT]);
	});

	it('run again on the same case finds its reply and publishes nothing', async () => {
		const given = await approvedCase();
		const [first] = await run([given]);
		const [second] = await run([given]);
		expect(second?.[0]?.json['replyUrl']).toBe(first?.[0]?.json['replyUrl']);
		expect((await sandbox.state()).publications).toHaveLength(1);
	});

	it('keeps items apart: one published, one refused, one by hand, each with its pair', async () => {
		const items = [await approvedCase(), await approvedCase({ draftText: 'Другой текст' }), await approvedCase({ network: 'ok' })];
		const [published, not] = await run(items);
		expect(published?.map((item) => item.pairedItem)).toEqual([{ item: 0 }]);
		expect(not?.map((item) => [item.pairedItem, item.json['publishErrorCode'], item.json['publishOutcome']])).toEqual([
			[{ item: 1 }, 'NOT_THE_APPROVED_TEXT', 'refused'],
			[{ item: 2 }, 'BY_HAND', 'byHand'],
		]);
	});

	it('reads the record by other field names', async () => {
		const given = await approvedCase();
		const { draftText, ...rest } = given;
		const [published] = await run([{ ...rest, answer: draftText }], { fields: { text: 'answer' } });
		expect(published).toHaveLength(1);
	});

	it('takes a Date where the register gives one', async () => {
		const given = await approvedCase();
		const [published] = await run([{ ...given, approvedAt: new Date(String(given['approvedAt'])) }]);
		expect(published).toHaveLength(1);
	});

	it.each([
		['5', { where: 'vk.wall.createComment', kind: 'vk-error', code: 5 }, 'VK_5'],
		['213', { where: 'vk.wall.createComment', kind: 'vk-error', code: 213 }, 'VK_213'],
		['a captcha', { where: 'vk.wall.createComment', kind: 'vk-error', code: 14 }, 'VK_14'],
		['HTTP 401', { where: 'vk.wall.createComment', kind: '401' }, 'VK_5'],
	])('VK refusing with %s: the case leaves by «Не опубликовано» with the reason in Russian', async (_case, fault, code) => {
		await sandbox.post('faults', fault);
		const [published, not] = await run([await approvedCase()]);
		expect(published).toEqual([]);
		expect(not?.[0]?.json).toMatchObject({ publishErrorCode: code, publishOutcome: 'refused', publishError: expect.stringMatching(/^ВКонтакте: /u) as string });
		expect((await sandbox.state()).publications).toHaveLength(0);
	});

	it.each([
		['a time-out after the comment was created', 'timeout-after', 1],
		['a connection cut after the comment was created', 'reset-after', 1],
	])('%s: over a real socket, published once', async (_case, kind, count) => {
		await sandbox.post('faults', { where: 'vk.wall.createComment', kind });
		const [published] = await run([await approvedCase()], { options: { timeout: 1 } });
		expect(published?.[0]?.json['replyUrl']).toMatch(/reply=\d+/u);
		expect((await sandbox.state()).publications).toHaveLength(count);
	});

	it('VK out of reach: nothing was sent, to be repeated later', async () => {
		const [, not] = await run([await approvedCase()], {}, { credentials: { vkApi: { ...sandbox.vkCredential, baseUrl: 'http://127.0.0.1:1' } } });
		expect(not?.[0]?.json).toMatchObject({ publishErrorCode: 'VK_NO_ANSWER', publishOutcome: 'retryLater', publishError: expect.stringContaining('нет связи с сетью ВКонтакте') as string });
	});

	it('without the credential: refused with the way out, the case is not lost', async () => {
		const [, not] = await run([await approvedCase()], {}, { credentials: {} });
		expect(not?.[0]?.json).toMatchObject({ id: 7, publishErrorCode: 'VK_CREDENTIAL_MISSING', publishOutcome: 'refused' });
	});

	it.each([
		['ok', 'okApi'],
		['facebook', 'metaApi'],
		['instagram', 'metaApi'],
	] as const)('publishes in %s with the credential %s, and finds its reply when it runs again', async (network, name) => {
		const credentials = { [name]: network === 'ok' ? sandbox.okCredential : sandbox.metaCredential };
		const [incident] = await sandbox.post<Incident[]>('incidents', { network, text: 'когда почистят двор??' });
		const given = await approvedCase({ network, url: incident?.url, externalId: incident?.externalId });
		for (let time = 0; time < 2; time += 1) {
			const [published] = await run([given], {}, { credentials });
			expect(published?.[0]?.json).toMatchObject({ replyUrl: expect.stringMatching(/^https:/u) as string, publishError: '' });
		}
		expect((await sandbox.state()).publications).toMatchObject([{ network, text: TEXT }]);
	});

	it.each([
		['ok', 'BY_HAND', /Одноклассники/u],
		['facebook', 'BY_HAND', /21\.03\.2022/u],
		['instagram', 'BY_HAND', /21\.03\.2022/u],
	])('%s without its credential goes by hand with the reason', async (network, code, words) => {
		const [, not] = await run([await approvedCase({ network })]);
		expect(not?.[0]?.json).toMatchObject({ publishOutcome: 'byHand', publishErrorCode: code, publishError: expect.stringMatching(words) as string });
	});

	it('is by hand where the officer has not switched the network on, whatever the credential holds', async () => {
		const off = { okApi: { ...sandbox.okCredential, repliesAllowed: false }, metaApi: { ...sandbox.metaCredential, facebookOn: false, instagramOn: false } };
		const [published, not] = await run(await Promise.all(['ok', 'facebook', 'instagram'].map(async (network) => await approvedCase({ network }))), {}, { credentials: off });
		expect(published).toEqual([]);
		expect(not?.map((item) => item.json['publishErrorCode'])).toEqual(['OK_BY_HAND', 'FACEBOOK_OFF', 'INSTAGRAM_OFF']);
	});

	it.each(['preview', 'byHand'])('%s sends nothing', async (operation) => {
		const [published, not] = await run([await approvedCase()], { operation });
		expect(published).toEqual([]);
		expect(not?.[0]?.json).toMatchObject({ publishOutcome: operation });
		expect((await sandbox.state()).calls).toEqual({});
	});

	it('a preview shows text, files, room left, obstacles and a split, for every network and without a credential', async () => {
		const text = Array.from({ length: 120 }, (_one, index) => `Работы на участке ${index} завершены.`).join(' ');
		const attachments = JSON.stringify([fileOf('двор.png', PICTURE)]);
		const given = await approvedCase({ network: 'instagram', draftText: text, draftAttachments: attachments, approvedDigest: digestOf('final', text, attachments) });
		const [, shown] = await run([given], { operation: 'preview' }, { credentials: {} });
		expect(shown?.[0]?.json).toMatchObject({ publishOutcome: 'preview', previewReady: false, previewText: text, previewLength: text.length, previewLeft: 2200 - text.length, previewAttachments: 'двор.png' });
		const problems = String(shown?.[0]?.json['previewProblems']).split('\n');
		expect(problems).toEqual([expect.stringContaining('[INSTAGRAM_OFF]'), expect.stringContaining('[TEXT_TOO_LONG]'), expect.stringContaining('[FILES_BY_HAND]')]);
		expect((JSON.parse(String(shown?.[0]?.json['publishSplit'])) as string[]).every((part) => part.length <= 2200)).toBe(true);
		expect((await sandbox.state()).calls).toEqual({});
	});

	it('a preview without VK’s credential names it among the obstacles', async () => {
		const [, shown] = await run([await approvedCase()], { operation: 'preview' }, { credentials: {} });
		expect(shown?.[0]?.json).toMatchObject({ previewReady: false, previewProblems: expect.stringContaining('[VK_CREDENTIAL_MISSING]') as string });
	});

	it('refuses a repeat without measures and a text without substance, although both were approved', async () => {
		const items = [['По вопросу уборки двора нам всё известно.', '12'], ['Здравствуйте! Спасибо за обращение.', '']].map(([text = '', repeatOf]) => ({ draftText: text, repeatOf, approvedDigest: digestOf('final', text, '') }));
		const [, not] = await run(await Promise.all(items.map(async (one) => await approvedCase(one))));
		expect(not?.map((item) => item.json['publishErrorCode'])).toEqual(['NO_MEASURES', 'NO_SUBSTANCE']);
		expect((await sandbox.state()).publications).toHaveLength(0);
	});

	it('describes itself in Russian and as a tool', () => {
		const { description } = new PublishReply();
		expect(description).toMatchObject({ name: 'publishReply', usableAsTool: true, outputNames: ['Опубликовано', 'Не опубликовано'] });
		const options = description.properties.find((one) => one.name === 'options')?.options as INodeProperties[];
		expect(options.find((one) => one.name === 'maxLength')?.default).toBe(VK_COMMENT_LIMITS.maxLength);
		expect(description.credentials?.map(({ name, required }) => [name, required])).toEqual([['vkApi', false], ['okApi', false], ['metaApi', false]]);
	});
});
