import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { CaseReport } from '../../../nodes/CaseReport/CaseReport.node';
import { entries, row } from '../../core/reports/support';
import { fakeExecute, type FakeSetup } from '../../support/fakes';

const NOW = '2026-11-24T15:00:00+12:00';

/** n8n's helper, keeping the file where a test can read it. */
function withFiles(context: IExecuteFunctions): IExecuteFunctions {
	const prepareBinaryData = async (content: Buffer, fileName: string, mimeType: string): Promise<IBinaryData> => ({ data: content.toString('utf8'), fileName, mimeType });
	Object.assign(context.helpers, { prepareBinaryData });
	return context;
}

async function run(setup: FakeSetup) {
	const parameters = { options: { now: NOW }, ...setup.parameters };
	return (await new CaseReport().execute.call(withFiles(fakeExecute({ ...setup, parameters }))))[0] ?? [];
}

const cases = [row(1), row(2, { authorName: 'Житель Ж.', text: '=1+1' })] as IDataObject[];
const journal = entries(1, ['2026-11-02T00:03:00.000Z', 'register', 'registered'], ['2026-11-10T00:00:00.000Z', 'published', 'answered', { replyPublishedAt: [null, '2026-11-10T00:00:00.000Z'] }]);

describe('Case Report: the report', () => {
	it('is one item with the figures and the page, however many items come in', async () => {
		const made = await run({ items: [{}, {}, {}], parameters: { caseRows: cases, journalRows: JSON.stringify(journal) } });
		expect(made).toHaveLength(1);
		expect(made[0]).toMatchObject({
			json: { title: 'Работа с сообщениями жителей: ноябрь 2026 года', period: 'month', firstDay: '2026-11-01', lastDay: '2026-11-30', asOf: '2026-11-24T03:00:00.000Z', figures: { received: 2, answered: 1, inTime: 1, open: 1 }, previous: { received: 0 } },
			binary: { report: { fileName: 'report.html', mimeType: 'text/html', data: expect.stringContaining('<!doctype html>') } },
			pairedItem: [{ item: 0 }, { item: 1 }, { item: 2 }],
		});
	});

	it('takes the incoming items where no rows are given', async () => {
		expect((await run({ items: cases }))[0]?.json).toMatchObject({ figures: { received: 2 } });
	});

	it('of an empty register is a report of zeros: an expression that gives no rows is an answer', async () => {
		const context = withFiles(fakeExecute({ items: [{ timestamp: NOW }], parameters: { caseRows: [], options: { now: NOW } } }));
		const node = { ...context.getNode(), parameters: { caseRows: "={{ $('Дела').all() }}" } };
		Object.assign(context, { getNode: () => node });
		expect((await new CaseReport().execute.call(context))[0]?.[0]?.json).toMatchObject({ figures: { received: 0 } });
	});

	it('does not take other items for cases', async () => {
		await expect(run({ items: [{ timestamp: NOW }] })).rejects.toMatchObject({ message: expect.stringContaining('не переданы дела'), description: expect.stringContaining('Дела') });
	});

	it.each([
		['week', '2026-11-03', 2],
		['quarter', '01.12.2026', 2],
		['year', '2026-01-05', 2],
		['month', '2026-10-05', 0],
	])('is made for the %s of %s', async (period, date, received) => {
		expect((await run({ items: cases, parameters: { period, date } }))[0]?.json).toMatchObject({ period, figures: { received } });
	});

	it('goes by the zone of the panel', async () => {
		const night = [row(1, { detectedAt: '2026-10-31T13:00:00.000Z' })] as IDataObject[];
		const received = async (zone: string) => (await run({ items: night, parameters: { zone } }))[0]?.json.figures;
		expect([await received('Asia/Kamchatka'), await received('Europe/Moscow')]).toMatchObject([{ received: 1 }, { received: 0 }]);
	});

	it('counts by the local calendar, and says which of its rows it could not read', async () => {
		const answered = [row(1, { status: 'answered', replyPublishedAt: '2026-11-03T00:00:00.000Z' })] as IDataObject[];
		const localExceptions = [{ date: '2026-11-03', type: 'holiday', title: 'День посёлка', basis: 'Распоряжение № 1' }, { date: '2026-11-05', type: 'holiday' }];
		expect((await run({ items: answered, parameters: { localExceptions } }))[0]?.json).toMatchObject({ figures: { medianDays: 0 }, remarks: [expect.stringContaining('не указано основание'), expect.stringContaining('без записей в журнале')] });
	});

	it.each([
		[undefined, false],
		[true, false],
		['', false],
		[false, true],
	])('with "without personal data" %j shows residents: %s', async (withoutPersonalData, shown) => {
		const made = await run({ items: cases, parameters: { ...(withoutPersonalData === undefined ? {} : { withoutPersonalData }) } });
		expect(String(made[0]?.binary?.report?.data).includes('Житель Ж.')).toBe(shown);
		expect(JSON.stringify(made[0]?.json)).not.toContain('Житель Ж.');
	});

	it('puts the file into the field that was named', async () => {
		expect((await run({ items: cases, parameters: { options: { now: NOW, binaryField: 'otchet' } } }))[0]?.binary).toHaveProperty('otchet');
	});
});

describe('Case Report: rows', () => {
	it('are an item a case, safe to open', async () => {
		const made = await run({ items: [{}], parameters: { operation: 'rows', caseRows: cases, journalRows: journal, withoutPersonalData: false } });
		expect(made.map(({ json }) => json)).toMatchObject([{ 'Дело №': 1, 'В срок': 'да' }, { 'Дело №': 2, 'Текст сообщения': "'=1+1", 'В срок': '' }]);
		expect(made.every(({ pairedItem }) => JSON.stringify(pairedItem) === '[{"item":0}]')).toBe(true);
	});

	it('leave residents out by default', async () => {
		expect(JSON.stringify(await run({ items: cases, parameters: { operation: 'rows' } }))).not.toMatch(/Житель|1\+1/u);
	});
});

describe('Case Report: what cannot be done', () => {
	it.each([
		['REPORT_NOT_CASES', {}, /не переданы/u],
		['ROWS_NOT_JSON', { caseRows: '[{' }, /Дела/u],
		['PERIOD_AHEAD', { caseRows: cases, date: '2027-05-01' }, /ещё не начался/u],
		['PERIOD_UNKNOWN', { caseRows: cases, period: 'decade' }, /неизвестен/u],
		['DATE_UNREADABLE', { caseRows: cases, date: 'вчера' }, /не читается/u],
		['ZONE_UNKNOWN', { caseRows: cases, zone: 'Камчатка' }, /неизвестен/u],
		['UNKNOWN_OPERATION', { operation: 'x' }, /Неизвестная операция/u],
	])('%s leaves by the error output with the way out', async (errorCode, parameters, words) => {
		const made = await run({ items: [{ timestamp: NOW }], parameters, continueOnFail: true });
		expect(made).toMatchObject([{ json: { errorCode, error: expect.stringMatching(words), errorHint: expect.stringMatching(/[а-яё]/u) }, pairedItem: [{ item: 0 }] }]);
		expect(made[0]).not.toHaveProperty('error');
		await expect(run({ items: [{ timestamp: NOW }], parameters })).rejects.toThrow(words);
	});

	it('nothing comes of nothing', async () => {
		expect(await run({ items: [] })).toEqual([]);
	});
});

describe('Case Report: its description', () => {
	const { description } = new CaseReport();
	const folder = join(__dirname, '../../../nodes/CaseReport');

	it('has the icons and the codex it names', () => {
		const { light, dark } = description.icon as { light: string; dark: string };
		for (const icon of [light, dark]) expect(existsSync(join(folder, icon.replace('file:', '')))).toBe(true);
		expect(JSON.parse(readFileSync(join(folder, 'CaseReport.node.json'), 'utf8'))).toMatchObject({ node: `n8n-nodes-incident-desk.${description.name}` });
	});

	it('speaks Russian to staff', () => {
		for (const { displayName } of description.properties) expect(displayName).toMatch(/[А-Яа-яё]/u);
	});
});

describe('Case Report: what is to be reported', () => {
	const officials = [{ email: 'kurator@example.org', name: 'Анна', role: 'curator' }, { email: 'isp@example.org', name: 'Пётр', role: 'executor' }];
	const settings = [{ key: 'reportPeriods', value: 'неделя; месяц' }, { key: 'reportTo', value: 'куратор' }, { key: 'reportPersonalData', value: 'да' }];
	const requests = async (parameters: Record<string, unknown>) => (await run({ items: [{}], parameters: { operation: 'requests', officials, settings, ...parameters } })).map(({ json }) => json);

	it('by the schedule are the periods that ended and were not sent', async () => {
		expect(await requests({ sent: [{ key: 'report:week:2026-11-16' }] })).toEqual([]);
		expect(await requests({})).toMatchObject([{ key: 'report:week:2026-11-16', to: 'kurator@example.org', withoutPersonalData: false, delivery: 'mail' }]);
	});

	it('by the form is what the person chose; names only for those who may see them', async () => {
		const asked = { period: 'Квартал', date: '2026-08-01', delivery: 'Таблица XLSX', withoutPersonalData: false };
		expect(await requests({ ...asked, userEmail: 'Kurator@example.org' })).toMatchObject([{ key: '', period: 'quarter', date: '2026-07-01', delivery: 'table', to: 'kurator@example.org', withoutPersonalData: false }]);
		expect(await requests({ ...asked, userEmail: 'isp@example.org' })).toMatchObject([{ withoutPersonalData: true }]);
		await expect(requests({ ...asked, userEmail: 'sosed@example.org' })).rejects.toMatchObject({ message: expect.stringContaining('нет среди действующих') });
		await expect(requests({ ...asked, period: 'Декада', userEmail: 'isp@example.org' })).rejects.toMatchObject({ message: expect.stringContaining('Декада') });
	});
});

describe('Case Report: the panel', () => {
	const officials = [{ email: 'glava@example.org', name: 'Олег', role: 'head' }, { email: 'isp@example.org', name: 'Пётр', role: 'executor' }];
	const panel = async (userEmail: string) => await run({ items: [{}], parameters: { operation: 'panel', caseRows: cases, officials, userEmail } });

	it('is one item with the figures and the page', async () => {
		expect((await panel('glava@example.org'))[0]?.json).toMatchObject({ open: 2, overdue: 2, html: expect.stringContaining('Как идёт работа') });
	});

	it('is refused to those who are not to see it', async () => {
		await expect(panel('isp@example.org')).rejects.toMatchObject({ message: 'Панель вам не открыта.', description: expect.stringContaining('глава') });
	});
});

describe('Case Report: the PDF', () => {
	const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
	const withPdf = async (options: Record<string, unknown>) => (await run({ items: cases, parameters: { options: { now: NOW, pdf: true, ...options } } }))[0];

	it('where a Chromium is named that is not there, the report is made all the same and says why', async () => {
		const made = await withPdf({ chromiumPath: '/no/such/chromium' });
		expect(made?.json).toMatchObject({ withPdf: false, pdfRemark: expect.stringContaining('не напечатал') });
		expect(Object.keys(made?.binary ?? {})).toEqual(['report']);
	});

	it('is printed where there is a Chromium, and said to be missing where there is none', async () => {
		const made = await withPdf({});
		if (chromium === undefined) expect(made?.json).toMatchObject({ withPdf: false, pdfRemark: 'Chromium не установлен' });
		else expect(made?.binary?.pdf).toMatchObject({ fileName: 'report.pdf', mimeType: 'application/pdf', data: expect.stringMatching(/^%PDF-/u) });
	}, 90_000);
});

describe('Case Report: reading a large register', () => {
	it('divides it into portions that carry what is to be read', async () => {
		const made = await run({ items: [{}, {}], parameters: { operation: 'portions', firstCase: 501, lastCase: 5600, firstEntry: 10, lastEntry: 20, readFrom: '2026-10-01T00:00:00.000Z', withoutPersonalData: false } });
		expect(made.map(({ json }) => json)).toEqual([
			{ what: 'open', from: 1, to: 5600 },
			{ what: 'cases', from: 501, to: 5500 },
			{ what: 'cases', from: 5501, to: 5600 },
			{ what: 'journal', from: 10, to: 20 },
		].map((one) => ({ ...one, readFrom: '2026-10-01T00:00:00.000Z', withoutPersonalData: false })));
	});

	it('reads everything where no time is given, and of empty tables nothing', async () => {
		const made = await run({ items: [{}], parameters: { operation: 'portions', lastCase: '', firstEntry: 0, lastEntry: 0 } });
		expect(made.map(({ json }) => json)).toEqual([{ what: 'open', from: 1, to: 1 }].map((one) => ({ ...one, readFrom: '2000-01-01T00:00:00.000Z', withoutPersonalData: true })));
	});

	it('condenses incoming rows into one item, and makes the same report of such items', async () => {
		const condensed = [...(await run({ items: cases, parameters: { operation: 'condense' } })), ...(await run({ items: journal as IDataObject[], parameters: { operation: 'condense' } }))].map(({ json }) => json);
		expect(condensed.map((one) => [(one.cases as unknown[]).length, (one.journal as unknown[]).length])).toEqual([[2, 0], [0, 2]]);
		expect(JSON.stringify(condensed)).not.toContain('Житель Ж.');
		const [whole] = await run({ items: [{}], parameters: { caseRows: cases, journalRows: journal } });
		const [made] = await run({ items: condensed });
		expect(made?.json).toEqual(whole?.json);
		expect((await run({ items: condensed, parameters: { operation: 'rows' } })).map(({ json }) => json)).toEqual((await run({ items: [{}], parameters: { operation: 'rows', caseRows: cases, journalRows: journal } })).map(({ json }) => json));
	});

	it('condenses an empty table to nothing, and makes a report of zeros of that', async () => {
		const [nothing] = await run({ items: [{}], parameters: { operation: 'condense' } });
		expect(nothing?.json).toEqual({ cases: [], journal: [] });
		expect((await run({ items: [nothing?.json as IDataObject] }))[0]?.json).toMatchObject({ figures: { received: 0 } });
	});
});
