import { until } from '../../scripts/ground/shell';
import { callWorkflow } from './support/call';
import { startDesk, type TestDesk } from './support/desk';
import { CONTROL, mailsTo, sendNotices, type Mail } from './support/waiting';

const OFFICER = 'it@palana.example';
const CURATOR = 'kurator@palana.example';
const EXECUTOR = 'blago@palana.example';
const HEAD = 'glava@palana.example';
/** A Wednesday at nine in Palana, and the moments after it. */
const MORNING = '2026-11-25T09:00:00+12:00';
const AFTERNOON = '2026-11-25T14:00:00+12:00';
const NEXT_DAY = '2026-11-26T09:00:00+12:00';
const SUNDAY = '2026-11-29T09:00:00+12:00';

let stand: TestDesk;

beforeAll(async () => {
	stand = await startDesk();
}, 900_000);

afterAll(async () => {
	await stand.close();
});

const digests = async (email: string): Promise<Mail[]> => (await mailsTo(stand, email)).filter((mail) => /Сроки по сообщениям/u.test(mail.subject));
const toOfficer = async (subject: RegExp): Promise<Mail[]> => (await mailsTo(stand, OFFICER)).filter((mail) => subject.test(mail.subject));
const control = async (now: string): Promise<string> => (await callWorkflow(stand, CONTROL, { now })).status;

describe('the control on a day given to it', () => {
	it('is silent on a day off', async () => {
		await stand.sandbox('incidents', [{ author: { name: 'Житель Пробный' }, text: 'на обухова 4 не чистят двор, сугробы' }]);
		await stand.pollNow();
		const found = await stand.row('cases', 'the message is registered', (row) => String(row.text).startsWith('на обухова 4'));
		await stand.desk.api.updateRows('cases', 'id', found.id, { status: 'routed', executor: EXECUTOR, executorName: 'Стланикова Мария Петровна', recipient: 'zam.zhkh@palana.example', detectedAt: '2026-11-12T00:00:00.000Z', replyBy: '2026-11-19T11:59:59.999Z', nextDueAt: '2026-11-19T11:59:59.999Z', nextDueWhat: 'reply', noticePending: false });
		expect(await control(SUNDAY)).toBe('success');
		for (const person of [EXECUTOR, CURATOR, HEAD]) expect(await digests(person)).toEqual([]);
	});

	it('one mailbox that refuses keeps nothing from the others, and gets its own mail with the next run alone', async () => {
		await stand.sandbox('faults', [{ where: 'smtp', kind: '500', times: 1 }]);
		expect(await control(MORNING)).toBe('error');
		const first = { executor: await digests(EXECUTOR), curator: await digests(CURATOR), head: await digests(HEAD) };
		expect([first.executor, first.curator, first.head].map((mails) => mails.length)).toEqual([0, 1, 1]);
		expect(first.head[0]?.text).toMatch(/ПРОСРОЧЕНО \(1\)[\s\S]*Просрочено рабочих дней: 4[\s\S]*Отвечает: Стланикова Мария Петровна/u);

		expect(await control(AFTERNOON)).toBe('success');
		expect([await digests(EXECUTOR), await digests(CURATOR), await digests(HEAD)].map((mails) => mails.length)).toEqual([1, 1, 1]);
		expect(await control(AFTERNOON)).toBe('success');
		expect([await digests(EXECUTOR), await digests(CURATOR), await digests(HEAD)].map((mails) => mails.length)).toEqual([1, 1, 1]);
	});

	it('reminds of it again on the next working day', async () => {
		expect(await control(NEXT_DAY)).toBe('success');
		expect([await digests(EXECUTOR), await digests(CURATOR), await digests(HEAD)].map((mails) => mails.length)).toEqual([2, 2, 2]);
	});

});

describe('messengers', () => {
	it('are silent until they are set, then repeat the mail without the resident’s words; their failure holds no mail', async () => {
		const chats = async (): Promise<{ messenger: string; chat: string; text: string }[]> => await stand.see('chats');
		expect(await chats()).toEqual([]);
		await stand.desk.api.insertRows('settings', [{ key: `messenger:${CURATOR}`, value: 'max:501; telegram:502', meaning: 'куратор' }]);
		await stand.sandbox('incidents', [{ author: { name: 'Тайный Житель' }, text: 'про мессенджер: фонарь не горит' }]);
		await stand.pollNow();
		const found = await stand.row('cases', 'it is registered', (row) => String(row.text).startsWith('про мессенджер'));
		await sendNotices(stand);
		const got = await until('both messengers have it', 60_000, async () => ((await chats()).length >= 2 ? await chats() : undefined));
		expect(got.map(({ messenger, chat }) => `${messenger}:${chat}`).sort()).toEqual(['max:501', 'telegram:502']);
		for (const { text } of got) {
			expect(text).toContain(`case=${String(found.id)}`);
			expect(text).not.toMatch(/Тайный|фонарь/u);
		}
		await stand.sandbox('faults', [{ where: 'max', kind: '500', times: 1 }]);
		await stand.desk.api.updateRows('cases', 'id', found.id, { noticePending: true, noticeTold: '', noticeAfter: new Date(Date.now() - 1000).toISOString() });
		const mails = (await mailsTo(stand, CURATOR)).length;
		await sendNotices(stand);
		expect((await mailsTo(stand, CURATOR)).length).toBe(mails + 1);
		await until('the officer is told of the messenger', 60_000, async () => (await toOfficer(/28 Извещения в мессенджеры/u)).length > 0, 500);
		await stand.desk.api.updateRows('settings', 'key', `messenger:${CURATOR}`, { value: '' });
	});
});
