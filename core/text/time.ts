import { DateTime } from 'luxon';

import { zoneOf, type Zone } from '../calendar/zone';

/** As the register keeps its dates. */
const UTC = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/u;

/** «24.11.2026 в 10:15» in the administration's zone; '' for an empty or unreadable date. A time without an offset is the zone's own. */
export function humanTime(value: unknown, zone: string): string {
	const at = instantOf(value);
	const known = at === undefined ? undefined : zoneNamed(zone);
	if (at !== undefined && known !== undefined) {
		const local = new Date(at + known.offsetAt(at)).toISOString();
		return `${local.slice(8, 10)}.${local.slice(5, 7)}.${local.slice(0, 4)} в ${local.slice(11, 16)}`;
	}
	const time = value instanceof Date ? DateTime.fromJSDate(value, { zone }) : DateTime.fromISO(String(value ?? ''), { zone });
	return time.isValid ? `${two(time.day)}.${two(time.month)}.${String(time.year).padStart(4, '0')} в ${two(time.hour)}:${two(time.minute)}` : '';
}

/** Of a date in the register's own writing, without luxon's parser, which took half of a page's making; undefined for any other. */
function instantOf(value: unknown): number | undefined {
	if (typeof value !== 'string' || !UTC.test(value)) return undefined;
	const at = Date.parse(value);
	// The 30th of February would be read as the 2nd of March.
	return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== value.slice(0, 10) ? undefined : at;
}

/** undefined for what is not in the database of zones: luxon knows more writings. */
function zoneNamed(name: string): Zone | undefined {
	try {
		return zoneOf(name);
	} catch {
		return undefined;
	}
}

const two = (number: number): string => String(number).padStart(2, '0');
