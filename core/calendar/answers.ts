import { DeskError } from '../errors';
import type { TermContext } from './caseTerms';
import { explain } from './explain';
import { readMoment, type MomentNote } from './moment';
import { countTerm, daysTerm } from './term';
import { dayWords, reasonWords, workingDaysWords } from './words';
import type { DayInfo } from './workCalendar';

/** A day that was not counted, and why. */
export interface SkippedDay {
	readonly date: string;
	readonly title: string;
	readonly basis: string;
}

/** What every answer carries. */
interface Marked {
	readonly calendarVersion: string;
	/** A day of a year without an official calendar took part. */
	readonly provisional: boolean;
	/** '' | noZone: the date had no zone and was read as local | dateOnly: it had no time. */
	readonly dateNote: MomentNote;
}

export interface AddAnswer extends Marked {
	/** «2026-01-16» */
	readonly dueDate: string;
	/** End of that day by the local clock, ISO 8601 in UTC. */
	readonly dueAt: string;
	readonly countedDays: readonly string[];
	readonly skippedDays: readonly SkippedDay[];
	readonly policy: string;
	/** Decrees of the years that were counted, where known. */
	readonly decrees: string;
	readonly deadlineReason: string;
}

/**
 * Working days added to a date, or taken from it, with every day explained. Back: the last working day that leaves
 * the given number of working days before the date; the date itself is not counted either way (unless the policy says so).
 *
 * @param days a whole number, 0 or more; 0: the day itself or the nearest working day in the direction
 * @throws DeskError DATE_MISSING, DATE_UNREADABLE, DATE_NOT_IN_CALENDAR, TERM_INVALID, DAYS_NEGATIVE, YEAR_OUT_OF_RANGE
 * @example addDays('30.12.2025', 5, 'forward', termContext()).dueDate // '2026-01-16'
 */
export function addDays(date: unknown, days: unknown, direction: 'forward' | 'back', context: TermContext): AddAnswer {
	const { zone, policy } = context;
	const moment = readMoment(date, zone, 'Дата');
	if (typeof days === 'number' && days < 0) {
		throw new DeskError('DAYS_NEGATIVE', `Число рабочих дней не может быть меньше нуля, а указано ${days}.`, 'Чтобы считать назад, выберите направление «Назад».');
	}
	if (direction === 'back' || days === 0) return plainAnswer(moment, days === 0 ? 0 : daysTerm(days, 'Рабочих дней').amount, direction, context);
	const counted = countTerm(moment.at, daysTerm(days, 'Рабочих дней'), policy, context);
	const { counted: worked, skipped, sentence } = explain(counted, context, { event: 'начала срока', clause: '' });
	return answer(counted.dueDay, worked, skipped, sentence, moment.note, counted.provisional, policy, context);
}

function plainAnswer(moment: { at: number; note: MomentNote }, days: number, direction: 'forward' | 'back', context: TermContext): AddAnswer {
	const { calendar, zone } = context;
	const start = zone.dayOf(moment.at);
	const due = direction === 'back' ? calendar.subtract(start, days) : calendar.firstFrom(start);
	const [from, to] = [Math.min(start, due), Math.max(start, due)];
	const between: DayInfo[] = [];
	for (let day = from; day <= to; day += 1) if (day !== start || days === 0) between.push(calendar.describe(day));
	const [worked, skipped] = [between.filter((day) => day.working), between.filter((day) => !day.working)];
	const special = skipped.filter((day) => day.kind !== 'weekend');
	const lead = days === 0 ? `Ближайший рабочий день к ${dayWords(start)} — ${dayWords(due)}` : `За ${workingDaysWords(days)} до ${dayWords(start)} — ${dayWords(due)}`;
	const sentence = `${lead}${special.length > 0 ? `; не считались ${reasonWords(special)}` : ''}.`;
	return answer(due, worked, skipped, sentence, moment.note, calendar.isProvisional(to), 'exclude', context);
}

function answer(due: number, worked: readonly DayInfo[], skipped: readonly DayInfo[], sentence: string, dateNote: MomentNote, provisional: boolean, policy: string, { calendar, zone }: TermContext): AddAnswer {
	const inOrder = [...worked, ...skipped].sort((a, b) => a.day - b.day);
	return {
		dueDate: calendar.describe(due).date,
		dueAt: new Date(zone.endOf(due)).toISOString(),
		countedDays: worked.map((day) => day.date),
		skippedDays: skipped.map(({ date, title, basis }) => ({ date, title, basis })),
		policy,
		decrees: [...new Set(inOrder.map((day) => day.decree).filter((decree) => decree !== ''))].join('; '),
		deadlineReason: sentence,
		calendarVersion: calendar.version,
		provisional,
		dateNote,
	};
}

export interface DayAnswer extends Marked {
	readonly date: string;
	readonly weekday: string;
	readonly isWorkingDay: boolean;
	readonly isShortDay: boolean;
	/** The moment itself falls between opening and closing of a working day (lunch included). */
	readonly inOfficeHours: boolean;
	/** Office hours of the day, lunch taken off. */
	readonly workingHours: number;
	readonly dayTitle: string;
	readonly dayBasis: string;
	readonly dayReason: string;
}

/**
 * Whether the local day of a moment is a working day, and why.
 * @throws DeskError DATE_MISSING, DATE_UNREADABLE, DATE_NOT_IN_CALENDAR, YEAR_OUT_OF_RANGE
 * @example dayStatus('2024-04-27', termContext()).isWorkingDay // true: a worked Saturday
 */
export function dayStatus(date: unknown, { calendar, zone, clock }: TermContext): DayAnswer {
	const moment = readMoment(date, zone, 'Дата');
	const day = calendar.describe(zone.dayOf(moment.at));
	const opening = clock.openingOf(day.day);
	const time = zone.timeOf(moment.at);
	const basis = day.basis === '' ? '' : ` (${day.basis})`;
	return {
		date: day.date,
		weekday: day.weekday,
		isWorkingDay: day.working,
		isShortDay: day.short,
		inOfficeHours: opening !== undefined && time >= opening.opens && time < opening.closes,
		workingHours: clock.hoursOf(day.day),
		dayTitle: day.title,
		dayBasis: day.basis,
		dayReason: `${dayWords(day.day)} — ${day.working ? (day.short ? 'рабочий, сокращённый' : 'рабочий') : 'нерабочий'} день: ${day.title}${basis}${day.provisional ? '; предварительно, официального календаря на этот год ещё нет' : ''}.`,
		calendarVersion: calendar.version,
		provisional: day.provisional,
		dateNote: moment.note,
	};
}

export interface CountAnswer extends Marked {
	/** Negative when the second date is earlier. */
	readonly workingDays: number;
	readonly from: string;
	readonly until: string;
	readonly skippedDays: readonly SkippedDay[];
	readonly countReason: string;
}

/** The longest span whose days off are listed one by one. */
const LISTED_DAYS = 400;

/**
 * Working days between two dates: after the first up to and with the second; with `countFirst` the first too.
 * @throws DeskError DATE_MISSING, DATE_UNREADABLE, DATE_NOT_IN_CALENDAR, YEAR_OUT_OF_RANGE
 * @example countDays('30.12.2025', '16.01.2026', false, termContext()).workingDays // 5
 */
export function countDays(from: unknown, until: unknown, countFirst: boolean, { calendar, zone }: TermContext): CountAnswer {
	const [start, end] = [readMoment(from, zone, 'Дата'), readMoment(until, zone, 'По дату')];
	const [first, last] = [zone.dayOf(start.at), zone.dayOf(end.at)];
	const workingDays = calendar.count(countFirst && first <= last ? first - 1 : first, last);
	const special = Math.abs(last - first) <= LISTED_DAYS ? calendar.notesWithin(Math.min(first, last), Math.max(first, last)).filter((day) => !day.working) : [];
	return {
		workingDays,
		from: calendar.describe(first).date,
		until: calendar.describe(last).date,
		skippedDays: special.map(({ date, title, basis }) => ({ date, title, basis })),
		countReason: `С ${dayWords(first)} по ${dayWords(last)} — ${workingDaysWords(workingDays)}, первый день ${countFirst ? 'считается' : 'не считается'}${special.length > 0 ? `; праздничные и перенесённые выходные: ${reasonWords(special)}` : ''}.`,
		calendarVersion: calendar.version,
		provisional: calendar.isProvisional(Math.max(first, last)),
		dateNote: start.note || end.note,
	};
}
