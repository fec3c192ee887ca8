import { ALL_STATUSES } from '../../core/cases/statuses';
import { ALL_EVENTS, TRANSITIONS } from '../../core/cases/transitions';
import type { Row } from '../../scripts/api';
import { caseRow } from './support/byApi';
import { deskForAll } from './support/desk';
import { picture as pictureOf } from './support/pictures';
import { CURATOR, EXECUTOR as ROADS, HEAD, OFFICER } from './support/staff';
import { Steps, reached } from './support/steps';
import { RECALCULATION, eventsOf, mailsTo, nextWorkingDay, sendNotices, today } from './support/waiting';

const DEPUTY = 'zam.zhkh@palana.example';
const HOUSING = 'zhkh@palana.example';
const SOCIAL = 'soc@palana.example';
const HANDOVER = 'incidentDesk0020';
const NAMES = { roads: 'Стланикова Мария Петровна', housing: 'Морошкин Денис Викторович', social: 'Голубикина Ольга Юрьевна', curator: 'Тундрова Ирина Олеговна' };
const label = (name: string, email: string): string => `${name} (${email})`;

/** Steps that no person makes here: collecting sees a changed source, and the time of keeping runs out. */
const BY_ITSELF: ReadonlySet<string> = new Set(['sourceChanged', 'anonymise']);

/** Windows that a resident's words opened: there must be none. */
const dialogs: string[] = [];
const HOSTILE = `во дворе на чубарова 7 яма <script>alert(1)</script> {{ $env }} $& =HYPERLINK("x") \u202Eзадом ${'а'.repeat(60_000)}`;
const REPLY = 'Здравствуйте! Яму на Чубарова, 7 засыплем до 30 ноября, щебень уже завезли.';

const stand = deskForAll();
const steps = new Steps(stand);
let road: number;
let rude: number;

beforeAll(async () => {
	for (const email of [CURATOR, HEAD, DEPUTY, ROADS, HOUSING, SOCIAL]) {
		(await stand.person(email)).page.on('dialog', (dialog) => {
			dialogs.push(dialog.message());
			void dialog.dismiss();
		});
	}
}, 900_000);

const caseOf = async (id: number): Promise<Row> => caseRow(stand, id);
const inStatus = async (id: number, status: string): Promise<Row> => stand.row('cases', `case ${id} is ${status}`, (row) => row.id === id && row.status === status, 150_000);

const picture = async (email: string, name: string): Promise<void> => pictureOf(await stand.person(email), name);

/** No page may be wider than a phone: nothing is cut off, nothing scrolls sideways. */
async function fitsPhone(email: string): Promise<void> {
	const { page } = await stand.person(email);
	await page.setViewportSize({ width: 390, height: 844 });
	expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
	await page.setViewportSize({ width: 1280, height: 900 });
}

async function register(text: string): Promise<number> {
	await stand.sandbox('incidents', [{ author: { name: 'Житель <b>Пробный</b>' }, text }]);
	await stand.pollNow();
	return Number((await stand.row('cases', 'the message is registered', (row) => String(row.text).startsWith(text.slice(0, 30)))).id);
}

/** A draft of a kind, approved: publication follows by itself. */
async function answer(email: string, id: number, kind: string, text: string): Promise<void> {
	await steps.form(email, 'proekt-otveta', id, { 'Вид ответа': kind, 'Текст ответа': text });
	await inStatus(id, 'approval');
	await steps.form(CURATOR, 'soglasovanie', id);
}

describe('«Мои дела»', () => {
	it('shows the curator what waits for him, with a resident’s hostile words as plain text', async () => {
		road = await register(HOSTILE);
		const text = await steps.inbox(CURATOR);
		expect(text).toContain(`Дело № ${road}`);
		expect(text).toContain('<script>alert(1)</script> {{ $env }} $& =HYPERLINK("x") задом');
		expect(text).toMatch(/Остал(?:ся|ось) .*рабоч|Срок сегодня/u);
		const { page } = await stand.person(CURATOR);
		// A restored stand has older cases, and they stand in front.
		const links = await page.locator('a.do').evaluateAll((all) => all.map((one) => (one as unknown as { href: string }).href));
		expect(links.filter((href) => Number(new URL(href).searchParams.get('case')) >= road)).toEqual([`${stand.desk.n8n.url}/form/napravlenie?case=${road}`]);
		await fitsPhone(CURATOR);
		expect(await (await stand.person(CURATOR)).barriers()).toEqual([]);
		await picture(CURATOR, 'moi-dela-kurator');
	});

	it('leads to the next step by one click', async () => {
		const curator = await stand.person(CURATOR);
		await curator.page.locator(`a.do[href$="case=${road}"]`).click();
		const page = await curator.arrive();
		expect(await page.getByLabel('Номер дела').inputValue()).toBe(String(road));
	});

	it('tells somebody who is not among the officials what to do', async () => {
		await stand.desk.api.createUsers([{ email: 'gost@palana.example', firstName: 'Гость', lastName: 'Пробный', password: stand.desk.password }]);
		const guest = await stand.person('gost@palana.example');
		await guest.openForm('moi-dela');
		await guest.submit();
		await guest.sees('gost@palana.example нет среди действующих должностных лиц');
		await guest.sees(/Попросите ИТ-специалиста/u);
	});
});

describe('«Направление»', () => {
	it('routes with what the curator corrected, and the journal keeps both', async () => {
		const before = await caseOf(road);
		const curator = await stand.person(CURATOR);
		await curator.openForm('napravlenie', { case: road });
		await curator.submit();
		await fitsPhone(CURATOR);
		expect(await curator.barriers()).toEqual([]);
		await picture(CURATOR, 'napravlenie');
		await curator.fill({ Тема: 'Благоустройство', Важность: 'Высокая', Исполнитель: label(NAMES.roads, ROADS) });
		await curator.submit();
		await curator.sees(`Дело № ${road}: записано`);
		await fitsPhone(CURATOR);
		expect(await caseOf(road)).toMatchObject({ status: 'routed', topicGroup: 'Благоустройство', topic: '', importance: 'high', executor: ROADS });
		const [entry] = (await stand.desk.api.rows('journal', [{ columnName: 'caseId', condition: 'eq', value: road }])).filter((row) => row.event === 'route');
		expect(JSON.parse(String(entry?.changes))).toMatchObject(before.topicGroup === 'Благоустройство' ? { importance: [before.importance, 'high'] } : { topicGroup: [before.topicGroup, 'Благоустройство'] });
	});

	it('the executor finds the case in his list', async () => {
		expect(await steps.inbox(ROADS)).toMatch(new RegExp(`Дело № ${road}[\\s\\S]*Подготовьте проект ответа`, 'u'));
		await picture(ROADS, 'moi-dela-ispolnitel');
	});
});

describe('«Отсутствия»', () => {
	it('without an act loses nothing that was typed, and with it hands the cases over at once, the term untouched', async () => {
		const before = await caseOf(road);
		const curator = await stand.person(CURATOR);
		await curator.openForm('otsutstviya');
		await curator.submit();
		await curator.fill({ 'Что сделать': 'Внести новое отсутствие' });
		await picture(CURATOR, 'otsutstviya');
		await curator.submit();
		await curator.fill({ 'Кто отсутствует': label(NAMES.roads, ROADS), Причина: 'Болезнь', 'Первый день отсутствия': today(), 'Кто замещает': label(NAMES.housing, HOUSING) });
		await fitsPhone(CURATOR);
		expect(await curator.barriers()).toEqual([]);
		await picture(CURATOR, 'otsutstvie-novoe');
		await curator.submit();
		await curator.sees('Замещающий назван, а номера или даты локального акта нет');
		await picture(CURATOR, 'otsutstvie-oshibka');
		expect(await curator.field('Кто замещает').inputValue()).toBe(label(NAMES.housing, HOUSING));
		expect(await curator.field('Первый день отсутствия').inputValue()).toBe(today());
		await curator.fill({ 'Номер акта о замещении': '31-р', 'Дата акта': today() });
		await curator.submit();
		await curator.sees('Передано дел: 1');
		await fitsPhone(CURATOR);
		await picture(CURATOR, 'otsutstvie-gotovo');

		const [absence] = await stand.desk.api.rows('absences');
		expect(absence).toMatchObject({ official: ROADS, substitute: HOUSING, reason: 'illness', toDate: '', enteredBy: CURATOR, actReference: expect.stringContaining('31-р') });
		expect(await caseOf(road)).toMatchObject({ status: 'routed', executor: HOUSING, substituteFor: NAMES.roads, absenceReason: 'illness', replyBy: before.replyBy, nextDueAt: before.nextDueAt });
		expect(await eventsOf(stand, road)).toEqual(['register', 'route', 'reassign']);
	});

	it('tells the substitute by mail and in his list; the absent one sees who has his case', async () => {
		await sendNotices(stand);
		expect((await mailsTo(stand, HOUSING)).at(-1)?.subject).toContain(`№ ${road}`);
		expect(await steps.inbox(HOUSING)).toMatch(new RegExp(`Дело № ${road}[\\s\\S]*Вместо: ${NAMES.roads}`, 'u'));
		expect(await steps.inbox(ROADS)).toMatch(new RegExp(`В работе у других[\\s\\S]*Дело № ${road}[\\s\\S]*${NAMES.housing}`, 'u'));
	});

	it('lets an executor tell of himself only', async () => {
		const social = await stand.person(SOCIAL);
		await social.openForm('otsutstviya');
		await social.submit();
		await social.submit();
		expect(await social.field('Кто отсутствует').locator('option').allInnerTexts()).toEqual([expect.stringContaining('Select'), label(NAMES.social, SOCIAL)]);
	});

	it('the daily run finds nothing more to hand over, and with nobody left gives the case to the curator', async () => {
		expect(await stand.desk.api.runWorkflow(HANDOVER, 'Передать сейчас')).toMatchObject({ status: 'success' });
		expect((await caseOf(road)).version).toBe(3);
		await stand.desk.api.insertRows('absences', [HOUSING, SOCIAL].map((official) => ({ official, fromDate: today(), toDate: '', reason: 'trip', substitute: '', actReference: '' })));
		expect(await stand.desk.api.runWorkflow(HANDOVER, 'Передать сейчас')).toMatchObject({ status: 'success' });
		const moved = await caseOf(road);
		expect(moved).toMatchObject({ executor: CURATOR, status: 'routed' });
		expect(moved.assignmentReason).toContain('исполнителя нет, дело остаётся у куратора');
	});

	it('ended or cancelled, gives nothing back by itself', async () => {
		const absences = await stand.desk.api.rows('absences');
		const officer = await stand.person(OFFICER);
		for (const official of [NAMES.housing, NAMES.social]) {
			await officer.openForm('otsutstviya');
			await officer.submit();
			const options = await officer.field('Что сделать').locator('option').allInnerTexts();
			await officer.fill({ 'Что сделать': options.find((one) => one.startsWith(official)) ?? '' });
			await officer.submit();
			await officer.fill({ 'Что сделать': 'Отменить: внесено по ошибке' });
			await picture(OFFICER, 'otsutstvie-izmenit');
			await officer.submit();
			await officer.sees('отменена');
		}
		expect((await stand.desk.api.rows('absences')).map((row) => [row.official, row.cancelled === true, row.changedBy ?? ''])).toEqual([
			[ROADS, false, ''],
			[HOUSING, true, OFFICER],
			[SOCIAL, true, OFFICER],
		]);
		expect(absences).toHaveLength(3);
		expect((await caseOf(road)).executor).toBe(CURATOR);
	});
});

describe('«Действия по делу»', () => {
	it('hand a case over to somebody who is there, and refuse an absent one with everything kept', async () => {
		const curator = await stand.person(CURATOR);
		await curator.openForm('deystvie', { case: road });
		await curator.submit();
		await curator.sees('История дела');
		expect(await curator.page.locator('pre').first().innerText()).toContain('<script>alert(1)</script> {{ $env }} $& =HYPERLINK("x") задом');
		await fitsPhone(CURATOR);
		expect(await curator.barriers()).toEqual([]);
		await picture(CURATOR, 'deystvie-delo');
		await curator.fill({ 'Что сделать': 'Передать дело другому исполнителю' });
		await curator.submit();
		await curator.fill({ 'Новый исполнитель': label(NAMES.roads, ROADS), 'Почему передаёте': 'знает этот двор' });
		await curator.submit();
		await curator.sees('Стланикова Мария Петровна отсутствует (болезнь)');
		expect(await curator.field('Почему передаёте').inputValue()).toBe('знает этот двор');
		await picture(CURATOR, 'deystvie-peredat');
		await curator.fill({ 'Новый исполнитель': label(NAMES.housing, HOUSING) });
		await curator.submit();
		await curator.sees(`Дело № ${road}: записано`);
		await picture(CURATOR, 'deystvie-gotovo');
		expect(await caseOf(road)).toMatchObject({ executor: HOUSING, executorName: NAMES.housing, substituteFor: '', assignmentReason: expect.stringContaining('знает этот двор') });
	});

	it('offer a person only what is his: an executor may look, and change nothing', async () => {
		const social = await stand.person(SOCIAL);
		await social.openForm('deystvie', { case: road });
		await social.submit();
		await social.sees('Других действий по этому делу у вас сейчас нет');
		expect(await social.page.getByLabel('Что сделать').count()).toBe(0);
		await picture(SOCIAL, 'deystvie-smotret');
	});

	it('record the author’s answer to a question, and the case goes on', async () => {
		await answer(HOUSING, road, 'Запрос уточнения', 'Здравствуйте! Уточните, пожалуйста, с какой стороны дома яма?');
		await inStatus(road, 'clarification');
		await steps.act(HOUSING, road, 'Записать, что автор ответил на уточнение', { 'Что написал автор': 'со стороны второго подъезда <img src=x onerror=alert(2)>' });
		const row = await inStatus(road, 'routed');
		expect(row.text).toContain('со стороны второго подъезда <img');
	});

	it('take back an approved reply that the network refused', async () => {
		await stand.sandbox('faults', [{ where: 'vk.wall.createComment', kind: 'vk-error', code: 15 }]);
		await answer(HOUSING, road, 'Промежуточный ответ', REPLY);
		await stand.row('cases', 'the refusal is on the case', (one) => one.id === road && one.status === 'approved' && one.publishError !== '', 150_000);
		expect(await steps.inbox(CURATOR)).toContain('Согласовано, опубликуйте вручную');
		await picture(CURATOR, 'moi-dela-vruchnuyu');
		await steps.act(CURATOR, road, 'Отозвать согласованный ответ и вернуть исполнителю', { 'Что исправить': 'Сеть отказала, попробуем позже' });
		expect(await inStatus(road, 'returned')).toMatchObject({ returnRemark: 'Сеть отказала, попробуем позже' });
		expect(await steps.inbox(HOUSING)).toContain('Замечание: Сеть отказала');
	});

	it('two people at once: one step is made, the other is told what happened meanwhile', async () => {
		const [curator, head] = [await stand.person(CURATOR), await stand.person(HEAD)];
		for (const one of [curator, head]) {
			await one.openForm('deystvie', { case: road });
			await one.submit();
			await one.fill({ 'Что сделать': 'Исправить тему, место, важность или срок' });
			await one.submit();
		}
		await picture(HEAD, 'deystvie-ispravit');
		await curator.fill({ Важность: 'Критическая' });
		await head.fill({ Важность: 'Низкая' });
		await Promise.all([curator.submit(), head.submit()]);
		const pages = [await curator.page.locator('body').innerText(), await head.page.locator('body').innerText()];
		expect(pages.filter((text) => text.includes('записано') && !text.includes('не записан'))).toHaveLength(1);
		expect(pages.filter((text) => /Ваш шаг не записан[\s\S]*Последний шаг: Исправление разбора куратором/u.test(text))).toHaveLength(1);
		expect((await eventsOf(stand, road)).filter((event) => event === 'correct')).toHaveLength(1);
		await picture((pages[0] ?? '').includes('не записан') ? CURATOR : HEAD, 'delo-izmenili');
	});

	it('carry the case on to its end, and open it again', async () => {
		await answer(HOUSING, road, 'Промежуточный ответ', REPLY);
		await inStatus(road, 'interim');
		await answer(HOUSING, road, 'Окончательный ответ', 'Здравствуйте! Яму у второго подъезда засыпали 24 ноября.');
		await inStatus(road, 'answered');
		await steps.act(CURATOR, road, 'Возобновить дело', { 'Почему возобновляете': 'Автор пишет, что яма снова размыта' });
		expect(await inStatus(road, 'routed')).toMatchObject({ executor: HOUSING });
	});

	it('close without a reply only with a ground', async () => {
		await steps.act(CURATOR, road, 'Закрыть без ответа', { 'Основание: почему ответа не будет': 'Автор удалил сообщение' });
		expect(await inStatus(road, 'closed')).toMatchObject({ closeGround: 'Автор удалил сообщение' });
	});
});

describe('what is not to be processed', () => {
	it('is excluded with its ground and words, and may be brought back', async () => {
		rude = await register('чиновники мышей не ловят, на обухова 4 темно третий день');
		await steps.form(CURATOR, 'napravlenie', rude, { Решение: 'Не подлежит обработке (п. 15)', 'Основание по п. 15 (если не подлежит обработке)': 'Оскорбительные выражения', 'Слова, которые это показывают': 'мышей не ловят', Пояснение: 'Оскорбление' });
		expect(await inStatus(rude, 'excluded')).toMatchObject({ exclusionGround: 'insult', exclusionEvidence: 'мышей не ловят' });
		await steps.act(CURATOR, rude, 'Вернуть исключённое сообщение в обработку', { 'Почему сообщение всё же подлежит ответу': 'Это не оскорбление, а поговорка' });
		await inStatus(rude, 'review');
		await steps.act(CURATOR, rude, 'Отметить или снять повтор', { 'Номер прежнего дела': String(road) });
		expect(await caseOf(rude)).toMatchObject({ repeatOf: road, repeatKind: 'sameAuthor' });
	});

	it('and a new day off moves its term', async () => {
		const before = await caseOf(rude);
		await stand.desk.api.insertRows('calendar_days', [{ date: nextWorkingDay(new Date(String(before.detectedAt))), type: 'holiday', title: 'День посёлка', basis: 'Распоряжение стенда № 2' }]);
		expect(await stand.desk.api.runWorkflow(RECALCULATION, 'Пересчитать сейчас')).toMatchObject({ status: 'success' });
		expect(String((await caseOf(rude)).routeBy) > String(before.routeBy)).toBe(true);
	});
});

describe('a substitute of the curator', () => {
	it('routes in his place while he is away, and the list is his', async () => {
		await stand.desk.api.insertRows('absences', [{ official: CURATOR, fromDate: today(), toDate: '', reason: 'leave', substitute: DEPUTY, actReference: 'от 20.11.2026 № 30-р' }]);
		expect(await steps.inbox(DEPUTY)).toMatch(new RegExp(`Замещаете: ${NAMES.curator}[\\s\\S]*Дело № ${rude}`, 'u'));
		await picture(DEPUTY, 'moi-dela-zamestitel');
		await steps.form(DEPUTY, 'napravlenie', rude, { Исполнитель: label(NAMES.social, SOCIAL) });
		expect(await inStatus(rude, 'routed')).toMatchObject({ executor: SOCIAL });
	});
});

describe('without a mouse', () => {
	it('a case is routed by keyboard alone, from its number to the decision', async () => {
		const id = await register('на гагарина 3 опять не горит фонарь');
		const curator = await stand.person(CURATOR);
		const { page } = curator;
		await curator.openForm('napravlenie', { case: id });
		await curator.tabTo(page.getByLabel('Номер дела'));
		await page.keyboard.press('Enter');
		await page.getByLabel('Решение').waitFor();
		const importance = page.getByLabel('Важность');
		await curator.tabTo(importance);
		for (let pressed = 0; pressed < 4 && (await importance.locator('option:checked').innerText()) !== 'Критическая'; pressed += 1) await page.keyboard.press('ArrowDown');
		await curator.tabTo(page.getByRole('button', { name: 'Сохранить решение' }));
		await page.keyboard.press('Enter');
		await curator.sees(`Дело № ${id}: записано`);
		expect(await caseOf(id)).toMatchObject({ status: 'routed', importance: 'critical' });
	});
});

describe('the whole suite', () => {
	it('ran nothing of what residents wrote', () => {
		expect(dialogs).toEqual([]);
	});

	it('has been in every status and made every step of the procedure', async () => {
		const been = await reached(stand);
		expect(ALL_STATUSES.filter((status) => !been.statuses.has(status))).toEqual([]);
		const events = ALL_EVENTS.filter((event) => !BY_ITSELF.has(event));
		expect(events.filter((event) => !been.events.has(event))).toEqual([]);
		expect([...new Set(events.map((event) => TRANSITIONS[event].clause))].filter((clause) => !been.clauses.has(clause))).toEqual([]);
		// Clause 12 is a term, and clause 16 a name on every step: neither is a step of its own.
		const rows = await stand.desk.api.rows('cases');
		expect(rows.some((row) => row.interimAt !== null && row.finalBy !== null)).toBe(true);
		expect((await stand.desk.api.rows('journal')).filter((entry) => entry.actorName === '')).toEqual([]);
	});
});
