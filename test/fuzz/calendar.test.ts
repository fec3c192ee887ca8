import fc from 'fast-check';

import { setTerms, termContext, type TermContext } from '../../core/calendar/caseTerms';
import { stateOf } from '../../core/calendar/caseState';
import { DAY_MS, isoDay, parseDay, weekdayOf } from '../../core/calendar/days';
import { sortExceptions } from '../../core/calendar/exceptions';
import { readMoment } from '../../core/calendar/moment';
import { POLICIES, type Policy } from '../../core/calendar/policy';
import { parseReducedTerm } from '../../core/calendar/term';
import { WorkCalendar, workCalendar } from '../../core/calendar/workCalendar';
import { zoneOf } from '../../core/calendar/zone';
import { DeskError } from '../../core/errors';
import { holds, text } from './fuzz';

const FIRST = parseDay('2018-01-01');
const LAST = parseDay('2058-12-31');
const day = fc.integer({ min: FIRST, max: LAST });
const policy = fc.constantFrom(...(Object.keys(POLICIES) as Policy[]));

const rowOf = fc.record({ date: day.map(isoDay), type: fc.constantFrom('holiday', 'workday', 'выходной', 'рабочий', 'short', 'нечто', ''), title: text, basis: fc.constantFrom('Распоряжение № 1', '') });

const contexts = new Map<string, TermContext>();

/** Made once: a calendar of fifty years is dear. */
function contextOf(how: Policy, zone: string): TermContext {
	const key = `${how} ${zone}`;
	const made = contexts.get(key) ?? termContext({ policy: how, zone });
	contexts.set(key, made);
	return made;
}

/** Gives the answer or the code of a refusal of ours; any other error is a fault. */
function answerOf<T>(work: () => T): T | string {
	try {
		return work();
	} catch (error) {
		if (error instanceof DeskError) return error.code;
		throw error;
	}
}

describe('Working days', () => {
	const calendar = workCalendar();

	it('added and taken away lead back, and the days between are as many', () => {
		holds(
			fc.property(day, fc.integer({ min: 1, max: 300 }), (from, count) => {
				const to = calendar.add(from, count);
				expect(calendar.isWorking(to)).toBe(true);
				expect(calendar.count(from, to)).toBe(count);
				const back = calendar.subtract(to, count);
				expect(back).toBeLessThanOrEqual(from);
				expect(calendar.count(back, from)).toBe(calendar.isWorking(from) ? 0 : calendar.count(back, from));
				expect(calendar.add(back, count)).toBe(to);
			}),
		);
	});

	it('with any table of local days are the same as a plain walk over the days', () => {
		holds(
			fc.property(fc.array(rowOf, { maxLength: 12 }), day, fc.integer({ min: 1, max: 12 }), (rows, from, count) => {
				const { exceptions, remarks } = sortExceptions(rows);
				expect(exceptions.length + remarks.length).toBe(rows.length);
				const own = answerOf(() => new WorkCalendar({ exceptions }));
				// A short day on a day off is refused by its name.
				if (typeof own === 'string') return expect(own).toBe('EXCEPTION_SHORT_DAY_OFF');
				const local = new Map(exceptions.map((one) => [one.day, one.type]));
				const works = (at: number): boolean => (local.has(at) ? local.get(at) !== 'holiday' : calendar.isWorking(at));
				let walked = from;
				for (let left = count; left > 0; ) {
					walked += 1;
					if (works(walked)) left -= 1;
				}
				return expect(own.add(from, count)).toBe(walked);
			}),
		);
	});

	it('of a year without its decree keep the weekdays of the Labour Code and say so', () => {
		holds(
			fc.property(fc.integer({ min: parseDay('2028-01-01'), max: LAST }), (at) => {
				const info = calendar.describe(at);
				expect(info.provisional).toBe(true);
				expect(parseDay(info.date)).toBe(at);
				if (calendar.isWorking(at)) expect(weekdayOf(at)).toBeLessThanOrEqual(6);
			}),
		);
	});
});

describe('The terms of a case', () => {
	const instant = fc.integer({ min: FIRST * DAY_MS, max: parseDay('2057-01-01') * DAY_MS });

	it('come in their order, end on a working day of the place, and are the same when counted again', () => {
		holds(
			fc.property(instant, policy, fc.boolean(), fc.constantFrom('', '4h', '1d', '0.5h'), fc.constantFrom('Asia/Kamchatka', 'Europe/Moscow', 'UTC', 'America/New_York'), (at, how, officialAccount, reducedTerm, zone) => {
				const context = contextOf(how, zone);
				const record = { detectedAt: new Date(at).toISOString(), officialAccount, reducedTerm, status: 'routed', disposition: 'answer' };
				const terms = setTerms(record, context);
				expect(terms.routeBy <= terms.replyBy).toBe(true);
				expect(Date.parse(terms.replyBy)).toBeGreaterThan(at);
				expect(context.calendar.isWorking(zoneOf(zone).dayOf(Date.parse(terms.replyBy)))).toBe(true);
				expect(setTerms({ ...record, ...terms }, context)).toEqual(terms);
				const state = stateOf({ ...record, ...terms, id: 1 }, context, { now: at });
				expect(state.reason).not.toBe('');
			}),
		);
	});

	it('are never longer for a message found earlier', () => {
		holds(
			fc.property(instant, fc.integer({ min: 0, max: 40 * DAY_MS }), policy, (at, later, how) => {
				const context = contextOf(how, 'Asia/Kamchatka');
				const replyBy = (when: number): string => setTerms({ detectedAt: new Date(when).toISOString(), status: 'routed', disposition: 'answer' }, context).replyBy;
				expect(replyBy(at) <= replyBy(at + later)).toBe(true);
			}),
		);
	});
});

describe('Anything typed in place of a date or a term', () => {
	it('is read or refused in words, never with another error', () => {
		const zone = zoneOf('Asia/Kamchatka');
		holds(
			fc.property(fc.oneof(text, fc.anything(), day.map(isoDay), fc.constantFrom('31.02.2026', '2026-13-01', '0h', '4 ч', '1,5d')), (given) => {
				const moment = answerOf(() => readMoment(given, zone, 'Выявлено'));
				if (typeof moment !== 'string') expect(Number.isFinite(moment.at)).toBe(true);
				const term = answerOf(() => parseReducedTerm(typeof given === 'object' ? '' : given));
				if (typeof term === 'object') expect(term.amount).toBeGreaterThan(0);
			}),
		);
	});
});
