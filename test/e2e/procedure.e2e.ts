import { readFileSync } from 'node:fs';

import type { Row } from '../../scripts/api';
import { caseRow } from './support/byApi';
import { deskForAll } from './support/desk';
import { picture } from './support/pictures';
import { CURATOR, EXECUTOR, EXECUTOR_LABEL } from './support/staff';
import { CONTROL, RECALCULATION, eventsOf, mailsTo, nextWorkingDay, sendNotices, workToday, type Publication } from './support/waiting';

const HOSTILE = 'на чубарова 7 во дворе яма, машина застряла <script>alert(1)</script> {{ $env }} $& =HYPERLINK("x") \u202Eзадом';
const REPLY = 'Здравствуйте! Яму на Чубарова, 7 засыплем до 30 ноября, щебень уже завезли.';

const stand = deskForAll();
let found: Row;

const caseNow = async (): Promise<Row> => caseRow(stand, Number(found.id));

describe('one message travels from the feed to a published reply', () => {
	it('is registered with topic, place, deadlines and executor', async () => {
		await stand.sandbox('incidents', [{ author: { name: 'Житель Пробный' }, text: HOSTILE }]);
		await stand.pollNow();
		found = await stand.row('cases', 'the message is registered', (row) => String(row.text).startsWith('на чубарова 7'));
		expect(found).toMatchObject({ street: 'ул. Чубарова, 7', location: 'Палана', version: 1, network: 'vk', foundBy: 'incidentManager' });
		expect(['registered', 'review']).toContain(found.status);
		expect(found.topicGroup).not.toBe('');
		expect(String(found.replyBy) > String(found.detectedAt)).toBe(true);
		expect(found.executor).toMatch(/@palana\.example$/u);
		// The row comes first, its journal entry right after: two writes.
		await stand.row('journal', 'the registration', (row) => row.caseId === found.id);
		expect(await eventsOf(stand, Number(found.id))).toEqual(['register']);
	});

	it('tells the curator once, with a link to the form', async () => {
		await sendNotices(stand);
		await sendNotices(stand);
		const mails = await mailsTo(stand, CURATOR);
		expect(mails).toHaveLength(1);
		expect(mails[0]?.text).toContain(`/form/napravlenie?case=${String(found.id)}`);
		expect(mails[0]?.html).not.toContain('<script>');
	});

	it('is routed by the curator in a browser, who sees the words as text', async () => {
		const curator = await stand.person(CURATOR);
		await curator.openForm('napravlenie', { case: Number(found.id) });
		await curator.submit();
		await curator.sees(/<script>alert\(1\)<\/script> \{\{ \$env \}\} \$&/u);
		await curator.field('Важность').selectOption({ label: 'Высокая' });
		await curator.field('Исполнитель').selectOption({ label: EXECUTOR_LABEL });
		await curator.submit();
		await curator.sees(`Дело № ${String(found.id)}: записано`);
		expect(await caseNow()).toMatchObject({ status: 'routed', importance: 'high', executor: EXECUTOR, nextDueWhat: 'reply', version: 2 });
	});

	it('is refused to somebody whose case it is not', async () => {
		const other = await stand.person('soc@palana.example');
		await other.openForm('proekt-otveta', { case: Number(found.id) });
		await other.submit();
		await other.field('Текст ответа').fill(REPLY);
		await other.submit();
		expect(await caseNow()).toMatchObject({ status: 'routed', version: 2 });
	});

	it('is answered in draft by its executor', async () => {
		const executor = await stand.person(EXECUTOR);
		await executor.openForm('proekt-otveta', { case: Number(found.id) });
		await executor.submit();
		await executor.field('Текст ответа').fill(REPLY);
		await executor.submit();
		await executor.sees('Текст отправлен куратору на согласование');
		expect(await caseNow()).toMatchObject({ status: 'approval', draftText: REPLY, draftedBy: EXECUTOR });
	});

	it('is approved by the curator and published once in the thread it was written in', async () => {
		const curator = await stand.person(CURATOR);
		await curator.openForm('soglasovanie', { case: Number(found.id) });
		await curator.submit();
		await curator.submit();
		await curator.sees('сейчас публикуется');
		const answered = await stand.row('cases', 'the reply is published', (row) => row.id === found.id && row.status === 'answered', 150_000);
		const published = await stand.see<Publication[]>('publications');
		expect(published).toHaveLength(1);
		expect(published[0]?.text).toBe(REPLY);
		expect(found.url).toContain(`reply=${String(published[0]?.replyTo)}`);
		expect(answered.replyUrl).toMatch(/^https:\/\/vk\.com\/wall-\d+_\d+\?reply=\d+/u);
	});

	it('leaves a complete journal', async () => {
		// The row is written first, its entry a moment later.
		await stand.row('journal', 'the publication is in the journal', (row) => row.caseId === found.id && row.event === 'published');
		expect(await eventsOf(stand, Number(found.id))).toEqual(['register', 'route', 'draft', 'approve', 'startPublishing', 'published']);
	});

	it('becomes a row to learn from, in a file only the curator and the officer get', async () => {
		const curator = await stand.person(CURATOR);
		const page = await curator.openForm('doobuchenie');
		const download = page.waitForEvent('download', { timeout: 60_000 });
		await curator.submit();
		const lines = readFileSync(await (await download).path(), 'utf8').split('\n');
		expect(lines[0]).toBe('group\ttopic\ttext');
		expect(lines.filter((line) => line.includes('на чубарова 7 во дворе яма'))).toHaveLength(1);

		const other = await stand.person('soc@palana.example');
		await other.openForm('doobuchenie');
		await other.submit();
		await other.sees('Выгрузка недоступна');
	});

	it('cannot be stepped twice: the stale link says where the case stands', async () => {
		const curator = await stand.person(CURATOR);
		await curator.openForm('napravlenie', { case: Number(found.id) });
		await curator.submit();
		await curator.sees('этот шаг сейчас не нужен');
	});
});

describe('a message found by hand', () => {
	it('goes the same way, and a second entry of it names the case', async () => {
		const curator = await stand.person(CURATOR);
		await curator.openForm('novoe-soobschenie');
		await curator.submit();
		await curator.sees('Сообщение не записано');
		for (const said of ['Сообщение в реестре', 'Это сообщение уже есть: дело №']) {
			await curator.openForm('novoe-soobschenie');
			// The network is known by the link.
			await curator.field('Ссылка на сообщение').fill('https://ok.ru/group/1/topic/77');
			await curator.field('Текст сообщения').fill('на бекерева 5 третий день нет горячей воды');
			await picture(curator, '03-manual');
			await curator.submit();
			await curator.sees(said);
			await curator.sees(/дело № \d+/iu);
			expect(await curator.page.getByRole('link', { name: 'Внести ещё одно сообщение' }).getAttribute('href')).toBe('../form/novoe-soobschenie');
			await picture(curator, `03-${said.startsWith('Это') ? 'known' : 'done'}`);
		}
		const rows = (await stand.desk.api.rows('cases')).filter((row) => row.network === 'ok');
		expect(rows).toHaveLength(1);
		expect(rows[0]).toMatchObject({ foundBy: 'manual', street: 'ул. Бекерева, 5' });
	});
});

describe('a new local day off', () => {
	it('moves the terms of open cases, and the journal says what they were', async () => {
		const before = (await stand.desk.api.rows('cases')).find((row) => row.network === 'ok') as Row;
		const dayOff = nextWorkingDay(new Date(String(before.detectedAt)));
		await stand.desk.api.insertRows('calendar_days', [{ date: dayOff, type: 'holiday', title: 'День посёлка', basis: 'Распоряжение стенда № 2' }]);
		expect(await stand.desk.api.runWorkflow(RECALCULATION, 'Пересчитать сейчас')).toMatchObject({ status: 'success' });
		const after = await caseRow(stand, Number(before.id));
		expect(String(after.replyBy) > String(before.replyBy)).toBe(true);
		expect(after.deadlineReason).toContain('День посёлка');
		const entry = (await stand.desk.api.rows('journal', [{ columnName: 'caseId', condition: 'eq', value: before.id }])).find((row) => row.event === 'recalculate');
		expect(JSON.parse(String(entry?.changes))).toMatchObject({ replyBy: [before.replyBy, after.replyBy] });
		expect(entry?.remark).toContain('Сроки пересчитаны');

		expect(await stand.desk.api.runWorkflow(RECALCULATION, 'Пересчитать сейчас')).toMatchObject({ status: 'success' });
		expect((await caseRow(stand, Number(before.id))).version).toBe(after.version);
	});
});

describe('an overdue case', () => {
	it('gives one mail a person, and none at the next run of the same day', async () => {
		await workToday(stand);
		const late = (await stand.desk.api.rows('cases')).find((row) => row.network === 'ok') as Row;
		const lastWeek = new Date(Date.now() - 10 * 86_400_000).toISOString();
		await stand.desk.api.updateRows('cases', 'id', late.id, { routeBy: lastWeek, replyBy: lastWeek, nextDueAt: lastWeek });
		const before = (await mailsTo(stand, CURATOR)).filter((mail) => /Сроки/u.test(mail.subject)).length;
		for (let time = 0; time < 2; time += 1) expect(await stand.desk.api.runWorkflow(CONTROL, 'В начале дня и после обеда')).toMatchObject({ status: 'success' });
		const digests = (await mailsTo(stand, CURATOR)).filter((mail) => /Сроки/u.test(mail.subject)).slice(before);
		expect(digests).toHaveLength(1);
		expect(digests[0]?.text).toMatch(new RegExp(`ПРОСРОЧЕНО[\\s\\S]*Дело № ${String(late.id)}`, 'u'));
	});
});
