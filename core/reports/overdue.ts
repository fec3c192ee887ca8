import { statusLabel } from '../cases/statuses';
import { networkLabel } from '../forms/card';
import { excerpt } from '../text/escape';
import { dueAt, isOpenAt, statusAt, type CaseFacts } from './facts';
import { isOverdueAt } from './figures';
import type { ReportSource } from './report';
import { momentWords } from './words';

/** A case that is late at the end of the period. */
export interface OverdueCase {
	readonly id: number;
	readonly topic: string;
	readonly place: string;
	readonly state: string;
	readonly due: string;
	readonly executor: string;
	/** Working days after the due day. */
	readonly lateDays: number;
	/** Author and the beginning of the text; '' where personal data are left out. */
	readonly message: string;
}

/** How many a report lists; the figures count them all. */
export const OVERDUE_SHOWN = 30;
const QUOTED = 160;

/** Open cases whose term has passed, the longest delay first. Street, author and text only where personal data are wanted. */
export function overdueCases({ facts, span, context }: ReportSource, withPersonalData: boolean): OverdueCase[] {
	const { calendar, zone } = context;
	return facts
		.filter((one) => isOpenAt(one, span.asOf) && isOverdueAt(one, span.asOf, context))
		.map((one) => ({ one, due: dueAt(one, span.asOf, context) as number }))
		.sort((a, b) => a.due - b.due || a.one.id - b.one.id)
		.map(({ one, due }) => ({
			id: one.id,
			topic: text(one, 'topicGroup') || 'тема не определена',
			place: [text(one, 'location'), withPersonalData ? text(one, 'street') : ''].filter(Boolean).join(', '),
			state: statusLabel(statusAt(one, span.asOf)),
			due: momentWords(due, zone),
			executor: text(one, 'executorName') || text(one, 'executor'),
			lateDays: calendar.count(zone.dayOf(due), zone.dayOf(span.asOf)),
			message: withPersonalData ? [`${text(one, 'authorName') || 'автор не указан'}, ${networkLabel(text(one, 'network'))}`, excerpt(text(one, 'text'), QUOTED)].filter(Boolean).join(': ') : '',
		}));
}

const text = ({ row }: CaseFacts, key: string): string => String(row[key] ?? '').trim();
