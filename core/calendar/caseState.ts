import { STATUSES, statusOf } from '../cases/statuses';
import { DeskError } from '../errors';
import { ROLES, TERMS, type Role } from '../procedure';
import { setTerms, type TermContext } from './caseTerms';
import { readMoment } from './moment';
import { nextDue, type DueWhat } from './nextDue';
import { dayWords, hoursWords, workingDaysWords } from './words';

export type TermState = 'inTime' | 'dueSoon' | 'overdue' | 'none';

export interface Owed {
	/** '' where the record names nobody: the curator of the administration. */
	readonly email: string;
	readonly name: string;
	readonly role: Role;
}

/** Where a case stands at a moment. */
export interface CaseState {
	readonly state: TermState;
	/** Working days after today up to the due day; 0 on the due day and when overdue. */
	readonly workingDaysLeft: number;
	/** Office hours left, to the hundredth; 0 when overdue. */
	readonly workingHoursLeft: number;
	/** Working days after the due day up to and with today: 1 on the first working day of delay. */
	readonly overdueWorkingDays: number;
	readonly overdueWorkingHours: number;
	/** route | reply | final; '' nothing is due. */
	readonly what: DueWhat;
	/** ISO 8601 in UTC; null when nothing is due. */
	readonly dueAt: string | null;
	readonly owedBy: Owed | null;
	/** One Russian sentence. */
	readonly reason: string;
}

export interface StateOptions {
	/** The moment asked about, UTC milliseconds: passed in, never read from the clock here. */
	readonly now: number;
	/** A case is due soon when no more office hours than these are left. Default: a working day. */
	readonly dueSoonHours?: number;
	/** Who routes and approves: the record does not name the curator. */
	readonly curator?: { readonly email: string; readonly name: string };
}

const DUE_SOON_HOURS = 8;

const DUE_WORDS: Readonly<Record<Exclude<DueWhat, ''>, { todo: string; clause: string }>> = {
	route: { todo: 'направить', clause: TERMS.route.clause },
	reply: { todo: 'ответить', clause: TERMS.standard.clause },
	final: { todo: 'дать окончательный ответ', clause: TERMS.final.clause },
};

const NOTHING: CaseState = {
	state: 'none',
	workingDaysLeft: 0,
	workingHoursLeft: 0,
	overdueWorkingDays: 0,
	overdueWorkingHours: 0,
	what: '',
	dueAt: null,
	owedBy: null,
	reason: 'Ничего не ожидается: работа с сообщением окончена.',
};

/**
 * In time, due soon or overdue, how much is left in working days and hours, what is due next and who owes it.
 * Goes by the stored dates; a case that should have a date and has none is counted here, so that it cannot hide.
 *
 * @throws DeskError CASE_UNKNOWN_STATUS, DATE_MISSING, DATE_UNREADABLE, YEAR_OUT_OF_RANGE, DUE_SOON_INVALID
 * @example stateOf(record, termContext(), { now: Date.parse('2026-01-15T00:00Z') }).state // 'dueSoon'
 */
export function stateOf(record: Readonly<Record<string, unknown>>, context: TermContext, options: StateOptions): CaseState {
	const { fields, zone, calendar, clock } = context;
	const view = { ...record, status: record[fields.status], disposition: record[fields.disposition], interimAt: record[fields.interimAt] };
	const next = nextDue(view);
	if (next.nextDueWhat === '') return NOTHING;
	const what = next.nextDueWhat;
	const due = readMoment(next.nextDueAt ?? setTerms(record, context).nextDueAt, zone, 'Ближайший срок').at;
	const { now } = options;
	const [today, dueDay] = [zone.dayOf(now), zone.dayOf(due)];
	const overdue = now > due;
	const hours = round(Math.abs(clock.hoursBetween(now, due)));
	const days = overdue ? calendar.count(dueDay, today) : calendar.count(today, dueDay);
	const state = overdue ? 'overdue' : hours <= threshold(options.dueSoonHours) ? 'dueSoon' : 'inTime';
	const owedBy = owedFor(view, options.curator);
	return {
		state,
		workingDaysLeft: overdue ? 0 : days,
		workingHoursLeft: overdue ? 0 : hours,
		overdueWorkingDays: overdue ? days : 0,
		overdueWorkingHours: overdue ? hours : 0,
		what,
		dueAt: new Date(due).toISOString(),
		owedBy,
		reason: sentence(state, what, dayWords(dueDay), days, hours, owedBy),
	};
}

/** Who has to act now: the curator routes, approves and looks after publishing, the executor (or else the recipient) writes. */
function owedFor(record: Readonly<Record<string, unknown>>, curator: StateOptions['curator']): Owed {
	const status = statusOf(record) || 'registered';
	const text = (key: string): string => String(record[key] ?? '');
	if (STATUSES[status].owner === 'executor') {
		if (text('executor') !== '') return { email: text('executor'), name: text('executorName') || text('executor'), role: 'executor' };
		if (text('recipient') !== '') return { email: text('recipient'), name: text('recipientName') || text('recipient'), role: 'deputy' };
	}
	return { email: curator?.email ?? '', name: curator?.name || ROLES.curator.label, role: 'curator' };
}

function sentence(state: TermState, what: Exclude<DueWhat, ''>, day: string, days: number, hours: number, owedBy: Owed): string {
	const { todo, clause } = DUE_WORDS[what];
	// «Иванова А. А.» already ends in the full stop of the sentence.
	const who = `отвечает ${owedBy.name.replace(/\.$/, '')}`;
	if (state === 'overdue') return `Просрочено: ${todo} следовало до ${day} (п. ${clause}), прошло ${days > 0 ? workingDaysWords(days) : hoursWords(hours)}, ${who}.`;
	const left = days > 0 ? `осталось ${workingDaysWords(days)}` : `осталось ${hoursWords(hours)}`;
	return `${state === 'dueSoon' ? 'Срок близко' : 'В срок'}: ${todo} до ${day} (п. ${clause}), ${left}, ${who}.`;
}

function threshold(hours: number | undefined): number {
	const given = hours ?? DUE_SOON_HOURS;
	if (Number.isFinite(given) && given >= 0) return given;
	throw new DeskError('DUE_SOON_INVALID', `«Скоро срок» должно быть числом рабочих часов не меньше нуля, а указано ${given}.`, 'Исправьте параметр узла.');
}

const round = (hours: number): number => Math.round(hours * 100) / 100;
