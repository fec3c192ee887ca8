import { clauseLabel, DEFAULT_ZONE, TERMS } from '../procedure';
import { dueWords, endWords } from './explain';
import { readMoment, type Moment, type MomentNote } from './moment';
import { nextDue } from './nextDue';
import { OFFICE_HOURS, type OfficeHours } from './officeHours';
import type { Policy } from './policy';
import { countTerm, daysTerm, parseReducedTerm, type CountedTerm, type Term } from './term';
import { termWords } from './words';
import { WorkClock } from './workClock';
import { workCalendar, type WorkCalendar } from './workCalendar';
import { zoneOf, type Zone } from './zone';

/** Names of the record's fields that terms are counted from. */
export const TERM_FIELDS = {
	detectedAt: 'detectedAt',
	officialAccount: 'officialAccount',
	reducedTerm: 'reducedTerm',
	interimAt: 'interimAt',
	status: 'status',
	disposition: 'disposition',
} as const;

export type TermFields = Readonly<Record<keyof typeof TERM_FIELDS, string>>;

export interface TermOptions {
	readonly calendar?: WorkCalendar;
	/** IANA name. */
	readonly zone?: string;
	readonly hours?: OfficeHours;
	readonly policy?: Policy;
	/** Lengths in working days; defaults are the regulation's. */
	readonly terms?: Partial<Readonly<Record<keyof typeof TERMS, number>>>;
	readonly fields?: Partial<TermFields>;
	/** What was wrong with the calendar's local rows; terms are then marked as provisional and say so. */
	readonly remarks?: readonly string[];
}

/** What every case is counted with, prepared once. */
export interface TermContext {
	readonly calendar: WorkCalendar;
	readonly zone: Zone;
	readonly clock: WorkClock;
	readonly policy: Policy;
	readonly terms: Readonly<Record<keyof typeof TERMS, Term>>;
	readonly fields: TermFields;
	readonly remarks: readonly string[];
	/** Sentences already composed: thousands of cases share a few. */
	readonly sentences: Map<string, string>;
}

/** The record's group of terms. Dates are ISO 8601 in UTC. */
export interface CaseTerms {
	readonly routeBy: string;
	readonly replyBy: string;
	readonly finalBy: string | null;
	readonly nextDueAt: string | null;
	readonly nextDueWhat: string;
	readonly deadlineReason: string;
	readonly calendarVersion: string;
	readonly provisional: boolean;
}

/**
 * Prepares the calendar, the zone and the terms for many cases.
 * @throws DeskError ZONE_UNKNOWN, TERM_INVALID
 */
export function termContext(options: TermOptions = {}): TermContext {
	const calendar = options.calendar ?? workCalendar();
	const zone = zoneOf(options.zone ?? DEFAULT_ZONE);
	const hours = options.hours ?? OFFICE_HOURS.standard40;
	let clock: WorkClock | undefined;
	const length = (name: keyof typeof TERMS, label: string): Term => daysTerm(options.terms?.[name] ?? TERMS[name].workingDays, label);
	return {
		calendar,
		zone,
		// Made when first asked for: terms in whole days by the usual policy do not need it.
		get clock() {
			return (clock ??= new WorkClock(calendar, hours, zone));
		},
		policy: options.policy ?? 'exclude',
		terms: {
			route: length('route', 'Направление'),
			priority: length('priority', 'Ответ на официальном аккаунте'),
			standard: length('standard', 'Ответ'),
			final: length('final', 'Окончательный ответ'),
		},
		fields: { ...TERM_FIELDS, ...options.fields },
		remarks: options.remarks ?? [],
		sentences: new Map(),
	};
}

/**
 * The deadlines of a case: to route (clause 10), to reply (clause 11; 10 on official accounts or when the curator
 * reduced the term, never later than the usual one), the final reply after an interim one (clause 12), and what is due next.
 * Nobody can route after the reply is due, so a reduced term shortens the term to route as well. While a case waits
 * for the curator (registered, review) a reduced term is only proposed by triage: he decides it (clause 10).
 *
 * @throws DeskError DATE_MISSING, DATE_UNREADABLE, DATE_NOT_IN_CALENDAR, YEAR_OUT_OF_RANGE, REDUCED_TERM_INVALID
 * @example setTerms({ detectedAt: '2025-12-30T04:00:00.000Z' }, termContext()).replyBy // '2026-01-16T11:59:59.999Z'
 */
export function setTerms(record: Readonly<Record<string, unknown>>, context: TermContext): CaseTerms {
	const { fields, terms, zone } = context;
	const found = readMoment(record[fields.detectedAt], zone, 'Выявлено');
	const official = isTrue(record[fields.officialAccount]);
	const usual = countTerm(found.at, official ? terms.priority : terms.standard, context.policy, context);
	const wanted = parseReducedTerm(record[fields.reducedTerm]);
	const proposed = UNDECIDED.has(String(record[fields.status] ?? '')) ? wanted : undefined;
	const reduced = proposed === undefined ? wanted : undefined;
	const short = reduced === undefined ? undefined : countTerm(found.at, reduced, context.policy, context);
	const isReduced = short !== undefined && short.dueAt < usual.dueAt;
	const reply = isReduced ? short : usual;
	const route = earlier(countTerm(found.at, terms.route, context.policy, context), reply);
	const final = finalTerm(record[fields.interimAt], context);
	const dates = { routeBy: iso(route.dueAt), replyBy: iso(reply.dueAt), finalBy: final === undefined ? null : iso(final.dueAt) };
	const status = record[fields.status];
	const next = nextDue({ ...dates, status, disposition: record[fields.disposition], interimAt: record[fields.interimAt] });
	const what = next.status === 'excluded' ? EXCLUDED : next.nextDueWhat;
	const clause = isReduced || official ? TERMS.priority.clause : TERMS.standard.clause;
	return {
		...dates,
		nextDueAt: next.nextDueAt,
		nextDueWhat: next.nextDueWhat,
		deadlineReason: reason({ what, found, route, reply, final, clause, isReduced, proposed }, context),
		calendarVersion: context.calendar.version,
		provisional: (final ?? reply).provisional || context.remarks.length > 0,
	};
}

/** Statuses in which the curator has not decided yet. */
const UNDECIDED: ReadonlySet<string> = new Set(['registered', 'review']);

/** Marks the sentence of a message that is not to be answered. */
const EXCLUDED = 'excluded';

function finalTerm(interimAt: unknown, context: TermContext): CountedTerm | undefined {
	if (interimAt === undefined || interimAt === null || interimAt === '') return undefined;
	const { at } = readMoment(interimAt, context.zone, 'Промежуточный ответ дан');
	// The interim reply is the administration's own act: it is not "found" outside office hours.
	const policy = context.policy === 'nextWorkdayRegistration' ? 'exclude' : context.policy;
	return countTerm(at, context.terms.final, policy, context);
}

interface Reasoning {
	readonly what: string;
	readonly found: Moment;
	readonly route: CountedTerm;
	readonly reply: CountedTerm;
	readonly final: CountedTerm | undefined;
	readonly clause: string;
	readonly isReduced: boolean;
	/** A reduced term that triage proposes and the curator has not decided. */
	readonly proposed: Term | undefined;
}

function reason(given: Reasoning, context: TermContext): string {
	const { what, found, route, reply, final, clause, isReduced, proposed } = given;
	const key = JSON.stringify([what, found.note, route.dueAt, reply.startDay, reply.dueAt, reply.term, final?.startDay, clause, isReduced, proposed]);
	const known = context.sentences.get(key);
	if (known !== undefined) return known;
	const sentence = [compose(given, context), ...context.remarks.map((remark) => `Не учтено: ${remark}`)].join(' ');
	context.sentences.set(key, sentence);
	return sentence;
}

function compose({ what, found, route, reply, final, clause, isReduced, proposed }: Reasoning, context: TermContext): string {
	if (what === EXCLUDED) return 'Сообщение не подлежит обработке и ответу (п. 15 Положения), срок не контролируется.';
	const note = NOTES[found.note];
	if (final !== undefined) return `Окончательный ответ до ${dueWords(final, context, { event: 'промежуточного ответа', clause: TERMS.final.clause })}${note}.`;
	const answer = `тветить до ${dueWords(reply, context, { event: 'выявления', clause })}${isReduced ? '; срок сокращён Куратором' : ''}${proposed ? `; предлагается сократить: ${termWords(proposed)}, решает Куратор` : ''}${note}.`;
	return what === 'route' ? `Направить до ${endWords(route, context)} (${clauseLabel(TERMS.route.clause)}), о${answer}` : `О${answer}`;
}

/** How the sentence says that the moment of detection was not exact. */
const NOTES: Readonly<Record<MomentNote, string>> = {
	'': '',
	noZone: '; время выявления указано без часового пояса и принято за местное',
	dateOnly: '; время выявления не указано, взят весь день',
};

const isTrue = (value: unknown): boolean => value === true || value === 1 || value === 'true' || value === '1';

const earlier = (a: CountedTerm, b: CountedTerm): CountedTerm => (a.dueAt <= b.dueAt ? a : b);

const iso = (instant: number): string => new Date(instant).toISOString();
