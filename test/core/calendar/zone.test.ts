import { DateTime } from 'luxon';

import { isoDay, parseDay } from '../../../core/calendar/days';
import { zoneOf } from '../../../core/calendar/zone';
import { refusal } from './support';

const HOUR = 3_600_000;

describe('Kamchatka’s clock', () => {
	const palana = zoneOf('Asia/Kamchatka');

	test.each([
		['2010-03-27T12:00:00Z', 12],
		['2010-06-01T12:00:00Z', 12],
		['2010-12-01T12:00:00Z', 11],
		['2011-06-01T12:00:00Z', 12],
		['2026-11-24T12:00:00Z', 12],
		['2009-07-01T12:00:00Z', 13],
	])('at %s is %i hours ahead', (instant, hours) => {
		expect(palana.offsetAt(Date.parse(instant)) / HOUR).toBe(hours);
	});

	test('agrees with luxon every 20 minutes of the days when it was changed', () => {
		for (const middle of ['2009-10-24', '2010-03-27', '2010-10-30', '2011-03-26']) {
			const start = Date.parse(`${middle}T00:00:00Z`);
			for (let instant = start; instant < start + 48 * HOUR; instant += HOUR / 3) {
				const local = DateTime.fromMillis(instant, { zone: 'Asia/Kamchatka' });
				expect([isoDay(palana.dayOf(instant)), palana.timeOf(instant) / 60_000]).toEqual([local.toISODate(), local.hour * 60 + local.minute]);
			}
		}
	});

	test('ends each day of 2009–2012 where luxon ends it', () => {
		for (let day = parseDay('2009-01-01'); day <= parseDay('2012-12-31'); day += 1) {
			expect(palana.endOf(day)).toBe(DateTime.fromISO(isoDay(day), { zone: 'Asia/Kamchatka' }).endOf('day').toMillis());
		}
	});
});

test('an hour shown twice is taken the second time, an hour never shown after the gap', () => {
	const newYork = zoneOf('America/New_York');
	expect(new Date(newYork.at(parseDay('2026-11-01'), 1.5 * HOUR)).toISOString()).toBe('2026-11-01T06:30:00.000Z');
	expect(new Date(newYork.at(parseDay('2026-03-08'), 2.5 * HOUR)).toISOString()).toBe('2026-03-08T07:30:00.000Z');
});

test.each(['Kamchatka', 'UTC+12', '', 'Азия/Камчатка'])('zone «%s» is refused', (name) => {
	expect(refusal(() => zoneOf(name))).toBe('ZONE_UNKNOWN');
});
