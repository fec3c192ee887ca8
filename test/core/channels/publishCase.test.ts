import { digestOf } from '../../../core/cases/digest';
import { byHandCase, previewCase, publishCase, type CaseReply } from '../../../core/channels/publishCase';
import { VK_COMMENT_LIMITS } from '../../../core/channels/vk/limits';
import { START, vkBench } from '../../support/vkBench';

function approved(changes: Partial<CaseReply> = {}): CaseReply {
	const bench = vkBench();
	const base = { network: 'vk', ...bench.message, text: bench.reply.text, kind: 'final', attachments: '', repeatOf: '', attemptAt: '', approvedAt: bench.reply.approvedAt, ...changes };
	return { approvedDigest: digestOf(base.kind, base.text, base.attachments), ...base };
}

const throughVk = async (given: CaseReply) => {
	const bench = vkBench();
	const fields = await publishCase(given, async (network) => (network === 'vk' ? bench.channel : undefined), async () => undefined);
	return { bench, fields };
};

describe('A case’s reply is published', () => {
	it('when it is the approved text, and the record is told link, id and time', async () => {
		const { bench, fields } = await throughVk(approved());
		expect(bench.published()).toHaveLength(1);
		expect(fields).toEqual({ replyUrl: expect.stringContaining('?reply=') as string, replyId: expect.stringMatching(/^wall-\d+_\d+_r\d+$/u) as string, replyPublishedAt: '2026-11-24T03:00:00.000Z', publishError: '' });
	});

	it('when «й» is typed another way than it was approved', async () => {
		const text = 'Двор почистят сегодня, спасибо за ваш сигнал.';
		const { fields } = await throughVk({ ...approved({ text: text.normalize('NFD') }), approvedDigest: digestOf('final', text, '') });
		expect(fields).toHaveProperty('replyUrl');
	});
});

describe('A case’s reply is refused before anything is sent', () => {
	it.each([
		['never approved', approved({ approvedDigest: '' }), 'NOT_APPROVED'],
		['approved at no time', approved({ approvedAt: '' }), 'NOT_APPROVED'],
		['changed after the approval', { ...approved(), text: 'Двор почистят завтра.' }, 'NOT_THE_APPROVED_TEXT'],
		['of another kind than approved', { ...approved(), kind: 'interim' }, 'NOT_THE_APPROVED_TEXT'],
		['with another attachment than approved', { ...approved(), attachments: '["photo-1_9"]' }, 'NOT_THE_APPROVED_TEXT'],
		['empty', approved({ text: '' }), 'TEXT_EMPTY'],
		['nothing but signs', approved({ text: ' …!  👍 ' }), 'TEXT_EMPTY'],
		['too long', approved({ text: 'Слово. '.repeat(3000) }), 'TEXT_TOO_LONG'],
		['with attachments VK does not know', approved({ attachments: '["https://example.ru/a.jpg"]' }), 'ATTACHMENT_NOT_SUPPORTED'],
		['with too many attachments', approved({ attachments: '["photo-1_1","photo-1_2","photo-1_3"]' }), 'TOO_MANY_ATTACHMENTS'],
		['without a place', approved({ url: '', externalId: '' }), 'VK_ADDRESS_UNREADABLE'],
	])('%s', async (_case, given, code) => {
		const { bench, fields } = await throughVk(given);
		expect(fields).toMatchObject({ publishErrorCode: code, publishOutcome: 'refused', publishError: expect.stringMatching(new RegExp(`[а-я].*\\[${code}\\]$`, 'su')) as string });
		expect(bench.requests).toHaveLength(0);
	});

	it('too long: with a split that fits and loses no word', async () => {
		const text = Array.from({ length: 900 }, (_, index) => `Предложение номер ${index} о ходе работ.`).join(' ');
		const { fields } = await throughVk(approved({ text }));
		const parts = JSON.parse((fields as { publishSplit: string }).publishSplit) as string[];
		expect(parts.join(' ')).toBe(text);
		expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(VK_COMMENT_LIMITS.maxLength);
	});
});

describe('An attempt that took longer than its right to publish is safe', () => {
	it.each([
		['a minute before the end of its time', 9, 'published'],
		['after it', 11, 'retryLater'],
	])('%s', async (_case, minutes, outcome) => {
		const bench = vkBench();
		const given = approved({ attemptAt: new Date(START - minutes * 60_000).toISOString() });
		const fields = await publishCase(given, async () => bench.channel, async () => undefined);
		expect('replyUrl' in fields ? 'published' : fields.publishOutcome).toBe(outcome);
		expect(bench.published()).toHaveLength(outcome === 'published' ? 1 : 0);
	});
});

describe('Other networks', () => {
	it.each(['ok', 'facebook', 'instagram', 'other', ''])('«%s» is answered by hand, which is said', async (network) => {
		const { bench, fields } = await throughVk(approved({ network }));
		expect(fields).toMatchObject({ publishOutcome: 'byHand', publishErrorCode: 'BY_HAND' });
		expect(bench.requests).toHaveLength(0);
	});

	it('by hand: the approved text untouched, the link, the steps', () => {
		const given = approved({ network: 'ok', url: 'https://ok.ru/group/7/topic/9', attachments: '["photo-1_2"]' });
		const sheet = byHandCase(given);
		expect(sheet).toMatchObject({ publishOutcome: 'byHand', byHandText: given.text, byHandUrl: given.url });
		expect('byHandSteps' in sheet ? sheet.byHandSteps.split('\n') : []).toHaveLength(4);
	});

	it('by hand: a text that is not the approved one is not handed out', () => {
		expect(byHandCase({ ...approved(), text: 'Другое' })).toMatchObject({ publishErrorCode: 'NOT_THE_APPROVED_TEXT' });
	});
});

describe('A preview', () => {
	const channel = vkBench().channel;

	it('shows what would be published and how much room is left', () => {
		const given = approved();
		expect(previewCase(given, channel)).toMatchObject({ publishOutcome: 'preview', previewReady: true, previewText: given.text, previewProblems: '', previewLeft: VK_COMMENT_LIMITS.maxLength - given.text.length });
	});

	it('lists everything that stands in the way', () => {
		const shown = previewCase(approved({ text: '', approvedAt: '' }), channel);
		expect(shown.previewReady).toBe(false);
		expect(shown.previewProblems.split('\n')).toEqual([expect.stringContaining('[NOT_APPROVED]'), expect.stringContaining('[TEXT_EMPTY]')]);
	});
});
