import { setTerms, termContext } from '../../../core/calendar/caseTerms';
import { parseExceptions } from '../../../core/calendar/exceptions';
import { nextDue } from '../../../core/calendar/nextDue';
import { OFFICE_HOURS } from '../../../core/calendar/officeHours';
import { OFFICIAL } from '../../../core/calendar/official';
import { parseReducedTerm } from '../../../core/calendar/term';
import { workCalendar } from '../../../core/calendar/workCalendar';
import { refusal } from './support';

const context = termContext();
const endOf = (date: string): string => new Date(Date.parse(`${date}T23:59:59.999+12:00`)).toISOString();
const detectedAt = '2025-12-30T16:00+12:00';

describe('the terms of a case', () => {
	test('are 1 day to route and 5 to reply, over the holidays, until 24:00 in Palana', () => {
		expect(setTerms({ detectedAt }, context)).toMatchObject({
			routeBy: endOf('2026-01-12'),
			replyBy: endOf('2026-01-16'),
			finalBy: null,
			nextDueAt: endOf('2026-01-12'),
			nextDueWhat: 'route',
			calendarVersion: OFFICIAL.version,
			provisional: false,
		});
	});

	test.each([true, 'true', 1])('on an official account (%p) the reply is due in 2 days', (officialAccount) => {
		expect(setTerms({ detectedAt, officialAccount }, context).replyBy).toBe(endOf('2026-01-13'));
	});

	test.each([false, '', 'false', 0, null, undefined])('otherwise (%p) in 5', (officialAccount) => {
		expect(setTerms({ detectedAt, officialAccount }, context).replyBy).toBe(endOf('2026-01-16'));
	});

	test('the curator’s reduced term shortens the reply, and the routing that cannot come after it', () => {
		const terms = setTerms({ detectedAt, reducedTerm: '4h' }, context);
		expect([terms.replyBy, terms.routeBy]).toEqual(['2026-01-11T23:00:00.000Z', '2026-01-11T23:00:00.000Z']);
		expect(terms.deadlineReason).toContain('4 рабочих часа');
		expect(terms.deadlineReason).toContain('срок сокращён Куратором');
		expect(setTerms({ detectedAt, reducedTerm: '2d' }, context)).toMatchObject({ routeBy: endOf('2026-01-12'), replyBy: endOf('2026-01-13') });
	});

	test.each(['registered', 'review'])('is only proposed while the case is %s: the curator decides it', (status) => {
		const terms = setTerms({ detectedAt, reducedTerm: '4h', status }, context);
		expect(terms.replyBy).toBe(setTerms({ detectedAt, status }, context).replyBy);
		expect(terms.deadlineReason).toContain('предлагается сократить: 4 рабочих часа, решает Куратор');
	});

	test.each(['10d', '90h'])('a “reduced” term of %s never makes the reply later', (reducedTerm) => {
		const terms = setTerms({ detectedAt, reducedTerm }, context);
		expect(terms.replyBy).toBe(endOf('2026-01-16'));
		expect(terms.deadlineReason).not.toContain('сокращён');
	});

	test('the final reply is due 7 days from the interim one', () => {
		const terms = setTerms({ detectedAt: '2026-12-24T12:00+12:00', interimAt: '2026-12-29T15:00+12:00', status: 'interim' }, context);
		expect(terms).toMatchObject({ replyBy: endOf('2027-01-11'), finalBy: endOf('2027-01-18'), nextDueAt: endOf('2027-01-18'), nextDueWhat: 'final' });
		expect(terms.deadlineReason).toMatch(/^Окончательный ответ до 18\.01\.2027 \(пн\): 7 рабочих дней со дня промежуточного ответа 29\.12\.2026/);
		expect(terms.deadlineReason).toContain('п. 12');
	});

	test('are parameters of the administration', () => {
		const own = termContext({ terms: { route: 2, standard: 8, priority: 3, final: 10 } });
		expect(setTerms({ detectedAt, interimAt: detectedAt }, own)).toMatchObject({ routeBy: endOf('2026-01-13'), replyBy: endOf('2026-01-21'), finalBy: endOf('2026-01-23') });
	});

	test.each([
		['exclude', '2026-07-21'],
		['include', '2026-07-20'],
		['nextWorkdayRegistration', '2026-07-22'],
	] as const)('by policy %s from late on Tuesday 14.07 end on %s', (policy, due) => {
		expect(setTerms({ detectedAt: '2026-07-14T23:59+12:00' }, termContext({ policy })).replyBy).toBe(endOf(due));
	});

	test('the interim reply is our own act: it is never registered the next day', () => {
		const late = { detectedAt: '2026-07-01T10:00+12:00', interimAt: '2026-07-14T20:00+12:00' };
		expect(setTerms(late, termContext({ policy: 'nextWorkdayRegistration' })).finalBy).toBe(setTerms(late, context).finalBy);
	});

	test('follow the local calendar', () => {
		const exceptions = parseExceptions([{ date: '2026-01-12', type: 'holiday', title: 'Пурга', basis: 'Распоряжение № 3' }]);
		const local = setTerms({ detectedAt }, termContext({ calendar: workCalendar({ exceptions }) }));
		expect(local.replyBy).toBe(endOf('2026-01-19'));
		expect(local.deadlineReason).toContain('12.01.2026 (Пурга; Распоряжение № 3)');
		expect(local.calendarVersion).toContain('+местные.1.');
	});

	test('follow the fields the administration named', () => {
		const own = termContext({ fields: { detectedAt: 'найдено', officialAccount: 'наша' } });
		expect(setTerms({ найдено: detectedAt, наша: true }, own).replyBy).toBe(endOf('2026-01-13'));
	});

	test('in a year without a calendar are marked, in the field and in words', () => {
		const terms = setTerms({ detectedAt: '2028-02-22T10:00+12:00' }, context);
		expect(terms.provisional).toBe(true);
		expect(terms.deadlineReason).toContain('срок предварительный');
		expect(setTerms({ detectedAt: '2027-12-24T10:00+12:00' }, context).provisional).toBe(true);
	});
});

describe('the sentence for staff', () => {
	test('names the days skipped with decree and the worked Saturday', () => {
		expect(setTerms({ detectedAt: '2024-04-26T10:00+12:00', status: 'routed' }, context).deadlineReason).toBe(
			'Ответить до 07.05.2024 (вт): 5 рабочих дней со дня выявления 26.04.2024, день выявления не считается (п. 11 Положения); ' +
				'не считались 29.04–30.04.2024 (выходной перенесён с 27.04.2024, выходной перенесён с 02.11.2024; ПП РФ № 1314 от 10.08.2023), ' +
				'01.05.2024 (Праздник Весны и Труда; ТК РФ ст. 112); считались рабочими 27.04.2024 (рабочая суббота; ПП РФ № 1314 от 10.08.2023).',
		);
	});

	test('says so when the moment of detection had no zone or no time', () => {
		expect(setTerms({ detectedAt: '2026-07-14T10:00' }, context).deadlineReason).toContain('без часового пояса и принято за местное');
		expect(setTerms({ detectedAt: '2026-07-14' }, context).deadlineReason).toContain('время выявления не указано');
	});

	test('says that a message not to be answered has no term', () => {
		expect(setTerms({ detectedAt, disposition: 'notProcessed' }, context)).toMatchObject({ nextDueAt: null, nextDueWhat: '', deadlineReason: expect.stringContaining('п. 15') });
	});
});

describe('what is due next', () => {
	const dates = { routeBy: 'R', replyBy: 'P', finalBy: 'F' };

	test.each([
		['', 'route'], ['registered', 'route'], ['review', 'route'], ['routed', 'reply'], ['approval', 'reply'], ['returned', 'reply'],
		['approved', 'reply'], ['publishing', 'reply'], ['clarification', 'reply'], ['interim', 'final'], ['answered', ''], ['closed', ''], ['excluded', ''],
	])('in status «%s» is «%s»', (status, what) => {
		const at = { route: 'R', reply: 'P', final: 'F', '': null }[what];
		expect(nextDue({ ...dates, status })).toMatchObject({ nextDueWhat: what, nextDueAt: at });
	});

	test.each(['routed', 'approval', 'returned', 'approved', 'publishing', 'clarification'])('after an interim reply in status %s is the final one', (status) => {
		expect(nextDue({ ...dates, status, interimAt: detectedAt })).toMatchObject({ nextDueWhat: 'final', nextDueAt: 'F' });
	});

	test('in a status nobody knows is refused', () => {
		expect(refusal(() => nextDue({ ...dates, status: 'somewhere' }))).toBe('CASE_UNKNOWN_STATUS');
	});
});

describe('bad input', () => {
	test.each<[string, () => unknown, string]>([
		['no date', () => setTerms({}, context), 'DATE_MISSING'],
		['31.02', () => setTerms({ detectedAt: '2026-02-31T10:00+12:00' }, context), 'DATE_NOT_IN_CALENDAR'],
		['an unreadable interim date', () => setTerms({ detectedAt, interimAt: 'вчера' }, context), 'DATE_UNREADABLE'],
		['a year beyond the data', () => setTerms({ detectedAt: '2061-02-01T10:00+12:00' }, context), 'YEAR_OUT_OF_RANGE'],
		['a year before the data', () => setTerms({ detectedAt: '1998-02-01T10:00+12:00' }, context), 'YEAR_OUT_OF_RANGE'],
		['a term of no days', () => termContext({ terms: { standard: 0 } }), 'TERM_INVALID'],
		['a negative term', () => termContext({ terms: { route: -1 } }), 'TERM_INVALID'],
		['half a day', () => termContext({ terms: { final: 2.5 } }), 'TERM_INVALID'],
		['an unknown zone', () => termContext({ zone: 'Asia/Palana' }), 'ZONE_UNKNOWN'],
		['a reduced term in words', () => setTerms({ detectedAt, reducedTerm: 'срочно' }, context), 'REDUCED_TERM_INVALID'],
		['a reduced term of nothing', () => setTerms({ detectedAt, reducedTerm: '0h' }, context), 'REDUCED_TERM_INVALID'],
		['a negative reduced term', () => setTerms({ detectedAt, reducedTerm: '-4h' }, context), 'REDUCED_TERM_INVALID'],
		['a reduced term of half a day', () => setTerms({ detectedAt, reducedTerm: '0.5d' }, context), 'REDUCED_TERM_INVALID'],
	])('%s is refused', (_what, act, code) => {
		expect(refusal(act)).toBe(code);
	});

	test.each([['4h', 'hours', 4], ['4ч', 'hours', 4], ['0,5h', 'hours', 0.5], ['2 d', 'days', 2], ['1д', 'days', 1]])('«%s» is understood', (text, unit, amount) => {
		expect(parseReducedTerm(text)).toEqual({ unit, amount });
	});
});

test('the northern week changes only what is counted in hours', () => {
	const north = termContext({ hours: OFFICE_HOURS.north36 });
	expect(setTerms({ detectedAt }, north).replyBy).toBe(setTerms({ detectedAt }, context).replyBy);
	expect(setTerms({ detectedAt, reducedTerm: '4h' }, north).replyBy).toBe('2026-01-12T00:00:00.000Z');
});
