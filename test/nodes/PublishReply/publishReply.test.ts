import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { digestOf } from '../../../core/cases/digest';
import { VK_COMMENT_LIMITS } from '../../../core/channels/vk/limits';
import { PublishReply } from '../../../nodes/PublishReply/PublishReply.node';
import type { Incident } from '../../../sandbox/im';
import { fakeExecute } from '../../support/fakes';
import { testSandbox, type TestSandbox } from '../../support/sandboxClient';

// The channel's pauses are tried in core with a clock of their own; here nothing waits.
jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => undefined }));

let sandbox: TestSandbox;
beforeAll(async () => {
	sandbox = await testSandbox();
});
afterAll(async () => {
	await sandbox.close();
});
beforeEach(async () => {
	await sandbox.post('reset');
});

const TEXT = 'Здравствуйте! Двор почистят сегодня до 18:00.';

async function approvedCase(changes: IDataObject = {}): Promise<IDataObject> {
	const [incident] = await sandbox.post<Incident[]>('incidents', { text: 'когда почистят двор??' });
	const approvedAt = new Date(Date.now() - 60_000).toISOString();
	return { id: 7, version: 4, network: 'vk', url: incident?.url, externalId: incident?.externalId, draftText: TEXT, draftKind: 'final', draftAttachments: '', approvedDigest: digestOf('final', TEXT, ''), approvedAt, ...changes };
}

const run = async (items: IDataObject[], parameters: Record<string, unknown> = {}, more: Record<string, unknown> = {}) =>
	await new PublishReply().execute.call(fakeExecute({ items, parameters: { operation: 'publish', fields: {}, options: {}, ...parameters }, credentials: { vkApi: sandbox.vkCredential }, ...more }));

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

	it.each(['preview', 'byHand'])('%s sends nothing', async (operation) => {
		const [published, not] = await run([await approvedCase()], { operation });
		expect(published).toEqual([]);
		expect(not?.[0]?.json).toMatchObject({ publishOutcome: operation });
		expect((await sandbox.state()).calls).toEqual({});
	});

	it('describes itself in Russian and as a tool', () => {
		const { description } = new PublishReply();
		expect(description).toMatchObject({ name: 'publishReply', usableAsTool: true, outputNames: ['Опубликовано', 'Не опубликовано'] });
		const options = description.properties.find((one) => one.name === 'options')?.options as INodeProperties[];
		expect(options.find((one) => one.name === 'maxLength')?.default).toBe(VK_COMMENT_LIMITS.maxLength);
		expect(description.credentials?.map(({ name, required }) => [name, required])).toEqual([['vkApi', false], ['okApi', false], ['metaApi', false]]);
	});
});
