import { isOpen } from '../cases/statuses';
import { setTerms, type CaseTerms, type TermContext } from './caseTerms';
import { readMoment } from './moment';
import { ruDay } from './days';
import type { Zone } from './zone';

/** Terms whose change matters to people. */
const WATCHED = { routeBy: 'направить до', replyBy: 'ответить до', finalBy: 'окончательный ответ до', nextDueAt: 'ближайший срок' } as const;

type Watched = keyof typeof WATCHED | 'nextDueWhat' | 'provisional';
export type TermsView = Readonly<Partial<Record<Watched, unknown>>>;

/** A case whose terms moved. */
export interface TermsChange {
	/** The record with its new terms; everything else as it was. */
	readonly record: Record<string, unknown>;
	/** Only what changed. */
	readonly before: TermsView;
	readonly after: TermsView;
	/** One Russian sentence for the journal. */
	readonly reason: string;
}

/**
 * Counts the terms of an open case anew; undefined when nothing changed or the case is finished.
 * @throws as setTerms
 */
export function recalculateCase(record: Readonly<Record<string, unknown>>, context: TermContext): TermsChange | undefined {
	if (!isOpen(record[context.fields.status])) return undefined;
	const terms = setTerms(record, context);
	const changed = (['routeBy', 'replyBy', 'finalBy', 'nextDueAt', 'nextDueWhat', 'provisional'] as const).filter(
		(key) => comparable(record[key], key, context.zone) !== comparable(terms[key], key, context.zone),
	);
	if (changed.length === 0) return undefined;
	const before = Object.fromEntries(changed.map((key) => [key, record[key] ?? null]));
	const after = Object.fromEntries(changed.map((key) => [key, terms[key]]));
	return { record: { ...record, ...terms }, before, after, reason: sentence(record, terms, changed, context) };
}

/**
 * Counts the terms of many cases anew after the calendar or a local exception changed.
 * @returns only the cases whose terms changed
 * @example recalculate(openCases, termContext({ calendar: workCalendar({ exceptions }) }))
 */
export function recalculate(records: readonly Readonly<Record<string, unknown>>[], context: TermContext): TermsChange[] {
	return records.map((record) => recalculateCase(record, context)).filter((change) => change !== undefined);
}

/** A stored date may come back as a Date, with an offset or in UTC: the same instant is no change. */
function comparable(value: unknown, key: Watched, zone: Zone): unknown {
	if (value === undefined || value === null || value === '') return key === 'provisional' ? false : '';
	return key in WATCHED ? readMoment(value, zone, key).at : key === 'provisional' ? value === true || value === 'true' || value === 1 : value;
}

function sentence(record: Readonly<Record<string, unknown>>, terms: CaseTerms, changed: readonly Watched[], { zone, calendar }: TermContext): string {
	const day = (value: unknown): string => (value === undefined || value === null || value === '' ? 'не было' : ruDay(zone.dayOf(readMoment(value, zone, 'Срок').at)));
	const moves = (['routeBy', 'replyBy', 'finalBy'] as const).filter((key) => changed.includes(key)).map((key) => `${WATCHED[key]} ${day(record[key])} → ${day(terms[key])}`);
	const official = changed.includes('provisional') ? [terms.provisional ? 'срок стал предварительным' : 'срок больше не предварительный'] : [];
	const rest = moves.length + official.length === 0 ? ['ближайший срок приведён к состоянию дела'] : [];
	return `Сроки пересчитаны по календарю ${calendar.version}: ${[...moves, ...official, ...rest].join('; ')}.`;
}
