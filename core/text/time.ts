import { DateTime } from 'luxon';

/** «24.11.2026 в 10:15» in the administration's zone; '' for an empty or unreadable date. A time without an offset is the zone's own. */
export function humanTime(value: unknown, zone: string): string {
	const time = value instanceof Date ? DateTime.fromJSDate(value, { zone }) : DateTime.fromISO(String(value ?? ''), { zone });
	return time.isValid ? `${two(time.day)}.${two(time.month)}.${String(time.year).padStart(4, '0')} в ${two(time.hour)}:${two(time.minute)}` : '';
}

const two = (number: number): string => String(number).padStart(2, '0');
