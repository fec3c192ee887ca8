import { IANAZone } from 'luxon';

import { DeskError } from '../errors';
import { DAY_MS, type DayNumber } from './days';

const MINUTE_MS = 60_000;

/**
 * A zone of the IANA database with its offsets remembered by day: luxon asks the platform's formatter each time,
 * which is a hundred times slower, and a working calendar asks often.
 */
export class Zone {
	private readonly offsets = new Map<number, number>();
	private readonly iana: IANAZone;

	constructor(readonly name: string) {
		if (!IANAZone.isValidZone(name)) {
			throw new DeskError('ZONE_UNKNOWN', `Часовой пояс «${name}» неизвестен.`, 'Укажите имя из базы IANA, например Asia/Kamchatka или Europe/Moscow.');
		}
		this.iana = IANAZone.create(name);
	}

	/** Milliseconds that the zone's clock is ahead of UTC at an instant. */
	offsetAt(instant: number): number {
		const day = Math.floor(instant / DAY_MS);
		const before = this.offsetOfUtcDay(day);
		// Between two equal midnights nothing moved: a zone never changes twice within a day.
		return before === this.offsetOfUtcDay(day + 1) ? before : this.iana.offset(instant) * MINUTE_MS;
	}

	/** The local day of an instant. */
	dayOf(instant: number): DayNumber {
		return Math.floor((instant + this.offsetAt(instant)) / DAY_MS);
	}

	/** Milliseconds of the local clock since local midnight. */
	timeOf(instant: number): number {
		const local = instant + this.offsetAt(instant);
		return local - Math.floor(local / DAY_MS) * DAY_MS;
	}

	/**
	 * The instant when the local clock shows `time` on `day`. Where the clock shows it twice (it was set back) the later
	 * one; where never (set forward), the moment the clock would have shown it.
	 */
	at(day: DayNumber, time: number): number {
		const local = day * DAY_MS + time;
		const before = this.offsetAt(local - DAY_MS);
		const after = this.offsetAt(local + DAY_MS);
		if (before === after) return local - before;
		const valid = [local - before, local - after].filter((instant) => instant + this.offsetAt(instant) === local);
		return valid.length > 0 ? Math.max(...valid) : local - before;
	}

	/** The last millisecond of a local day: a term may be met until 24:00 (Civil Code 194). */
	endOf(day: DayNumber): number {
		return this.at(day, DAY_MS - 1);
	}

	private offsetOfUtcDay(day: number): number {
		const known = this.offsets.get(day);
		if (known !== undefined) return known;
		const offset = this.iana.offset(day * DAY_MS) * MINUTE_MS;
		this.offsets.set(day, offset);
		return offset;
	}
}

const zones = new Map<string, Zone>();

/**
 * The zone by its IANA name, made once.
 * @throws DeskError ZONE_UNKNOWN
 */
export function zoneOf(name: string): Zone {
	const made = zones.get(name) ?? new Zone(name);
	zones.set(name, made);
	return made;
}
