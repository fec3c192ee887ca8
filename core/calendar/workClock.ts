import { weekdayOf, type DayNumber } from './days';
import { FIRST_DAY, LAST_DAY } from './layers';
import type { DayHours, OfficeHours } from './officeHours';
import { outOfRange, type WorkCalendar } from './workCalendar';
import type { Zone } from './zone';

const HOUR = 3_600_000;
const SIZE = LAST_DAY - FIRST_DAY + 1;
const FRIDAY = 5;

/**
 * Working time as a ruler: `position` says how much of it has passed by an instant, `at` finds the instant back.
 * Working hours are then differences on the ruler, whatever lunches, short days and holidays lie between.
 */
export class WorkClock {
	/** Working milliseconds before each day. */
	private readonly before = new Float64Array(SIZE + 1);
	private readonly exchanged = new Map<DayNumber, number>();

	constructor(
		private readonly calendar: WorkCalendar,
		private readonly hours: OfficeHours,
		private readonly zone: Zone,
	) {
		for (let day = FIRST_DAY; day <= LAST_DAY; day += 1) {
			const movedFrom = calendar.noteOf(day)?.movedFrom;
			if (movedFrom !== undefined) this.exchanged.set(movedFrom, weekdayOf(day));
		}
		for (let index = 0; index < SIZE; index += 1) {
			const opening = this.openingOf(FIRST_DAY + index);
			this.before[index + 1] = (this.before[index] as number) + (opening === undefined ? 0 : this.worked(opening, opening.closes));
		}
	}

	/** Opening and closing of a day, the shortened hour taken off; undefined on a day off. */
	openingOf(day: DayNumber): DayHours | undefined {
		if (!this.calendar.isWorking(day)) return undefined;
		const weekday = weekdayOf(day);
		const like = weekday <= FRIDAY ? weekday : Math.min(this.exchanged.get(day) ?? FRIDAY, FRIDAY);
		const { opens, closes } = this.hours.week[like - 1] as DayHours;
		return { opens, closes: this.calendar.isShort(day) ? closes - this.hours.shortBy : closes };
	}

	/** Hours of work in a day. */
	hoursOf(day: DayNumber): number {
		const opening = this.openingOf(day);
		return opening === undefined ? 0 : this.worked(opening, opening.closes) / HOUR;
	}

	/** The instant at which `hours` working hours after `instant` have passed. */
	addHours(instant: number, hours: number): number {
		return this.at(this.position(instant) + hours * HOUR);
	}

	/** Working hours from one instant to another; negative when `to` is earlier. */
	hoursBetween(from: number, to: number): number {
		return (this.position(to) - this.position(from)) / HOUR;
	}

	/**
	 * The working day on which something found at `instant` counts as found: that day before closing time, else the
	 * next working day.
	 */
	registrationDay(instant: number): DayNumber {
		const day = this.zone.dayOf(instant);
		const opening = this.openingOf(day);
		return opening !== undefined && this.zone.timeOf(instant) < opening.closes ? day : this.calendar.firstFrom(day + 1);
	}

	private position(instant: number): number {
		const day = this.zone.dayOf(instant);
		const opening = this.openingOf(day);
		return (this.before[day - FIRST_DAY] as number) + (opening === undefined ? 0 : this.worked(opening, this.zone.timeOf(instant)));
	}

	private at(position: number): number {
		let low = 0;
		let high = SIZE - 1;
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((this.before[middle + 1] as number) >= position) high = middle;
			else low = middle + 1;
		}
		const day = FIRST_DAY + low;
		const opens = this.openingOf(day)?.opens;
		if (opens === undefined || position > (this.before[SIZE] as number)) throw outOfRange(LAST_DAY + 1);
		const rest = position - (this.before[low] as number);
		const { lunch } = this.hours;
		const beforeLunch = lunch === null ? Number.POSITIVE_INFINITY : lunch.opens - opens;
		return this.zone.at(day, opens + rest + (lunch !== null && rest > beforeLunch ? lunch.closes - lunch.opens : 0));
	}

	private worked(opening: DayHours, until: number): number {
		const end = Math.min(Math.max(until, opening.opens), opening.closes);
		const { lunch } = this.hours;
		const rest = lunch === null ? 0 : Math.max(0, Math.min(end, lunch.closes) - Math.min(Math.max(opening.opens, lunch.opens), lunch.closes));
		return end - opening.opens - rest;
	}
}
