import { createHash } from 'node:crypto';

import { DeskError } from '../errors';
import { isoDay, ruDay, weekdayName, weekdayOf, type DayNumber } from './days';
import { checkedExceptions, type LocalException } from './exceptions';
import { countryLayer, decreeOf, FIRST_DAY, LAST_DAY, LAST_OFFICIAL_DAY, LAST_YEAR, localLayer, plainNote, presidentialLayer, type DayNote } from './layers';
import { FIRST_OFFICIAL_YEAR, LAST_OFFICIAL_YEAR, OFFICIAL } from './official';

export interface CalendarOptions {
	/** Count the President's days of 2020–2021 as days off (default: no, as the Supreme Court held). */
	readonly presidentialOff?: boolean;
	readonly exceptions?: readonly LocalException[];
}

/** A day with its explanation. */
export interface DayInfo extends DayNote {
	readonly day: DayNumber;
	/** «2026-01-09» */
	readonly date: string;
	/** «пт» */
	readonly weekday: string;
	/** Computed by the Labour Code: no official calendar for its year yet. */
	readonly provisional: boolean;
	/** Decree of the Government for the day's year. */
	readonly decree: string;
}

const SIZE = LAST_DAY - FIRST_DAY + 1;
const country = countryLayer();

/**
 * Working days of Russia with the administration's own exceptions, 2005–2060 (years without an official calendar are
 * computed by the Labour Code and provisional). Adding, subtracting and counting take constant time: `upTo` holds how
 * many working days there are up to each day, `working` the day of each working day.
 *
 * @throws DeskError YEAR_OUT_OF_RANGE from every method whose day is outside the range
 * @example new WorkCalendar().add(parseDay('2025-12-30'), 5) // 16.01.2026
 */
export class WorkCalendar {
	/** What was used, for the record: «ru2005-2027.44d49fb6+указы+местные.2.9f31c0aa». */
	readonly version: string;
	private readonly notes: ReadonlyMap<DayNumber, DayNote>;
	private readonly upTo = new Int32Array(SIZE);
	private readonly working: Int32Array;

	constructor({ presidentialOff = false, exceptions = [] }: CalendarOptions = {}) {
		const local = checkedExceptions(exceptions);
		const notes = new Map([...country, ...presidentialLayer(presidentialOff)]);
		for (const one of local) {
			inRange(one.day);
			refuseShortDayOff(one, notes.get(one.day) ?? plainNote(one.day));
		}
		for (const [day, note] of localLayer(local)) notes.set(day, note);
		this.notes = notes;
		const days: number[] = [];
		for (let index = 0; index < SIZE; index += 1) {
			const day = FIRST_DAY + index;
			if (notes.get(day)?.working ?? weekdayOf(day) <= 5) days.push(day);
			this.upTo[index] = days.length;
		}
		this.working = Int32Array.from(days);
		this.version = [OFFICIAL.version, ...(presidentialOff ? ['указы'] : []), ...(local.length > 0 ? [`местные.${local.length}.${digest(local)}`] : [])].join('+');
	}

	isWorking(day: DayNumber): boolean {
		return this.count(day - 1, day) === 1;
	}

	/** An hour less than usual (Labour Code 95, or a local act). */
	isShort(day: DayNumber): boolean {
		return this.notes.get(day)?.short ?? false;
	}

	/** Counted for a year that has no official calendar yet. */
	isProvisional(day: DayNumber): boolean {
		return day > LAST_OFFICIAL_DAY;
	}

	/** `count` working days after `day`, which itself is not counted (Civil Code 191); 0 gives `day` or the next working day. */
	add(day: DayNumber, count: number): DayNumber {
		if (count === 0) return this.firstFrom(day);
		return this.nth(this.numberUpTo(day) + whole(count) - 1, day);
	}

	/** `count` working days before `day`, which itself is not counted; 0 gives `day` or the working day before it. */
	subtract(day: DayNumber, count: number): DayNumber {
		if (count === 0) return this.nth(this.numberUpTo(day) - 1, day);
		return this.nth(this.numberUpTo(day - 1) - whole(count), day);
	}

	/** `day`, or the next working day when nobody works on it (Civil Code 193). */
	firstFrom(day: DayNumber): DayNumber {
		return this.nth(this.numberUpTo(day - 1), day);
	}

	/** Working days after `from` up to and with `to`; negative when `to` is earlier. */
	count(from: DayNumber, to: DayNumber): number {
		return this.numberUpTo(to) - this.numberUpTo(from);
	}

	/** What a day is and why. */
	describe(day: DayNumber): DayInfo {
		inRange(day);
		const note = this.notes.get(day) ?? plainNote(day);
		return { ...note, day, date: isoDay(day), weekday: weekdayName(day), provisional: this.isProvisional(day), decree: decreeOf(day) };
	}

	/** The days that differ from their weekday, with the reason, in order. */
	notesWithin(from: DayNumber, to: DayNumber): DayInfo[] {
		const found: DayInfo[] = [];
		for (let day = from; day <= to; day += 1) if (this.notes.has(day)) found.push(this.describe(day));
		return found;
	}

	/** Every day with a note, for those who index further (office hours). */
	noteOf(day: DayNumber): DayNote | undefined {
		return this.notes.get(day);
	}

	private numberUpTo(day: DayNumber): number {
		if (day === FIRST_DAY - 1) return 0;
		return this.upTo[inRange(day) - FIRST_DAY] as number;
	}

	private nth(index: number, from: DayNumber): DayNumber {
		const day = this.working[index];
		if (day === undefined) throw outOfRange(from);
		return day;
	}
}

const plain = new Map<boolean, WorkCalendar>();

/** The calendar for the options; those without local exceptions are made once. */
export function workCalendar(options: CalendarOptions = {}): WorkCalendar {
	if ((options.exceptions?.length ?? 0) > 0) return new WorkCalendar(options);
	const key = options.presidentialOff ?? false;
	const made = plain.get(key) ?? new WorkCalendar({ presidentialOff: key });
	plain.set(key, made);
	return made;
}

function digest(exceptions: readonly LocalException[]): string {
	return createHash('sha256').update(JSON.stringify(exceptions)).digest('hex').slice(0, 8);
}

function refuseShortDayOff(one: LocalException, country: DayNote): void {
	if (one.type !== 'short' || country.working) return;
	throw new DeskError(
		'EXCEPTION_SHORT_DAY_OFF',
		`Местное исключение на ${ruDay(one.day)}: сокращённым может быть только рабочий день, а это ${country.title.toLowerCase()}.`,
		'Если в этот день работают, укажите вид workday (рабочий).',
	);
}

function whole(count: number): number {
	if (Number.isInteger(count) && count > 0) return count;
	throw new DeskError('DAYS_NOT_WHOLE', `Число рабочих дней должно быть целым и не меньше нуля, а указано ${count}.`, 'Чтобы считать назад, выберите направление «Назад».');
}

function inRange(day: DayNumber): DayNumber {
	if (day < FIRST_DAY || day > LAST_DAY || !Number.isInteger(day)) throw outOfRange(day);
	return day;
}

/** The refusal for a day that the calendar neither knows nor computes. */
export function outOfRange(day: DayNumber): DeskError {
	return new DeskError(
		'YEAR_OUT_OF_RANGE',
		`Дата ${Number.isFinite(day) ? ruDay(day) : day} вне календаря: он знает ${FIRST_OFFICIAL_YEAR}–${LAST_OFFICIAL_YEAR} годы и вычисляет до ${LAST_YEAR} года.`,
		'Проверьте год.',
	);
}
