import { isoDay } from '../../../core/calendar/days';
import { parseIcs, refuseSkipped } from '../../../core/calendar/ics';
import { refusal } from './support';

const file = (...events: string[]): string =>
	['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//RU', ...events.map((lines) => `BEGIN:VEVENT\nUID:${lines.length}\n${lines}\nEND:VEVENT`), 'END:VCALENDAR'].join('\n').replace(/\n/g, '\r\n');

const read = (text: string, zone = 'Asia/Kamchatka') => {
	const { exceptions, skipped } = parseIcs(text, zone);
	return { days: exceptions.map((one) => `${isoDay(one.day)} ${one.type}`), skipped };
};

const BASIS = 'DESCRIPTION:Закон Камчатского края № 1';

describe('an iCalendar file', () => {
	test('gives all-day events as days off, several days as several', () => {
		expect(read(file(`SUMMARY:День округа\nDTSTART;VALUE=DATE:20261205\nDTEND;VALUE=DATE:20261207\n${BASIS}`)).days).toEqual(['2026-12-05 holiday', '2026-12-06 holiday']);
		expect(read(file(`SUMMARY:День\nDTSTART;VALUE=DATE:20261205\n${BASIS}`)).days).toEqual(['2026-12-05 holiday']);
	});

	test('tells worked and short days by their category', () => {
		expect(read(file(`SUMMARY:Рабочая суббота\nCATEGORIES:рабочий день\nDTSTART;VALUE=DATE:20261212\n${BASIS}`, `SUMMARY:Короткий\nCATEGORIES:MUNICIPAL,SHORT\nDTSTART;VALUE=DATE:20261211\n${BASIS}`)).days).toEqual([
			'2026-12-12 workday',
			'2026-12-11 short',
		]);
	});

	test('repeats a yearly day for the years of the calendar, less the excluded ones', () => {
		const { days } = read(file(`SUMMARY:День округа\nDTSTART;VALUE=DATE:20260905\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20270905\n${BASIS}`));
		expect(days.slice(0, 2)).toEqual(['2026-09-05 holiday', '2028-09-05 holiday']);
		expect(days.at(-1)).toBe('2060-09-05 holiday');
	});

	test('follows a repeated day from an old year, from where the calendar begins', () => {
		const { days } = read(file(`SUMMARY:День округа\nDTSTART;VALUE=DATE:19700905\nRRULE:FREQ=YEARLY;UNTIL=20070101\n${BASIS}`));
		expect(days).toEqual(['2005-09-05 holiday', '2006-09-05 holiday']);
	});

	test('takes a moved occurrence where it was moved to', () => {
		const master = `SUMMARY:День округа\nDTSTART;VALUE=DATE:20260905\nRRULE:FREQ=YEARLY;COUNT=2\n${BASIS}`;
		const moved = `SUMMARY:День округа\nRECURRENCE-ID;VALUE=DATE:20270905\nDTSTART;VALUE=DATE:20270912\n${BASIS}`;
		const text = file(master, moved).replace(/UID:\d+/g, 'UID:one');
		expect(read(text).days).toEqual(['2026-09-05 holiday', '2027-09-12 holiday']);
	});

	test('passes over cancelled events', () => {
		expect(read(file(`SUMMARY:День\nSTATUS:CANCELLED\nDTSTART;VALUE=DATE:20261205`)).days).toEqual([]);
	});

	test('counts a timed event only where it fills whole days by the local clock', () => {
		const inZone = (zone: string, start: string, end: string) => read(file(`SUMMARY:День\nDTSTART;TZID=${zone}:${start}\nDTEND;TZID=${zone}:${end}\n${BASIS}`));
		expect(inZone('Asia/Kamchatka', '20261205T000000', '20261206T000000').days).toEqual(['2026-12-05 holiday']);
		expect(inZone('Europe/Moscow', '20261204T150000', '20261205T150000').days).toEqual(['2026-12-05 holiday']);
		const moscowDay = inZone('Europe/Moscow', '20261205T000000', '20261206T000000');
		expect(moscowDay.days).toEqual([]);
		expect(moscowDay.skipped[0]?.reason).toContain('часть дня по местному времени');
		expect(read(file(`SUMMARY:День\nDTSTART:20261204T120000Z\nDTEND:20261205T120000Z\n${BASIS}`)).days).toEqual(['2026-12-05 holiday']);
		expect(read(file(`SUMMARY:День\nDTSTART:20261205T000000\nDTEND:20261206T000000\n${BASIS}`)).days).toEqual(['2026-12-05 holiday']);
	});

	test('understands a zone that the file defines itself', () => {
		const zone = 'BEGIN:VTIMEZONE\r\nTZID:Russia TZ 11\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+1200\r\nTZOFFSETTO:+1200\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT';
		const text = file(`SUMMARY:День\nDTSTART;TZID=Russia TZ 11:20261205T000000\nDTEND;TZID=Russia TZ 11:20261206T000000\n${BASIS}`).replace('BEGIN:VEVENT', zone);
		expect(read(text).days).toEqual(['2026-12-05 holiday']);
	});

	test('a meeting beside a day off is skipped and can be refused', () => {
		const { days, skipped } = read(file(`SUMMARY:День округа\nDTSTART;VALUE=DATE:20261205\n${BASIS}`, `SUMMARY:Планёрка\nDTSTART:20261207T010000Z\nDTEND:20261207T020000Z`));
		expect(days).toEqual(['2026-12-05 holiday']);
		expect(skipped.map((event) => event.summary)).toEqual(['Планёрка']);
		expect(refusal(() => refuseSkipped(skipped))).toBe('ICS_TIMED_EVENT');
		expect(() => refuseSkipped([])).not.toThrow();
	});

	test.each([
		['without a basis', file('SUMMARY:День\nDTSTART;VALUE=DATE:20261205'), 'EXCEPTION_NO_BASIS'],
		['that is a web page', '<!doctype html><html></html>', 'ICS_UNREADABLE'],
		['that is empty of sense', 'BEGIN:VEVENT\r\nEND:VEVENT', 'ICS_UNREADABLE'],
		['cut in half', file('SUMMARY:День\nDTSTART;VALUE=DATE:20261205').slice(0, 90), 'ICS_UNREADABLE'],
		['without a start', file(`SUMMARY:День\n${BASIS}`), 'ICS_UNREADABLE'],
		['in an unknown zone', file(`SUMMARY:День\nDTSTART;TZID=Nowhere/Land:20261205T000000\nDTEND;TZID=Nowhere/Land:20261206T000000\n${BASIS}`), 'ZONE_UNKNOWN'],
		['of 31.02', file(`SUMMARY:День\nDTSTART;VALUE=DATE:20260231\n${BASIS}`), 'DATE_NOT_IN_CALENDAR'],
		['of every day for ever', file(`SUMMARY:Отдых\nDTSTART;VALUE=DATE:20260101\nRRULE:FREQ=DAILY\n${BASIS}`), 'ICS_TOO_MANY'],
		['longer than a year', file(`SUMMARY:Век\nDTSTART;VALUE=DATE:20260101\nDTEND;VALUE=DATE:20360101\n${BASIS}`), 'ICS_UNREADABLE'],
	])('a file %s is refused', (_what, text, code) => {
		expect(refusal(() => parseIcs(text, 'Asia/Kamchatka'))).toBe(code);
	});
});
