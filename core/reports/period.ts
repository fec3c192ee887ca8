import { DAY_MS, dayFrom, isoDay, ruDay, weekdayOf, type DayNumber } from '../calendar/days';
import type { Zone } from '../calendar/zone';
import { DeskError } from '../errors';

/** Lengths a report is made for; the values are what staff read. */
export const PERIODS = { week: 'Неделя', month: 'Месяц', quarter: 'Квартал', year: 'Год' } as const;

export type PeriodKind = keyof typeof PERIODS;

/** Whole local days of the administration. */
export interface Period {
	readonly kind: PeriodKind;
	readonly firstDay: DayNumber;
	readonly lastDay: DayNumber;
	/** First millisecond, UTC. */
	readonly from: number;
	/** Last millisecond, UTC. */
	readonly to: number;
	/** «ноябрь 2026 года» */
	readonly label: string;
}

const MONTHS = ['январь', 'февраль', 'март', 'апрель', 'май', 'июнь', 'июль', 'август', 'сентябрь', 'октябрь', 'ноябрь', 'декабрь'] as const;
const QUARTERS = ['I', 'II', 'III', 'IV'] as const;

/**
 * The period of a kind from a parameter.
 * @throws DeskError PERIOD_UNKNOWN
 */
export function periodKind(name: string): PeriodKind {
	if (Object.hasOwn(PERIODS, name)) return name as PeriodKind;
	throw new DeskError('PERIOD_UNKNOWN', `Период «${name}» неизвестен.`, `Есть: ${Object.keys(PERIODS).join(', ')}.`);
}

/**
 * The week (from Monday), month, quarter or year in which an instant lies by the zone's clock.
 *
 * @param at UTC milliseconds
 * @example periodOf('month', Date.parse('2026-10-31T13:00Z'), zoneOf('Asia/Kamchatka')).label // 'ноябрь 2026 года'
 */
export function periodOf(kind: PeriodKind, at: number, zone: Zone): Period {
	const [firstDay, lastDay] = daysOf(kind, zone.dayOf(at));
	return { kind, firstDay, lastDay, from: zone.at(firstDay, 0), to: zone.endOf(lastDay), label: labelOf(kind, firstDay, lastDay) };
}

/** The period of the same kind that ends where this one begins. */
export const periodBefore = (period: Period, zone: Zone): Period => periodOf(period.kind, zone.at(period.firstDay - 1, DAY_MS / 2), zone);

/** From when on a report of the period needs the journal: it tells the period before as well. UTC milliseconds. */
export const neededFrom = (period: Period, zone: Zone): number => periodBefore(period, zone).from;

function daysOf(kind: PeriodKind, day: DayNumber): readonly [DayNumber, DayNumber] {
	if (kind === 'week') {
		const monday = day - weekdayOf(day) + 1;
		return [monday, monday + 6];
	}
	const [year, month] = [Number(isoDay(day).slice(0, 4)), Number(isoDay(day).slice(5, 7))];
	const length = { month: 1, quarter: 3, year: 12 }[kind];
	const first = month - ((month - 1) % length);
	return [monthStart(year, first), monthStart(year, first + length) - 1];
}

/** The first day of a month; month 13 is January of the next year. */
function monthStart(year: number, month: number): DayNumber {
	return dayFrom(year + Math.floor((month - 1) / 12), ((month - 1) % 12) + 1, 1) as DayNumber;
}

function labelOf(kind: PeriodKind, first: DayNumber, last: DayNumber): string {
	const [year, month] = [isoDay(first).slice(0, 4), Number(isoDay(first).slice(5, 7))];
	const labels: Readonly<Record<PeriodKind, string>> = {
		week: `неделя ${ruDay(first)} – ${ruDay(last)}`,
		month: `${MONTHS[month - 1] ?? ''} ${year} года`,
		quarter: `${QUARTERS[Math.floor((month - 1) / 3)] ?? ''} квартал ${year} года`,
		year: `${year} год`,
	};
	return labels[kind];
}

/** A piece of a period, for the chart over time. */
export interface Slice {
	/** «24» (day), «24.11» (first day of a week), «ноя» (month) */
	readonly label: string;
	readonly firstDay: DayNumber;
	readonly lastDay: DayNumber;
}

/** Days of a week or month, weeks of a quarter, months of a year, in order and without gaps. */
export function slicesOf({ kind, firstDay, lastDay }: Period): Slice[] {
	const slices: Slice[] = [];
	for (let day = firstDay; day <= lastDay; ) {
		const end = Math.min(lastDay, kind === 'quarter' ? daysOf('week', day)[1] : kind === 'year' ? daysOf('month', day)[1] : day);
		slices.push({ firstDay: day, lastDay: end, label: sliceLabel(kind, day) });
		day = end + 1;
	}
	return slices;
}

function sliceLabel(kind: PeriodKind, day: DayNumber): string {
	if (kind === 'year') return (MONTHS[Number(isoDay(day).slice(5, 7)) - 1] ?? '').slice(0, 3);
	return kind === 'month' ? String(Number(isoDay(day).slice(8))) : ruDay(day).slice(0, 5);
}
