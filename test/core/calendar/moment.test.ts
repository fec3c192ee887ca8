import { DateTime } from 'luxon';

import { isoDay, parseDay, ruDay, weekdayName } from '../../../core/calendar/days';
import { readMoment } from '../../../core/calendar/moment';
import { zoneOf } from '../../../core/calendar/zone';
import { refusal } from './support';

const palana = zoneOf('Asia/Kamchatka');
const iso = (value: unknown): string => new Date(readMoment(value, palana, 'Выявлено').at).toISOString();

describe('a moment', () => {
	test.each([
		['2026-07-15T00:30+12:00', '2026-07-14T12:30:00.000Z', ''],
		['2026-07-14T12:30:00.250Z', '2026-07-14T12:30:00.250Z', ''],
		['2026-07-14 15:30:00+0300', '2026-07-14T12:30:00.000Z', ''],
		['2026-07-14T07:30-05', '2026-07-14T12:30:00.000Z', ''],
		['2026-07-15T00:30', '2026-07-14T12:30:00.000Z', 'noZone'],
		['15.07.2026 00:30', '2026-07-14T12:30:00.000Z', 'noZone'],
		['15.07.2026', '2026-07-14T12:00:00.000Z', 'dateOnly'],
		['2026-07-15', '2026-07-14T12:00:00.000Z', 'dateOnly'],
	])('«%s» is %s, marked «%s»', (text, expected, note) => {
		expect(iso(text)).toBe(expected);
		expect(readMoment(text, palana, 'Выявлено').note).toBe(note);
	});

	test('may be a Date or a luxon DateTime', () => {
		expect(iso(new Date('2026-07-14T12:30:00Z'))).toBe('2026-07-14T12:30:00.000Z');
		expect(iso(DateTime.fromISO('2026-07-15T00:30+12:00'))).toBe('2026-07-14T12:30:00.000Z');
	});

	test.each([undefined, null, '', '   '])('no date (%p) is refused', (value) => {
		expect(refusal(() => iso(value))).toBe('DATE_MISSING');
	});

	test.each(['31.02.2026', '2026-02-31T10:00+12:00', '2025-02-29', '2026-13-01', '00.01.2026'])('«%s» is no day of the calendar', (value) => {
		expect(refusal(() => iso(value))).toBe('DATE_NOT_IN_CALENDAR');
	});

	test.each(['завтра', '2026-07-15T25:00Z', '31.02', 1_784_000_000, {}, new Date('nonsense'), true])('%p is not readable', (value) => {
		expect(refusal(() => iso(value))).toBe('DATE_UNREADABLE');
	});
});

describe('a day', () => {
	test('reads and writes in both notations', () => {
		expect(parseDay('16.01.2026')).toBe(parseDay('2026-01-16'));
		expect([isoDay(parseDay('2024-02-29')), ruDay(parseDay('2024-02-29')), weekdayName(parseDay('2024-02-29'))]).toEqual(['2024-02-29', '29.02.2024', 'чт']);
	});

	test.each(['2026-1-5', '5 января', '', '2026-01-16T00:00:00Z'])('«%s» is refused', (text) => {
		expect(refusal(() => parseDay(text))).toBe('DATE_UNREADABLE');
	});
});
