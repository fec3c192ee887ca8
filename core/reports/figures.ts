import type { TermContext } from '../calendar/caseTerms';
import { dueAt, groundAt, isOpenAt, repliedInTime, statusAt, workingDaysTo, type CaseFacts } from './facts';
import type { Period } from './period';

/** A period with the last instant that is known of it: its end, or now while it lasts. UTC milliseconds. */
export interface Span {
	readonly period: Period;
	readonly asOf: number;
}

/** How the interim replies of a period ended. */
export interface InterimFigures {
	readonly given: number;
	readonly finalInTime: number;
	readonly finalLate: number;
	readonly waiting: number;
	readonly waitingOverdue: number;
	/** Closed or excluded without a final reply. */
	readonly ended: number;
}

/** The figures of a period (clause 4). */
export interface Figures {
	/** Messages found in the period. */
	readonly received: number;
	/** Of those received, by ground of clause 15. */
	readonly excluded: number;
	readonly excludedBy: Readonly<Record<string, number>>;
	/** First final replies published in the period, whenever the message was found. */
	readonly answered: number;
	readonly inTime: number;
	readonly late: number;
	/** Working days from detection to the first final reply; null where there was none. */
	readonly medianDays: number | null;
	readonly p90Days: number | null;
	/** Closed without a reply in the period. */
	readonly closed: number;
	readonly reopened: number;
	readonly interim: InterimFigures;
	/** Of those received (clause 13). */
	readonly repeats: number;
	readonly repeatsSameAuthor: number;
	readonly repeatsSameQuestion: number;
	/** Open at the end of the period. */
	readonly open: number;
	readonly openOverdue: number;
}

export const within = (instant: number | undefined, { period, asOf }: Span): boolean => instant !== undefined && instant >= period.from && instant <= asOf;

/** Everything counted over one period. Deterministic: the same rows and the same `asOf` give the same figures. */
export function figuresOf(cases: readonly CaseFacts[], span: Span, context: TermContext): Figures {
	const { asOf } = span;
	const received = cases.filter((one) => within(one.found, span));
	const answered = cases.filter((one) => within(one.replied, span));
	const open = cases.filter((one) => isOpenAt(one, asOf));
	const excludedBy: Record<string, number> = {};
	for (const ground of received.map((one) => groundAt(one, asOf)).filter(Boolean)) excludedBy[ground] = (excludedBy[ground] ?? 0) + 1;
	const days = answered.map((one) => workingDaysTo(one, one.replied as number, context)).sort((a, b) => a - b);
	const inTime = answered.filter(repliedInTime).length;
	const repeats = received.filter(isRepeat);
	const happened = (event: string): number => cases.filter((one) => one.moves.some((move) => move.event === event && within(move.at, span))).length;
	return {
		received: received.length,
		excluded: Object.values(excludedBy).reduce((sum, count) => sum + count, 0),
		excludedBy,
		answered: answered.length,
		inTime,
		late: answered.length - inTime,
		medianDays: median(days),
		p90Days: percentile(days, 0.9),
		closed: happened('close'),
		reopened: happened('reopen'),
		interim: interimFigures(cases, span),
		repeats: repeats.length,
		repeatsSameAuthor: repeats.filter((one) => one.row.repeatKind === 'sameAuthor').length,
		repeatsSameQuestion: repeats.filter((one) => one.row.repeatKind === 'sameQuestion').length,
		open: open.length,
		openOverdue: open.filter((one) => isOverdueAt(one, asOf, context)).length,
	};
}

export function isOverdueAt(facts: CaseFacts, instant: number, context: TermContext): boolean {
	const due = dueAt(facts, instant, context);
	return due !== undefined && instant > due;
}

const isRepeat = ({ row }: CaseFacts): boolean => Number(row.repeatOf ?? 0) > 0 || ['sameAuthor', 'sameQuestion'].includes(String(row.repeatKind ?? ''));

function interimFigures(cases: readonly CaseFacts[], span: Span): InterimFigures {
	const ends = cases.filter((one) => within(one.interim, span)).map((one) => interimEnd(one, span.asOf));
	const count = (end: ReturnType<typeof interimEnd>): number => ends.filter((one) => one === end).length;
	return { given: ends.length, finalInTime: count('finalInTime'), finalLate: count('finalLate'), waiting: count('waiting'), waitingOverdue: count('waitingOverdue'), ended: count('ended') };
}

function interimEnd(facts: CaseFacts, asOf: number): keyof Omit<InterimFigures, 'given'> {
	const { repliedAfterInterim: replied, finalBy } = facts;
	if (replied !== undefined && replied <= asOf) return finalBy === undefined || replied <= finalBy ? 'finalInTime' : 'finalLate';
	if (['closed', 'excluded'].includes(statusAt(facts, asOf))) return 'ended';
	return finalBy !== undefined && asOf > finalBy ? 'waitingOverdue' : 'waiting';
}

/** The middle value, or the mean of the two middle ones; null of nothing. `sorted` in rising order. */
export function median(sorted: readonly number[]): number | null {
	if (sorted.length === 0) return null;
	const middle = sorted.length >> 1;
	const upper = sorted[middle] as number;
	return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] as number)) / 2;
}

/**
 * The smallest value that a share of all values do not exceed (nearest rank); null of nothing.
 * @example percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9) // 9
 */
export function percentile(sorted: readonly number[], share: number): number | null {
	if (sorted.length === 0) return null;
	return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] as number;
}
