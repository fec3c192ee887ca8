import { DAY_MS, isoDay } from '../calendar/days';
import type { Zone } from '../calendar/zone';
import { holders, person, distinct, type People } from '../notices/addressee';
import { roleNamed } from '../roster/officials';
import { partsOf } from '../text/parts';
import { PERIODS, neededFrom, periodBefore, periodOf, type Period, type PeriodKind } from './period';

/** A report to be made. */
export interface ReportRequest {
	/** Key of its row in `alerts`; '' for one that a person asked for. */
	readonly key: string;
	readonly period: PeriodKind;
	/** A day of the period, 'YYYY-MM-DD'. */
	readonly date: string;
	/** From when on the register has to be read for it, ISO 8601: what is older and over is not counted. */
	readonly readFrom: string;
	readonly label: string;
	/** E-mails, parted by commas. */
	readonly to: string;
	readonly withoutPersonalData: boolean;
	/** What becomes of it: a mail, a page or a table. */
	readonly delivery: Delivery;
}

/** What a person may ask for, as the form says it. */
export const DELIVERIES = { page: 'Показать на экране', table: 'Таблица XLSX', mail: 'Прислать мне письмом' } as const;

export type Delivery = keyof typeof DELIVERIES;

/** A report that nobody sent is made up for no longer than that: a desk installed today sends none of last year. */
const LATE_DAYS = 10;

const WORDS: Readonly<Record<string, PeriodKind>> = Object.fromEntries(Object.entries(PERIODS).flatMap(([kind, label]) => [[kind, kind], [label.toLowerCase(), kind]])) as Record<string, PeriodKind>;

/** «неделя; месяц» → kinds; words that are none are left out. */
export const periodsNamed = (words: string): PeriodKind[] => [...new Set(parts(words).flatMap((word) => WORDS[word.toLowerCase()] ?? []))];

export interface Mailing {
	/** Kinds of periods that are sent. */
	readonly periods: readonly PeriodKind[];
	/** Roles or e-mails, parted by «;». */
	readonly to: string;
	readonly withoutPersonalData: boolean;
	/** Keys of the reports that were sent. */
	readonly sent: ReadonlySet<string>;
}

/**
 * Reports of the periods that ended not long ago and were not sent yet.
 *
 * @param now UTC milliseconds
 */
export function requestsDue(now: number, zone: Zone, people: People, { periods, to, withoutPersonalData, sent }: Mailing): ReportRequest[] {
	const addresses = recipients(to, people);
	if (addresses === '') return [];
	return periods.flatMap((kind): ReportRequest[] => {
		const before = periodBefore(periodOf(kind, now, zone), zone);
		const { firstDay, lastDay, label } = before;
		const key = `report:${kind}:${isoDay(firstDay)}`;
		if (sent.has(key) || zone.dayOf(now) - lastDay > LATE_DAYS) return [];
		return [{ key, period: kind, date: isoDay(firstDay), readFrom: readFrom(before, zone), label, to: addresses, withoutPersonalData, delivery: 'mail' }];
	});
}

/** What a person asked for in the form: the period in which the day lies, by default the one that is running. */
export function requestAsked(period: PeriodKind, at: number, zone: Zone, to: string, withoutPersonalData: boolean, delivery: Delivery): ReportRequest {
	const asked = periodOf(period, at, zone);
	const { firstDay, label } = asked;
	// The middle of the first day: no zone shifts it into the period before.
	return { key: '', period, date: isoDay(zone.dayOf(zone.at(firstDay, DAY_MS / 2))), readFrom: readFrom(asked, zone), label, to, withoutPersonalData, delivery };
}

const readFrom = (period: Period, zone: Zone): string => new Date(neededFrom(period, zone)).toISOString();

function recipients(words: string, people: People): string {
	const found = parts(words).flatMap((word) => {
		const role = roleNamed(word);
		if (role) return holders(role, people);
		const official = person(word, people);
		return official ? [official] : word.includes('@') ? [{ email: word.toLowerCase(), name: word }] : [];
	});
	return distinct(found).map((one) => one.email).join(', ');
}

const parts = (words: string): string[] => partsOf(words, /[;,\n]/u);
