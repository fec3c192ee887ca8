import { OFFICE_HOURS, officeHours, type OfficeHoursInput } from '../../../core/calendar/officeHours';
import { parseDay, isoDay } from '../../../core/calendar/days';
import { WorkClock } from '../../../core/calendar/workClock';
import { WorkCalendar, workCalendar } from '../../../core/calendar/workCalendar';
import { zoneOf } from '../../../core/calendar/zone';
import { refusal } from './support';

const palana = zoneOf('Asia/Kamchatka');
const usual = new WorkClock(workCalendar(), OFFICE_HOURS.standard40, palana);
const north = new WorkClock(workCalendar(), OFFICE_HOURS.north36, palana);
/** Local minute of an instant: «2026-01-12T11:00». */
const local = (instant: number): string => new Date(instant + palana.offsetAt(instant)).toISOString().slice(0, 16);
const at = (text: string): number => Date.parse(`${text}+12:00`);

describe('office hours', () => {
	test.each([
		['2026-07-13', 8, 8],
		['2026-07-14', 8, 7],
		['2026-07-17', 8, 7],
		['2026-07-18', 0, 0],
		['2026-04-30', 7, 6],
		['2024-04-27', 8, 8],
		['2024-12-28', 8, 8],
	])('of %s: usual week %i, northern week %i', (date, hours, northern) => {
		expect([usual.hoursOf(parseDay(date)), north.hoursOf(parseDay(date))]).toEqual([hours, northern]);
	});

	test('of a plain week are 40, and 36 in the north', () => {
		const week = ['2026-07-13', '2026-07-14', '2026-07-15', '2026-07-16', '2026-07-17'].map((date) => parseDay(date));
		const sum = (clock: WorkClock): number => week.reduce((hours, day) => hours + clock.hoursOf(day), 0);
		expect([sum(usual), sum(north)]).toEqual([40, 36]);
	});

	test('of a worked weekend day are those of the weekday it was exchanged for', () => {
		const own = new WorkClock(workCalendar(), officeHours({ opens: '09:00', closes: '18:00', fridayCloses: '16:00' }), palana);
		expect(own.hoursOf(parseDay('2024-04-27'))).toBe(9);
		expect(own.hoursOf(parseDay('2012-04-28'))).toBe(8);
		const local = new WorkCalendar({ exceptions: [{ day: parseDay('2026-12-26'), type: 'workday', title: '', basis: 'Распоряжение' }] });
		expect(new WorkClock(local, officeHours({ opens: '09:00', closes: '18:00', fridayCloses: '16:00' }), palana).hoursOf(parseDay('2026-12-26'))).toBe(7);
	});

	test.each<[string, OfficeHoursInput, string]>([
		['an unreadable time', { opens: '9', closes: '18:00' }, 'HOURS_UNREADABLE'],
		['an hour that is none', { opens: '09:00', closes: '25:00' }, 'HOURS_UNREADABLE'],
		['closing before opening', { opens: '18:00', closes: '09:00' }, 'HOURS_ORDER'],
		['lunch outside the day', { opens: '09:00', closes: '13:00', lunchStart: '13:00', lunchEnd: '14:00' }, 'HOURS_ORDER'],
		['half a lunch', { opens: '09:00', closes: '18:00', lunchStart: '13:00' }, 'HOURS_UNREADABLE'],
		['a short day shorter than nothing', { opens: '09:00', closes: '10:00', shortByMinutes: 60 }, 'HOURS_ORDER'],
		['a short day that is longer', { opens: '09:00', closes: '18:00', shortByMinutes: -60 }, 'HOURS_ORDER'],
	])('%s is refused', (_what, input, code) => {
		expect(refusal(() => officeHours(input))).toBe(code);
	});
});

describe('a term of working hours', () => {
	test.each([
		['in the morning', '2026-07-14T09:00', 4, '2026-07-14T13:00'],
		['over lunch', '2026-07-14T10:00', 4, '2026-07-14T15:00'],
		['from within lunch', '2026-07-14T13:30', 1, '2026-07-14T15:00'],
		['over the night', '2026-07-14T17:00', 4, '2026-07-15T12:00'],
		['over a weekend', '2026-07-17T17:30', 1, '2026-07-20T09:30'],
		['found at night', '2026-07-14T23:00', 1, '2026-07-15T10:00'],
		['found on a day off', '2026-07-18T12:00', 8, '2026-07-20T18:00'],
		['a whole day', '2026-07-14T09:00', 8, '2026-07-14T18:00'],
		['over a short day and holidays', '2026-04-30T16:00', 4, '2026-05-04T12:00'],
		['of nine hours', '2026-07-14T09:00', 9, '2026-07-15T10:00'],
		['of half an hour', '2026-07-14T12:45', 0.5, '2026-07-14T14:15'],
	])('%s: from %s, %d hours end at %s', (_what, from, hours, expected) => {
		expect(local(usual.addHours(at(from), hours))).toBe(expected);
	});

	test('by the northern week ends later', () => {
		expect(local(north.addHours(at('2026-07-14T10:00'), 8))).toBe('2026-07-15T11:00');
	});

	test('counted back gives its length, forwards and backwards', () => {
		expect(usual.hoursBetween(at('2026-07-14T17:00'), at('2026-07-15T12:00'))).toBe(4);
		expect(usual.hoursBetween(at('2026-07-15T12:00'), at('2026-07-14T17:00'))).toBe(-4);
		expect(usual.hoursBetween(at('2026-07-18T00:00'), at('2026-07-19T23:00'))).toBe(0);
	});

	test('beyond the calendar is refused', () => {
		expect(refusal(() => usual.addHours(at('2060-12-30T10:00'), 1000))).toBe('YEAR_OUT_OF_RANGE');
	});
});

test.each([
	['before opening', '2026-07-15T00:30', '2026-07-15'],
	['at the last minute', '2026-07-14T17:59', '2026-07-14'],
	['at closing', '2026-07-14T18:00', '2026-07-15'],
	['after the short day', '2026-04-30T17:30', '2026-05-04'],
	['on a day off', '2026-07-18T12:00', '2026-07-20'],
])('what is found %s (%s) counts as found on %s', (_what, from, expected) => {
	expect(isoDay(usual.registrationDay(at(from)))).toBe(expected);
});
