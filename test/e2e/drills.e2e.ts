import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Row } from '../../scripts/api';
import { until } from '../../scripts/ground/shell';
import { changeFlow } from '../../scripts/load/flows';
import { callWorkflow } from './support/call';
import { deskForAll } from './support/desk';
import { CURATOR, EXECUTOR, HEAD, OFFICER } from './support/staff';
import { CONTROL, NOTICES, eventsOf, mailsTo, sendNotices, type Mail } from './support/waiting';

const WATCHMAN = 'incidentDesk0022';
/** A Wednesday at nine in Palana, and the moments after it. */
const MORNING = '2026-11-25T09:00:00+12:00';
const AFTERNOON = '2026-11-25T14:00:00+12:00';
const NEXT_DAY = '2026-11-26T09:00:00+12:00';
const SUNDAY = '2026-11-29T09:00:00+12:00';

const stand = deskForAll();

beforeAll(async () => {
	await stand.desk.api.updateRows('settings', 'key', 'watchFeedFailures', { value: '1' });
});

const rowsWith = async (text: string): Promise<Row[]> => (await stand.desk.api.rows('cases')).filter((row) => String(row.text).includes(text));
const digests = async (email: string): Promise<Mail[]> => (await mailsTo(stand, email)).filter((mail) => /Сроки по сообщениям/u.test(mail.subject));
const toOfficer = async (subject: RegExp): Promise<Mail[]> => (await mailsTo(stand, OFFICER)).filter((mail) => subject.test(mail.subject));
const control = async (now: string): Promise<string> => (await callWorkflow(stand, CONTROL, { now })).status;
const watchman = async (minutesOn = 0): Promise<void> => {
	const run = await callWorkflow(stand, WATCHMAN, { now: new Date(Date.now() + minutesOn * 60_000).toISOString() });
	if (run.status !== 'success') throw new Error(`«22 Сторож» ended as ${run.status}`);
};
/** How often n8n has asked the feed. */
const feedCalls = async (): Promise<number> => (await stand.see<{ calls: Record<string, number> }>('state')).calls['im.feed'] ?? 0;
/** A failure is over when the watchman saw none for a quarter of an hour: he is asked as if it had passed. */
const quarterLater = async (): Promise<void> => {
	await watchman();
	await watchman(16);
};

/** «Каждую минуту» of «14 Извещения» leads past the question of office hours. */
async function timerAtAnyHour(): Promise<void> {
	const { api } = stand.desk;
	await changeFlow(api, NOTICES, ({ connections }) => ({ connections: { ...connections, 'Каждую минуту': connections['Разослать сейчас'] } }));
	await api.activate(NOTICES);
}

/**
 * The database refuses every write, or takes them again. SQLite: the largest file that n8n may write, which is the kernel's
 * own refusal, for any user, without a disk of one's own. PostgreSQL: read-only, as its providers make it when a disk is full.
 */
async function diskFull(full: boolean): Promise<void> {
	const { sql, n8n } = stand.desk;
	if (sql === undefined) execFileSync('prlimit', ['--pid', String(n8n.pid), `--fsize=${full ? '2097152' : 'unlimited'}:unlimited`]);
	else {
		await sql(`begin read write; alter role current_user ${full ? 'set default_transaction_read_only = on' : 'reset default_transaction_read_only'}; commit`);
		await sql('select count(pg_terminate_backend(pid)) from pg_stat_activity where usename = current_user and pid <> pg_backend_pid()');
	}
}

describe('the control on a day given to it', () => {
	let late: Row;

	it('is silent on a day off', async () => {
		await stand.sandbox('incidents', [{ author: { name: 'Житель Пробный' }, text: 'на обухова 4 не чистят двор, сугробы' }]);
		await stand.pollNow();
		const found = await stand.row('cases', 'the message is registered', (row) => String(row.text).startsWith('на обухова 4'));
		await stand.desk.api.updateRows('cases', 'id', found.id, { status: 'routed', executor: EXECUTOR, executorName: 'Стланикова Мария Петровна', recipient: 'zam.zhkh@palana.example', detectedAt: '2026-11-12T00:00:00.000Z', replyBy: '2026-11-19T11:59:59.999Z', nextDueAt: '2026-11-19T11:59:59.999Z', nextDueWhat: 'reply', noticePending: false });
		late = found;
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

	it('is a page a person can read', async () => {
		const pictures = process.env['INCIDENT_DESK_PICTURES'];
		const curator = await stand.person(CURATOR);
		const letter = (await digests(HEAD)).at(-1) as Mail;
		await curator.page.setViewportSize({ width: 390, height: 844 });
		await curator.page.setContent(`<meta name="viewport" content="width=device-width">${letter.html ?? ''}`);
		await curator.sees(`Дело № ${String(late.id)}`);
		const wide = await curator.page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth');
		expect(wide).toBe(false);
		if (pictures) await curator.screenshot(join(pictures, 'digest.png'));
		await curator.page.setViewportSize({ width: 1280, height: 900 });
		await stand.desk.api.updateRows('cases', 'id', late.id, { status: 'closed', nextDueWhat: '', nextDueAt: null });
	});
});

describe('what the Head and the curator see', () => {
	const pictures = process.env['INCIDENT_DESK_PICTURES'];
	const wide = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';

	it('the panel opens on the Head’s phone, and not for an executor', async () => {
		const found = (await rowsWith('на обухова 4'))[0] as Row;
		await stand.desk.api.updateRows('cases', 'id', found.id, { status: 'routed', nextDueWhat: 'reply', nextDueAt: '2026-11-19T11:59:59.999Z' });
		const head = await stand.person(HEAD);
		await head.page.setViewportSize({ width: 390, height: 844 });
		await head.openForm('panel');
		await head.submit();
		await head.page.locator('h1', { hasText: 'Как идёт работа' }).waitFor();
		await head.sees(`Дело № ${String(found.id)}`);
		expect(await head.page.locator('body').innerText()).toMatch(/Стланикова Мария Петровна\s+1/u);
		expect(await head.page.locator('body').innerText()).not.toContain('сугробы');
		expect(await head.page.evaluate<boolean>(wide)).toBe(false);
		if (pictures) await head.screenshot(join(pictures, 'panel.png'));

		const executor = await stand.person(EXECUTOR);
		await executor.openForm('panel');
		await executor.submit();
		await executor.sees('Панель вам не открыта');
	});

	it('a report is shown by the form, as a page that names nobody', async () => {
		const curator = await stand.person(CURATOR);
		await curator.openForm('otchety');
		await curator.submit();
		await curator.page.locator('h1', { hasText: 'Работа с сообщениями жителей' }).waitFor();
		await curator.sees('Имён, слов и адресов жителей в отчёте нет.');
		if (pictures) await curator.screenshot(join(pictures, 'report-form.png'));
	});

	it('a table is handed over as XLSX', async () => {
		const curator = await stand.person(CURATOR);
		const page = await curator.openForm('otchety');
		await curator.field('Что нужно').selectOption({ label: 'Таблица XLSX' });
		const download = page.waitForEvent('download', { timeout: 60_000 });
		await curator.submit();
		const file = await download;
		expect(file.suggestedFilename()).toBe('otchet.xlsx');
		expect(readFileSync(await file.path()).subarray(0, 2).toString()).toBe('PK');
	});

	it('the reports of the periods that ended are sent once, with the page, the PDF and the table', async () => {
		const { api } = stand.desk;
		for (let time = 0; time < 2; time += 1) expect(await api.runWorkflow('incidentDesk0010', 'Каждое утро')).toMatchObject({ status: 'success' });
		const reports = (await mailsTo(stand, HEAD)).filter((mail) => /Работа с сообщениями жителей: неделя/u.test(mail.subject)) as (Mail & { attachments?: { name: string; bytes: number }[] })[];
		expect(reports).toHaveLength(1);
		const attached = Object.fromEntries((reports[0]?.attachments ?? []).map((one) => [one.name, one.bytes]));
		expect(Object.keys(attached).sort()).toEqual(['otchet.xlsx', 'report.html', 'report.pdf']);
		for (const bytes of Object.values(attached)) expect(bytes).toBeGreaterThan(3000);
		await api.updateRows('cases', 'id', (await rowsWith('на обухова 4'))[0]?.id, { status: 'closed', nextDueWhat: '', nextDueAt: null });
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

describe('the feed, killed', () => {
	it('is told to the officer once, and told again when it is well; nothing is lost', async () => {
		await stand.sandbox('faults', [{ where: 'im.feed', kind: '500', times: 10_000 }]);
		await stand.sandbox('incidents', [{ author: { name: 'Сосед' }, text: 'лента умерла, а на бекерева темно' }]);
		const before = await feedCalls();
		// n8n asks by its own timer, each minute.
		await until('the feed has failed three times', 240_000, async () => (await feedCalls()) >= before + 3, 1_000);
		await until('the officer is told', 30_000, async () => (await toOfficer(/Источник не отвечает/u)).length > 0, 500);
		expect(await toOfficer(/Источник не отвечает/u)).toHaveLength(1);
		expect((await toOfficer(/Источник не отвечает/u))[0]?.text).toMatch(/01 Приём из Инцидент Менеджмент[\s\S]*Причина:[\s\S]*Что делать:/iu);

		await stand.sandbox('faults/clear');
		await stand.row('cases', 'the message came after all', (row) => String(row.text).startsWith('лента умерла'), 150_000);
		expect(await rowsWith('лента умерла')).toHaveLength(1);
		await quarterLater();
		expect(await toOfficer(/Снова в порядке: Источник/u)).toHaveLength(1);
		expect(await toOfficer(/Источник не отвечает/u)).toHaveLength(2);
	});
});

describe('the mail server, killed', () => {
	it('loses no notice and no alert: when it is back, each comes once', async () => {
		await stand.sandbox('faults/clear');
		await sendNotices(stand);
		const noticesBefore = (await mailsTo(stand, CURATOR)).length;
		await stand.desk.sandbox.stopMail();
		await stand.sandbox('incidents', [{ author: { name: 'Сосед' }, text: 'почта умерла, а мусор не вывозят' }]);
		await stand.pollNow();
		const found = await stand.row('cases', 'it is registered all the same', (row) => String(row.text).startsWith('почта умерла'));
		// n8n reports the failures of its timer's runs alone, and ours wait for office hours: here they do not.
		await timerAtAnyHour();
		await until('the failure is noted', 150_000, async () => (await stand.desk.api.rows('alerts')).some((row) => row.kind === 'failure' && /14 Извещения/u.test(String(row.title)) && row.told === ''));
		expect(await stand.desk.api.rows('cases', [{ columnName: 'id', condition: 'eq', value: found.id }])).toMatchObject([{ noticePending: true }]);

		await stand.desk.sandbox.startMail();
		// Ten minutes later, when the outbox tries again.
		await stand.desk.api.updateRows('cases', 'id', found.id, { noticeAfter: new Date(Date.now() - 1000).toISOString() });
		await sendNotices(stand);
		await sendNotices(stand);
		const notices = (await mailsTo(stand, CURATOR)).slice(noticesBefore);
		expect(notices.filter((mail) => mail.text.includes(`case=${String(found.id)}`))).toHaveLength(1);
		await watchman();
		await watchman();
		const told = (await mailsTo(stand, OFFICER)).filter((mail) => /14 Извещения/u.test(`${mail.subject} ${mail.text}`));
		expect(told).toHaveLength(1);
		expect(told[0]?.text).toContain('Почта не отправляет');
	});
});

describe('the disk of the database, full', () => {
	it('takes no message for done that was not written: when there is room again all is there, once', async () => {
		// The system refuses every write beyond this much of a file, as it does on a full disk; n8n's own log stays below.
		await diskFull(true);
		// Long enough that SQLite's log of changes must grow: what fits into it is written even on a full disk.
		const texts = Array.from({ length: 40 }, (_one, index) => `диск полон, сообщение ${index + 1}: яма ${'а'.repeat(15_000)}`);
		await stand.sandbox('incidents', texts.map((text, index) => ({ author: { name: `Сосед ${index + 1}` }, text })));
		// The intake asks by its own timer, twice: a call that switches it on would fail itself, and leave it off.
		const before = await feedCalls();
		await until('the intake has asked twice', 240_000, async () => (await feedCalls()) >= before + 2, 1_000);
		// Where n8n cannot even answer, it has not written either.
		expect(await rowsWith('диск полон').then((rows) => rows.length, () => 0)).toBeLessThan(texts.length);
		await diskFull(false);

		// What the officer is advised to do.
		await stand.desk.n8n.kill9();
		await stand.desk.restart();
		await until('all are registered', 240_000, async () => (await rowsWith('диск полон')).length >= texts.length, 2_000);
		await stand.pollNow();
		await sendNotices(stand);
		const rows = await rowsWith('диск полон');
		expect(rows.map((row) => row.text).sort()).toEqual([...texts].sort());
		for (const row of rows) expect(await eventsOf(stand, Number(row.id))).toEqual(['register']);
	});
});
