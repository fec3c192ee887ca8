import { ALL_STATUSES, OPEN_STATUSES, type Status } from '../../../core/cases/statuses';
import { step } from '../../../core/cases/step';
import { ALL_EVENTS, TRANSITIONS, type EventName } from '../../../core/cases/transitions';
import { AT, COMPLETE, PEOPLE, caseIn } from './support';

/**
 * Who may do what, written down a second time by hand, status by status, as the Положение reads: C curator, H Head,
 * D deputy whose case it is, d another deputy, E its executor, e another executor, O officer, S system.
 */
const MAY: Readonly<Record<Status | '', Readonly<Partial<Record<EventName, string>>>>> = {
	'': { register: 'CHS' },
	registered: { route: 'CH', exclude: 'CH', close: 'CH', correct: 'CH', recalculate: 'CS', sourceChanged: 'S' },
	review: { route: 'CH', exclude: 'CH', close: 'CH', correct: 'CH', recalculate: 'CS', sourceChanged: 'S' },
	routed: { exclude: 'CH', draft: 'DE', reassign: 'CHDS', close: 'CH', correct: 'CH', recalculate: 'CS', sourceChanged: 'S' },
	approval: { exclude: 'CH', approve: 'CH', return: 'CH', reassign: 'CHDS', close: 'CH', correct: 'CH', recalculate: 'CS', sourceChanged: 'S' },
	returned: { exclude: 'CH', draft: 'DE', reassign: 'CHDS', close: 'CH', correct: 'CH', recalculate: 'CS', sourceChanged: 'S' },
	approved: { return: 'CH', startPublishing: 'CHS', published: 'CHDES', reassign: 'CHDS', close: 'CH', correct: 'CH', recalculate: 'CS', sourceChanged: 'S' },
	publishing: { startPublishing: 'CHS', published: 'CHDES', publishFailed: 'CHS', correct: 'CH', recalculate: 'CS' },
	interim: { draft: 'DE', reassign: 'CHDS', close: 'CH', correct: 'CH', recalculate: 'CS', sourceChanged: 'S' },
	clarification: { draft: 'DE', authorReplied: 'CHDES', reassign: 'CHDS', close: 'CH', correct: 'CH', recalculate: 'CS', sourceChanged: 'S' },
	answered: { reopen: 'CH', correct: 'CH', anonymise: 'S' },
	closed: { reopen: 'CH', correct: 'CH', anonymise: 'S' },
	excluded: { route: 'CH', exclude: 'CH', restore: 'CH', close: 'CH', correct: 'CH', anonymise: 'S', sourceChanged: 'S' },
};

const ACTORS = {
	C: PEOPLE.curator,
	H: PEOPLE.head,
	D: PEOPLE.deputy,
	d: { ...PEOPLE.deputy, email: 'zam2@example.org' },
	E: PEOPLE.executor,
	e: PEOPLE.otherExecutor,
	O: PEOPLE.officer,
	S: PEOPLE.system,
} as const;

const triples = (['', ...ALL_STATUSES] as const).flatMap((status) =>
	ALL_EVENTS.flatMap((event) => (Object.keys(ACTORS) as (keyof typeof ACTORS)[]).map((who) => [status || 'нет в реестре', event, ACTORS[who].role, who, status] as const)),
);

describe('every triple of status, event and role', () => {
	it.each(triples)('%s, %s, %s (%s)', (_label, event, _role, who, status) => {
		const result = step(caseIn(status), { event, actor: ACTORS[who], at: AT, data: COMPLETE[event] });
		const expected = MAY[status][event];
		if (expected?.includes(who)) {
			expect(result).toMatchObject({ ok: true });
			return;
		}
		expect(result).toMatchObject({ ok: false, code: expected === undefined ? 'NOT_NOW' : 'NOT_YOURS' });
		if (result.ok) return;
		expect(result.message).toMatch(/^Шаг «.+».*\.$/u);
		expect(result.hint).toMatch(/Можно: «|Его может сделать: |только система/u);
		expect([...result.allowed].sort()).toEqual(Object.entries(MAY[status]).filter(([, roles]) => roles.includes(who)).map(([name]) => name).sort());
	});
});

describe('the table of transitions', () => {
	it.each(ALL_STATUSES)('%s has a way out that a person can take', (status) => {
		const leaving = Object.entries(MAY[status]).filter(([event, roles]) => /[CHDE]/u.test(roles) && ![status, 'same'].includes(TRANSITIONS[event as EventName].to));
		expect(leaving.length).toBeGreaterThan(0);
	});

	it('reaches every status', () => {
		const starts = [
			...(['answer', 'review', 'notProcessed'] as const).map((disposition) => caseIn('', { disposition })),
			...ALL_STATUSES.map((status) => caseIn(status)),
			...(['final', 'interim', 'clarification'] as const).map((kind) => reapproved('publishing', kind)),
		];
		const reached = starts.flatMap((record) =>
			ALL_EVENTS.map((event) => {
				const result = step(record, { event, actor: event === 'draft' ? PEOPLE.executor : PEOPLE.curator, at: AT, data: COMPLETE[event] });
				return result.ok ? result.record.status : '';
			}),
		);
		expect(ALL_STATUSES.filter((status) => !reached.includes(status))).toEqual([]);
	});

	it('names a clause of the Положение for every event', () => {
		for (const event of ALL_EVENTS) expect(Number(TRANSITIONS[event].clause)).toBeGreaterThanOrEqual(7);
	});

	it('leaves no open status without an owner', () => {
		expect(OPEN_STATUSES).toEqual(['registered', 'review', 'routed', 'approval', 'returned', 'approved', 'publishing', 'interim', 'clarification']);
	});
});

function reapproved(status: Status, draftKind: string) {
	const draft = step(caseIn('routed'), { event: 'draft', actor: PEOPLE.executor, at: AT, data: { text: COMPLETE.draft.text, kind: draftKind } });
	const approved = draft.ok && step(draft.record, { event: 'approve', actor: PEOPLE.curator, at: AT });
	return { ...(approved && approved.ok ? approved.record : {}), status };
}
