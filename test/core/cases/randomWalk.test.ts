import fc from 'fast-check';

import { RECORDED_FIELDS, journalOf, journalValue, replay, type JournalEntry } from '../../../core/cases/journal';
import type { CaseRecord } from '../../../core/cases/record';
import { ALL_STATUSES, type Status } from '../../../core/cases/statuses';
import { step, type StepRequest } from '../../../core/cases/step';
import { mayDo } from '../../../core/cases/actor';
import { ALL_EVENTS, eventsFrom } from '../../../core/cases/transitions';
import { COMPLETE, GOOD_TEXT, PEOPLE, message } from './support';

/** A submit of somebody: what he saw may be old by the time it arrives. */
const submit = fc.record({
	// What is forgotten cannot be replayed: test/core/personal has it.
	event: fc.constantFrom(...ALL_EVENTS.filter((event) => event !== 'anonymise')),
	actor: fc.constantFrom(...Object.values(PEOPLE)),
	kind: fc.constantFrom('final', 'interim', 'clarification'),
	text: fc.constantFrom(GOOD_TEXT, 'ок', '', `${GOOD_TEXT} Фото прилагаем.`),
	outcome: fc.constantFrom('refused', 'retryLater'),
	seenVersionsAgo: fc.constantFrom(0, 0, 0, 1, 2),
	minutes: fc.integer({ min: 0, max: 40 }),
	twice: fc.boolean(),
	/** Most people press a button that is there for them; the rest press anything. */
	sensible: fc.constantFrom(true, true, true, false),
	pick: fc.nat(),
});

type Submit = typeof submit extends fc.Arbitrary<infer T> ? T : never;

/** Invariants of a stored case, told apart from the table of transitions. */
function illegal(record: CaseRecord): string[] {
	const status = record.status as Status;
	const faults: string[] = [];
	if (!ALL_STATUSES.includes(status)) faults.push(`unknown status ${String(status)}`);
	if (['routed', 'approval', 'returned', 'approved', 'publishing', 'interim'].includes(status) && !record.executor && !record.recipient) faults.push('work without people');
	if (['approved', 'publishing', 'answered'].includes(status) && !record.approvedDigest) faults.push('not approved');
	if (status === 'answered' && !(record.replyUrl && record.replyPublishedAt)) faults.push('answered without a reply');
	if (status === 'interim' && !record.interimAt) faults.push('interim without its time');
	if (status === 'excluded' && !record.exclusionGround) faults.push('excluded without a ground');
	if (status === 'closed' && !record.closeGround) faults.push('closed without a ground');
	if (status === 'approval' && !record.draftText) faults.push('nothing to approve');
	return faults;
}

/** A step that is possible now and somebody who may make it; ends of the procedure are chosen seldom. */
function sensibly(one: Submit, record: CaseRecord): Submit {
	const possible = eventsFrom(record.status as Status).filter((event) => event !== 'anonymise').filter((event) => one.pick % 7 === 0 || !['close', 'exclude', 'correct', 'recalculate', 'reassign'].includes(event));
	const event = possible[one.pick % possible.length] ?? one.event;
	const able = Object.values(PEOPLE).filter((actor) => mayDo(record, event, actor));
	return { ...one, event, actor: able[one.pick % able.length] ?? one.actor };
}

const requestOf = (one: Submit, at: string, version: number): StepRequest => {
	const data = { ...COMPLETE[one.event], ...(one.event === 'draft' ? { text: one.text, kind: one.kind } : {}), ...(one.event === 'route' ? { recipient: PEOPLE.deputy.email, executor: PEOPLE.executor.email } : {}), publishOutcome: one.outcome };
	return { event: one.event, actor: one.actor, at, data, expectedVersion: version - one.seenVersionsAgo };
};

describe('200 random walks of several people with old forms, double clicks and lost order', () => {
	const reached = new Set<string>();
	const refusals = new Set<string>();

	it('never reach an illegal state, and the journal replays to the same record', () => {
		fc.assert(
			fc.property(fc.constantFrom('answer', 'review', 'notProcessed'), fc.array(submit, { minLength: 20, maxLength: 120 }), fc.infiniteStream(fc.nat()), (disposition, submits, shuffle) => {
				const first = step(message({ disposition, exclusionGround: disposition === 'notProcessed' ? 'threat' : '' }), { event: 'register', actor: PEOPLE.system, at: '2026-11-24T00:00:00Z' });
				if (!first.ok) throw new Error(first.message);
				let record: CaseRecord = { ...first.record, id: 5 };
				let minute = 0;
				const journal: JournalEntry[] = [journalOf(record)];
				for (const anyhow of submits) {
					const one = anyhow.sensible ? sensibly(anyhow, record) : anyhow;
					minute += one.minutes;
					const at = new Date(Date.UTC(2026, 10, 24, 0, minute)).toISOString();
					const request = requestOf(one, at, Number(record.version));
					for (const attempt of one.twice ? [request, request] : [request]) {
						const before = record;
						const result = step(record, attempt);
						if (result.ok) {
							record = result.record;
							journal.push(journalOf(record));
							if (attempt.expectedVersion !== before.version) throw new Error('a stale form was taken');
						} else {
							refusals.add(result.code);
							if (result.message === '' || result.hint === '') throw new Error('a refusal without words');
						}
					}
					reached.add(String(record.status));
					expect(illegal(record)).toEqual([]);
				}
				const shuffled = [...journal, ...journal.slice(0, 3)].map((entry) => [shuffle.next().value, entry] as const).sort(([a], [b]) => a - b).map(([, entry]) => entry);
				const replayed = replay(shuffled);
				expect({ status: replayed.status, version: replayed.version }).toEqual({ status: record.status, version: record.version });
				const blank = (value: unknown): unknown => (value === null || value === undefined || value === false ? '' : value);
				for (const key of RECORDED_FIELDS) expect([key, blank(replayed.fields[key])]).toEqual([key, blank(journalValue(key, record[key]))]);
			}),
			{ numRuns: 200, seed: 74 },
		);
	});

	it('visited every status and met every common refusal', () => {
		expect([...reached].sort()).toEqual([...ALL_STATUSES].sort());
		expect([...refusals]).toEqual(expect.arrayContaining(['STALE', 'ALREADY_DONE', 'NOT_NOW', 'NOT_YOURS', 'MISSING_DATA', 'NO_SUBSTANCE', 'NOTHING_CHANGED', 'PUBLISHING_NOW']));
	});
});

describe('a journal that was tampered with', () => {
	const first = step(message(), { event: 'register', actor: PEOPLE.system, at: '2026-11-24T00:00:00Z' });
	const row = first.ok ? { ...first.record, id: 5 } : {};
	const second = step(row, { event: 'route', actor: PEOPLE.curator, at: '2026-11-24T01:00:00Z', data: { executor: PEOPLE.executor.email } });
	const third = second.ok ? step(second.record, { event: 'close', actor: PEOPLE.curator, at: '2026-11-24T02:00:00Z', data: COMPLETE.close }) : second;
	const journal = [row, second.ok ? second.record : {}, third.ok ? third.record : {}].map(journalOf);

	it.each([
		['JOURNAL_EMPTY', []],
		['JOURNAL_GAP', [journal[0], journal[2]]],
		['JOURNAL_GAP', journal.slice(1)],
		['JOURNAL_BROKEN', [journal[0], journal[1], { ...journal[2], fromStatus: 'approval' }]],
	])('is told: %s', (code, entries) => {
		expect(() => replay(entries as JournalEntry[])).toThrow(expect.objectContaining({ code }));
	});

	it.each([
		['JOURNAL_NO_ID', { ...row, id: undefined }],
		['JOURNAL_NO_STEP', { ...row, lastStep: '' }],
		['JOURNAL_BAD_STEP', { ...row, lastStep: '{"version":' }],
		['JOURNAL_BAD_STEP', { ...row, lastStep: '{"version":1}' }],
	])('has no entry to heal from: %s', (code, stored) => {
		expect(() => journalOf(stored)).toThrow(expect.objectContaining({ code }));
	});
});
