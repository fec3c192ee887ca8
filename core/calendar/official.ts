import data from '../../data/calendar/ru.json';

/** holiday and transferred are off; short and working are worked. */
export type OfficialDayType = 'holiday' | 'transferred' | 'short' | 'working';

/** [date, type, short 0 | 1, title, basis ('' unknown), the day the rest was moved from or ''] */
export type OfficialDay = readonly [string, OfficialDayType, number, string, string, string];

export interface OfficialYear {
	/** Decree of the Government on transfers; '' when its number is not known. */
	readonly decree: string;
	/** A: three sources agree; B: fewer. */
	readonly tier: string;
	readonly days: readonly OfficialDay[];
}

export interface OfficialCalendarData {
	readonly version: string;
	readonly years: Readonly<Record<string, OfficialYear>>;
	/** [date, short when it is worked after all, title, decree of the President] */
	readonly presidential: readonly (readonly [string, number, string, string])[];
}

/** The production calendar of Russia, 2005–2027: generated, see data/calendar/README.md. */
export const OFFICIAL = data as unknown as OfficialCalendarData;

const years = Object.keys(OFFICIAL.years).map(Number);

export const FIRST_OFFICIAL_YEAR = Math.min(...years);
export const LAST_OFFICIAL_YEAR = Math.max(...years);
