import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { DateTime } from 'luxon';

import type { Attachment } from '../../core/media/types';
import type { Row } from '../../scripts/api';
import { WHOLE, caseRow, stepAs } from './support/byApi';
import { deskForAll } from './support/desk';
import { png } from './support/files';
import type { Person } from './support/people';
import { picture } from './support/pictures';
import { CURATOR, EXECUTOR as ABSENT } from './support/staff';
import { reached } from './support/steps';
import { eventsOf, type Publication } from './support/waiting';

const SUBSTITUTE = 'soc@palana.example';
const AUTHOR = 'Полина Рябинина';
const QUESTION = 'на обухова у дома 12 второй месяц не горит фонарь, дети идут из школы в темноте';
const INTERIM = 'Здравствуйте! Фонарь на Обухова, 12 осмотрели: сгорел провод, новый заказали.';
const BEFORE = png('Фонарь до ремонта.png', 240, [200, 120, 40]);
const AFTER = png('..\\..\\фонарь\u202Egnp.exe', 240, [40, 160, 80]);

const stand = deskForAll();
let first: number;
let second: number;

/** A resident's message, registered; the row. */
async function written(text: string, author = AUTHOR): Promise<Row> {
	await stand.sandbox('incidents', [{ author: { name: author }, text }]);
	await stand.pollNow();
	return stand.row('cases', `«${text}» is registered`, (row) => String(row.text) === text);
}

/** The form of a case, opened by somebody. */
async function open(email: string, path: 'napravlenie' | 'proekt-otveta' | 'soglasovanie', id: number): Promise<Person> {
	const person = await stand.person(email);
	await person.openForm(path, { case: id });
	await person.submit();
	// Every page of the road can be read and filled with a screen reader.
	expect(await person.barriers()).toEqual([]);
	return person;
}

const attach = async (person: Person, ...files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> => person.page.locator('input[type=file]').setInputFiles(files);

/** Pictures on the page that the browser really got, and those that it did not. */
const pictures = (person: Person): Promise<boolean[]> =>
	person.page.locator('div.html img').evaluateAll(async (images) =>
		Promise.all(
			images.map(async (image) => {
				const shown = image as unknown as { complete: boolean; naturalWidth: number; decode(): Promise<void> };
				await shown.decode().catch(() => undefined);
				return shown.naturalWidth > 0;
			}),
		),
	);

const published = async (id: number): Promise<Publication[]> => {
	const { replyUrl, interimUrl } = await caseRow(stand, id);
	const all = await stand.see<(Publication & { url?: string })[]>('publications');
	return all.filter((one) => [replyUrl, interimUrl].some((url) => url && String(url).includes(`reply=${String((one as { id?: number }).id)}`)));
};

const attachmentsOf = (row: Row): Attachment[] => JSON.parse(String(row.draftAttachments || '[]')) as Attachment[];
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
/** Of the files of a case; in queue mode all processes share one folder of their own. */
const folderOf = (id: number): string => join(stand.desk.setup.env?.['N8N_RESTRICT_FILE_ACCESS_TO'] ?? join(stand.home.userFolder, 'files'), 'incident-desk', String(id));
const filesOnDisk = (id: number): string[] => {
	const folder = folderOf(id);
	return existsSync(folder) ? readdirSync(folder).sort() : [];
};

describe('the long road of one question', () => {
	it('the curator corrects the topic; its executor is away, so the substitute gets the case', async () => {
		const today = DateTime.now().setZone('Asia/Kamchatka');
		await stand.desk.api.insertRows('absences', [{ official: ABSENT, fromDate: today.minus({ days: 1 }).toISODate(), toDate: today.plus({ days: 14 }).toISODate(), reason: 'leave', substitute: SUBSTITUTE, actReference: 'Распоряжение стенда № 3' }]);
		first = Number((await written(QUESTION)).id);
		const curator = await open(CURATOR, 'napravlenie', first);
		await picture(curator, '06-routing');
		await curator.field('Тема').selectOption({ label: 'Благоустройство — Неисправные фонари освещения' });
		await curator.submit();
		await curator.sees(`Дело № ${String(first)}: записано`);
		expect(await caseRow(stand, first)).toMatchObject({ status: 'routed', topicGroup: 'Благоустройство', topic: 'Неисправные фонари освещения', executor: SUBSTITUTE, substituteFor: 'Стланикова Мария Петровна', absenceReason: 'leave' });
	});

	it('an interim draft without substance is shown again with its text and its photo', async () => {
		const executor = await open(SUBSTITUTE, 'proekt-otveta', first);
		await picture(executor, '07-draft');
		await executor.field('Вид ответа').selectOption({ label: 'Промежуточный ответ' });
		await executor.field('Текст ответа').fill('Здравствуйте, <Полина>! Спасибо за сообщение.');
		await attach(executor, BEFORE);
		await executor.submit();
		await executor.sees('В тексте нет ответа по существу');
		await picture(executor, '07-draft-again');
		expect(await executor.barriers()).toEqual([]);
		expect(await executor.field('Текст ответа').inputValue()).toBe('Здравствуйте, <Полина>! Спасибо за сообщение.');
		expect(await executor.field(/Фонарь до ремонта\.png/u).isChecked()).toBe(true);
		expect(filesOnDisk(first)).toEqual([`${sha256(BEFORE.buffer)}.png`]);
		expect(await caseRow(stand, first)).toMatchObject({ status: 'routed', draftAttachments: '' });

		await executor.field('Текст ответа').fill(INTERIM);
		await executor.submit();
		await executor.sees('отправлен куратору на согласование');
		const row = await caseRow(stand, first);
		expect(row).toMatchObject({ status: 'approval', draftKind: 'interim', draftText: INTERIM, draftedBy: SUBSTITUTE });
		expect(attachmentsOf(row)).toEqual([{ name: 'Фонарь до ремонта.png', mime: 'image/png', bytes: BEFORE.buffer.length, sha256: sha256(BEFORE.buffer), file: `${first}/${sha256(BEFORE.buffer)}.png` }]);
	});

	it('the curator sees the photo and returns the draft with a remark', async () => {
		const curator = await open(CURATOR, 'soglasovanie', first);
		expect(await pictures(curator)).toEqual([true]);
		await picture(curator, '08-approval');
		await curator.field('Решение').selectOption({ label: 'Вернуть исполнителю' });
		await curator.submit();
		await curator.sees('Ответ возвращается без замечания');
		await curator.field(/Замечание исполнителю/u).fill('Добавьте, когда привезут провод.');
		await curator.submit();
		await curator.sees('Решение записано');
		expect(await caseRow(stand, first)).toMatchObject({ status: 'returned', returnRemark: 'Добавьте, когда привезут провод.' });
	});

	it('the returned draft keeps its photo; a program is refused, a second photo taken, its hostile name made harmless', async () => {
		const executor = await open(SUBSTITUTE, 'proekt-otveta', first);
		await executor.sees('Добавьте, когда привезут провод.');
		expect(await pictures(executor)).toEqual([true]);
		await executor.field('Текст ответа').fill(`${INTERIM} Провод привезут к 1 декабря.`);
		await attach(executor, { name: 'план.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('MZ\u0000\u0000 это программа, а не фото') });
		await executor.submit();
		await executor.sees(/Файл «план\.jpg» не принят: программа/u);
		expect(await executor.field('Текст ответа').inputValue()).toContain('Провод привезут');
		await attach(executor, AFTER);
		await executor.submit();
		await executor.sees('отправлен куратору на согласование');
		expect(attachmentsOf(await caseRow(stand, first)).map(({ name }) => name)).toEqual(['Фонарь до ремонта.png', 'фонарьgnp.exe.png']);
	});

	it('the curator drops one photo and approves; the interim reply is published with the other and starts 7 working days', async () => {
		const curator = await open(CURATOR, 'soglasovanie', first);
		expect(await pictures(curator)).toEqual([true, true]);
		await curator.field(/фонарьgnp\.exe\.png/u).uncheck();
		await curator.submit();
		await curator.sees('сейчас публикуется');
		const row = await stand.row('cases', 'the interim reply is published', (one) => one.id === first && one.status === 'interim', 150_000);
		expect(row).toMatchObject({ draftText: '', draftAttachments: '', nextDueWhat: 'final' });
		expect(String(row.finalBy) > String(row.interimAt)).toBe(true);
		const [reply] = await published(first);
		expect(reply?.text).toBe(`${INTERIM} Провод привезут к 1 декабря.`);
		expect((reply as Publication & { attachments?: string[] }).attachments).toHaveLength(1);
	});

	it('the final reply is made from a template, whose blanks must be filled', async () => {
		const executor = await open(SUBSTITUTE, 'proekt-otveta', first);
		expect(await executor.page.locator('select').first().locator('option').allInnerTexts()).not.toContain('Промежуточный ответ');
		await executor.field('Вставить образец').selectOption({ label: 'Окончательный: Освещение улицы' });
		await executor.submit();
		await executor.sees('Образец вставлен, ответ ещё не отправлен');
		const offered = await executor.field('Текст ответа').inputValue();
		expect(offered).toContain(`Здравствуйте, ${AUTHOR}!`);
		expect(offered).toMatch(/Палана, ул\. Обухова/u);
		await picture(executor, '07-draft-template');
		await executor.submit();
		await executor.sees(/остались незаполненные места/u);
		await executor.field('Текст ответа').fill(offered.replace(/\[[^\]]+\]/gu, '24 ноября'));
		await executor.submit();
		await executor.sees('отправлен куратору на согласование');
		const curator = await open(CURATOR, 'soglasovanie', first);
		await curator.submit();
		await curator.sees('сейчас публикуется');
		await stand.row('cases', 'the case is answered', (one) => one.id === first && one.status === 'answered', 150_000);
		expect(await eventsOf(stand, first)).toEqual(['register', 'route', 'draft', 'return', 'draft', 'approve', 'startPublishing', 'published', 'draft', 'approve', 'startPublishing', 'published']);
	});

	it('the author writes again: the repeat is linked, shows the earlier reply, and is not answered without measures', async () => {
		const row = await written('опять погас тот же фонарь на обухова у 12 дома, вы же писали что починили! вечером ничего не видно, темнота');
		second = Number(row.id);
		expect(row).toMatchObject({ repeatOf: first, repeatKind: 'sameAuthor' });
		await stepAs(stand, CURATOR, 'route', second, { topicGroup: 'Благоустройство', recipient: 'zam.zhkh@palana.example', executor: SUBSTITUTE });
		const executor = await open(SUBSTITUTE, 'proekt-otveta', second);
		await executor.sees(`Повторное сообщение: дело № ${first}`);
		await executor.sees('Прежний ответ:');
		await picture(executor, '07-draft-repeat');
		await executor.field('Текст ответа').fill('Здравствуйте! По фонарю на Обухова вопрос нам известен давно.');
		await executor.submit();
		await executor.sees(/нет ни мер, ни хода решения вопроса/u);
		await executor.field('Текст ответа').fill('Здравствуйте! Провод на Обухова, 12 снова заменили 24 ноября, линию проверит электрик.');
		await executor.submit();
		await executor.sees('отправлен куратору на согласование');
		const curator = await open(CURATOR, 'soglasovanie', second);
		await curator.sees(/меры или ход решения названы/u);
		await curator.submit();
		await stand.row('cases', 'the repeat is answered', (one) => one.id === second && one.status === 'answered', 150_000);
	});
});

describe('files of a reply', () => {
	it('that are gone from the disk stop the publication, and the curator is told', async () => {
		const id = Number((await written('на чубарова 3 во дворе не убрали снег, проверка файлов', 'Тихон Ольхов')).id);
		await stepAs(stand, CURATOR, 'route', id, { topicGroup: 'Благоустройство', recipient: 'zam.zhkh@palana.example', executor: SUBSTITUTE });
		const executor = await open(SUBSTITUTE, 'proekt-otveta', id);
		await executor.field('Текст ответа').fill('Здравствуйте! Двор на Чубарова, 3 очистили от снега 24 ноября.');
		await attach(executor, BEFORE);
		await executor.submit();
		await executor.sees('отправлен куратору на согласование');
		const curator = await open(CURATOR, 'soglasovanie', id);
		const address = (await curator.page.locator('div.html img').first().getAttribute('src')) ?? '';
		for (const name of filesOnDisk(id)) rmSync(join(folderOf(id), name));
		await curator.submit();
		const row = await stand.row('cases', 'the case is back with the reason', (one) => one.id === id && one.status === 'approved' && one.publishError !== '', 150_000);
		expect(row.publishError).toMatch(/Фонарь до ремонта\.png.*нет на диске сервера/u);
		expect(row.replyUrl).toBe('');
		expect((await stand.see<Publication[]>('publications')).filter(({ text }) => text.includes('Чубарова, 3 очистили'))).toEqual([]);
		// The key still lives, its file does not; a guessed key never did.
		const key = new URL(address, `${stand.desk.n8n.url}/form-waiting/1`);
		expect((await fetch(key)).status).toBe(404);
		key.searchParams.set('k', 'guessed');
		expect((await fetch(key)).status).toBe(404);
	});
});

describe('the rest of the procedure', () => {
	it('a clarification is asked, the author answers, a refused publication goes by hand, a case is taken up again', async () => {
		const id = Number((await written('у нас опять темно, сделайте что-нибудь', 'Марфа Ивнякова')).id);
		await stepAs(stand, CURATOR, 'route', id, { topicGroup: 'Благоустройство', recipient: 'zam.zhkh@palana.example', executor: SUBSTITUTE });
		await stepAs(stand, CURATOR, 'reassign', id, { executor: 'zhkh@palana.example' });
		await stepAs(stand, 'zhkh@palana.example', 'draft', id, { draftKind: 'clarification', draftText: 'Здравствуйте! Напишите, пожалуйста, улицу и номер дома, где нет света.', draftAttachments: '' });
		await stepAs(stand, CURATOR, 'approve', id);
		await stand.row('cases', 'the question is asked', (one) => one.id === id && one.status === 'clarification', 150_000);
		await stepAs(stand, CURATOR, 'authorReplied', id, { authorText: 'улица Беккерева, дом 9' });
		await stepAs(stand, 'zhkh@palana.example', 'draft', id, { draftKind: 'final', draftText: 'Здравствуйте! Свет на Беккерева, 9 включили 24 ноября.', draftAttachments: '' });
		await stand.sandbox('faults', [{ where: 'vk.wall.createComment', kind: 'vk-error', code: 15 }]);
		await stepAs(stand, CURATOR, 'approve', id);
		await stand.row('cases', 'the network refused', (one) => one.id === id && one.status === 'approved' && one.publishError !== '', 150_000);
		const curator = await open(CURATOR, 'soglasovanie', id);
		await picture(curator, '08-by-hand');
		await curator.field('Ссылка на опубликованный ответ').fill('https://vk.com/wall-77000001_1002?reply=999');
		await curator.submit();
		await stand.row('cases', 'it is answered by hand', (one) => one.id === id && one.status === 'answered');
		await stepAs(stand, CURATOR, 'reopen', id, { remark: 'Житель пишет, что света снова нет.' });
	});

	it('an excluded message is restored; another is closed with its ground', async () => {
		const id = Number((await written('сколько можно терпеть эту помойку, идиоты вы все, убью вас', 'Прокоп Ерников')).id);
		if ((await caseRow(stand, id)).status !== 'excluded') await stepAs(stand, CURATOR, 'exclude', id, { exclusionGround: 'threat' });
		await stepAs(stand, CURATOR, 'restore', id, { remark: 'Угроза не подтвердилась, вопрос о мусоре по существу.' });
		const curator = await open(CURATOR, 'napravlenie', id);
		await curator.field('Решение').selectOption({ label: 'Закрыть без ответа' });
		await curator.field(/Пояснение/u).fill('Передано участковому, житель уведомлён по телефону.');
		await curator.submit();
		expect(await caseRow(stand, id)).toMatchObject({ status: 'closed', closeGround: 'Передано участковому, житель уведомлён по телефону.' });
		// In years: the resident leaves the register, the journal stays.
		await stepAs(stand, '', 'anonymise', id, { remark: 'Срок хранения прошёл' });
		expect((await caseRow(stand, id)).authorName).not.toContain('Ерников');
	});

	it('reached every status and every clause that a step stands on', async () => {
		const { statuses, clauses } = await reached(stand);
		expect(statuses).toEqual(WHOLE.statuses);
		expect(clauses).toEqual(WHOLE.clauses);
	});
});
