import { hoursWords, workingDaysWords } from '../calendar/words';
import { humanTime } from '../text/time';

type Row = Readonly<Record<string, unknown>>;

const amount = (value: unknown): number => {
	const read = Number(value ?? 0);
	return Number.isFinite(read) && read > 0 ? read : 0;
};

/** Whole hours for people: «меньше рабочего часа» rather than «0,32 рабочих часа». */
const hours = (value: number): string => (value < 1 ? 'меньше рабочего часа' : hoursWords(Math.floor(value)));

/** «Остался 1 рабочий день», «Осталось 2 рабочих дня». */
const left = (words: string): string => `${/^(?:1|\d*[02-9]1) /u.test(words) ? 'Остался' : 'Осталось'} ${words}`;

/**
 * How much time is left, as a person says it. The row carries what the node «Working-Day Deadline» (operation `state`)
 * added: `state`, `dueAt`, working days and hours left or overdue.
 *
 * @param zone IANA zone in which the moment is shown
 * @example dueWords({ state: 'overdue', overdueWorkingDays: 3, dueAt: '2026-11-20T06:00:00.000Z' }, 'Asia/Kamchatka') // 'Просрочено на 3 рабочих дня, срок был 20.11.2026 в 18:00'
 */
export function dueWords(row: Row, zone: string): string {
	const due = humanTime(row.dueAt ?? row.nextDueAt, zone);
	if (due === '' || row.state === 'none') return 'Срок не назначен';
	if (row.state === 'overdue') {
		const days = amount(row.overdueWorkingDays);
		return `Просрочено на ${days > 0 ? workingDaysWords(days) : hours(amount(row.overdueWorkingHours))}, срок был ${due}`;
	}
	if (row.state !== 'inTime' && row.state !== 'dueSoon') return `Срок до ${due}`;
	const days = amount(row.workingDaysLeft);
	return days > 0 ? `${left(workingDaysWords(days))}, до ${due}` : `Срок сегодня, до ${due.split(' в ')[1] ?? due}. ${left(hours(amount(row.workingHoursLeft)))}`;
}
