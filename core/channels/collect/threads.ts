import { z } from 'zod';

/** A thread that is not read to its end: the comment it hangs on, and where to go on in it; '' from its beginning. */
export interface Thread {
	readonly root: string;
	readonly at: string;
}

/**
 * Where reading a place goes on whose comments carry threads: first in the long threads met so far, one page a call, then on
 * its first level. So a poll may stop between any two calls of the network, and the next one goes on without loss.
 */
export interface ThreadedCursor {
	/** Of the first level; undefined: it was read to its end. */
	readonly level?: string | undefined;
	readonly threads: readonly Thread[];
}

const CURSOR = z.object({ level: z.string().optional(), threads: z.array(z.object({ root: z.string(), at: z.string() })) });

/** The `next` of a page; nothing where all was read. */
export function nextThreaded({ level, threads }: ThreadedCursor): { next?: string } {
	if (threads.length > 0) return { next: JSON.stringify({ level, threads }) };
	return level === undefined ? {} : { next: level };
}

/** What `nextThreaded` wrote; a cursor without threads is the first level's own. */
export function readThreaded(from: string | undefined): ThreadedCursor {
	if (from?.startsWith('{') !== true) return { level: from, threads: [] };
	return CURSOR.parse(JSON.parse(from));
}
