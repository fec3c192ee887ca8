import type { TermContext } from '../calendar/caseTerms';
import { weekdayOf } from '../calendar/days';
import { networkLabel } from '../forms/card';
import { isOpenAt, workingDaysTo, type CaseFacts } from './facts';
import { figuresOf, isOverdueAt, within, type Span } from './figures';
import { slicesOf } from './period';

/** Ways to group cases: the heading, what its first column holds, and a case's group. */
export const DIMENSIONS = {
	topicGroup: { label: 'По группам тем', column: 'Группа тем', of: (one: CaseFacts): string => text(one.row.topicGroup) || 'Тема не определена' },
	network: { label: 'По сетям', column: 'Сеть', of: (one: CaseFacts): string => networkLabel(text(one.row.network)) },
	location: { label: 'По местам', column: 'Место', of: (one: CaseFacts): string => text(one.row.location) || 'Место не указано' },
	executor: { label: 'По исполнителям', column: 'Исполнитель', of: (one: CaseFacts): string => text(one.row.executorName) || text(one.row.executor) || 'Исполнитель не назначен' },
} as const;

export type Dimension = keyof typeof DIMENSIONS;

export const ALL_DIMENSIONS = Object.keys(DIMENSIONS) as readonly Dimension[];

/** Figures of one group of cases. */
export interface GroupRow {
	readonly label: string;
	readonly received: number;
	readonly excluded: number;
	readonly answered: number;
	readonly late: number;
	readonly medianDays: number | null;
	readonly open: number;
	readonly openOverdue: number;
}

/** Groups a table shows before the rest becomes one line. */
const SHOWN = 20;
const REST = 'Прочие';

/** Groups that have anything to count, the largest first; from the 21st on they are one line. */
export function breakdown(cases: readonly CaseFacts[], dimension: Dimension, span: Span, context: TermContext): GroupRow[] {
	const { of } = DIMENSIONS[dimension];
	const members = new Map<string, CaseFacts[]>();
	for (const one of cases) {
		if (!concerns(one, span)) continue;
		const group = members.get(of(one));
		if (group) group.push(one);
		else members.set(of(one), [one]);
	}
	const rows = [...members].map(([label, group]) => ({ group, row: rowOf(label, group, span, context) })).sort((a, b) => b.row.received - a.row.received || b.row.answered - a.row.answered || compare(a.row.label, b.row.label));
	if (rows.length <= SHOWN) return rows.map(({ row }) => row);
	const rest = rows.slice(SHOWN - 1).flatMap(({ group }) => group);
	return [...rows.slice(0, SHOWN - 1).map(({ row }) => row), rowOf(`${REST} (${rows.length - SHOWN + 1})`, rest, span, context)];
}

/** Found or answered in the period, or still open at its end. */
const concerns = (one: CaseFacts, span: Span): boolean => within(one.found, span) || within(one.replied, span) || isOpenAt(one, span.asOf);

function rowOf(label: string, group: readonly CaseFacts[], span: Span, context: TermContext): GroupRow {
	const { received, excluded, answered, late, medianDays, open, openOverdue } = figuresOf(group, span, context);
	return { label, received, excluded, answered, late, medianDays, open, openOverdue };
}

/** Messages by weekday (0 Monday) and hour of detection, by the administration's clock. */
export function heatOf(cases: readonly CaseFacts[], span: Span, { zone }: TermContext): number[][] {
	const heat = Array.from({ length: 7 }, () => new Array<number>(24).fill(0));
	for (const { found, foundDay } of cases.filter((one) => within(one.found, span))) {
		const hours = heat[weekdayOf(foundDay) - 1] as number[];
		const hour = Math.floor(zone.timeOf(found) / 3_600_000);
		hours[hour] = (hours[hour] ?? 0) + 1;
	}
	return heat;
}

/** Received and answered over time. */
export interface TimeRow {
	readonly label: string;
	readonly received: number;
	readonly answered: number;
}

/** Days of a week or month, weeks of a quarter, months of a year. */
export function timelineOf(cases: readonly CaseFacts[], span: Span, { zone }: TermContext): TimeRow[] {
	const received = cases.filter((one) => within(one.found, span)).map((one) => one.foundDay);
	const answered = cases.filter((one) => within(one.replied, span)).map((one) => zone.dayOf(one.replied as number));
	return slicesOf(span.period).map(({ label, firstDay, lastDay }) => {
		const inSlice = (day: number): boolean => day >= firstDay && day <= lastDay;
		return { label, received: received.filter(inSlice).length, answered: answered.filter(inSlice).length };
	});
}

/** Open cases by working days since detection. */
export interface AgeRow {
	readonly label: string;
	readonly open: number;
	readonly overdue: number;
}

/** Upper ends in working days: the terms of clauses 10–12, then what should not be there. */
const AGES: readonly (readonly [upTo: number, label: string])[] = [
	[2, 'до 2 рабочих дней'],
	[5, '3–5'],
	[10, '6–10'],
	[20, '11–20'],
	[Number.POSITIVE_INFINITY, 'больше 20'],
];

export function agesOf(cases: readonly CaseFacts[], span: Span, context: TermContext): AgeRow[] {
	const rows = AGES.map(([, label]) => ({ label, open: 0, overdue: 0 }));
	for (const one of cases.filter((each) => isOpenAt(each, span.asOf))) {
		const days = workingDaysTo(one, span.asOf, context);
		const row = rows[AGES.findIndex(([upTo]) => days <= upTo)] as { open: number; overdue: number };
		row.open += 1;
		if (isOverdueAt(one, span.asOf, context)) row.overdue += 1;
	}
	return rows;
}

const text = (value: unknown): string => String(value ?? '').trim();

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
