import { median, percentile } from '../../../core/reports/figures';
import { refusal } from '../calendar/support';
import { NOW, entries, report, row, type Row } from './support';

const registered = ['2026-11-02T00:03:00.000Z', 'register', 'registered'] as const;
const published = (at: string, seen = at): readonly [string, string, string, Row] => [at, 'published', 'answered', { replyPublishedAt: [null, seen] }];
const interim = (at: string): readonly [string, string, string, Row] => [at, 'published', 'interim', { interimAt: [null, at] }];
/** The last moment of the term of `row`, and the first after it. */
const LAST = '2026-11-10T11:59:59.999Z';
const TOO_LATE = '2026-11-10T12:00:00.000Z';

describe('a reply', () => {
	it.each([
		['on the last moment is in time', [published(LAST)], { inTime: 1, late: 0 }],
		['a moment later is late', [published(TOO_LATE)], { inTime: 0, late: 1 }],
		['recorded late counts from when it appeared', [published('2026-11-13T00:00:00.000Z', LAST)], { inTime: 1, late: 0 }],
		['after an interim one has seven working days from it', [interim('2026-11-09T00:00:00.000Z'), published('2026-11-18T11:59:59.999Z')], { inTime: 1, late: 0 }],
		['after those seven days is late', [interim('2026-11-09T00:00:00.000Z'), published('2026-11-18T12:00:00.000Z')], { inTime: 0, late: 1 }],
		['after a late interim one is late, however quick', [interim(TOO_LATE), published('2026-11-11T00:00:00.000Z')], { inTime: 0, late: 1 }],
		['counts once where the case was reopened and answered again', [published(LAST), ['2026-11-12T00:00:00.000Z', 'reopen', 'routed'], published('2026-11-20T00:00:00.000Z')], { answered: 1, inTime: 1, late: 0, reopened: 1 }],
		['is not one where only a clarification was published', [['2026-11-05T00:00:00.000Z', 'published', 'clarification', { replyUrl: ['', 'https://vk.com/x'] }]], { answered: 0, open: 1 }],
	] as [string, (readonly [string, string, string, Row?])[], Row][])('%s', (_name, steps, expected) => {
		expect(report([row(1)], entries(1, registered, ...steps)).figures).toMatchObject(expected);
	});

	it('is counted in the month it was given in, the message in the month it was found in', () => {
		const november = report([row(1, { detectedAt: '2026-10-30T00:00:00.000Z' })], entries(1, registered, published(LAST)));
		expect([november.figures, november.previous]).toMatchObject([{ received: 0, answered: 1 }, { received: 1, answered: 0, open: 1 }]);
	});

	it('is measured in working days after the day of detection', () => {
		// 2 November to the 10th: the 3rd, 5th, 6th, 9th, 10th; the 4th is a holiday.
		expect(report([row(1)], entries(1, registered, published(LAST))).figures).toMatchObject({ medianDays: 5, p90Days: 5 });
		expect(report([row(1)], entries(1, registered, published('2026-11-02T03:00:00.000Z'))).figures.medianDays).toBe(0);
	});
});

describe('the state at the end of a period', () => {
	it('is that of then, not of now', () => {
		const cases = [row(1, { detectedAt: '2026-10-20T00:00:00.000Z', status: 'answered' }), row(2, { detectedAt: '2026-10-20T00:00:00.000Z', status: 'routed' })];
		const journal = [
			...entries(1, ['2026-10-20T01:00:00.000Z', 'register', 'registered'], ['2026-10-21T01:00:00.000Z', 'route', 'routed'], published('2026-11-05T00:00:00.000Z')),
			...entries(2, ['2026-10-20T01:00:00.000Z', 'register', 'excluded', { exclusionGround: ['', 'insult'] }], ['2026-11-02T01:00:00.000Z', 'restore', 'review'], ['2026-11-03T01:00:00.000Z', 'route', 'routed']),
		];
		const october = report(cases, journal, { date: Date.parse('2026-10-15T00:00:00Z') });
		expect(october).toMatchObject({ complete: true, figures: { received: 2, excluded: 1, excludedBy: { insult: 1 }, open: 1, openOverdue: 1, answered: 0 } });
		expect(report(cases, journal)).toMatchObject({ complete: false, previous: october.figures, figures: { received: 0, answered: 1, open: 1, openOverdue: 1 } });
	});

	it('shows how interim replies ended', () => {
		const given = interim('2026-11-03T00:00:00.000Z');
		const ends: (readonly [string, string, string, Row?])[][] = [
			[given, published('2026-11-12T00:00:00.000Z')],
			[given, published('2026-11-17T00:00:00.000Z')],
			[given],
			[interim('2026-11-20T00:00:00.000Z')],
			[given, ['2026-11-10T00:00:00.000Z', 'close', 'closed']],
		];
		const { figures } = report(ends.map((_steps, index) => row(index + 1)), ends.flatMap((steps, index) => entries(index + 1, registered, ...steps)));
		expect(figures.interim).toEqual({ given: 5, finalInTime: 1, finalLate: 1, waiting: 1, waitingOverdue: 1, ended: 1 });
		expect(figures.closed).toBe(1);
	});

	it('sorts open cases by age, the overdue among them', () => {
		const found = ['2026-11-24', '2026-11-19', '2026-11-12', '2026-11-05', '2026-10-01'];
		const { ages } = report(found.map((day, index) => row(index + 1, { detectedAt: `${day}T00:00:00.000Z` })));
		expect(ages.map(({ open, overdue }) => [open, overdue])).toEqual([[1, 0], [1, 0], [1, 1], [1, 1], [1, 1]]);
	});
});

describe('groups and the heat map', () => {
	it('count by topic, network, place and executor, the largest first', () => {
		const { groups, figures } = report([row(1), row(2), row(3, { topicGroup: 'Связь', network: 'ok', location: '', executorName: '', repeatOf: 1, repeatKind: 'sameAuthor' })]);
		expect(groups.topicGroup.map(({ label, received }) => [label, received])).toEqual([['Дороги', 2], ['Связь', 1]]);
		expect([groups.network[1], groups.location[1], groups.executor[1]].map((one) => one?.label)).toEqual(['Одноклассники', 'Место не указано', 'Исполнитель не назначен']);
		expect(figures).toMatchObject({ repeats: 1, repeatsSameAuthor: 1, repeatsSameQuestion: 0 });
	});

	it('fold what is small into one line, and lose nothing', () => {
		const cases = Array.from({ length: 30 }, (_one, index) => row(index + 1, { location: `Место ${index}` }));
		const { location } = report(cases).groups;
		expect(location).toHaveLength(20);
		expect(location.at(-1)).toMatchObject({ label: 'Прочие (11)', received: 11 });
	});

	it('put a message at the weekday and hour of the administration’s clock', () => {
		// Sunday 23:30 by UTC is Monday 11:30 in Palana.
		const { heat } = report([row(1, { detectedAt: '2026-11-15T23:30:00.000Z' })]);
		expect(heat[0]?.[11]).toBe(1);
		expect(heat.flat().reduce((sum, count) => sum + count, 0)).toBe(1);
	});
});

describe('rows that cannot be counted', () => {
	it('are named, and the others counted', () => {
		const journal = [...entries(1, registered), { caseId: 1, version: 'x' }, { caseId: 9, version: 1, at: '2026-11-02T00:00:00.000Z', toStatus: 'registered' }];
		const { figures, remarks } = report([row(1), row(2, { detectedAt: 'вчера' }), row(3), { ...row(4), id: '' }, row(1)], journal);
		expect(figures.received).toBe(2);
		expect(remarks.join(' ')).toMatch(/записей журнала: 1.*Дело № 2 не учтено.*без номера.*без записей в журнале: 1.*нет в реестре: 1/u);
	});

	it('without a journal are read from the row: its replies, grounds and state', () => {
		const cases = [
			row(1, { status: 'answered', replyPublishedAt: LAST }),
			row(2, { status: 'excluded', exclusionGround: 'threat' }),
			row(3, { status: 'answered', interimAt: '2026-11-03T00:00:00.000Z', replyPublishedAt: LAST }),
			row(4, { status: 'approval', interimAt: '2026-11-03T00:00:00.000Z' }),
		];
		expect(report(cases).figures).toMatchObject({ received: 4, answered: 2, inTime: 2, excludedBy: { threat: 1 }, open: 1, openOverdue: 1, interim: { given: 2, finalInTime: 1, waitingOverdue: 1 } });
	});

	it('with changes edited by hand keep the step’s own time', () => {
		const journal = entries(1, registered, published(LAST)).map((entry) => ({ ...entry, changes: '{оборвано' }));
		expect(report([row(1)], journal).figures).toMatchObject({ answered: 1, inTime: 1 });
	});

	it('read Date objects as well, as a Data Table may give them', () => {
		const journal = entries(1, registered, published(LAST)).map((entry) => ({ ...entry, at: new Date(String(entry.at)) }));
		expect(report([row(1, { detectedAt: new Date('2026-11-02T00:00:00Z') })], journal).figures).toMatchObject({ received: 1, inTime: 1 });
	});

	it('none at all give a report of zeros', () => {
		expect(report([]).figures).toMatchObject({ received: 0, answered: 0, medianDays: null, p90Days: null, open: 0 });
	});

	it('of a period that has not begun are refused', () => {
		expect(refusal(() => report([], [], { date: NOW + 40 * 86_400_000 }))).toBe('PERIOD_AHEAD');
	});
});

describe('the middle and the ninth tenth', () => {
	it.each([
		[[], null, null],
		[[4], 4, 4],
		[[1, 2], 1.5, 2],
		[[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5.5, 9],
		[[0, 0, 0, 9], 0, 9],
	])('of %j are %s and %s', (values, middle, ninth) => {
		expect([median(values), percentile(values, 0.9)]).toEqual([middle, ninth]);
	});
});
