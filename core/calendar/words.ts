import { isoDay, ruDay, weekdayName, weekdayOf, type DayNumber } from './days';
import type { DayInfo } from './workCalendar';
import type { Term } from './term';
import type { Zone } from './zone';

type Forms = readonly [one: string, few: string, many: string];

const DAYS: Forms = ['рабочий день', 'рабочих дня', 'рабочих дней'];
const HOURS: Forms = ['рабочий час', 'рабочих часа', 'рабочих часов'];

/** Russian agreement of a noun with a number: 1 день, 2 дня, 5 дней; fractions take the second form. */
export function plural(amount: number, [one, few, many]: Forms): string {
	if (!Number.isInteger(amount)) return few;
	const tens = Math.abs(amount) % 100;
	const units = tens % 10;
	if (tens >= 11 && tens <= 14) return many;
	return units === 1 ? one : units >= 2 && units <= 4 ? few : many;
}

/** «5 рабочих дней», «0,5 рабочих часа». */
export function termWords({ unit, amount }: Term): string {
	return `${String(amount).replace('.', ',')} ${plural(amount, unit === 'days' ? DAYS : HOURS)}`;
}

/** «5 рабочих дней». */
export const workingDaysWords = (amount: number): string => termWords({ unit: 'days', amount });

/** «6 рабочих часов», «0,5 рабочих часа». */
export const hoursWords = (amount: number): string => termWords({ unit: 'hours', amount });

/** «16.01.2026 (пт)». */
export const dayWords = (day: DayNumber): string => `${ruDay(day)} (${weekdayName(day)})`;

/** «17:30» by the zone's clock. */
export function clockWords(instant: number, zone: Zone): string {
	const minutes = Math.floor(zone.timeOf(instant) / 60_000);
	return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/**
 * Days with one reason in a row become one piece: «01.01–08.01.2026 (Новогодние каникулы, Рождество Христово; ТК РФ ст. 112)».
 * @param days in order
 */
export function reasonWords(days: readonly DayInfo[]): string {
	const runs: DayInfo[][] = [];
	for (const day of days) {
		const run = runs.at(-1);
		const last = run?.at(-1);
		if (run !== undefined && last !== undefined && last.day === day.day - 1 && last.basis === day.basis && last.kind === day.kind) run.push(day);
		else runs.push([day]);
	}
	return runs.map(runWords).join(', ');
}

function runWords(run: readonly DayInfo[]): string {
	const [first, last] = [run[0] as DayInfo, run.at(-1) as DayInfo];
	const titles = [...new Set(run.map(titleWords))].join(', ');
	const basis = first.basis === '' ? 'номер постановления не установлен' : first.basis;
	return `${spanWords(first.day, last.day)} (${titles}; ${basis})`;
}

function titleWords({ day, kind, title, movedFrom }: DayInfo): string {
	if (kind === 'workingWeekend') return weekdayOf(day) === 6 ? 'рабочая суббота' : 'рабочее воскресенье';
	return kind === 'transferred' && movedFrom !== undefined ? `выходной перенесён с ${ruDay(movedFrom)}` : title;
}

function spanWords(first: DayNumber, last: DayNumber): string {
	if (first === last) return ruDay(first);
	const sameYear = isoDay(first).slice(0, 4) === isoDay(last).slice(0, 4);
	return `${sameYear ? ruDay(first).slice(0, 5) : ruDay(first)}–${ruDay(last)}`;
}
