import { isOpen } from '../../../core/cases/statuses';
import { condenseCase, condenseEntry } from '../../../core/reports/condense';
import { overdueCases } from '../../../core/reports/overdue';
import { makeReport, readSource } from '../../../core/reports/report';
import { sheetRows } from '../../../core/reports/sheet';
import { countJournal } from './journalCount';
import { ABSENCES, context, simulateYear, type Sent, type Told, type Year } from './simulation';
import { dueDay, isWorked, localDay, workingDaysBetween } from './plainCount';

/** What the control had to see at one of its runs, counted without it. */
interface Seen {
	readonly id: number;
	readonly day: string;
	readonly lateDays: number;
	readonly owner: string;
	readonly toHead: boolean;
}

const CURATOR_OWES = ['registered', 'review', 'approval', 'approved', 'publishing'];
const HEAD = 'glava@example.org';

/** Who reads the mails of a person on a day. */
function reader(email: string, day: string): string {
	const away = ABSENCES.find((one) => one.official === email && one.fromDate <= day && day <= one.toDate && one.substitute !== '');
	return away ? reader(away.substitute, day) : email;
}

describe('a year of 3,000 cases under workflow 09', () => {
	const late: Seen[] = [];
	const dueToday: Seen[] = [];
	let mailless = 0;
	let year: Year;

	beforeAll(() => {
		year = simulateYear(20260101, 3000, watch);
	}, 120_000);

	function watch(at: number, cases: readonly Told[], refused: string): void {
		const day = localDay(at);
		if (!isWorked(day)) {
			mailless += 1;
			return;
		}
		for (const one of cases) {
			const due = dueDay(one);
			if (due === '' || day < due) continue;
			const lateDays = workingDaysBetween(due, day);
			const owner = CURATOR_OWES.includes(one.status) ? 'kurator@example.org' : one.executor;
			const seen = { id: one.id, day, lateDays, owner: reader(owner, day), toHead: refused !== HEAD && (lateDays >= 4 || (lateDays >= 2 && one.recipient === '')) };
			// What his refusing mailbox kept from him he is told after lunch, if it is late still.
			if (seen.owner === refused) continue;
			(day > due ? late : dueToday).push(seen);
		}
	}

	const alerts = (kind: string, mails: readonly Sent[] = year.sent) => mails.flatMap(({ at, to, cases }) => cases.filter((one) => one.alertKey.startsWith(`${kind} `)).map((one) => ({ ...one, to, day: localDay(at) })));
	const keys = (list: readonly { id: number; day: string }[]): string[] => [...new Set(list.map(({ id, day }) => `${id} ${day}`))].sort();

	it('has late work, absences and days off worth the name', () => {
		expect(year.rows).toHaveLength(3000);
		expect(keys(late).length).toBeGreaterThan(1000);
		expect(mailless).toBeGreaterThan(200);
		expect(year.journal.length).toBeGreaterThan(15_000);
		expect(year.runs).toBe(2 * workingDaysBetween('2025-12-31', '2026-12-31'));
	});

	it('alerts every overdue case on every working day it is late, and no other', () => {
		expect(keys(alerts('overdue'))).toEqual(keys(late));
	});

	it('alerts every case that is open on its last day', () => {
		const told = new Set([...keys(alerts('dueToday')), ...keys(alerts('routeNow'))]);
		expect(keys(dueToday).filter((key) => !told.has(key))).toEqual([]);
	});

	it('tells of unrouted messages after lunch, of final replies ahead, and of executors who are away', () => {
		for (const kind of ['routeNow', 'finalSoon', 'absent']) expect(alerts(kind).length).toBeGreaterThan(50);
		expect(alerts('routeNow').filter(({ to }) => to !== reader('kurator@example.org', '2026-01-01') && to !== 'zam2@example.org')).toEqual([]);
		expect(year.sent.filter(({ at, cases }) => new Date(at).getUTCHours() !== 2 && cases.some((one) => one.alertKey.startsWith('routeNow')))).toEqual([]);
	});

	it('writes to nobody on a day off', () => {
		expect(year.sent.filter((mail) => !isWorked(localDay(mail.at)))).toEqual([]);
	});

	it('tells nobody the same twice: one alert a person, case, term and day', () => {
		const keys = year.sent.flatMap(({ to, cases }) => cases.map(({ id, alertKey }) => `${to} ${id} ${alertKey}`));
		expect(keys.length).toBeGreaterThan(10_000);
		expect(new Set(keys).size).toBe(keys.length);
	});

	it('sends one mail a person a run', () => {
		const mails = year.sent.map(({ at, to }) => `${at} ${to}`);
		expect(new Set(mails).size).toBe(mails.length);
	});

	it('reaches who owes the step, or his substitute, each day of delay', () => {
		const reached = new Set(alerts('overdue').map(({ id, day, to }) => `${id} ${day} ${to}`));
		// The first run of a day that can send tells everything that is late, so who owed the step then has to be told.
		const firstOwner = new Map(late.map((one) => [`${one.id} ${one.day}`, one.owner] as const).reverse());
		const missed = [...firstOwner].map(([key, owner]) => `${key} ${owner}`).filter((key) => !reached.has(key));
		expect(missed).toEqual([]);
	});

	it('brings to the Head what is late for four working days, or for two where nobody was named, and only that', () => {
		expect(keys(alerts('overdue').filter(({ to }) => to === HEAD))).toEqual(keys(late.filter(({ toHead }) => toHead)));
	});

	describe.each([
		['year', '2026-07-15', '2026-01-01', '2026-12-31'],
		['quarter', '2026-07-15', '2026-07-01', '2026-09-30'],
		['month', '2026-05-11', '2026-05-01', '2026-05-31'],
		['week', '2026-03-10', '2026-03-09', '2026-03-15'],
	] as const)('the report of the %s of %s', (period, date, from, to) => {
		const made = () => makeReport(readSource({ cases: year.rows, journal: year.journal, period, date: Date.parse(`${date}T00:00:00Z`), now: year.end, context }));

		it('has the figures of an independent count from the journal', () => {
			const { figures, heat, groups, remarks } = made();
			const counted = countJournal(year.journal, from, to);
			expect(figures).toEqual(counted.figures);
			expect(heat).toEqual(counted.heat);
			for (const dimension of ['topicGroup', 'executor', 'location', 'network'] as const) {
				expect(Object.fromEntries(groups[dimension].map(({ label, received, answered, late: tooLate, open }) => [label, [received, answered, tooLate, open]]))).toEqual(counted.groups[dimension]);
			}
			expect(remarks).toEqual([]);
		});

		it.each([true, false])('is the same from what the workflow reads, condensed (personal data: %s): the journal from the period before on, and the cases that are open or were touched since', (withPersonalData) => {
			const all = { cases: year.rows, journal: year.journal, period, date: Date.parse(`${date}T00:00:00Z`), now: year.end, context };
			const { from: since } = makeReport(readSource(all)).previousPeriod;
			const journal = year.journal.filter((entry) => Date.parse(String(entry.at)) >= since);
			const touched = new Set(journal.map((entry) => entry.caseId));
			const rows = year.rows.filter((row) => touched.has(Number(row.id)) || Date.parse(String(row.detectedAt)) >= since || isOpen(row.status));
			if (period !== 'year') expect(rows.length).toBeLessThan(year.rows.length);
			const [whole, read] = [readSource(all), readSource({ ...all, cases: rows.map((row) => condenseCase(row, withPersonalData)), journal: journal.map(condenseEntry) })];
			expect(makeReport(read)).toEqual(makeReport(whole));
			expect(overdueCases(read, withPersonalData)).toEqual(overdueCases(whole, withPersonalData));
			expect(sheetRows(read, withPersonalData)).toEqual(sheetRows(whole, withPersonalData));
		});

		it('has a period before with the figures of that period', () => {
			const { previous, previousPeriod } = made();
			const [first, last] = [previousPeriod.firstDay, previousPeriod.lastDay].map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10)) as [string, string];
			expect(previous).toEqual(countJournal(year.journal, first, last).figures);
		});
	});
});
