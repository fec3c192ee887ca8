import { STATUSES, isStatus } from '../cases/statuses';
import { assign, type Assignment, type Roster } from './assign';
import { isAway } from './substitution';
import { normalEmail } from '../cases/actor';

type Row = Readonly<Record<string, unknown>>;

/** A case whose people changed because somebody is away. */
export interface Reassignment {
	readonly record: Row;
	/** Only assignment fields; terms are not touched: an absence does not move a deadline. */
	readonly changes: Assignment;
}

/** Statuses in which people may be exchanged: work has begun and is not being published or finished. */
const EXCHANGEABLE: ReadonlySet<string> = new Set(Object.keys(STATUSES).filter((status) => !['registered', 'review', 'publishing'].includes(status) && isStatus(status) && STATUSES[status].owner !== 'nobody'));

/**
 * Open cases whose executor or recipient is away on the roster's day and for whom somebody else acts (clause 9).
 * Each case moved counts as load for the next, so that one absence does not bury one colleague.
 * Running it again on the result gives nothing: a daily workflow moves every case once.
 */
export function reassignments(openCases: readonly Row[], roster: Roster): Reassignment[] {
	const load = new Map(roster.load);
	const moved: Reassignment[] = [];
	for (const record of openCases) {
		const changes = reassignmentOf(record, { ...roster, load });
		if (!changes) continue;
		load.set(changes.executor, (load.get(changes.executor) ?? 0) + 1);
		moved.push({ record, changes });
	}
	return moved;
}

/** The new people of one case; undefined when nothing has to change or nobody else is there. */
export function reassignmentOf(record: Row, roster: Roster): Assignment | undefined {
	if (!EXCHANGEABLE.has(String(record.status))) return undefined;
	const away = [record.executor, record.recipient].map(normalEmail).some((email) => email !== '' && isAway(roster.absences, email, roster.day));
	if (!away) return undefined;
	const changes = assign(record, roster);
	const same = changes.executor === normalEmail(record.executor) && changes.recipient === normalEmail(record.recipient);
	return same ? undefined : changes;
}
