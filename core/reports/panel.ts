import { stateOf } from '../calendar/caseState';
import type { TermContext } from '../calendar/caseTerms';
import { workingDaysWords } from '../calendar/words';
import { caseId, type CaseRecord } from '../cases/record';
import { isAlarm, isOpen, statusLabel } from '../cases/statuses';
import { DeskError } from '../errors';
import { momentWords } from './words';

/** A case the Head should know of; nothing of the resident. */
export interface WorstCase {
	readonly id: number;
	readonly topic: string;
	readonly place: string;
	readonly status: string;
	readonly owedBy: string;
	readonly due: string;
	/** «просрочено: 3 рабочих дня» */
	readonly delay: string;
}

/** What one person owes. */
export interface OwedRow {
	readonly name: string;
	readonly open: number;
	readonly overdue: number;
	readonly dueToday: number;
}

export interface Panel {
	readonly open: number;
	readonly overdue: number;
	readonly dueToday: number;
	readonly dueSoon: number;
	readonly unrouted: number;
	/** A threat to life that nobody has looked at. */
	readonly critical: number;
	readonly people: readonly OwedRow[];
	readonly worst: readonly WorstCase[];
	/** Rows that could not be read. */
	readonly remarks: readonly string[];
}

const WORST = 10;

/**
 * How the work stands now: open, late, due today, who owes it, and the longest delays.
 *
 * @param now UTC milliseconds
 */
export function panelOf(rows: readonly Readonly<CaseRecord>[], context: TermContext, now: number): Panel {
	const { zone } = context;
	const today = zone.dayOf(now);
	const people = new Map<string, { open: number; overdue: number; dueToday: number }>();
	const late: { days: number; due: number; one: WorstCase }[] = [];
	const remarks: string[] = [];
	const counts = { open: 0, overdue: 0, dueToday: 0, dueSoon: 0, unrouted: 0, critical: 0 };
	for (const row of rows) {
		// A message of clause 15 is nobody's work, but a threat to life in it must be seen.
		if (isAlarm(row) && Number(row.version ?? 1) === 1) counts.critical += 1;
		if (!isOpen(row.status)) continue;
		try {
			const { state, dueAt, owedBy, overdueWorkingDays } = stateOf(row, context, { now });
			const due = Date.parse(dueAt ?? '');
			const isToday = state !== 'overdue' && zone.dayOf(due) === today;
			const name = owedBy?.name ?? 'Куратор';
			const own = people.get(name) ?? { open: 0, overdue: 0, dueToday: 0 };
			const add = (key: 'open' | 'overdue' | 'dueToday', is: boolean): void => {
				counts[key] += Number(is);
				own[key] += Number(is);
			};
			add('open', true);
			add('overdue', state === 'overdue');
			add('dueToday', isToday);
			counts.dueSoon += Number(state === 'dueSoon' && !isToday);
			counts.unrouted += Number(['registered', 'review'].includes(String(row.status)));
			people.set(name, own);
			if (state === 'overdue') late.push({ days: overdueWorkingDays, due, one: worstCase(row, name, momentWords(due, zone), overdueWorkingDays) });
		} catch (error) {
			if (!(error instanceof DeskError)) throw error;
			remarks.push(`Дело № ${String(row.id)} не учтено: ${error.message}`);
		}
	}
	return {
		...counts,
		people: [...people].map(([name, own]) => ({ name, ...own })).sort((a, b) => b.overdue - a.overdue || b.open - a.open || (a.name < b.name ? -1 : 1)),
		worst: late.sort((a, b) => b.days - a.days || a.due - b.due || a.one.id - b.one.id).slice(0, WORST).map(({ one }) => one),
		remarks,
	};
}

function worstCase(row: Readonly<CaseRecord>, owedBy: string, due: string, days: number): WorstCase {
	const text = (key: string): string => String(row[key] ?? '').trim();
	return { id: caseId(row) ?? 0, topic: text('topicGroup') || 'тема не определена', place: text('location'), status: statusLabel(text('status')), owedBy, due, delay: days > 0 ? workingDaysWords(days) : 'меньше рабочего дня' };
}
