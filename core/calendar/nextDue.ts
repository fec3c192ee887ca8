import { statusOf, type Status } from '../cases/statuses';

/** What is due in a status: the term to route, to reply, the final reply, or nothing any more. */
export type DueWhat = 'route' | 'reply' | 'final' | '';

const DUE_IN: Readonly<Record<Status, DueWhat>> = {
	registered: 'route',
	review: 'route',
	routed: 'reply',
	approval: 'reply',
	returned: 'reply',
	approved: 'reply',
	publishing: 'reply',
	clarification: 'reply',
	interim: 'final',
	answered: '',
	closed: '',
	excluded: '',
};

export interface NextDue {
	/** ISO 8601 in UTC; null when nothing is due. */
	readonly nextDueAt: string | null;
	readonly nextDueWhat: DueWhat;
	/** The status it was decided by: the record's own, or the one its disposition leads to before it is registered. */
	readonly status: Status;
}

/**
 * The next thing due, from the dates the record already has: after a step changed the status nothing is counted anew.
 * An interim reply has met the term to reply, so from then on the final one is due, whatever is being drafted.
 *
 * @throws DeskError CASE_UNKNOWN_STATUS
 * @example nextDue({ status: 'routed', replyBy: '2026-01-16T11:59:59.999Z' }).nextDueWhat // 'reply'
 */
export function nextDue(record: Readonly<Record<string, unknown>>): NextDue {
	const status = statusOf(record) || (record.disposition === 'notProcessed' ? 'excluded' : 'registered');
	const usual = DUE_IN[status];
	const nextDueWhat = usual === 'reply' && isFilled(record.interimAt) ? 'final' : usual;
	const dates = { route: record.routeBy, reply: record.replyBy, final: record.finalBy, '': null };
	const due = dates[nextDueWhat];
	return { nextDueAt: isFilled(due) ? (due instanceof Date ? due.toISOString() : String(due)) : null, nextDueWhat, status };
}

const isFilled = (value: unknown): boolean => value !== undefined && value !== null && value !== '';
