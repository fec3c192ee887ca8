import { DeskError } from '../errors';
import { DAY_MS, dayFrom, noSuchDay } from './days';
import type { Zone } from './zone';

/** '' an exact instant; noZone: read as the administration's local time; dateOnly: only a day was given. */
export type MomentNote = '' | 'noZone' | 'dateOnly';

export interface Moment {
	/** Milliseconds since 1970 UTC. */
	readonly at: number;
	readonly note: MomentNote;
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?$/;
const RUSSIAN = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;

/**
 * Reads a moment: a Date, a luxon DateTime, ISO 8601 with or without an offset, «24.11.2026 10:15», or a day alone.
 * Without an offset it is the administration's local time, and `note` says so; a day alone is its first minute.
 * @throws DeskError DATE_MISSING, DATE_UNREADABLE, DATE_NOT_IN_CALENDAR
 * @example readMoment('2026-01-16T10:00', zoneOf('Asia/Kamchatka'), 'Выявлено').note // 'noZone'
 */
export function readMoment(value: unknown, zone: Zone, label: string): Moment {
	if (typeof value === 'string' && value.trim() !== '') return readText(value.trim(), zone, label);
	if (value === undefined || value === null || value === '' || typeof value === 'string') {
		throw new DeskError('DATE_MISSING', `Поле «${label}»: нет даты.`, 'Заполните дату: от неё считается срок.');
	}
	const at = value instanceof Date ? value.getTime() : isDateTime(value) ? value.toMillis() : Number.NaN;
	if (Number.isNaN(at)) throw unreadable(label, typeof value === 'object' ? 'объект' : String(value));
	return { at, note: '' };
}

const isDateTime = (value: unknown): value is { toMillis(): number } =>
	typeof value === 'object' && value !== null && typeof (value as { toMillis?: unknown }).toMillis === 'function';

function readText(text: string, zone: Zone, label: string): Moment {
	const iso = ISO.exec(text);
	const russian = iso ? null : RUSSIAN.exec(text);
	if (iso) return build([iso[1], iso[2], iso[3]], [iso[4], iso[5], iso[6], iso[7]], iso[8], zone, label, text);
	if (russian) return build([russian[3], russian[2], russian[1]], [russian[4], russian[5], russian[6], undefined], undefined, zone, label, text);
	throw unreadable(label, text);
}

type Part = string | undefined;

function build(date: readonly Part[], time: readonly Part[], offset: Part, zone: Zone, label: string, text: string): Moment {
	const day = dayFrom(Number(date[0]), Number(date[1]), Number(date[2]));
	if (day === undefined) throw noSuchDay(label, text);
	const [hour, minute, second] = [Number(time[0] ?? 0), Number(time[1] ?? 0), Number(time[2] ?? 0)];
	if (hour > 23 || minute > 59 || second > 59) throw unreadable(label, text);
	const clock = ((hour * 60 + minute) * 60 + second) * 1000 + Math.floor(Number(`0.${time[3] ?? 0}`) * 1000);
	if (offset !== undefined) return { at: day * DAY_MS + clock - offsetMs(offset), note: '' };
	return { at: zone.at(day, clock), note: time[0] === undefined ? 'dateOnly' : 'noZone' };
}

function offsetMs(offset: string): number {
	if (offset === 'Z') return 0;
	const digits = offset.slice(1).replace(':', '');
	const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0);
	return (offset.startsWith('-') ? -minutes : minutes) * 60_000;
}

function unreadable(label: string, text: string): DeskError {
	return new DeskError(
		'DATE_UNREADABLE',
		`Поле «${label}»: «${text.slice(0, 40)}» не читается как дата.`,
		'Нужна запись вида 2026-01-16T10:00+12:00 или 16.01.2026 10:00.',
	);
}
