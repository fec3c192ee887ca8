import { isoDay } from '../../../core/calendar/days';
import { zoneOf } from '../../../core/calendar/zone';
import { periodBefore, periodKind, periodOf, slicesOf, type PeriodKind } from '../../../core/reports/period';
import { refusal } from '../calendar/support';

const zone = zoneOf('Asia/Kamchatka');
const at = (moment: string): number => Date.parse(moment);

describe('the period of a moment', () => {
	it.each<[PeriodKind, string, string, string, string]>([
		['week', '2026-11-24T00:00Z', '2026-11-23', '2026-11-29', 'неделя 23.11.2026 – 29.11.2026'],
		['week', '2026-01-01T00:00Z', '2025-12-29', '2026-01-04', 'неделя 29.12.2025 – 04.01.2026'],
		['month', '2026-11-24T00:00Z', '2026-11-01', '2026-11-30', 'ноябрь 2026 года'],
		['month', '2028-02-10T00:00Z', '2028-02-01', '2028-02-29', 'февраль 2028 года'],
		['quarter', '2026-11-24T00:00Z', '2026-10-01', '2026-12-31', 'IV квартал 2026 года'],
		['quarter', '2026-03-31T00:00Z', '2026-01-01', '2026-03-31', 'I квартал 2026 года'],
		['year', '2026-11-24T00:00Z', '2026-01-01', '2026-12-31', '2026 год'],
	])('a %s of %s is %s to %s', (kind, moment, first, last, label) => {
		const period = periodOf(kind, at(moment), zone);
		expect([isoDay(period.firstDay), isoDay(period.lastDay), period.label]).toEqual([first, last, label]);
	});

	it('goes by the administration’s clock, not by UTC', () => {
		expect(periodOf('month', at('2026-10-31T11:59:59.999Z'), zone).label).toBe('октябрь 2026 года');
		expect(periodOf('month', at('2026-10-31T12:00:00Z'), zone).label).toBe('ноябрь 2026 года');
	});

	it('begins with its first millisecond and ends with its last, where the one before ends', () => {
		const period = periodOf('year', at('2026-06-01T00:00Z'), zone);
		expect([period.from, period.to]).toEqual([at('2025-12-31T12:00Z'), at('2026-12-31T12:00Z') - 1]);
		expect(periodBefore(period, zone)).toMatchObject({ label: '2025 год', to: period.from - 1 });
	});

	it.each<[PeriodKind, string]>([['week', 'неделя 16.11.2026 – 22.11.2026'], ['month', 'октябрь 2026 года'], ['quarter', 'III квартал 2026 года'], ['year', '2025 год']])('the %s before', (kind, label) => {
		expect(periodBefore(periodOf(kind, at('2026-11-24T00:00Z'), zone), zone).label).toBe(label);
	});

	it.each<[PeriodKind, number, string, string]>([['week', 7, '23.11', '29.11'], ['month', 30, '1', '30'], ['quarter', 14, '01.10', '28.12'], ['year', 12, 'янв', 'дек']])('a %s has %i slices without gaps', (kind, count, first, last) => {
		const period = periodOf(kind, at('2026-11-24T00:00Z'), zone);
		const slices = slicesOf(period);
		expect([slices.length, slices[0]?.label, slices.at(-1)?.label]).toEqual([count, first, last]);
		expect([slices[0]?.firstDay, slices.at(-1)?.lastDay]).toEqual([period.firstDay, period.lastDay]);
		slices.slice(1).forEach((slice, index) => expect(slice.firstDay).toBe((slices[index]?.lastDay ?? 0) + 1));
	});

	it('refuses a name that is none', () => {
		expect([refusal(() => periodKind('decade')), refusal(() => periodKind('constructor'))]).toEqual(['PERIOD_UNKNOWN', 'PERIOD_UNKNOWN']);
	});
});
