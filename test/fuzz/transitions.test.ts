import fc from 'fast-check';

import { isOwn, type Actor } from '../../core/cases/actor';
import { draftDigest } from '../../core/cases/effects';
import { CASE_FIELDS } from '../../core/cases/fields';
import { readLastStep } from '../../core/cases/journal';
import { ALL_STATUSES, type Status } from '../../core/cases/statuses';
import { step, type StepRequest, type StepResult } from '../../core/cases/step';
import { ALL_EVENTS, TRANSITIONS } from '../../core/cases/transitions';
import { DeskError } from '../../core/errors';
import { COMPLETE, PEOPLE, caseIn } from '../core/cases/support';
import { holds, text } from './fuzz';

const KEYS = [...CASE_FIELDS.map(({ key }) => key), 'remark', 'text', 'kind', 'url', 'ground', 'error', '__proto__', 'id'];
const value = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.constant(undefined), fc.constantFrom('2026-11-24T00:00:00Z', 'approved', 'answered', 'glava@example.org', '[]', '{"a":1}'), fc.anything({ maxDepth: 1 }));
/** What a form, a table edited by hand or an attacker may send with a step. */
const bag = fc.dictionary(fc.constantFrom(...KEYS), value, { maxKeys: 10 });
const actor: fc.Arbitrary<Actor> = fc.constantFrom(...Object.values(PEOPLE));
const status = fc.constantFrom<Status | ''>('', ...ALL_STATUSES);
const event = fc.constantFrom(...ALL_EVENTS);

const AT = '2026-11-24T03:00:00.000Z';

/** The result, or a refusal in the subject's own words for a call that is wrong; any other error is a fault. */
function attempt(record: Readonly<Record<string, unknown>>, request: StepRequest): StepResult | DeskError {
	try {
		return step(record, request);
	} catch (error) {
		if (error instanceof DeskError) return error;
		throw error;
	}
}

describe('A step with anything for its data', () => {
	it('is made by the table of transitions or refused in words; the case before it stays as it was', () => {
		holds(
			fc.property(status, event, actor, bag, fc.boolean(), (from, name, who, given, complete) => {
				const record = Object.freeze(caseIn(from));
				const before = JSON.stringify(record);
				const result = attempt(record, { event: name, actor: who, at: AT, data: complete ? { ...given, ...COMPLETE[name] } : given });
				expect(JSON.stringify(record)).toBe(before);
				if (result instanceof DeskError) return;
				if (!result.ok) {
					expect(result.message).not.toBe('');
					expect(result.code).toMatch(/^[A-Z_]+$/u);
					return;
				}
				expect(TRANSITIONS[name].from).toContain(from);
				expect(ALL_STATUSES).toContain(result.record.status);
				expect(result.record.version).toBe(Number(record.version) + 1);
				expect(readLastStep(result.record)).toMatchObject({ event: name, toStatus: result.record.status });
				const roles = TRANSITIONS[name].roles[who.role];
				expect(roles === 'any' || (roles === 'own' && isOwn(record, who))).toBe(true);
			}),
			[],
			4,
		);
	});

	it('never approves for anybody but the curator or the Head, and what is approved is the text that stands there', () => {
		holds(
			fc.property(fc.constantFrom<Status>('approval', 'approved', 'publishing', 'routed'), event, actor, bag, (from, name, who, given) => {
				const result = attempt(caseIn(from), { event: name, actor: who, at: AT, data: { ...COMPLETE[name], ...given } });
				if (result instanceof DeskError || !result.ok) return;
				const { record } = result;
				if (record.status === 'approved' && name === 'approve') expect(['curator', 'head']).toContain(who.role);
				if (['approved', 'publishing'].includes(String(record.status))) expect(record.approvedDigest).toBe(draftDigest(record));
			}),
			[],
			4,
		);
	});

	it('cannot carry past the table what it may not change: the register’s own row wins over the item', () => {
		holds(
			fc.property(fc.constantFrom<Status>('registered', 'routed', 'approval', 'approved'), event, actor, bag, (from, name, who, smuggled) => {
				const stored = caseIn(from);
				const result = attempt({ ...stored, ...smuggled }, { event: name, actor: who, at: AT, stored, data: COMPLETE[name] });
				if (result instanceof DeskError || !result.ok) return;
				for (const key of ['messageKey', 'network', 'url', 'detectedAt'] as const) expect(result.record[key]).toEqual(stored[key]);
				// An edit by the author is told under the first words, which stay.
				if (name === 'sourceChanged') expect(String(result.record.text).startsWith(String(stored.text))).toBe(true);
				else expect(result.record.text).toBe(stored.text);
				expect(result.record.version).toBe(Number(stored.version) + 1);
				expect(result.record.id).toBe(stored.id);
			}),
			[],
			2,
		);
	});
});
