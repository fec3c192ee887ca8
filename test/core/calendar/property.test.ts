import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { DateTime } from 'luxon';

import { termContext } from '../../../core/calendar/caseTerms';
import { isoDay, parseDay } from '../../../core/calendar/days';
import { POLICIES, type Policy } from '../../../core/calendar/policy';
import { countTerm } from '../../../core/calendar/term';
import { workCalendar } from '../../../core/calendar/workCalendar';

/**
 * A plain count, day by day, made from the data file and luxon alone: nothing of the calendar under test.
 * Slow and obvious, so that it can be believed.
 */
interface PlainDay {
	readonly iso: string;
	readonly works: boolean;
	readonly short: boolean;
}

const data = JSON.parse(readFileSync(join(__dirname, '../../../data/calendar/ru.json'), 'utf8')) as {
	years: Record<string, { days: [string, string, number][] }>;
	presidential: [string, number][];
};

const ZONE = 'Asia/Kamchatka';
const FIRST = '2005-01-01';
const LAST = '2027-12-31';
/** Terms of up to ten working days from here, or back from there, stay within the official years. */
const LAST_START = '2027-12-01';
const FIRST_END = '2005-02-01';
const TERMS = [1, 2, 5, 7, 10];

function plainDays(presidentialOff: boolean): PlainDay[] {
	const types = new Map(Object.values(data.years).flatMap((year) => year.days.map(([date, type, short]) => [date, { type, short }] as const)));
	const presidential = new Map(data.presidential);
	const days: PlainDay[] = [];
	for (let date = DateTime.fromISO(FIRST, { zone: 'UTC' }); ; date = date.plus({ days: 1 })) {
		const iso = date.toFormat('yyyy-MM-dd');
		if (iso > LAST) return days;
		const named = types.get(iso);
		const eve = presidential.get(iso);
		if (eve !== undefined) days.push({ iso, works: !presidentialOff, short: !presidentialOff && eve === 1 });
		else if (named === undefined) days.push({ iso, works: date.weekday <= 5, short: false });
		else days.push({ iso, works: named.type === 'working' || named.type === 'short', short: named.short === 1 });
	}
}

describe.each([false, true])('with the President’s days off: %p', (presidentialOff) => {
	const days = plainDays(presidentialOff);
	const calendar = workCalendar({ presidentialOff });
	const dayAt = (index: number): PlainDay => days[index] as PlainDay;

	/** Walks from a day until `count` working days have passed. */
	const walk = (from: number, count: number, step: 1 | -1): string => {
		let index = from;
		for (let left = count; left > 0; ) {
			index += step;
			if (dayAt(index).works) left -= 1;
		}
		return dayAt(index).iso;
	};

	/** The day before day one, by the policy; `hour` is the hour of detection in Palana. */
	const dayZero = (found: number, hour: number, policy: Policy): number => {
		if (policy === 'exclude') return found;
		if (policy === 'include') return dayAt(found).works ? found - 1 : found;
		const closes = dayAt(found).short ? 17 : 18;
		if (dayAt(found).works && hour < closes) return found;
		let next = found + 1;
		while (!dayAt(next).works) next += 1;
		return next;
	};

	test('every day of 2005–2027 is worked, and short, as the plain calendar says', () => {
		const different = days.filter(({ iso, works, short }) => calendar.isWorking(parseDay(iso)) !== works || calendar.isShort(parseDay(iso)) !== short);
		expect(days).toHaveLength(8400);
		expect(different).toEqual([]);
	});

	test('adding and subtracting from every day equals walking', () => {
		const different: string[] = [];
		days.forEach(({ iso }, index) => {
			for (const count of TERMS) {
				if (iso <= LAST_START && isoDay(calendar.add(parseDay(iso), count)) !== walk(index, count, 1)) different.push(`${iso} + ${count}`);
				if (iso >= FIRST_END && isoDay(calendar.subtract(parseDay(iso), count)) !== walk(index, count, -1)) different.push(`${iso} − ${count}`);
			}
		});
		expect(different).toEqual([]);
	});

	test('counting between any two days equals counting them one by one', () => {
		const start = parseDay(FIRST);
		const different: string[] = [];
		for (let from = 0; from < days.length; from += 17) {
			let counted = 0;
			for (let to = from + 1; to < days.length; to += 1) {
				if (dayAt(to).works) counted += 1;
				if (calendar.count(start + from, start + to) !== counted || calendar.count(start + to, start + from) !== -counted) different.push(`${from}–${to}`);
			}
		}
		expect(different).toEqual([]);
	});

	test.each(Object.keys(POLICIES) as Policy[])('terms by policy %s, found at any hour in Palana, end as walked', (policy) => {
		const context = termContext({ calendar, policy, zone: ZONE });
		const different: string[] = [];
		days.forEach(({ iso }, index) => {
			if (iso > LAST_START) return;
			for (const time of ['00:00', '08:59', '16:59', '17:00', '18:00', '23:59']) {
				const found = DateTime.fromISO(`${iso}T${time}`, { zone: ZONE });
				const zero = dayZero(index, found.hour, policy);
				for (const count of [1, 5]) {
					const due = countTerm(found.toMillis(), { unit: 'days', amount: count }, policy, context);
					if (isoDay(due.dueDay) !== walk(zero, count, 1)) different.push(`${iso} ${time} + ${count}: ${isoDay(due.dueDay)}`);
				}
			}
		});
		expect(different).toEqual([]);
	});
});

test('a term ends in the last millisecond of the local day, through the changes of the clock in 2009–2012', () => {
	const context = termContext({ zone: ZONE });
	const different: string[] = [];
	for (let date = DateTime.fromISO('2009-01-01T12:00', { zone: ZONE }); date.year < 2013; date = date.plus({ days: 1 })) {
		const { dueDay, dueAt } = countTerm(date.toMillis(), { unit: 'days', amount: 5 }, 'exclude', context);
		const expected = DateTime.fromISO(isoDay(dueDay), { zone: ZONE }).endOf('day').toMillis();
		if (dueAt !== expected) different.push(isoDay(dueDay));
	}
	expect(different).toEqual([]);
});
