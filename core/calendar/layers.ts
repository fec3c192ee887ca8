import { dayFrom, parseDay, weekdayOf, yearOf, type DayNumber } from './days';
import { computedYear } from './labourCode';
import { FIRST_OFFICIAL_YEAR, LAST_OFFICIAL_YEAR, OFFICIAL } from './official';
import type { LocalException } from './exceptions';

/** Why a day is what it is; plain weekdays and weekends carry none. */
export type DayKind = 'workday' | 'weekend' | 'holiday' | 'transferred' | 'presidential' | 'short' | 'workingWeekend' | 'localDayOff' | 'localWorkday' | 'localShort';

export interface DayNote {
	readonly kind: DayKind;
	readonly working: boolean;
	readonly short: boolean;
	readonly title: string;
	/** Article, decree or local act; '' where the number of the decree is not known. */
	readonly basis: string;
	readonly movedFrom?: DayNumber;
}

/** The last year that can be computed: nobody plans a reply beyond it. */
export const LAST_YEAR = 2060;
export const FIRST_DAY = dayFrom(FIRST_OFFICIAL_YEAR, 1, 1) as DayNumber;
export const LAST_DAY = dayFrom(LAST_YEAR, 12, 31) as DayNumber;
export const LAST_OFFICIAL_DAY = dayFrom(LAST_OFFICIAL_YEAR, 12, 31) as DayNumber;

type Notes = Map<DayNumber, DayNote>;

/** The country's layer: official years, then years computed by the Labour Code. */
export function countryLayer(): Notes {
	const notes: Notes = new Map();
	for (const year of Object.values(OFFICIAL.years)) {
		for (const [date, type, short, title, basis, movedFrom] of year.days) {
			const working = type === 'short' || type === 'working';
			const kind = type === 'working' ? 'workingWeekend' : type;
			const from = movedFrom === '' ? {} : { movedFrom: parseDay(movedFrom) };
			notes.set(parseDay(date), { kind, working, short: short === 1, title, basis, ...from });
		}
	}
	for (let year = LAST_OFFICIAL_YEAR + 1; year <= LAST_YEAR; year += 1) {
		for (const { day, type, title, basis, movedFrom } of computedYear(year)) {
			notes.set(day, { kind: type, working: type === 'short', short: type === 'short', title, basis, ...(movedFrom === undefined ? {} : { movedFrom }) });
		}
	}
	return notes;
}

/**
 * The President's non-working days of 2020 and 2021. Counted as days off when `off`; otherwise they are worked
 * (the Supreme Court, 2020–2021: they do not extend terms), the eve of a holiday an hour less.
 */
export function presidentialLayer(off: boolean): Notes {
	const notes: Notes = new Map();
	for (const [date, eve, title, basis] of OFFICIAL.presidential) {
		const day = parseDay(date);
		if (off) notes.set(day, { kind: 'presidential', working: false, short: false, title, basis });
		else if (eve === 1) notes.set(day, { kind: 'short', working: true, short: true, title: 'Предпраздничный день (−1 час)', basis: 'ТК РФ ст. 95' });
	}
	return notes;
}

/** Local acts, above everything else. */
export function localLayer(exceptions: readonly LocalException[]): Notes {
	const notes: Notes = new Map();
	for (const { day, type, title, basis } of exceptions) {
		if (type === 'holiday') notes.set(day, { kind: 'localDayOff', working: false, short: false, title: title || 'Местный нерабочий день', basis });
		if (type === 'workday') notes.set(day, { kind: 'localWorkday', working: true, short: false, title: title || 'Местный рабочий день', basis });
		if (type === 'short') notes.set(day, { kind: 'localShort', working: true, short: true, title: title || 'Местный сокращённый день', basis });
	}
	return notes;
}

/** What a day is that no layer speaks of. */
export function plainNote(day: DayNumber): DayNote {
	return weekdayOf(day) > 5
		? { kind: 'weekend', working: false, short: false, title: 'Выходной день', basis: 'ТК РФ ст. 111' }
		: { kind: 'workday', working: true, short: false, title: 'Рабочий день', basis: '' };
}

/** The decree by which a day's year was fixed; '' when unknown or not issued yet. */
export function decreeOf(day: DayNumber): string {
	return OFFICIAL.years[yearOf(day)]?.decree ?? '';
}
