import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { WorkingDayDeadline } from '../../../nodes/WorkingDayDeadline/WorkingDayDeadline.node';
import { fakeExecute, type FakeSetup } from '../../support/fakes';

const node = new WorkingDayDeadline();
const detectedAt = '2025-12-30T16:00+12:00';
const DEFAULTS = Object.fromEntries(node.description.properties.map((property) => [property.name, property.default]));

async function run(setup: FakeSetup, extra: Partial<IExecuteFunctions> = {}): Promise<INodeExecutionData[]> {
	const context = { ...fakeExecute({ ...setup, parameters: { ...DEFAULTS, ...setup.parameters } }), ...extra };
	const outputs = await node.execute.call(context);
	expect(outputs).toHaveLength(1);
	return outputs[0] as INodeExecutionData[];
}

const json = async (setup: FakeSetup): Promise<IDataObject[]> => (await run(setup)).map((item) => item.json);

describe('set terms', () => {
	test('adds the terms to the record, keeps what it does not know, and the pairing', async () => {
		const [first, second] = await run({ items: [{ id: 1, detectedAt, foreign: { a: 1 } }, { id: 2, detectedAt, officialAccount: true }] });
		expect(first).toMatchObject({ pairedItem: { item: 0 }, json: { id: 1, foreign: { a: 1 }, replyBy: '2026-01-16T11:59:59.999Z', nextDueWhat: 'route' } });
		expect(second).toMatchObject({ pairedItem: { item: 1 }, json: { replyBy: '2026-01-13T11:59:59.999Z' } });
	});

	test('does not change the item it was given', async () => {
		const item = { detectedAt };
		await run({ items: [item] });
		expect(item).toEqual({ detectedAt });
	});

	test('counts with the terms, the policy, the exceptions, the hours and the field names of the administration', async () => {
		const parameters = {
			policy: 'include',
			terms: { standard: 3 },
			localExceptions: '[{"date":"12.01.2026","type":"выходной","title":"Пурга","basis":"Распоряжение № 3"}]',
			officeHours: 'custom',
			officeHoursCustom: { opens: '08:00', closes: '12:00', shortByMinutes: 30 },
			fields: { detectedAt: 'found', reducedTerm: '' },
		};
		const [record] = await json({ items: [{ found: detectedAt, reducedTerm: '' }], parameters });
		expect(record).toMatchObject({ replyBy: '2026-01-14T11:59:59.999Z', calendarVersion: expect.stringContaining('местные.1.') });
		const [urgent] = await json({ items: [{ found: '2026-01-13T11:00+12:00', reducedTerm: '2h' }], parameters });
		expect(urgent?.replyBy).toBe('2026-01-13T21:00:00.000Z');
	});

	test('takes exceptions as rows from an expression', async () => {
		const localExceptions = [{ id: 4, date: '2026-01-12', type: 'holiday', title: '', basis: 'Распоряжение № 3' }];
		expect((await json({ items: [{ detectedAt }], parameters: { localExceptions } }))[0]?.replyBy).toBe('2026-01-19T11:59:59.999Z');
	});

	test('goes on without a bad row of the local calendar where it is told to, and marks the answer', async () => {
		const localExceptions = [
			{ date: '2026-01-12', type: 'holiday', title: 'Пурга', basis: 'Распоряжение № 3' },
			{ date: '2026-01-13', type: 'holiday', title: 'Без акта', basis: '' },
			{ date: '2026-01-12', type: 'workday', title: 'Спор', basis: 'Распоряжение № 4' },
		];
		const [record] = await json({ items: [{ detectedAt }], parameters: { localExceptions, options: { markBadExceptions: true } } });
		expect(record).toMatchObject({ replyBy: '2026-01-19T11:59:59.999Z', provisional: true });
		expect(record?.deadlineReason).toMatch(/Не учтено: Местное исключение № 2 .*не указано основание.*Не учтено: .*записано два/u);
		await expect(json({ items: [{ detectedAt }], parameters: { localExceptions } })).rejects.toThrow(/не указано основание/u);
	});

	test('reads its parameters once, however many items there are', async () => {
		let reads = 0;
		const context = fakeExecute({ items: Array.from({ length: 500 }, () => ({ detectedAt })), parameters: DEFAULTS });
		const read = context.getNodeParameter.bind(context);
		context.getNodeParameter = ((...args: Parameters<typeof read>) => {
			reads += 1;
			return read(...args);
		}) as typeof context.getNodeParameter;
		expect((await node.execute.call(context))[0]).toHaveLength(500);
		expect(reads).toBeLessThan(15);
	});

	test('with no items does nothing', async () => {
		expect(await run({ items: [] })).toEqual([]);
	});
});

describe('errors', () => {
	test('of one item leave by the error output with the reason; the others go on', async () => {
		const items = [{ id: 1, detectedAt }, { id: 2 }, { id: 3, detectedAt: '2026-02-31T10:00Z' }, { id: 4, detectedAt }];
		const out = await run({ items, continueOnFail: true });
		expect(out.map((item) => item.json.errorCode ?? 'ok')).toEqual(['ok', 'DATE_MISSING', 'DATE_NOT_IN_CALENDAR', 'ok']);
		expect(out[1]?.json).toMatchObject({ id: 2, error: 'Поле «Выявлено»: нет даты.' });
		expect(out[1]?.json.errorHint).toMatch(/\S/u);
	});

	test('of one item stop the node where the user chose so, with the way out', async () => {
		await expect(run({ items: [{}] })).rejects.toMatchObject({ message: 'Поле «Выявлено»: нет даты.', description: expect.stringContaining('Заполните дату') });
	});

	test.each([
		['an exception without a basis', { localExceptions: '[{"date":"2026-01-12","type":"holiday"}]' }, 'EXCEPTION_NO_BASIS'],
		['two exceptions for one day', { localExceptions: '[{"date":"2026-01-12","type":"holiday","basis":"1"},{"date":"2026-01-12","type":"short","basis":"2"}]' }, 'EXCEPTION_DUPLICATE'],
		['exceptions that are no JSON', { localExceptions: '{oops' }, 'ROWS_NOT_JSON'],
		['an unknown zone', { options: { zone: 'Палана' } }, 'ZONE_UNKNOWN'],
		['a negative term', { terms: { route: -1 } }, 'TERM_INVALID'],
		['an unknown policy', { policy: 'whatever' }, 'POLICY_UNKNOWN'],
		['hours that do not fit', { officeHours: 'custom', officeHoursCustom: { opens: '20:00' } }, 'HOURS_ORDER'],
		['an .ics that is none', { options: { icsText: '<html>' } }, 'ICS_UNREADABLE'],
	])('%s is each item’s error and loses none', async (_what, parameters, code) => {
		const out = await run({ items: [{ id: 1, detectedAt }, { id: 2, detectedAt }], parameters, continueOnFail: true });
		expect(out.map((item) => [item.json.id, item.json.errorCode])).toEqual([[1, code], [2, code]]);
	});
});

describe('an .ics', () => {
	const event = (...lines: string[]): string => ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', 'BEGIN:VEVENT', 'UID:1', 'SUMMARY:Пурга', ...lines, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n');
	const day = event('DTSTART;VALUE=DATE:20260112', 'DESCRIPTION:Распоряжение № 3');

	test('counts as text', async () => {
		expect((await json({ items: [{ detectedAt }], parameters: { options: { icsText: day } } }))[0]?.replyBy).toBe('2026-01-19T11:59:59.999Z');
	});

	test('counts as a file, read through n8n’s own helper', async () => {
		const setup = { items: [{ detectedAt }], parameters: { options: { icsBinaryField: 'data' } } };
		const helpers = { getBinaryDataBuffer: async (index: number, field: string) => Buffer.from(index === 0 && field === 'data' ? day : '') };
		const out = await run(setup, { helpers } as unknown as Partial<IExecuteFunctions>);
		expect(out[0]?.json.replyBy).toBe('2026-01-19T11:59:59.999Z');
	});

	test('and the table may not both speak of a day', async () => {
		const localExceptions = [{ date: '2026-01-12', type: 'workday', title: '', basis: 'Распоряжение № 4' }];
		const out = await json({ items: [{ detectedAt }], parameters: { localExceptions, options: { icsText: day } }, continueOnFail: true });
		expect(out[0]?.errorCode).toBe('EXCEPTION_DUPLICATE');
	});

	test('with a timed event is an error, or a hint where such events may be skipped', async () => {
		const icsText = event('DTSTART:20260112T010000Z', 'DTEND:20260112T020000Z');
		const refused = await run({ items: [{ detectedAt }], parameters: { options: { icsText } }, continueOnFail: true });
		expect(refused[0]?.json.errorCode).toBe('ICS_TIMED_EVENT');
		const hints: { message: string }[] = [];
		const addExecutionHints = (...given: { message: string }[]): void => void hints.push(...given);
		const out = await run({ items: [{ detectedAt }], parameters: { options: { icsText, skipTimedEvents: true } } }, { addExecutionHints });
		expect(out[0]?.json.replyBy).toBe('2026-01-16T11:59:59.999Z');
		expect(hints[0]?.message).toContain('«Пурга»');
	});
});

describe('state', () => {
	const parameters = { operation: 'state', now: '2026-01-20T12:00', options: { curatorEmail: 'kurator@example.org', curatorName: 'Сидорова В. В.' } };
	const routed = { id: 1, detectedAt, status: 'routed', replyBy: '2026-01-16T11:59:59.999Z' };

	test('at a given moment says how late and who owes', async () => {
		expect(await json({ items: [routed], parameters })).toMatchObject([
			{ id: 1, state: 'overdue', overdueWorkingDays: 2, what: 'reply', dueAt: '2026-01-16T11:59:59.999Z', owedByEmail: 'kurator@example.org', owedByName: 'Сидорова В. В.', owedByRole: 'curator' },
		]);
	});

	test('without a moment is the state now', async () => {
		const far = { ...routed, replyBy: '2050-01-14T11:59:59.999Z' };
		expect((await json({ items: [routed, far], parameters: { ...parameters, now: '' } })).map((one) => one.state)).toEqual(['overdue', 'inTime']);
	});
});

describe('recalculate', () => {
	test('lets on only the changed open cases, with before and after', async () => {
		const [set] = await json({ items: [{ id: 1, detectedAt, status: 'routed' }] });
		const items = [set as IDataObject, { ...set, id: 2, status: 'closed' }];
		expect(await json({ items, parameters: { operation: 'recalculate' } })).toEqual([]);
		const localExceptions = [{ date: '2026-01-12', type: 'holiday', title: 'Пурга', basis: 'Распоряжение № 3' }];
		const out = await run({ items, parameters: { operation: 'recalculate', localExceptions } });
		expect(out).toHaveLength(1);
		expect(out[0]).toMatchObject({
			pairedItem: { item: 0 },
			json: { id: 1, termsBefore: { replyBy: '2026-01-16T11:59:59.999Z' }, termsAfter: { replyBy: '2026-01-19T11:59:59.999Z' }, termsChange: expect.stringContaining('16.01.2026 → 19.01.2026') },
		});
	});
});

describe('answers for one date', () => {
	test('add: forward with every day explained', async () => {
		const [answer] = await json({ items: [{}], parameters: { operation: 'add', date: '30.12.2025 16:00' } });
		expect(answer).toMatchObject({
			dueDate: '2026-01-16',
			dueAt: '2026-01-16T11:59:59.999Z',
			countedDays: ['2026-01-12', '2026-01-13', '2026-01-14', '2026-01-15', '2026-01-16'],
			decrees: 'ПП РФ № 1335 от 04.10.2024; ПП РФ № 1466 от 24.09.2025',
			dateNote: 'noZone',
		});
		expect(answer?.skippedDays).toHaveLength(12);
		expect(answer?.skippedDays).toContainEqual({ date: '2026-01-09', title: 'Перенесённый выходной', basis: 'ПП РФ № 1466 от 24.09.2025' });
	});

	test.each([
		['back', 5, '2026-01-16', '2025-12-30'],
		['back', 0, '2026-01-10', '2025-12-30'],
		['forward', 0, '2026-01-10', '2026-01-12'],
	])('add: %s %i from %s is %s', async (direction, workingDays, date, expected) => {
		expect((await json({ items: [{}], parameters: { operation: 'add', date, direction, workingDays } }))[0]?.dueDate).toBe(expected);
	});

	test('add: takes the record’s own date where none is given, and days per item', async () => {
		const parameters = { operation: 'add', workingDays: '={{ $json.days }}' };
		const context = fakeExecute({ items: [{ detectedAt, days: 1 }, { detectedAt, days: 2 }], parameters: { ...DEFAULTS, ...parameters } });
		const read = context.getNodeParameter.bind(context);
		context.getNodeParameter = ((name: string, index: number, fallback?: unknown) => (name === 'workingDays' ? index + 1 : read(name, index, fallback as never))) as typeof context.getNodeParameter;
		const [out] = await node.execute.call(context);
		expect(out?.map((item) => item.json.dueDate)).toEqual(['2026-01-12', '2026-01-13']);
	});

	test.each([
		[-3, 'DAYS_NEGATIVE'],
		[1.5, 'TERM_INVALID'],
		['много', 'TERM_INVALID'],
	])('add: %p days is refused', async (workingDays, code) => {
		const out = await json({ items: [{ detectedAt }], parameters: { operation: 'add', workingDays }, continueOnFail: true });
		expect(out[0]?.errorCode).toBe(code);
	});

	test.each([
		['2024-04-27', true, false, 8, 'рабочая'],
		['2026-04-30', true, true, 7, 'сокращённый'],
		['2026-01-09', false, false, 0, '1466'],
		['2031-02-24', false, false, 0, 'предварительно'],
	])('is working day: %s', async (date, isWorkingDay, isShortDay, workingHours, word) => {
		const [answer] = await json({ items: [{}], parameters: { operation: 'isWorkingDay', date } });
		expect(answer).toMatchObject({ date, isWorkingDay, isShortDay, workingHours, dayReason: expect.stringContaining(word === 'рабочая' ? 'Рабочий день (выходной перенесён)' : word) });
	});

	test.each([
		['2026-01-12T09:00', true],
		['2026-01-12T08:59', false],
		['2026-01-12T13:30', true],
		['2026-01-12T18:00', false],
		['2026-04-30T17:00', false],
		['2026-01-11T12:00', false],
		['2026-01-11T22:00Z', true],
	])('is working day: %s is in office hours: %s', async (date, inOfficeHours) => {
		expect((await json({ items: [{}], parameters: { operation: 'isWorkingDay', date } }))[0]).toMatchObject({ inOfficeHours });
	});

	test('count: after the first date up to the second, or with the first', async () => {
		const parameters = { operation: 'count', date: '30.12.2025', untilDate: '16.01.2026' };
		const counted = async (more: IDataObject) => (await json({ items: [{}], parameters: { ...parameters, ...more } }))[0]?.workingDays;
		expect([await counted({}), await counted({ countFirst: true }), await counted({ date: '16.01.2026', untilDate: '30.12.2025' })]).toEqual([5, 6, -5]);
	});
});

describe('the panel', () => {
	test.each(node.description.properties.map((property) => [property.name, property.displayName]))('calls %s «%s»', (name, displayName) => {
		expect(displayName).toMatch(/^[А-ЯЁ]/);
		expect(name).toMatch(/^[a-zA-Z]+$/);
	});

	test('no default is an expression: one costs as much as all the work', () => {
		expect(JSON.stringify(DEFAULTS)).not.toContain('"=');
	});

	test('is offered to AI agents as a tool', () => {
		expect(node.description).toMatchObject({ name: 'workingDayDeadline', usableAsTool: true });
	});
});
