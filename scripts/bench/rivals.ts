import { addBusinessDays } from 'date-fns';
import dayjs, { type Dayjs } from 'dayjs';
import dayjsBusinessDays from 'dayjs-business-days2';
import { DateTime } from 'luxon-business-days';
import moment from 'moment-business-days';

/** What a library is told: weekdays that are off and weekend days that are worked, all in «2026-01-16». */
export interface KnownDays {
	readonly off: readonly string[];
	readonly worked: readonly string[];
}

/** A way to add working days, with each library's own kind of date in and out, so that none pays for another's. */
export interface Contestant {
	readonly name: string;
	readonly holidays: boolean;
	readonly workedWeekends: boolean;
	/** Makes the library's dates once, and gives the addition to be timed and the day it arrived at. */
	prepare(days: readonly string[], known: KnownDays): { add(index: number, count: number): unknown; iso(result: never): string };
}

const FORMAT = 'YYYY-MM-DD';

const dateFns: Contestant = {
	name: 'date-fns addBusinessDays',
	holidays: false,
	workedWeekends: false,
	prepare: (days) => {
		const dates = days.map((day) => new Date(`${day}T12:00:00`));
		return {
			add: (index, count) => addBusinessDays(dates[index] as Date, count),
			iso: (result: Date) => dayjs(result).format(FORMAT),
		};
	},
};

const luxon: Contestant = {
	name: 'luxon-business-days',
	holidays: true,
	workedWeekends: false,
	prepare: (days, { off }) => {
		const isOff = new Set(off);
		const matcher = (day: { toISODate(): string | null }): boolean => isOff.has(day.toISODate() ?? '');
		const dates = days.map((day) => {
			const date = DateTime.fromISO(`${day}T12:00`);
			date.setupBusiness({ holidayMatchers: [matcher] });
			return date;
		});
		return {
			add: (index, count) => dates[index]?.plusBusiness({ days: count }),
			iso: (result: { toISODate(): string }) => result.toISODate(),
		};
	},
};

const momentDays: Contestant = {
	name: 'moment-business-days',
	holidays: true,
	workedWeekends: false,
	prepare: (days, { off }) => {
		moment.updateLocale('en', { holidays: [...off], holidayFormat: FORMAT });
		const dates = days.map((day) => moment(`${day}T12:00:00`));
		return {
			add: (index, count) => dates[index]?.businessAdd(count),
			iso: (result: { format(as: string): string }) => result.format(FORMAT),
		};
	},
};

const dayjsDays: Contestant = {
	name: 'dayjs-business-days2',
	holidays: true,
	workedWeekends: true,
	prepare: (days, { off, worked }) => {
		dayjs.extend(dayjsBusinessDays, { holidays: [...off], holidayFormat: FORMAT, additionalWorkingDays: [...worked], additionalWorkingDayFormat: FORMAT });
		const dates = days.map((day) => dayjs(`${day}T12:00:00`));
		return {
			add: (index, count) => (dates[index] as Dayjs).businessDaysAdd(count),
			iso: (result: Dayjs) => result.format(FORMAT),
		};
	},
};

/** The libraries ours is put beside, each told as much of the Russian calendar as it can hold. */
export const RIVALS: readonly Contestant[] = [dateFns, luxon, momentDays, dayjsDays];
