/**
 * Counting as a clerk with a printed calendar would: days walked one by one, nothing taken from core/. The days off of
 * 2026 are typed in from the printed production calendar, with two local days of an invented act.
 */
const DAY = 86_400_000;
/** Kamchatka's clock is 12 hours ahead of UTC all year. */
const AHEAD = 12 * 3_600_000;

const WEEKDAYS_OFF = ['2026-01-01', '2026-01-02', '2026-01-05', '2026-01-06', '2026-01-07', '2026-01-08', '2026-01-09', '2026-02-23', '2026-03-09', '2026-05-01', '2026-05-11', '2026-06-12', '2026-07-01', '2026-11-04', '2026-12-31', '2027-01-01', '2027-01-04', '2027-01-05', '2027-01-06', '2027-01-07', '2027-01-08'];
const WEEKENDS_WORKED = ['2026-07-04'];

/** The same two days as rows of the table calendar_days. */
export const LOCAL_DAYS = [
	{ date: '2026-07-01', type: 'holiday', title: 'День образования края', basis: 'Распоряжение № 1' },
	{ date: '2026-07-04', type: 'workday', title: 'Отработка', basis: 'Распоряжение № 1' },
];

export const localDay = (at: number): string => new Date(at + AHEAD).toISOString().slice(0, 10);

export const localHour = (at: number): number => new Date(at + AHEAD).getUTCHours();

/** 0 Monday. */
export const localWeekday = (at: number): number => (new Date(at + AHEAD).getUTCDay() + 6) % 7;

export const localMidnight = (day: string): number => Date.parse(`${day}T00:00:00.000Z`) - AHEAD;

const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10);

export function isWorked(day: string): boolean {
	const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
	if (weekday === 0 || weekday === 6) return WEEKENDS_WORKED.includes(day);
	return !WEEKDAYS_OFF.includes(day);
}

/** So many working days after a day; 0: the day itself, or the next worked one. */
export function plusWorkingDays(day: string, count: number): string {
	let at = day;
	for (let left = count; left > 0; ) {
		at = dayAfter(at);
		if (isWorked(at)) left -= 1;
	}
	while (!isWorked(at)) at = dayAfter(at);
	return at;
}

/** Working days after `from` up to and with `to`. */
export function workingDaysBetween(from: string, to: string): number {
	let count = 0;
	for (let at = from; at < to; ) {
		at = dayAfter(at);
		if (isWorked(at)) count += 1;
	}
	return count;
}

export interface Owing {
	readonly foundAt: number;
	readonly official: boolean;
	readonly reduced: number;
	readonly interimAt: number | undefined;
	readonly status: string;
}

const WAITS_FOR_CURATOR = ['registered', 'review'];

/** The last day of the reply's term: 5 working days, 2 on an official account, fewer where the curator said so. */
export const replyDay = ({ foundAt, official, reduced }: Pick<Owing, 'foundAt' | 'official' | 'reduced'>): string =>
	plusWorkingDays(localDay(foundAt), Math.min(official ? 2 : 5, reduced || 99));

/** The last day on which a case in its status is in time; '' where nothing is owed. */
export function dueDay(one: Owing): string {
	if (['answered', 'closed', 'excluded', ''].includes(one.status)) return '';
	if (WAITS_FOR_CURATOR.includes(one.status)) return plusWorkingDays(localDay(one.foundAt), 1);
	return one.interimAt === undefined ? replyDay(one) : plusWorkingDays(localDay(one.interimAt), 7);
}
