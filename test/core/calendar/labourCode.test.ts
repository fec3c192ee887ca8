import { isoDay, parseDay } from '../../../core/calendar/days';
import { computedYear } from '../../../core/calendar/labourCode';
import { OFFICIAL } from '../../../core/calendar/official';

const of = (year: number, type: string): string[] => computedYear(year).filter((one) => one.type === type).map((one) => isoDay(one.day));

describe('a year computed by the Labour Code', () => {
	test.each([2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027])('has the holidays of the official year %i', (year) => {
		const official = OFFICIAL.years[year]?.days.filter((one) => one[1] === 'holiday').map((one) => one[0]);
		expect(of(year, 'holiday')).toEqual(official);
	});

	test.each([2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027])('moves weekends as part 2 of article 112 does in %i, wherever no decree said otherwise', (year) => {
		const byLaw = OFFICIAL.years[year]?.days.filter((one) => one[4] === 'ТК РФ ст. 112 ч. 2').map((one) => one[0]) ?? [];
		for (const date of byLaw) expect(of(year, 'transferred')).toContain(date);
	});

	test('shortens the eve of a holiday only when that eve is worked', () => {
		expect(of(2028, 'short')).toEqual(['2028-02-22', '2028-03-07', '2028-05-08', '2028-11-03']);
	});

	test('names the day the rest was moved from', () => {
		const moved = computedYear(2031).find((one) => one.type === 'transferred');
		expect(moved).toMatchObject({ day: parseDay('2031-02-24'), movedFrom: parseDay('2031-02-23') });
	});
});
