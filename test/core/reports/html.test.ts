import { reportHtml } from '../../../core/reports/html';
import { overdueCases } from '../../../core/reports/overdue';
import { makeReport } from '../../../core/reports/report';
import { safeCell, sheetRows } from '../../../core/reports/sheet';
import { difference, momentWords, number, share } from '../../../core/reports/words';
import { context, row, source, type Row } from './support';

const EVIL = '<script>alert(1)</script><img src=x onerror=1>\u202E"\'';
const PERSONAL = { authorName: 'Житель Жительев', authorId: 'id777', text: 'снег не убран!!!', street: 'ул. Обухова, 4', url: 'https://vk.com/wall-1_777', replyUrl: 'https://vk.com/wall-1_777?reply=2', externalId: 'wall-1_777' };

function page(cases: Row[], withPersonalData = false): string {
	const read = source(cases);
	const report = makeReport(read);
	return reportHtml(report, { organization: 'Администрация', asOfWords: momentWords(report.asOf, context.zone), overdue: overdueCases(read, withPersonalData), withPersonalData });
}

describe('the page of a report', () => {
	it('names its period, what it is as of, and that the period still runs', () => {
		const html = page([row(1)]);
		for (const words of ['Работа с сообщениями жителей: ноябрь 2026 года', '24.11.2026 в 15:00', 'Период ещё идёт', 'Администрация', 'Дороги', 'Палана', 'Пётр Исполнителев', 'Дело № 1']) expect(html).toContain(words);
	});

	it('keeps authors, words, links, ids and streets out unless asked', () => {
		for (const value of Object.values(PERSONAL)) expect(page([row(1, PERSONAL)])).not.toContain(value);
		expect(page([row(1, PERSONAL)])).toContain('Имён, слов и адресов жителей в отчёте нет.');
	});

	it('shows author, words and street of late cases where asked, and warns', () => {
		const html = page([row(1, PERSONAL)], true);
		for (const value of [PERSONAL.authorName, PERSONAL.text, PERSONAL.street, 'Не публикуйте']) expect(html).toContain(value);
	});

	it('escapes whatever people typed, wherever it stands', () => {
		const html = page([row(1, { topicGroup: EVIL, network: EVIL, location: EVIL, executorName: EVIL, authorName: EVIL, text: EVIL, street: EVIL })], true);
		expect(html).not.toMatch(/<script|<img|\u202E/u);
		expect(html.match(/&lt;script&gt;/gu)?.length).toBeGreaterThanOrEqual(7);
	});

	it('loads nothing from outside and runs nothing', () => {
		expect(page([row(1)])).not.toMatch(/<script|<link|src=|@import|url\(|\son\w+=/u);
	});

	it('has charts a screen reader can name', () => {
		const html = page([row(1)]);
		for (const title of ['Поступило и отвечено по времени', 'Сообщения по дням недели и часам']) expect(html).toContain(`aria-label="${title}"`);
		expect(html).toContain('Пн, 12:00–12:59 — 1');
		expect(html).not.toMatch(/NaN|undefined|Infinity/u);
	});

	it('of an empty register says so in words', () => {
		const html = page([]);
		for (const words of ['Дел в работе нет.', 'Промежуточных ответов не было.', 'Считать нечего.']) expect(html).toContain(words);
		expect(html).not.toMatch(/NaN|undefined|Infinity|Просроченные дела/u);
	});

	it('lists thirty late cases, the longest delay first, and counts the rest', () => {
		const html = page(Array.from({ length: 33 }, (_one, index) => row(index + 1, { detectedAt: `2026-10-${String(index < 30 ? index + 1 : 31).padStart(2, '0')}T00:00:00.000Z` })));
		expect(html.match(/class="late-case"/gu)).toHaveLength(30);
		expect(html).toContain('И ещё 3.');
		expect(html.indexOf('Дело № 1.')).toBeLessThan(html.indexOf('Дело № 20.'));
	});
});

describe('rows for a spreadsheet', () => {
	it.each([
		['=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'],
		['+7 914 000-00-00', "'+7 914 000-00-00"],
		['-1+1', "'-1+1"],
		['@SUM(A1)', "'@SUM(A1)"],
		['  =1+1', "'  =1+1"],
		['\t=1', "'\t=1"],
		['\u200B=1', "'=1"],
		['＝1', "'＝1"],
		['улица = проезд', 'улица = проезд'],
		['', ''],
		[null, ''],
	])('%j stands as %j', (value, cell) => {
		expect(safeCell(value)).toBe(cell);
	});

	it('never exceed what a cell holds', () => {
		expect(safeCell(`=${'я'.repeat(40_000)}`)).toHaveLength(32_767);
	});

	it('are the cases found or answered in the period, under the same Russian headings', () => {
		const cases = [row(2, { ...PERSONAL, topic: '=1+1' }), row(1, { detectedAt: '2026-10-30T00:00:00.000Z', status: 'answered', replyPublishedAt: '2026-11-02T00:00:00.000Z' }), row(3, { detectedAt: '2026-09-01T00:00:00.000Z' })];
		const rows = sheetRows(source(cases), false);
		expect(rows.map((one) => one['Дело №'])).toEqual([1, 2]);
		expect(rows[0]).toMatchObject({ Состояние: 'Ответ дан', 'Рабочих дней до ответа': 1, 'В срок': 'да', 'Ответ дан': '02.11.2026 в 12:00' });
		expect(rows[1]).toMatchObject({ Тема: "'=1+1", 'В срок': '', Сеть: 'ВКонтакте' });
		expect(Object.keys(rows[0] ?? {})).toEqual(Object.keys(rows[1] ?? {}));
		for (const value of Object.values(PERSONAL)) expect(JSON.stringify(rows)).not.toContain(value);
	});

	it('carry author, link, words and street where asked', () => {
		expect(sheetRows(source([row(1, PERSONAL)]), true)[0]).toMatchObject({ Автор: PERSONAL.authorName, 'Ссылка на сообщение': PERSONAL.url, 'Текст сообщения': PERSONAL.text, 'Улица, дом': PERSONAL.street });
	});
});

describe('figures in words', () => {
	it.each([
		[number(1234567.25), '1\u00A0234\u00A0567,3'],
		[number(null), '—'],
		[difference(5, 3), '+2'],
		[difference(2.5, 4), '−1,5'],
		[difference(3, 3), '0'],
		[difference(null, 3), '—'],
		[share(2, 3), '67 %'],
		[share(0, 0), '—'],
	])('%s is %s', (made, expected) => {
		expect(made).toBe(expected);
	});
});
