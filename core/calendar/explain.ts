import { clauseLabel } from '../procedure';
import { ruDay } from './days';
import { POLICIES, type CountingFrame } from './policy';
import type { CountedTerm } from './term';
import { clockWords, dayWords, reasonWords, termWords } from './words';
import type { DayInfo } from './workCalendar';

/** Why a term ends when it does: every day between start and end is in one list or the other. */
export interface Explanation {
	/** Working days that were counted, the last is the due day. */
	readonly counted: readonly DayInfo[];
	/** Days that were not counted, each with title and basis. */
	readonly skipped: readonly DayInfo[];
	/** One Russian sentence. */
	readonly sentence: string;
}

type Frame = Pick<CountingFrame, 'calendar' | 'zone'>;

/** What a term counts from, in the genitive, and the clause it stands on ('' none). */
export interface TermSubject {
	readonly event: string;
	readonly clause: string;
}

/**
 * Explains a counted term day by day.
 * @example explain(countTerm(…), context, { event: 'выявления', clause: '11' }).counted.map((day) => day.date)
 */
export function explain(counted: CountedTerm, frame: Frame, subject: TermSubject): Explanation {
	const days = daysOf(counted, frame);
	return {
		counted: days.filter((day) => day.working),
		skipped: days.filter((day) => !day.working),
		sentence: `Срок до ${tail(counted, frame, subject, days)}.`,
	};
}

/**
 * The sentence without its beginning: «16.01.2026 (пт): 5 рабочих дней со дня выявления 30.12.2025, день выявления не
 * считается (п. 11 Положения); не считались 31.12.2025 (…)».
 */
export function dueWords(counted: CountedTerm, frame: Frame, subject: TermSubject): string {
	return tail(counted, frame, subject, daysOf(counted, frame));
}

/** «16.01.2026 (пт)», with the hour when the term is one of working hours. */
export function endWords({ term, dueDay, dueAt }: CountedTerm, { zone }: Pick<CountingFrame, 'zone'>): string {
	return term.unit === 'hours' ? `${clockWords(dueAt, zone)} ${dayWords(dueDay)}` : dayWords(dueDay);
}

function daysOf({ policy, term, startDay, firstDay, dueDay }: CountedTerm, { calendar }: Frame): DayInfo[] {
	const from = policy === 'include' && term.unit === 'days' ? startDay : Math.min(startDay + 1, firstDay);
	const days: DayInfo[] = [];
	for (let day = from; day <= dueDay; day += 1) days.push(calendar.describe(day));
	return days;
}

function tail(counted: CountedTerm, frame: Frame, { event, clause }: TermSubject, days: readonly DayInfo[]): string {
	const { term, policy, startDay } = counted;
	const start = term.unit === 'hours' ? `с момента ${event} ${ruDay(startDay)}` : `со дня ${event} ${ruDay(startDay)}, ${POLICIES[policy].words(event)}`;
	const cited = clause === '' ? '' : ` (${clauseLabel(clause)})`;
	const special = days.filter((day) => !day.working && day.kind !== 'weekend');
	const worked = days.filter((day) => day.working && (day.kind === 'workingWeekend' || day.kind === 'localWorkday'));
	return [
		`${endWords(counted, frame)}: ${termWords(term)} ${start}${cited}`,
		...(special.length > 0 ? [`не считались ${reasonWords(special)}`] : []),
		...(worked.length > 0 ? [`считались рабочими ${reasonWords(worked)}`] : []),
		...(counted.provisional ? ['срок предварительный: официального календаря на этот год ещё нет, год вычислен по ст. 112 ТК РФ'] : []),
	].join('; ');
}
