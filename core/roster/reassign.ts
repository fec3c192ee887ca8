import { STATUSES, isStatus } from '../cases/statuses';
import { assign, type Assignment, type Roster } from './assign';
import { isAway } from './substitution';
import { normalEmail } from '../cases/actor';

type Row = Readonly<Record<string, unknown>>;

/** Statuses in which people may be exchanged: work has begun and is not being published or finished. */
const EXCHANGEABLE: ReadonlySet<string> = new Set(Object.keys(STATUSES).filter((status) => !['registered', 'review', 'publishing'].includes(status) && isStatus(status) && STATUSES[status].owner !== 'nobody'));

/**
 * Moves open cases one after another when their executor or recipient is away on the roster's day and somebody else
 * acts (clause 9). Each case moved counts as load for the next, so that one absence does not bury one colleague.
 * Only assignment fields are given: an absence does not move a deadline. Moving a moved case gives undefined, so a
 * daily workflow moves every case once.
 *
 * @returns a function: record → its new people, or undefined when nothing has to change
 */
export function reassigner(roster: Roster): (record: Row) => Assignment | undefined {
	const load = new Map(roster.load);
	return (record) => {
		const changes = reassignmentOf(record, { ...roster, load });
		if (changes) load.set(changes.executor, (load.get(changes.executor) ?? 0) + 1);
		return changes;
	};
}

/** All cases that have to move, in the order given. */
export function reassignments(openCases: readonly Row[], roster: Roster): { readonly record: Row; readonly changes: Assignment }[] {
	const move = reassigner(roster);
	return openCases.flatMap((record) => {
		const changes = move(record);
		return changes ? [{ record, changes }] : [];
	});
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
