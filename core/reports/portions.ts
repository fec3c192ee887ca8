/** Rows read at a time: some megabytes, in one execution of its own. Cases: one page of n8n’s, so that one that changes meanwhile does not upset the reading. */
export const PORTION_ROWS = { cases: 1_000, journal: 5_000 } as const;

/** Rows of one table to be read together, by their numbers. */
export interface Portion {
	readonly table: keyof typeof PORTION_ROWS;
	/** The first number and the last. */
	readonly from: number;
	readonly to: number;
}

/** Numbers of the rows that are there; 0: there is none. */
export interface Extent {
	readonly lastCase: number;
	/** Of the journal from the time on that the report needs. */
	readonly firstEntry: number;
	readonly lastEntry: number;
}

/**
 * In what portions a report reads the register. An empty table has one portion too: nothing is read, and the report is one of zeros.
 *
 * @example portionsOf({ lastCase: 3000, firstEntry: 0, lastEntry: 0 }).length // 4
 */
export const portionsOf = ({ lastCase, firstEntry, lastEntry }: Extent): Portion[] => [...portions('cases', 1, lastCase), ...portions('journal', Math.max(1, firstEntry), lastEntry)];

function portions(table: Portion['table'], first: number, last: number): Portion[] {
	const size = PORTION_ROWS[table];
	const count = Math.max(1, Math.ceil((last - first + 1) / size));
	return Array.from({ length: count }, (_one, at) => ({ table, from: first + at * size, to: Math.min(Math.max(last, first), first + (at + 1) * size - 1) }));
}
