import type { TermContext } from '../calendar/caseTerms';
import { isoDay } from '../calendar/days';
import { DeskError } from '../errors';
import { ALL_DIMENSIONS, agesOf, breakdown, heatOf, timelineOf, type AgeRow, type Dimension, type GroupRow, type TimeRow } from './breakdown';
import { readFacts, type CaseFacts } from './facts';
import { figuresOf, type Figures, type Span } from './figures';
import { neededFrom, periodBefore, periodOf, type Period, type PeriodKind } from './period';

type Row = Readonly<Record<string, unknown>>;

export interface ReportRequest {
	/** Rows of the table `cases`. */
	readonly cases: readonly Row[];
	/** Rows of the table `journal`. */
	readonly journal: readonly Row[];
	readonly period: PeriodKind;
	/** A moment in the period, UTC milliseconds. */
	readonly date: number;
	/** The clock, UTC milliseconds: passed in. */
	readonly now: number;
	/** Calendar, zone and terms. */
	readonly context: TermContext;
}

/** What a report is made from, read once. */
export interface ReportSource {
	readonly span: Span;
	readonly facts: readonly CaseFacts[];
	readonly remarks: readonly string[];
	readonly context: TermContext;
}

/** A whole report as data; nobody is named in it but the executors (clause 16). */
export interface Report {
	readonly period: Period;
	/** UTC milliseconds: the end of the period, or now while it lasts. */
	readonly asOf: number;
	/** Whether the period is over. */
	readonly complete: boolean;
	readonly figures: Figures;
	readonly previousPeriod: Period;
	readonly previous: Figures;
	readonly groups: Readonly<Record<Dimension, readonly GroupRow[]>>;
	readonly heat: readonly (readonly number[])[];
	readonly timeline: readonly TimeRow[];
	readonly ages: readonly AgeRow[];
	readonly remarks: readonly string[];
}

/**
 * Reads the rows for a period.
 * @throws DeskError PERIOD_AHEAD for a period that has not begun; ZONE_UNKNOWN, YEAR_OUT_OF_RANGE
 */
export function readSource({ cases, journal, period: kind, date, now, context }: ReportRequest): ReportSource {
	const period = periodOf(kind, date, context.zone);
	if (period.from > now) throw new DeskError('PERIOD_AHEAD', `Отчётный период (${period.label}) ещё не начался.`, 'Укажите дату внутри прошедшего или текущего периода.', { firstDay: isoDay(period.firstDay) });
	const { cases: facts, remarks } = readFacts(cases, journal, context, neededFrom(period, context.zone));
	return { span: { period, asOf: Math.min(period.to, now) }, facts, remarks, context };
}

/**
 * The report of a week, month, quarter or year (clause 4: the coordinator's figures). Each figure of the period before
 * is counted as it stood at that period's end, so a report made later gives the same numbers.
 *
 * @example makeReport(readSource({ cases, journal, period: 'month', date, now, context })).figures.late
 */
export function makeReport({ span, facts, remarks, context }: ReportSource): Report {
	const previousPeriod = periodBefore(span.period, context.zone);
	return {
		period: span.period,
		asOf: span.asOf,
		complete: span.asOf === span.period.to,
		figures: figuresOf(facts, span, context),
		previousPeriod,
		previous: figuresOf(facts, { period: previousPeriod, asOf: previousPeriod.to }, context),
		groups: Object.fromEntries(ALL_DIMENSIONS.map((one) => [one, breakdown(facts, one, span, context)])) as Record<Dimension, GroupRow[]>,
		heat: heatOf(facts, span, context),
		timeline: timelineOf(facts, span, context),
		ages: agesOf(facts, span, context),
		remarks,
	};
}
