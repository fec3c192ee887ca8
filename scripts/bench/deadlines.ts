/**
 * Our addition of working days beside the libraries people use: right answers over every day of 2018–2027 and speed,
 * in one run on one calendar.
 */
import { termContext } from '../../core/calendar/caseTerms';
import { DAY_MS, isoDay, parseDay, weekdayOf } from '../../core/calendar/days';
import { OFFICIAL } from '../../core/calendar/official';
import { countTerm } from '../../core/calendar/term';
import { workCalendar } from '../../core/calendar/workCalendar';
import { RIVALS, type Contestant, type KnownDays } from './rivals';
import type { BenchSection } from './section';

const FIRST = parseDay('2018-01-01');
const LAST = parseDay('2027-12-31');
const COUNTS = [1, 2, 5, 7];
const ROUNDS = 3;
const MIN_MS = 150;

const ours: Contestant = {
	name: 'core/calendar: day text → day text',
	holidays: true,
	workedWeekends: true,
	prepare: (days) => {
		const calendar = workCalendar();
		return { add: (index, count) => isoDay(calendar.add(parseDay(days[index] as string), count)), iso: (result: string) => result };
	},
};

const oursInZone: Contestant = {
	name: 'core/calendar: instant → end of the term in Asia/Kamchatka',
	holidays: true,
	workedWeekends: true,
	prepare: (days) => {
		const context = termContext();
		const instants = days.map((day) => context.zone.at(parseDay(day), DAY_MS / 2));
		return {
			add: (index, amount) => countTerm(instants[index] as number, { unit: 'days', amount }, 'exclude', context),
			iso: ({ dueAt }: { dueAt: number }) => isoDay(context.zone.dayOf(dueAt)),
		};
	},
};

/** Which days are worked, from the data alone; January 2028, where the last terms end, by the Labour Code's holidays. */
function plainTruth(): { works: (day: number) => boolean; known: KnownDays } {
	const types = new Map<number, boolean>();
	for (const year of Object.values(OFFICIAL.years)) for (const [date, type] of year.days) types.set(parseDay(date), type === 'working' || type === 'short');
	for (let day = 1; day <= 8; day += 1) types.set(parseDay(`2028-01-0${day}`), false);
	const works = (day: number): boolean => types.get(day) ?? weekdayOf(day) <= 5;
	const inSpan = [...types.keys()].filter((day) => day >= FIRST);
	return {
		works,
		known: {
			off: inSpan.filter((day) => weekdayOf(day) <= 5 && !works(day)).map(isoDay),
			worked: inSpan.filter((day) => weekdayOf(day) > 5 && works(day)).map(isoDay),
		},
	};
}

interface Row {
	readonly name: string;
	readonly holidays: boolean;
	readonly workedWeekends: boolean;
	readonly correct: number;
	readonly total: number;
	readonly opsPerSecond: number;
}

/** Runs every contestant; takes about ten seconds. */
export function benchDeadlines(): BenchSection {
	const { works, known } = plainTruth();
	const days = Array.from({ length: LAST - FIRST + 1 }, (_, index) => isoDay(FIRST + index));
	const expected = days.map((_, index) => COUNTS.map((count) => isoDay(walk(FIRST + index, count, works))));
	const rows = [ours, oursInZone, ...RIVALS].map((contestant) => measure(contestant, days, known, expected));
	const own = rows[0] as Row;
	const rivals = rows.slice(2);
	const fastest = rivals.filter((row) => row.holidays).reduce((best, row) => (row.opsPerSecond > best.opsPerSecond ? row : best));
	const ratio = own.opsPerSecond / fastest.opsPerSecond;
	const zoneRatio = (rows[1] as Row).opsPerSecond / fastest.opsPerSecond;
	return {
		title: 'Working days: adding 1, 2, 5 and 7 to every day of 2018–2027',
		markdown: [
			'| library | holidays | worked weekends | right answers | additions a second |',
			'|---|---|---|---|---|',
			...rows.map((row) => `| ${row.name} | ${yes(row.holidays)} | ${yes(row.workedWeekends)} | ${row.correct} of ${row.total} (${percent(row)}) | ${Math.round(row.opsPerSecond).toLocaleString('en')} |`),
			'',
			`Ours is ${ratio.toFixed(0)} times the fastest that supports holidays (${fastest.name}); with the zone and the end of the day ${zoneRatio.toFixed(0)} times.`,
			'Each library gets its own kind of date ready-made and the same calendar, as much of it as it can hold; ours reads and writes text.',
		].join('\n'),
		json: { rows, fastestWithHolidays: fastest.name, ratio, zoneRatio },
	};
}

function walk(from: number, count: number, works: (day: number) => boolean): number {
	let day = from;
	for (let left = count; left > 0; ) {
		day += 1;
		if (works(day)) left -= 1;
	}
	return day;
}

function measure(contestant: Contestant, days: readonly string[], known: KnownDays, expected: readonly (readonly string[])[]): Row {
	const prepared = contestant.prepare(days, known);
	let correct = 0;
	days.forEach((_, index) => COUNTS.forEach((count, at) => (correct += prepared.iso(prepared.add(index, count) as never) === expected[index]?.[at] ? 1 : 0)));
	let best = 0;
	for (let round = 0; round < ROUNDS; round += 1) best = Math.max(best, speed((index, count) => prepared.add(index, count), days.length));
	const { name, holidays, workedWeekends } = contestant;
	return { name, holidays, workedWeekends, correct, total: days.length * COUNTS.length, opsPerSecond: best };
}

function speed(add: (index: number, count: number) => unknown, size: number): number {
	const start = process.hrtime.bigint();
	let done = 0;
	let elapsed = 0;
	// A stride that is prime to the number of days visits them all in an order no cache foresees.
	for (let at = 0; elapsed < MIN_MS; at += 1) {
		add((at * 1009) % size, COUNTS[at % COUNTS.length] as number);
		done += 1;
		if (done % 256 === 0) elapsed = Number(process.hrtime.bigint() - start) / 1e6;
	}
	return (done / elapsed) * 1000;
}

const yes = (given: boolean): string => (given ? 'yes' : 'no');
const percent = ({ correct, total }: Row): string => `${((100 * correct) / total).toFixed(2)} %`;
