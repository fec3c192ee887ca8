import type { FeedEntry } from './mapping';

/**
 * What the trigger remembers between polls. The register, not this, is the memory that counts: n8n saves it before the
 * messages are registered, so a crash in between is healed by giving the whole window again.
 */
export interface CursorState {
	/** ISO 8601: start of the last reading that came to its end. */
	readonly cursor?: string;
	/** The process that emitted `seen`. */
	readonly bootId?: string;
	/** ISO 8601: when the whole window was last given. */
	readonly wholeAt?: string;
	/** Keys given since the whole window was last begun that are still in it. */
	readonly seen?: readonly string[];
	/** Keys given before that, to be given once more: behind whatever is new. */
	readonly again?: readonly string[];
	/** Not all that was read has been handed over. */
	readonly behind?: boolean;
}

export interface CursorRules {
	readonly now: string;
	readonly bootId: string;
	/** Hours read again before the cursor, so that what arrives late over there is not missed. */
	readonly overlapHours: number;
	/** Hours after which the whole window is given again, if it was given to its end; 0: only after a restart. */
	readonly reconcileHours: number;
	/** The most messages a poll hands over; the rest follows with the next. */
	readonly maxItems: number;
}

const HOUR = 3_600_000;

/** Since when the feed is to be read: the cursor, or at first now, less the overlap. ISO 8601, UTC. */
export function readSince(state: CursorState, rules: Pick<CursorRules, 'now' | 'overlapHours'>): string {
	const now = Date.parse(rules.now);
	const cursor = Date.parse(state.cursor ?? '');
	// A cursor of the future (the clock was set back) would skip messages.
	const from = Number.isNaN(cursor) ? now : Math.min(cursor, now);
	return new Date(from - rules.overlapHours * HOUR).toISOString();
}

/**
 * What to hand over now and what to remember. Everything in the window is given by a new process and every
 * `reconcileHours`; between, only what this process has not given yet. What was never given comes first, and the window
 * is not begun again before it was given to its end: of one larger than the polls of that time can carry, the newest
 * messages would never come. The cursor moves only when all pages were read and all of it was given.
 */
export function advance(state: CursorState, entries: readonly FeedEntry[], complete: boolean, rules: CursorRules): { readonly fresh: readonly FeedEntry[]; readonly state: CursorState } {
	const whole = isWholeDue(state, rules);
	const { seen = [], again = [] } = state;
	const known = new Set(whole ? [] : seen);
	const repeated = new Set(whole ? [...again, ...seen] : again);
	const unseen = [...new Map(entries.map((entry) => [entry.key, entry])).values()].filter((entry) => !known.has(entry.key));
	const fresh = [...unseen.filter((entry) => !repeated.has(entry.key)), ...unseen.filter((entry) => repeated.has(entry.key))].slice(0, rules.maxItems);
	const given = new Set(fresh.map((entry) => entry.key));
	const inWindow = new Set(entries.map((entry) => entry.key));
	const kept = (keys: ReadonlySet<string>): string[] => [...keys].filter((key) => (!complete || inWindow.has(key)) && !given.has(key));
	const behind = fresh.length < unseen.length;
	const cursor = complete && !behind ? rules.now : state.cursor;
	return {
		fresh,
		state: {
			...(cursor === undefined ? {} : { cursor }),
			bootId: rules.bootId,
			wholeAt: whole || state.wholeAt === undefined ? rules.now : state.wholeAt,
			seen: [...kept(known), ...given],
			again: kept(repeated),
			behind,
		},
	};
}

function isWholeDue(state: CursorState, rules: CursorRules): boolean {
	if (state.bootId !== rules.bootId || state.wholeAt === undefined) return true;
	if (state.behind === true) return false;
	return rules.reconcileHours > 0 && Date.parse(rules.now) - Date.parse(state.wholeAt) >= rules.reconcileHours * HOUR;
}
