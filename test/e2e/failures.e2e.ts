import type { Row } from '../../scripts/api';
import { until } from '../../scripts/ground/shell';
import { changeFlow } from '../../scripts/load/flows';
import { deskForAll } from './support/desk';
import type { Person } from './support/people';
import { picture } from './support/pictures';
import { CURATOR, EXECUTOR, EXECUTOR_LABEL, HEAD } from './support/staff';
import { REGISTRATION, eventsOf, mailsTo, sendNotices, type Mail, type Publication } from './support/waiting';


const stand = deskForAll();

const withText = async (text: string): Promise<Row[]> => (await stand.desk.api.rows('cases')).filter((row) => String(row.text).includes(text));

/** A case brought to «approved» by its rows and one form: what is tested here is what comes after. */
async function approved(text: string): Promise<Row> {
	await stand.sandbox('incidents', [{ author: { name: 'Житель Пробный' }, text }]);
	await stand.pollNow();
	const row = await stand.row('cases', `«${text}» is registered`, (one) => String(one.text) === text);
	const curator = await stand.person(CURATOR);
	await curator.openForm('napravlenie', { case: Number(row.id) });
	await curator.submit();
	await curator.field('Исполнитель').selectOption({ label: EXECUTOR_LABEL });
	await curator.submit();
	const executor = await stand.person(EXECUTOR);
	await executor.openForm('proekt-otveta', { case: Number(row.id) });
	await executor.submit();
	await executor.field('Текст ответа').fill(`Здравствуйте! По сообщению «${text}» работы сделаны 24 ноября.`);
	await executor.submit();
	await curator.openForm('soglasovanie', { case: Number(row.id) });
	await curator.submit();
	return row;
}

const published = async (text: string): Promise<Publication[]> => (await stand.see<Publication[]>('publications')).filter((one) => one.text.includes(text));

describe('the feed', () => {
	it.each(['500', '401', 'html', 'half-json'])('answering %s loses nothing: the message comes with the next poll', async (kind) => {
		const text = `проверка ленты ${kind}: не горит фонарь`;
		await stand.sandbox('faults', [{ where: 'im.feed', kind, times: 2 }]);
		await stand.sandbox('incidents', [{ text }]);
		// An activation asks the feed at once and fails with it; n8n's own timer asks again.
		await stand.pollNow().catch(() => undefined);
		await stand.sandbox('faults/clear');
		await stand.pollNow();
		await stand.row('cases', `«${text}» is registered`, (row) => String(row.text) === text, 150_000);
		expect(await withText(text)).toHaveLength(1);
	});

	it('with odd messages registers every one once: no text, 60,000 characters, markup, no date, twice the same', async () => {
		await stand.sandbox('incidents', [
			{ author: { name: 'Молчун' }, text: '' },
			{ author: { name: 'Писатель' }, text: `длинное письмо ${'а'.repeat(60_000)}` },
			{ author: { name: 'Разметчик' }, text: 'вот [id1|Имя] <b>жирно</b> &amp; <img src=x onerror=alert(1)> грязно во дворе' },
		]);
		await stand.pollNow();
		await stand.row('cases', 'the long one is registered', (row) => String(row.text).startsWith('длинное письмо'));
		await stand.pollNow();
		const rows = await stand.desk.api.rows('cases');
		for (const author of ['Молчун', 'Писатель', 'Разметчик']) expect(rows.filter((row) => row.authorName === author)).toHaveLength(1);
		expect(rows.find((row) => row.authorName === 'Молчун')).toMatchObject({ status: 'review' });
		expect(String(rows.find((row) => row.authorName === 'Писатель')?.text).length).toBeLessThanOrEqual(20_000);
	});
});

describe('a table that cannot be read', () => {
	it('makes triage fail, not the message: it waits for the curator', async () => {
		const { api } = stand.desk;
		const whole = await changeFlow(api, REGISTRATION, ({ nodes }) => ({ nodes: nodes.map((node) => (node.name === 'Разбор' ? { ...node, parameters: { ...node.parameters, ruleRows: 'это не таблица' } } : node)) }));
		await stand.desk.api.activate(REGISTRATION);
		const text = 'правила сломаны, а на обухова темно';
		await stand.sandbox('incidents', [{ text }]);
		await stand.pollNow();
		const row = await stand.row('cases', `«${text}» is registered`, (one) => String(one.text) === text);
		await changeFlow(api, REGISTRATION, () => whole);
		await stand.desk.api.activate(REGISTRATION);
		expect(row).toMatchObject({ status: 'review', version: 1 });
		expect(row.replyBy).not.toBeNull();
	});
});

describe('VK', () => {
	it('losing the answer after the comment was made: the reply stands there once and the case is answered', async () => {
		const row = await approved('ответ потерялся после отправки, двор не убран');
		await stand.sandbox('faults', [{ where: 'vk.wall.createComment', kind: 'reset-after' }]);
		const curator = await stand.person(CURATOR);
		await curator.submit();
		await stand.row('cases', 'the case is answered', (one) => one.id === row.id && one.status === 'answered', 150_000);
		expect(await published('ответ потерялся')).toHaveLength(1);
	});

	it('refusing (15): nothing is published, the curator is told why and publishes by hand', async () => {
		const row = await approved('комментарии закрыты, тротуар не чищен');
		await stand.sandbox('faults', [{ where: 'vk.wall.createComment', kind: 'vk-error', code: 15 }]);
		const curator = await stand.person(CURATOR);
		await curator.submit();
		const refused = await stand.row('cases', 'the refusal is on the case', (one) => one.id === row.id && one.publishError !== '', 150_000);
		expect(refused).toMatchObject({ status: 'approved' });
		expect(refused.publishError).toMatch(/15/u);
		expect(await published('комментарии закрыты')).toHaveLength(0);
		await sendNotices(stand);
		expect((await mailsTo(stand, CURATOR)).at(-1)?.text).toMatch(/Отказ сети/u);

		await curator.openForm('soglasovanie', { case: Number(row.id) });
		await curator.submit();
		await curator.field('Ссылка на опубликованный ответ').fill('https://vk.com/wall-77000001_1002?reply=999');
		await curator.submit();
		await stand.row('cases', 'the case is answered by hand', (one) => one.id === row.id && one.status === 'answered');
		expect(await eventsOf(stand, Number(row.id))).toEqual(['register', 'route', 'draft', 'approve', 'startPublishing', 'publishFailed', 'published']);
	});
});

describe('kill -9 of n8n between intake and publication', () => {
	it('loses no message and doubles none', async () => {
		const texts = Array.from({ length: 40 }, (_one, index) => `обрыв питания, сообщение ${index + 1}: яма на дороге`);
		await stand.sandbox('incidents', texts.map((text, index) => ({ author: { name: `Сосед ${index + 1}` }, text })));
		await stand.pollNow();
		// In the middle of the work: some rows may be there, most are not.
		await until('the intake has begun', 60_000, async () => (await stand.desk.api.executions({ workflowId: 'incidentDesk0005' })).length > 0, 50);
		await stand.desk.n8n.kill9();
		await stand.desk.restart();
		await until('all are registered', 240_000, async () => (await withText('обрыв питания')).length >= texts.length, 2_000);
		await stand.pollNow();
		await sendNotices(stand);
		const rows = await withText('обрыв питания');
		expect(rows.map((row) => row.text).sort()).toEqual([...texts].sort());
		for (const row of rows) expect(await eventsOf(stand, Number(row.id))).toEqual(['register']);
	});
});

describe('two people at the same form', () => {
	it('decide at once: one step is recorded, the other is told kindly and keeps his words', async () => {
		const row = await approved('двое согласуют сразу, лавочка сломана');
		const id = Number(row.id);
		const [curator, head] = await Promise.all([stand.person(CURATOR), stand.person(HEAD)]);
		await head.openForm('soglasovanie', { case: id });
		await head.submit();
		await head.field('Решение').selectOption({ label: 'Вернуть исполнителю' });
		await head.field(/Замечание исполнителю/u).fill('Назовите мастера.');
		await Promise.all([curator.submit(), head.submit()]);
		const texts = await Promise.all([curator, head].map(async (one) => {
			await one.sees(/Дело № \d+: записано|Решение не записано|сейчас не нужен|дело (?:уже )?изменил/u);
			return one.page.locator('body').innerText();
		}));
		expect(texts.filter((text) => /: записано/u.test(text))).toHaveLength(1);
		expect(texts.filter((text) => /Решение не записано|сейчас не нужен|изменил/u.test(text))).toHaveLength(1);
		const events = await eventsOf(stand, id);
		expect(events.slice(0, 3)).toEqual(['register', 'route', 'draft']);
		expect(events.filter((event) => event === 'approve' || event === 'return')).toHaveLength(1);
	});

	it('and one person with the same page in two windows makes one step', async () => {
		const row = await approved('две вкладки у куратора, урна полная');
		const id = Number(row.id);
		const curator = await stand.person(CURATOR);
		const posted = { text: '', url: '' };
		// The very request of the browser, sent twice at once.
		await curator.page.route('**/form-waiting/**', async (route) => {
			const request = route.request();
			// The ending posts too, to let the run go on.
			if (request.method() !== 'POST' || posted.url !== '') return route.continue();
			posted.url = request.url();
			const options = { method: 'POST', headers: await request.allHeaders(), data: request.postDataBuffer() ?? Buffer.alloc(0) };
			const [first, twin] = await Promise.all([curator.context.request.fetch(posted.url, options), curator.context.request.fetch(posted.url, options)]);
			posted.text = String(twin.status());
			await route.fulfill({ response: first });
		});
		await curator.submit();
		await curator.page.unrouteAll({ behavior: 'wait' });
		await stand.row('cases', 'the reply is published', (one) => one.id === id && one.status === 'answered', 150_000);
		expect(posted.text).not.toBe('');
		expect(await eventsOf(stand, id)).toEqual(['register', 'route', 'draft', 'approve', 'startPublishing', 'published']);
		expect(await published('две вкладки')).toHaveLength(1);
	});
});

describe('a resident who types for machines', () => {
	const EVIL = `на обухова темно <script>window.hacked=1;alert(1)</script><img src=x onerror="window.hacked=1"><iframe src="javascript:window.hacked=1"></iframe> {{ $env.PATH }} {{ 6*7 }} $& $' =HYPERLINK("http://evil.example";"жми") \u202Eзадом\u202C `;
	const TEXT = `${EVIL}${'Ж'.repeat(60_000)}`;
	const AUTHOR = '=1+1<b onmouseover=alert(1)>Ёж</b>\u202E';

	/** What must hold on any page: nothing ran, nothing was computed, nothing sticks out. */
	async function harmless(person: Person): Promise<void> {
		expect(await person.page.evaluate('window.hacked')).toBeUndefined();
		const text = await person.page.locator('body').innerText();
		expect(text).toContain('<script>window.hacked=1;alert(1)</script>');
		expect(text).toContain('{{ $env.PATH }} {{ 6*7 }} $& $\'');
		expect(text).not.toMatch(/\u202E/u);
		expect(await person.page.locator('form iframe, form script, form img').count()).toBe(0);
		for (const width of [390, 1280]) {
			await person.page.setViewportSize({ width, height: 900 });
			expect(await person.page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0);
		}
	}

	it('is words on every form and in the mail, and the case goes its way', async () => {
		await stand.sandbox('incidents', [{ author: { name: AUTHOR }, text: TEXT }]);
		await stand.pollNow();
		const row = await stand.row('cases', 'the hostile message is registered', (one) => String(one.text).startsWith('на обухова темно <script>'));
		const id = Number(row.id);
		expect(String(row.text).length).toBeLessThanOrEqual(20_000);
		const [curator, executor] = await Promise.all([stand.person(CURATOR), stand.person(EXECUTOR)]);
		const dialogs: string[] = [];
		for (const one of [curator, executor]) one.page.on('dialog', (dialog) => dialogs.push(dialog.message()));

		await curator.openForm('napravlenie', { case: id });
		await curator.submit();
		await harmless(curator);
		await picture(curator, '06-hostile');
		await curator.field('Исполнитель').selectOption({ label: EXECUTOR_LABEL });
		await curator.submit();
		await executor.openForm('proekt-otveta', { case: id });
		await executor.submit();
		await harmless(executor);
		// The reply quotes the words: they stay words in the curator's field too, only nothing in it turns the direction of reading.
		const typed = `Здравствуйте! Свет включили 24 ноября. Вы писали: ${EVIL.trim()}`;
		const reply = typed.replace(/[\u202C\u202E]/gu, '').trim();
		await executor.field('Текст ответа').fill(typed);
		await executor.submit();
		await executor.sees('отправлен куратору на согласование');
		await curator.openForm('soglasovanie', { case: id, draftText: 'Подменённый текст', decision: 'Вернуть исполнителю' });
		await curator.submit();
		await harmless(curator);
		expect(await curator.field('Текст ответа').inputValue()).toBe(reply);
		expect(await curator.field('Решение').inputValue()).toBe('Согласовать и опубликовать');
		await picture(curator, '08-hostile');
		await curator.field('Решение').selectOption({ label: 'Вернуть исполнителю' });
		await curator.field(/Замечание исполнителю/u).fill('Не повторяйте <script>alert(1)</script> {{ $env.PATH }}');
		await curator.submit();
		await curator.sees('Решение записано');
		expect((await stand.row('cases', 'the draft is kept word for word', (one) => one.id === id)).draftText).toBe(reply);

		await sendNotices(stand);
		const mails = (await stand.see<Mail[]>('mails')).filter((mail) => mail.text.includes(`Дело № ${id}`) || mail.subject.includes(`№ ${id}`));
		expect(mails.length).toBeGreaterThan(0);
		for (const mail of mails) {
			expect(mail.html ?? '').not.toMatch(/<script|<img|<iframe|<b onmouseover|\u202E/u);
			expect(`${mail.subject} ${mail.text}`).not.toMatch(/\b42\b|\/usr\/bin|\u202E/u);
			expect(mail.subject).not.toMatch(/[\r\n]/u);
		}

		// Pages that n8n shows as they are made: the list of cases and the report with names and words.
		await executor.openForm('moi-dela');
		await executor.submit();
		await executor.sees('Мои дела');
		await curator.openForm('otchety');
		await curator.field('Имена и слова жителей').selectOption({ label: 'Показать (только куратор, Глава и ИТ-специалист)' });
		await curator.submit();
		await curator.sees(/Работа с сообщениями жителей/u);
		for (const one of [executor, curator]) {
			expect(await one.page.evaluate('window.hacked')).toBeUndefined();
			expect(await one.page.locator('main script, main iframe, main [onmouseover], main [onerror]').count()).toBe(0);
			expect(await one.page.locator('body').innerText()).not.toMatch(/\u202E|\/usr\/bin/u);
			await one.page.setViewportSize({ width: 390, height: 900 });
			expect(await one.page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0);
		}
		await picture(curator, '10-hostile');
		await picture(executor, '17-hostile');
		expect(dialogs).toEqual([]);
	});
});
