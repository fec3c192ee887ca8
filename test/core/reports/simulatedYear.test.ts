import { ABSENCES, simulateYear, type Sent, type Told, type Year } from './simulation';
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
		year = simulateYear(20260101, 3000, (at, cases) => watch(at, cases));
	});

	function watch(at: number, cases: readonly Told[]): void {
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
			const seen = { id: one.id, day, lateDays, owner: reader(owner, day), toHead: lateDays >= 4 || (lateDays >= 2 && one.recipient === '') };
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
		const told = new Set(keys(alerts('dueToday')));
		expect(keys(dueToday).filter((key) => !told.has(key))).toEqual([]);
	});

	it('writes to nobody on a day off', () => {
		expect(year.sent.filter((mail) => !isWorked(localDay(mail.at)))).toEqual([]);
	});

	it('tells nobody the same twice: one person, one case, one state, one day', () => {
		const told = year.sent.flatMap(({ to, cases }) => cases.map((one) => [to, one.id, one.alertKey, one.status].join(' ')));
		const overdueTold = alerts('overdue').map(({ to, id, day, status }) => [to, id, day, status].join(' '));
		expect(told.length - new Set(told).size).toBe(0);
		expect(overdueTold.length - new Set(overdueTold).size).toBe(0);
	});

	it('sends one mail a person a run', () => {
		const mails = year.sent.map(({ at, to }) => `${at} ${to}`);
		expect(new Set(mails).size).toBe(mails.length);
	});

	it('reaches who owes the step, or his substitute, each day of delay', () => {
		const reached = new Set(alerts('overdue').map(({ id, day, to }) => `${id} ${day} ${to}`));
		// Who owed it at the first run of a day that could send is told that day at the latest after lunch.
		const missed = late.filter(({ id, day, owner }) => ![...late.filter((one) => one.id === id && one.day === day).map((one) => one.owner), owner].some((who) => reached.has(`${id} ${day} ${who}`)));
		expect(missed).toEqual([]);
	});

	it('brings to the Head what is late for four working days, or for two where nobody was named, and only that', () => {
		expect(keys(alerts('overdue').filter(({ to }) => to === HEAD))).toEqual(keys(late.filter(({ toHead }) => toHead)));
	});
});
