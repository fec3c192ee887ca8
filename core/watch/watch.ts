import type { TermContext } from '../calendar/caseTerms';
import { MINUTE_MS, between, isOwed, readAlerts, troubled, type AlertRow, type WatchSettings } from './alertRow';
import { checks, momentOf, type Sight } from './checks';
import { adviceWell } from './letter';

type Row = Readonly<Record<string, unknown>>;

/** Key of the watchman's own row in `alerts`. */
export const WATCH_KEY = 'run:watch';
/** Key of the row that the control of terms leaves in `alerts`. */
export const CONTROL_KEY = 'run:control';

/** A gap between two runs of the watchman longer than that means that n8n was down. */
const GAP_MINUTES = 20;
/** A single failure that came only once is forgotten after that. */
const FORGET_MINUTES = 24 * 60;

/** The watchman's own row: `firstAt` since when he watches at all, `memory` since when without a gap. */
export interface WatchRun {
	readonly key: string;
	readonly kind: 'run';
	readonly title: string;
	readonly firstAt: string;
	readonly lastAt: string;
	readonly memory: string;
}

export interface Watched {
	/** Rows to be written: those that changed. */
	readonly changed: readonly AlertRow[];
	/** Rows the officer is to be told of, changed now or left over from a mail that failed. */
	readonly owed: readonly AlertRow[];
	readonly run: WatchRun;
}

/** Rows as the workflow reads them. */
export type WatchInput = Omit<Sight, 'controlAt' | 'since'> & { readonly alerts: readonly Row[] };

/**
 * Looks at everything and at the failures that are known: what is in trouble, what is well again, and what the officer
 * has not been told yet. A failure is over when it did not come again for a while in which n8n was there to see it.
 */
export function watch(input: WatchInput, settings: WatchSettings, context: TermContext): Watched {
	const now = new Date(input.now).toISOString();
	const row = (key: string): Row | undefined => input.alerts.find((one) => one.key === key);
	const run = nextRun(row(WATCH_KEY), now);
	const known = new Map(readAlerts(input.alerts).map((one) => [one.key, one]));
	const sight: Sight = { ...input, controlAt: momentOf(row(CONTROL_KEY)?.lastAt), since: Date.parse(run.firstAt) };
	const changed: AlertRow[] = [];
	for (const { fails, ...seen } of checks(sight, settings, context)) {
		const before = known.get(seen.key);
		if (fails && before?.state !== 'failing') changed.push(troubled(before, seen, now));
		// Its mail has not gone out yet: it is to say how things stand when it does.
		else if (fails && before && isOwed(before) && before.detail !== seen.detail) changed.push({ ...before, ...seen, lastAt: now });
		else if (!fails && before?.state === 'failing') changed.push(wellAgain(before, now));
	}
	for (const failure of known.values()) {
		const over = failure.kind === 'failure' && failure.state === 'failing' ? ended(failure, now, run.memory, settings) : undefined;
		if (over) changed.push(over);
	}
	const after = new Map([...known, ...changed.map((one) => [one.key, one] as const)]);
	return { changed, owed: [...after.values()].filter(isOwed), run };
}

function nextRun(known: Row | undefined, now: string): WatchRun {
	const gap = known === undefined || between(String(known.lastAt ?? ''), now) > GAP_MINUTES * MINUTE_MS;
	const text = (key: string): string => String(known?.[key] ?? '');
	return { key: WATCH_KEY, kind: 'run', title: 'Сторож запускался', firstAt: momentOf(text('firstAt')) === undefined ? now : text('firstAt'), lastAt: now, memory: gap || momentOf(text('memory')) === undefined ? now : text('memory') };
}

/** The row of a failure that is over; undefined while that cannot be said. */
function ended(failure: AlertRow, now: string, watchedSince: string, { wellMinutes }: WatchSettings): AlertRow | undefined {
	const quiet = Math.min(between(failure.lastAt, now), between(watchedSince, now));
	const comesAgain = failure.key.startsWith('failure:source:') || failure.times > 1;
	// A blip nobody was told of, and what came once and was told, end without a word.
	if (failure.told === 'quiet') return quiet >= wellMinutes * MINUTE_MS ? { ...failure, state: 'well', told: 'well' } : undefined;
	if (comesAgain) return quiet >= wellMinutes * MINUTE_MS ? wellAgain(failure, now) : undefined;
	return failure.told === 'failing' && quiet >= FORGET_MINUTES * MINUTE_MS ? { ...failure, state: 'well', told: 'well' } : undefined;
}

const wellAgain = (row: AlertRow, now: string): AlertRow => ({ ...row, state: 'well', lastAt: row.kind === 'watch' ? now : row.lastAt, advice: adviceWell(row) });
