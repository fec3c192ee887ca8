import { dayFrom, weekdayOf, type DayNumber } from './days';

/** A day off by the Labour Code alone, as computed for a year that has no official calendar yet. */
export interface ComputedDay {
	readonly day: DayNumber;
	readonly type: 'holiday' | 'transferred' | 'short';
	readonly title: string;
	readonly basis: string;
	/** The holiday's weekend day the rest was moved from. */
	readonly movedFrom?: DayNumber;
}

/** Article 112 part 1, as in force since 2013: [month, day, name]. */
const HOLIDAYS: readonly (readonly [number, number, string])[] = [
	...[1, 2, 3, 4, 5, 6, 8].map((day) => [1, day, 'Новогодние каникулы'] as const),
	[1, 7, 'Рождество Христово'],
	[2, 23, 'День защитника Отечества'],
	[3, 8, 'Международный женский день'],
	[5, 1, 'Праздник Весны и Труда'],
	[5, 9, 'День Победы'],
	[6, 12, 'День России'],
	[11, 4, 'День народного единства'],
];

/**
 * Days off and short days of a year by articles 95 and 112 of the Labour Code, without the Government's decree:
 * a weekend that falls on a holiday moves to the next working day, except for those of January, whose two days the
 * decree moves elsewhere (so a computed year has up to two working days too many, and its answers are provisional).
 * @example computedYear(2028).some((d) => d.title === 'День России') // true
 */
export function computedYear(year: number): ComputedDay[] {
	const holidays = HOLIDAYS.map(([month, day, title]) => ({ day: dayFrom(year, month, day) as DayNumber, title, month }));
	const off = new Set(holidays.map((holiday) => holiday.day));
	const isOff = (day: DayNumber): boolean => off.has(day) || weekdayOf(day) > 5;
	const result: ComputedDay[] = holidays.map(({ day, title }) => ({ day, type: 'holiday', title, basis: 'ТК РФ ст. 112' }));
	const eves = new Set(holidays.map((holiday) => holiday.day - 1));
	const nextYear = dayFrom(year + 1, 1, 1) as DayNumber;
	eves.add(nextYear - 1);
	for (const { day, month } of holidays) {
		if (month === 1 || weekdayOf(day) <= 5) continue;
		let moved = day + 1;
		while (isOff(moved)) moved += 1;
		off.add(moved);
		result.push({ day: moved, type: 'transferred', title: 'Перенесённый выходной', basis: 'ТК РФ ст. 112 ч. 2', movedFrom: day });
	}
	for (const eve of eves) {
		if (eve < (dayFrom(year, 1, 1) as DayNumber) || isOff(eve)) continue;
		result.push({ day: eve, type: 'short', title: 'Предпраздничный день (−1 час)', basis: 'ТК РФ ст. 95' });
	}
	return result.sort((a, b) => a.day - b.day);
}
