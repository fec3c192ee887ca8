import { DateTime } from 'luxon';

import { nextDue } from '../calendar/nextDue';
import { DeskError } from '../errors';
import { DEFAULT_ZONE, ROLES } from '../procedure';
import { mayDo, normalEmail, type Actor } from './actor';
import { EFFECTS, draftDigest } from './effects';
import { GUARDS, missing, type GuardContext, type Objection } from './guards';
import { changesBetween, readLastStep, type StepEntry } from './journal';
import { storableText } from './plainText';
import { caseId, cleanRecord, type CaseRecord } from './record';
import { refuse, refuseNow, refusePerson, refuseStale, type Refusal } from './refusal';
import { STATUSES, statusOf, type Status } from './statuses';
import { applyData, publishingResult, readData, type StepData } from './stepData';
import { TRANSITIONS, isEvent, type EventName } from './transitions';

export interface StepRequest {
	readonly event: EventName;
	readonly actor: Actor;
	/** When the step is made: ISO 8601 with offset or Z. */
	readonly at: string;
	readonly data?: StepData;
	/** The version the person saw; a newer one in the register means that somebody acted meanwhile. */
	readonly expectedVersion?: number;
	/**
	 * The row of the register, where `record` was changed by nodes before the step. Status, version and every field
	 * the step may not change are taken from it, so an item cannot smuggle anything past the table of transitions.
	 */
	readonly stored?: Readonly<CaseRecord>;
	/** IANA zone for times in refusals. */
	readonly zone?: string;
	/** Name of a person by e-mail, for choices that come as an e-mail alone. */
	readonly nameOf?: (email: string) => string;
}

export interface Made {
	readonly ok: true;
	/** Exactly CASE_FIELDS and `id` where there is one; version + 1. */
	readonly record: CaseRecord;
	readonly journal: StepEntry & { readonly entryKey: string; readonly caseId: number | null };
}

export type StepResult = Made | Refusal;

/**
 * One event on a case (clauses 7–16): the next record with its journal entry, or a refusal that says what is allowed.
 * Pure: the input is not changed, the clock is passed in.
 *
 * @throws DeskError STEP_UNKNOWN_EVENT, STEP_BAD_TIME, CASE_UNKNOWN_STATUS, CASE_BAD_FIELD: the call is wrong, not the step
 * @example step(row, { event: 'approve', actor: curator, at: '2026-11-24T03:00:00Z', expectedVersion: 4 })
 */
export function step(record: Readonly<CaseRecord>, request: StepRequest): StepResult {
	const { event, actor } = request;
	if (!isEvent(event)) throw new DeskError('STEP_UNKNOWN_EVENT', `Неизвестный шаг «${String(event)}».`, 'Выберите шаг из списка узла.');
	const at = readTime(request.at);
	const stored = cleanRecord(request.stored ?? record);
	const status = statusOf(stored);
	const situation = { stored, status, event, actor, zone: request.zone ?? DEFAULT_ZONE };

	if (request.expectedVersion !== undefined && request.expectedVersion !== Number(stored.version ?? 0)) return refuseStale(situation);
	const transition = TRANSITIONS[event];
	if (!transition.from.includes(status)) return refuseNow(situation);
	if (!mayDo(stored, event, actor)) return refusePerson(situation);

	const data = readData(event, { ...(event === 'publishFailed' ? publishingResult(record) : {}), ...request.data });
	const applied = cleanRecord(applyData(event, stored, request.stored ? itemFields(record) : stored, data, request.nameOf ?? (() => '')));
	const remark = storableText(data.remark);
	const authorText = storableText(data.authorText);
	const lacking = missing(transition, { ...applied, remark, authorText });
	if (lacking) return refuse(situation, lacking);
	const objection = firstObjection(event, applied, {
		stored,
		at,
		comparable: request.stored !== undefined || transition.mayChange.some((key) => data[key] !== undefined),
		changed: transition.mayChange.filter((key) => applied[key] !== stored[key]),
		automatic: actor.role === 'system',
		authorText,
	});
	if (objection) return refuse(situation, objection);

	const effect = EFFECTS[event](applied, { actor, at, zone: situation.zone, remark, authorText, outcome: String(data.outcome ?? '') });
	const toStatus = target(event, status, effect);
	const reached = { ...applied, ...effect, ...bookkeeping(stored, toStatus, at) };
	const { nextDueAt, nextDueWhat } = nextDue(reached);
	const next = cleanRecord({ ...reached, nextDueAt, nextDueWhat });
	const entry = entryOf(request, at, remark, stored, next);
	const made = { ...next, lastStep: JSON.stringify({ ...entry, tells: owesNotice(event, stored, toStatus) }) };
	const id = caseId(made);
	return { ok: true, record: made, journal: { entryKey: id === null ? '' : `${id}:${entry.version}`, caseId: id, ...entry } };
}

function readTime(at: string): string {
	const time = DateTime.fromISO(String(at), { setZone: true });
	if (!time.isValid) throw new DeskError('STEP_BAD_TIME', `Время шага не читается: «${String(at)}».`, 'Нужен формат ISO 8601, например 2026-11-24T15:00:00+12:00.');
	return time.toUTC().toISO();
}

/** The stored fields an item really carries; absent ones must not be taken for emptied ones. */
function itemFields(item: Readonly<CaseRecord>): CaseRecord {
	return Object.fromEntries(Object.entries(cleanRecord(item)).filter(([key]) => item[key] !== undefined));
}

function firstObjection(event: EventName, record: Readonly<CaseRecord>, context: GuardContext): Objection | undefined {
	for (const guard of GUARDS[event] ?? []) {
		const objection = guard(record, context);
		if (objection) return objection;
	}
	return undefined;
}

function target(event: EventName, status: Status | '', effect: Readonly<CaseRecord>): Status {
	const { to } = TRANSITIONS[event];
	if (to === 'same') return status as Status;
	return to === 'byData' ? (effect.status as Status) : to;
}

/** Version and outbox of the new state. The day's alert stays: the notice tells the next owner at once, a second alert would be noise. Every step goes to the outbox: it also carries the journal over a crash. */
function bookkeeping(stored: Readonly<CaseRecord>, toStatus: Status, at: string): CaseRecord {
	return {
		status: toStatus,
		version: Number(stored.version ?? 0) + 1,
		noticePending: true,
		noticeAfter: at,
	};
}

/** Whether somebody is to be told. A quiet step (a correction) does not swallow the notice of the one before it; a publication that is tried again, or a new executor while the curator has the text, is no news. */
function owesNotice(event: EventName, stored: Readonly<CaseRecord>, toStatus: Status): boolean {
	const { tells, to } = TRANSITIONS[event];
	const news = toStatus !== 'publishing' && (event !== 'reassign' || STATUSES[toStatus].owner === 'executor');
	return (tells && news) || (to === 'same' && stored.noticePending === true && readLastStep(stored)?.tells === true);
}

const ABOUT_TEXT: ReadonlySet<EventName> = new Set(['draft', 'approve', 'startPublishing', 'published']);

function entryOf(request: StepRequest, at: string, remark: string, stored: Readonly<CaseRecord>, next: Readonly<CaseRecord>): StepEntry {
	const { event, actor } = request;
	const transition = TRANSITIONS[event];
	const digestSource = event === 'published' ? stored : next;
	return {
		version: Number(next.version),
		at,
		actor: normalEmail(actor.email),
		actorName: actor.name || ROLES[actor.role].label,
		event,
		eventLabel: transition.label,
		fromStatus: statusOf(stored),
		toStatus: next.status as Status,
		remark,
		clause: transition.clause,
		textDigest: ABOUT_TEXT.has(event) ? draftDigest(digestSource) : '',
		// A journal of what was forgotten would keep it.
		changes: event === 'anonymise' ? '{}' : JSON.stringify(changesBetween(event === 'register' ? {} : stored, next)),
	};
}
