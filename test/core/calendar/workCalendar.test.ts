import { isoDay, parseDay } from '../../../core/calendar/days';
import { OFFICIAL } from '../../../core/calendar/official';
import { workCalendar, WorkCalendar } from '../../../core/calendar/workCalendar';
import { refusal } from './support';

const calendar = workCalendar();
const day = parseDay;

describe('the production calendar', () => {
	test.each([
		[2013, 247], [2014, 247], [2015, 247], [2016, 247], [2017, 247], [2018, 247], [2019, 247], [2020, 248],
		[2021, 247], [2022, 247], [2023, 247], [2024, 248], [2025, 247], [2026, 247], [2027, 247],
	])('year %i has %i working days', (year, expected) => {
		expect(calendar.count(day(`${year}-01-01`) - 1, day(`${year}-12-31`))).toBe(expected);
	});

	test.each([[2020, 219], [2021, 240]])('with the President’s days off, year %i has %i working days', (year, expected) => {
		expect(workCalendar({ presidentialOff: true }).count(day(`${year}-01-01`) - 1, day(`${year}-12-31`))).toBe(expected);
	});

	test.each([
		['2024-04-27', true, 'a Saturday worked for Monday 29.04'],
		['2024-04-29', false, 'the Monday given for it'],
		['2025-12-31', false, 'moved from 05.01.2025 by decree 1335'],
		['2026-01-09', false, 'moved from 03.01 by decree 1466'],
		['2026-12-31', false, 'moved from 04.01 by decree 1466'],
		['2027-02-20', true, 'a Saturday worked by decree 1187'],
		['2027-11-05', false, 'moved from 02.01 by decree 1187'],
		['2026-02-20', true, 'a Friday before a weekend and a holiday'],
	])('%s works: %s (%s)', (date, working) => {
		expect(calendar.isWorking(day(date))).toBe(working);
	});

	test('every official day says why, and every year from 2013 names its decree', () => {
		for (const [year, { decree, days }] of Object.entries(OFFICIAL.years)) {
			if (Number(year) >= 2013) expect(decree).toMatch(/^ПП РФ № \d+ от \d\d\.\d\d\.\d{4}$/);
			for (const [date] of days) expect(calendar.describe(day(date)).title).not.toBe('');
		}
	});

	test('a transferred day off tells where it came from and by which decree', () => {
		const info = calendar.describe(day('2026-01-09'));
		expect(info).toMatchObject({ kind: 'transferred', working: false, basis: 'ПП РФ № 1466 от 24.09.2025', decree: 'ПП РФ № 1466 от 24.09.2025', provisional: false });
		expect(isoDay(info.movedFrom as number)).toBe('2026-01-03');
	});

	test('the eve of a holiday is short, also where a presidential day hid it', () => {
		expect(calendar.isShort(day('2026-04-30'))).toBe(true);
		expect(calendar.isShort(day('2026-02-20'))).toBe(false);
		expect(calendar.isShort(day('2020-04-30'))).toBe(true);
		expect(workCalendar({ presidentialOff: true }).isShort(day('2020-04-30'))).toBe(false);
	});
});

describe('adding and subtracting', () => {
	test.each([
		['2025-12-30', 5, '2026-01-16'],
		['2025-12-30', 1, '2026-01-12'],
		['2024-04-26', 5, '2024-05-07'],
		['2024-02-26', 5, '2024-03-04'],
		['2026-01-03', 0, '2026-01-12'],
		['2026-01-12', 0, '2026-01-12'],
	])('%s plus %i working days is %s', (from, count, expected) => {
		expect(isoDay(calendar.add(day(from), count))).toBe(expected);
	});

	test.each([
		['2026-01-16', 5, '2025-12-30'],
		['2026-01-12', 1, '2025-12-30'],
		['2026-01-03', 1, '2025-12-30'],
		['2026-01-03', 0, '2025-12-30'],
	])('%s minus %i working days is %s', (from, count, expected) => {
		expect(isoDay(calendar.subtract(day(from), count))).toBe(expected);
	});

	test('a negative or broken number of days is refused', () => {
		expect(refusal(() => calendar.add(day('2026-01-12'), -1))).toBe('DAYS_NOT_WHOLE');
		expect(refusal(() => calendar.add(day('2026-01-12'), 1.5))).toBe('DAYS_NOT_WHOLE');
		expect(refusal(() => calendar.subtract(day('2026-01-12'), -1))).toBe('DAYS_NOT_WHOLE');
	});

	test.each(['2004-12-30', '2061-01-01', '1899-01-01'])('%s is beyond what is known or computed', (date) => {
		expect(refusal(() => calendar.add(day(date), 1))).toBe('YEAR_OUT_OF_RANGE');
	});

	test('a term that would end beyond the last year is refused, not cut', () => {
		expect(refusal(() => calendar.add(day('2060-12-30'), 10))).toBe('YEAR_OUT_OF_RANGE');
		expect(refusal(() => calendar.subtract(day('2005-01-11'), 10))).toBe('YEAR_OUT_OF_RANGE');
	});
});

describe('years without an official calendar', () => {
	test('are computed by the Labour Code and marked', () => {
		expect(calendar.describe(day('2028-06-12'))).toMatchObject({ working: false, title: 'День России', provisional: true, decree: '' });
		expect(calendar.describe(day('2027-12-31')).provisional).toBe(false);
	});

	test.each([
		['2028-01-09', false, 'a Sunday'],
		['2028-01-10', true, 'the first Monday after the holidays'],
		['2029-05-01', false, 'a Tuesday holiday'],
		['2030-02-25', false, 'Monday after a Saturday holiday'],
		['2030-02-26', true, 'the day after it'],
		['2030-11-04', false, 'a Monday holiday'],
		['2031-02-24', false, 'Monday after a Sunday holiday'],
		['2031-03-10', false, 'Monday after a Saturday holiday'],
		['2031-06-12', false, 'a Thursday holiday'],
	])('%s works: %s (%s)', (date, working) => {
		expect(calendar.isWorking(day(date))).toBe(working);
	});

	test('a January weekend that the decree would move elsewhere is not moved', () => {
		expect(calendar.count(day('2028-01-01') - 1, day('2028-12-31'))).toBe(249);
	});
});

describe('local exceptions', () => {
	const exceptions = [
		{ day: day('2020-12-31'), type: 'holiday', title: '', basis: 'Рекомендация Губернатора' },
		{ day: day('2020-12-26'), type: 'workday', title: '', basis: 'Рекомендация Губернатора' },
	] as const;

	test('override the country: 31.12.2020 off, Saturday 26.12.2020 worked', () => {
		const local = new WorkCalendar({ exceptions });
		expect(isoDay(local.add(day('2020-12-30'), 1))).toBe('2021-01-11');
		expect(local.isWorking(day('2020-12-26'))).toBe(true);
		expect(local.describe(day('2020-12-31'))).toMatchObject({ kind: 'localDayOff', basis: 'Рекомендация Губернатора' });
	});

	test('show in the version, and the same exceptions give the same version', () => {
		const version = new WorkCalendar({ exceptions }).version;
		expect(version).toMatch(/^ru\d{4}-\d{4}\.[0-9a-f]{8}\+местные\.2\.[0-9a-f]{8}$/);
		expect(new WorkCalendar({ exceptions: [...exceptions].reverse() }).version).toBe(version);
		expect(version).not.toBe(calendar.version);
	});

	test('a short day off is a contradiction', () => {
		const short = { day: day('2026-01-04'), type: 'short', title: '', basis: 'Распоряжение' } as const;
		expect(refusal(() => new WorkCalendar({ exceptions: [short] }))).toBe('EXCEPTION_SHORT_DAY_OFF');
	});
});
