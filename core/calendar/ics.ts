import ICAL from 'ical.js';

import { DeskError } from '../errors';
import { DAY_MS, parseDay, type DayNumber } from './days';
import { exceptionType, noBasis, type ExceptionType, type LocalException } from './exceptions';
import { FIRST_DAY, LAST_DAY } from './layers';
import { zoneOf, type Zone } from './zone';

/** An event that says nothing about whole days: a meeting, or a day in another zone that is no day here. */
export interface SkippedEvent {
	readonly summary: string;
	/** Russian, for the person who keeps the file. */
	readonly reason: string;
}

export interface IcsExceptions {
	readonly exceptions: readonly LocalException[];
	readonly skipped: readonly SkippedEvent[];
}

/** A monthly day for every year of the calendar is well within; every day off for ever is a mistake. */
const MOST_OCCURRENCES = 1000;
const MOST_DAYS = 366;
const MOST_BYTES = 2_000_000;

/**
 * Local exceptions from an iCalendar file (RFC 5545). An event is a day off unless a category says `workday`/«рабочий
 * день» or `short`/«сокращённый день»; its basis is the description (or comment). All-day events, several days and
 * repetitions are understood. A timed event counts only where it fills whole days by the administration's own clock;
 * others come back in `skipped`.
 *
 * @param zoneName IANA name of the administration's zone
 * @throws DeskError ICS_UNREADABLE, ICS_TOO_LARGE, ICS_TOO_MANY, EXCEPTION_NO_BASIS, DATE_NOT_IN_CALENDAR, ZONE_UNKNOWN
 */
export function parseIcs(text: string, zoneName: string): IcsExceptions {
	const zone = zoneOf(zoneName);
	const exceptions: LocalException[] = [];
	const skipped: SkippedEvent[] = [];
	const calendar = readCalendar(text);
	const named = new Map(calendar.getAllSubcomponents('vtimezone').map((part) => [String(part.getFirstPropertyValue('tzid')), new ICAL.Timezone(part)]));
	const components = calendar.getAllSubcomponents('vevent');
	const replaced = new Set(components.map(replacedOccurrence));
	for (const component of components) {
		if (component.getFirstPropertyValue('status') === 'CANCELLED') continue;
		const event = new ICAL.Event(component);
		const summary = (event.summary as string | null) ?? '';
		const label = `Событие «${summary.slice(0, 60)}» файла .ics`;
		const spans = spansOf(event, component, { named, zone, label, replaced });
		if (spans === undefined) {
			skipped.push({ summary, reason: `${label} занимает часть дня по местному времени (${zone.name}), а исключение — целый день.` });
			continue;
		}
		const basis = ((event.description as string | null) ?? '').trim() || String(component.getFirstPropertyValue('comment') ?? '').trim();
		if (basis === '') throw noBasis(label);
		const type = typeOf(component);
		for (const [first, last] of spans) for (let day = first; day <= last; day += 1) exceptions.push({ day, type, title: summary, basis });
	}
	return { exceptions, skipped };
}

function readCalendar(text: string): ICAL.Component {
	if (text.length > MOST_BYTES) throw new DeskError('ICS_TOO_LARGE', 'Файл .ics больше 2 МБ: это не список местных исключений.', 'Оставьте в файле только местные нерабочие и рабочие дни.');
	try {
		const parsed = ICAL.parse(text.replace(/^\uFEFF/, '').trim()) as unknown[];
		const calendar = new ICAL.Component(parsed as never);
		if (calendar.name === 'vcalendar') return calendar;
	} catch {
		// The library's own words are about its grammar and in English: ours say what to do.
	}
	throw new DeskError('ICS_UNREADABLE', 'Файл .ics не читается: это не календарь iCalendar.', 'Файл должен начинаться с BEGIN:VCALENDAR и кончаться END:VCALENDAR.');
}

type Span = readonly [first: DayNumber, last: DayNumber];
type NamedZones = ReadonlyMap<string, ICAL.Timezone>;

interface Reading {
	readonly named: NamedZones;
	readonly zone: Zone;
	/** How refusals name the event. */
	readonly label: string;
	/** Occurrences of repeated events that another event of the file stands in for. */
	readonly replaced: ReadonlySet<string>;
}

/** The whole local days of every occurrence; undefined when it fills only a part of a day. */
function spansOf(event: ICAL.Event, component: ICAL.Component, { named, zone, label, replaced }: Reading): Span[] | undefined {
	const start = event.startDate as ICAL.Time | null;
	if (start === null) throw new DeskError('ICS_UNREADABLE', `${label}: нет даты начала.`, 'Исправьте или удалите событие.');
	for (const name of ['dtstart', 'dtend']) refuseNoSuchDay(component, name, label);
	const length = event.duration.toSeconds();
	const read = (time: ICAL.Time): Span | undefined => (time.isDate ? allDay(time, length) : timed(time, length, tzidOf(component), named, zone));
	const spans: Span[] = [];
	for (const time of occurrences(event, start, label)) {
		if (event.isRecurring() && replaced.has(occurrenceKey(event.uid, time))) continue;
		const span = read(time);
		if (span === undefined) return undefined;
		if (span[1] - span[0] >= MOST_DAYS) throw new DeskError('ICS_UNREADABLE', `${label}: длится больше года.`, 'Проверьте даты начала и конца.');
		if (span[1] > LAST_DAY) break;
		// A yearly day often starts in some old year: what lies before the calendar concerns nobody.
		if (span[0] >= FIRST_DAY) spans.push(span);
	}
	return spans;
}

function* occurrences(event: ICAL.Event, start: ICAL.Time, label: string): Generator<ICAL.Time> {
	if (!event.isRecurring()) {
		yield start;
		return;
	}
	const iterator = event.iterator();
	for (let count = 0; count < MOST_OCCURRENCES; count += 1) {
		const next = iterator.next() as ICAL.Time | null | undefined;
		if (!next) return;
		yield next;
	}
	throw new DeskError('ICS_TOO_MANY', `${label}: повторяется больше ${MOST_OCCURRENCES} раз.`, 'Проверьте правило повторения: местный выходной повторяется раз в год или раз в месяц.');
}

const occurrenceKey = (uid: string, time: ICAL.Time): string => `${uid}|${dayOfTime(time)}`;

/** The occurrence that an event with RECURRENCE-ID stands in for. */
function replacedOccurrence(component: ICAL.Component): string {
	const instead = component.getFirstPropertyValue('recurrence-id') as ICAL.Time | null;
	return instead === null ? '' : occurrenceKey(String(component.getFirstPropertyValue('uid')), instead);
}

/** The library makes 3 March of 31 February: the written day is checked before it is believed. */
function refuseNoSuchDay(component: ICAL.Component, name: string, label: string): void {
	const written = String((component.getFirstProperty(name)?.toJSON() as unknown[] | undefined)?.[3] ?? '');
	if (written !== '') parseDay(written.slice(0, 10), label);
}

function allDay(time: ICAL.Time, seconds: number): Span {
	const first = dayOfTime(time);
	return [first, first + Math.max(1, Math.round((seconds * 1000) / DAY_MS)) - 1];
}

function timed(time: ICAL.Time, seconds: number, tzid: string, named: NamedZones, zone: Zone): Span | undefined {
	const start = instantOf(time, tzid, named, zone);
	const end = start + seconds * 1000;
	const whole = seconds > 0 && zone.timeOf(start) === 0 && zone.timeOf(end) === 0;
	return whole ? [zone.dayOf(start), zone.dayOf(end) - 1] : undefined;
}

function instantOf(time: ICAL.Time, tzid: string, named: NamedZones, zone: Zone): number {
	if (time.zone === ICAL.Timezone.utcTimezone) return dayOfTime(time) * DAY_MS + clockOf(time);
	const own = named.get(tzid);
	if (own !== undefined) return dayOfTime(time) * DAY_MS + clockOf(time) - own.utcOffset(time) * 1000;
	// No definition in the file: an IANA name is known anyway, a floating time is the administration's own.
	return (tzid === '' ? zone : zoneOf(tzid)).at(dayOfTime(time), clockOf(time));
}

const tzidOf = (component: ICAL.Component): string => String(component.getFirstProperty('dtstart')?.getFirstParameter('tzid') ?? '');
const dayOfTime = (time: ICAL.Time): DayNumber => Date.UTC(time.year, time.month - 1, time.day) / DAY_MS;
const clockOf = (time: ICAL.Time): number => ((time.hour * 60 + time.minute) * 60 + time.second) * 1000;

function typeOf(component: ICAL.Component): ExceptionType {
	const words = component.getAllProperties('categories').flatMap((property) => property.getValues() as unknown[]);
	return words.map((word) => exceptionType(String(word))).find((type) => type !== undefined) ?? 'holiday';
}

/** Names the skipped events in one refusal, for those who want none skipped. */
export function refuseSkipped(skipped: readonly SkippedEvent[]): void {
	if (skipped.length === 0) return;
	throw new DeskError(
		'ICS_TIMED_EVENT',
		skipped.map((event) => event.reason).slice(0, 3).join(' '),
		'Сделайте событие «на весь день», уберите его из файла или включите «Пропускать события со временем».',
		{ count: skipped.length },
	);
}
