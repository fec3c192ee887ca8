import { setTerms, termContext } from '../../../core/calendar/caseTerms';
import { stateOf } from '../../../core/calendar/caseState';
import { parseExceptions } from '../../../core/calendar/exceptions';
import { recalculate, recalculateCase } from '../../../core/calendar/recalculate';
import { workCalendar } from '../../../core/calendar/workCalendar';
import { refusal } from './support';

const context = termContext();
const local = (text: string): number => Date.parse(`${text}+12:00`);
const caseOf = (fields: Record<string, unknown>): Record<string, unknown> => {
	const record = { detectedAt: '2025-12-30T16:00+12:00', ...fields };
	return { ...record, ...setTerms(record, context) };
};
const people = { executor: 'ivanova@example.org', executorName: 'Иванова А. А.', recipient: 'zam@example.org', recipientName: 'Петров П. П.' };

describe('the state of a case', () => {
	const routed = caseOf({ status: 'routed', ...people });

	test.each([
		['2025-12-30T17:00', 'inTime', 5, 41, 0],
		['2026-01-14T09:00', 'inTime', 2, 24, 0],
		['2026-01-15T18:00', 'dueSoon', 1, 8, 0],
		['2026-01-16T15:00', 'dueSoon', 0, 3, 0],
		['2026-01-16T23:59:59.999', 'dueSoon', 0, 0, 0],
		['2026-01-17T00:00', 'overdue', 0, 0, 0],
		['2026-01-19T08:00', 'overdue', 0, 0, 1],
		['2026-01-20T12:00', 'overdue', 0, 0, 2],
	])('at %s is %s: %i days and %d hours left, %i days late', (now, state, days, hours, late) => {
		const stood = stateOf(routed, context, { now: local(now) });
		expect(stood).toMatchObject({ state, workingDaysLeft: days, workingHoursLeft: hours, overdueWorkingDays: late, what: 'reply', dueAt: '2026-01-16T11:59:59.999Z' });
	});

	test('counts the hours of delay', () => {
		expect(stateOf(routed, context, { now: local('2026-01-19T12:00') }).overdueWorkingHours).toBe(3);
	});

	test('of a term in hours is overdue within the day', () => {
		const urgent = caseOf({ status: 'routed', reducedTerm: '4h', ...people });
		expect(stateOf(urgent, context, { now: local('2026-01-12T10:30') })).toMatchObject({ state: 'dueSoon', workingHoursLeft: 0.5 });
		expect(stateOf(urgent, context, { now: local('2026-01-12T12:00') })).toMatchObject({ state: 'overdue', overdueWorkingDays: 0, overdueWorkingHours: 1 });
	});

	test('warns earlier where the administration wants', () => {
		const now = local('2026-01-14T09:00');
		expect(stateOf(routed, context, { now, dueSoonHours: 24 }).state).toBe('dueSoon');
		expect(stateOf(routed, context, { now: local('2026-01-16T15:00'), dueSoonHours: 2 }).state).toBe('inTime');
		expect(refusal(() => stateOf(routed, context, { now, dueSoonHours: -1 }))).toBe('DUE_SOON_INVALID');
	});

	test.each([
		['registered', 'curator', 'kurator@example.org'],
		['review', 'curator', 'kurator@example.org'],
		['routed', 'executor', 'ivanova@example.org'],
		['returned', 'executor', 'ivanova@example.org'],
		['approval', 'curator', 'kurator@example.org'],
		['approved', 'curator', 'kurator@example.org'],
		['publishing', 'curator', 'kurator@example.org'],
		['clarification', 'executor', 'ivanova@example.org'],
	])('in %s is owed by the %s', (status, role, email) => {
		const { owedBy } = stateOf(caseOf({ status, ...people }), context, { now: local('2026-01-12T10:00'), curator: { email: 'kurator@example.org', name: 'Сидорова' } });
		expect(owedBy).toMatchObject({ role, email });
	});

	test('without an executor is owed by the recipient, without both by the curator', () => {
		const now = local('2026-01-12T10:00');
		expect(stateOf(caseOf({ status: 'routed', recipient: 'zam@example.org' }), context, { now }).owedBy).toEqual({ email: 'zam@example.org', name: 'zam@example.org', role: 'deputy' });
		expect(stateOf(caseOf({ status: 'routed' }), context, { now }).owedBy).toEqual({ email: '', name: 'Куратор', role: 'curator' });
	});

	test.each(['answered', 'closed', 'excluded'])('in %s nothing is due', (status) => {
		expect(stateOf(caseOf({ status }), context, { now: local('2026-03-12T10:00') })).toMatchObject({ state: 'none', what: '', dueAt: null, owedBy: null });
	});

	test('of an open case whose terms were never set is counted all the same', () => {
		expect(stateOf({ detectedAt: '2025-12-30T16:00+12:00', status: 'routed' }, context, { now: local('2026-01-20T12:00') })).toMatchObject({ state: 'overdue', overdueWorkingDays: 2 });
		expect(refusal(() => stateOf({ status: 'routed' }, context, { now: local('2026-01-20T12:00') }))).toBe('DATE_MISSING');
	});

	test('is told in one sentence', () => {
		expect(stateOf(routed, context, { now: local('2026-01-20T12:00') }).reason).toBe('Просрочено: ответить следовало до 16.01.2026 (пт) (п. 11), прошло 2 рабочих дня, отвечает Иванова А. А.');
		expect(stateOf(routed, context, { now: local('2026-01-16T15:00') }).reason).toBe('Срок близко: ответить до 16.01.2026 (пт) (п. 11), осталось 3 рабочих часа, отвечает Иванова А. А.');
	});
});

describe('recalculation', () => {
	const open = caseOf({ id: 7, status: 'routed' });
	const storm = workCalendar({ exceptions: parseExceptions([{ date: '2026-01-13', type: 'holiday', title: 'Пурга', basis: 'Распоряжение № 3' }]) });
	const changed = termContext({ calendar: storm });

	test('gives the open cases whose terms moved, with before and after', () => {
		const closed = caseOf({ id: 8, status: 'answered' });
		const later = { ...open, id: 9, detectedAt: '2026-02-02T10:00+12:00' };
		const unmoved = { ...later, ...setTerms(later, context) };
		const changes = recalculate([open, closed, unmoved], changed);
		expect(changes.map((change) => change.record.id)).toEqual([7]);
		expect(changes[0]).toMatchObject({
			before: { replyBy: '2026-01-16T11:59:59.999Z', nextDueAt: '2026-01-16T11:59:59.999Z' },
			after: { replyBy: '2026-01-19T11:59:59.999Z', nextDueAt: '2026-01-19T11:59:59.999Z' },
		});
		expect(Object.keys(changes[0]?.after ?? {})).toEqual(['replyBy', 'nextDueAt']);
		expect(changes[0]?.reason).toMatch(/^Сроки пересчитаны по календарю .+: ответить до 16\.01\.2026 → 19\.01\.2026\.$/);
	});

	test('keeps every other field of the record', () => {
		expect(recalculateCase({ ...open, text: 'как было' }, changed)?.record).toMatchObject({ id: 7, text: 'как было', status: 'routed' });
	});

	test('run again changes nothing', () => {
		const [change] = recalculate([open], changed);
		expect(recalculate([change?.record ?? {}], changed)).toEqual([]);
	});

	test('does not take the same instant written otherwise for a change', () => {
		const stored = { ...open, replyBy: new Date(open.replyBy as string), routeBy: '2026-01-12T23:59:59.999+12:00', provisional: 0, finalBy: '' };
		expect(recalculateCase(stored, context)).toBeUndefined();
	});

	test('says when an official calendar made a provisional term firm', () => {
		expect(recalculateCase({ ...open, provisional: true }, context)).toMatchObject({ before: { provisional: true }, after: { provisional: false }, reason: expect.stringContaining('больше не предварительный') });
	});
});
