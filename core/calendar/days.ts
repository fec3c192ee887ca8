import { DeskError } from '../errors';

/**
 * Calendar days as whole numbers: days since 1970-01-01, without hours and without a zone.
 * Arithmetic on them cannot be wrong by an hour of summer time.
 */
export type DayNumber = number;

export const DAY_MS = 86_400_000;

const WEEKDAYS = ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'] as const;

/**
 * The number of a day of the Gregorian calendar; undefined when there is no such day.
 * @example dayFrom(2026, 2, 31) // undefined
 */
export function dayFrom(year: number, month: number, day: number): DayNumber | undefined {
	if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
	return Date.UTC(year, month - 1, day) / DAY_MS;
}

function daysInMonth(year: number, month: number): number {
	if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
	return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/**
 * Reads a day as «2026-01-16» or «16.01.2026».
 * @throws DeskError DATE_UNREADABLE, DATE_NOT_IN_CALENDAR
 * @example isoDay(parseDay('16.01.2026')) // '2026-01-16'
 */
export function parseDay(text: string, label = 'Дата'): DayNumber {
	const iso = text.length === 10 && text.charCodeAt(4) === HYPHEN && text.charCodeAt(7) === HYPHEN;
	const russian = iso ? null : /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
	const [year, month, date] = iso ? [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)] : [Number(russian?.[3]), Number(russian?.[2]), Number(russian?.[1])];
	if (Number.isNaN(year + month + date)) {
		throw new DeskError('DATE_UNREADABLE', `${label}: «${text.slice(0, 40)}» не читается как день.`, 'Запишите день как 2026-01-16 или 16.01.2026.');
	}
	const day = dayFrom(year, month, date);
	if (day === undefined) throw noSuchDay(label, text);
	return day;
}

const HYPHEN = 45;
const ZERO = 48;

/** The number written at a place; NaN where a character is no digit. By codes: this is the inner loop of every count. */
function digits(text: string, from: number, to: number): number {
	let value = 0;
	for (let at = from; at < to; at += 1) {
		const digit = text.charCodeAt(at) - ZERO;
		if (digit < 0 || digit > 9) return Number.NaN;
		value = value * 10 + digit;
	}
	return value;
}

/** The refusal for 31.02 and the like. */
export function noSuchDay(label: string, text: string): DeskError {
	return new DeskError('DATE_NOT_IN_CALENDAR', `${label}: дня «${text.slice(0, 40)}» нет в календаре.`, 'Проверьте число и месяц.');
}

/** Texts of the days from 1970 to 2134, made when first asked for. */
const isoTexts = new Array<string | undefined>(60_000);

/** «2026-01-16». */
export function isoDay(day: DayNumber): string {
	const known = isoTexts[day];
	if (known !== undefined) return known;
	const text = new Date(day * DAY_MS).toISOString().slice(0, 10);
	if (day >= 0 && day < isoTexts.length) isoTexts[day] = text;
	return text;
}

/** «16.01.2026», as staff write it. */
export function ruDay(day: DayNumber): string {
	const iso = isoDay(day);
	return `${iso.slice(8)}.${iso.slice(5, 7)}.${iso.slice(0, 4)}`;
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: DayNumber): number {
	return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** «пт». */
export function weekdayName(day: DayNumber): string {
	return WEEKDAYS[weekdayOf(day) - 1] as string;
}

export function yearOf(day: DayNumber): number {
	return new Date(day * DAY_MS).getUTCFullYear();
}
