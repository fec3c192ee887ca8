/** Rows read at a time, in one execution of its own: some twenty megabytes. */
export const PORTION_ROWS = { cases: 5_000, journal: 10_000 } as const;

/** Rows to be read together: cases in work, whatever their numbers, or rows of one table by their numbers. */
export interface Portion {
	readonly what: 'open' | keyof typeof PORTION_ROWS;
	/** The first number and the last. */
	readonly from: number;
	readonly to: number;
}

/** Numbers of the rows that are there; 0: there is none. */
export interface Extent {
	/** Of the cases that changed since the time the report needs. */
	readonly firstCase: number;
	readonly lastCase: number;
	/** Of the journal from that time on. */
	readonly firstEntry: number;
	readonly lastEntry: number;
}

/**
 * In what portions a report reads the register. Cases in work come first: one that changes while it is read is met again among the
 * changed ones.
 *
 * @example portionsOf({ firstCase: 1, lastCase: 3000, firstEntry: 0, lastEntry: 0 }).length // 2
 */
export const portionsOf = ({ firstCase, lastCase, firstEntry, lastEntry }: Extent): Portion[] => [{ what: 'open', from: 1, to: Math.max(1, lastCase) }, ...portions('cases', firstCase, lastCase), ...portions('journal', firstEntry, lastEntry)];

function portions(what: 'cases' | 'journal', first: number, last: number): Portion[] {
	if (first < 1 || last < first) return [];
	const size = PORTION_ROWS[what];
	return Array.from({ length: Math.ceil((last - first + 1) / size) }, (_one, at) => ({ what, from: first + at * size, to: Math.min(last, first + (at + 1) * size - 1) }));
}
