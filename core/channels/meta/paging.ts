import { z } from 'zod';

/** What Graph says of where a list goes on, beside its `data`. */
export const PAGING = { paging: z.object({ cursors: z.object({ after: z.string().optional() }).optional(), next: z.string().optional() }).optional() };

/** The parameter that goes on from a cursor. */
export const after = (from: string | undefined): Record<string, string> => (from === undefined ? {} : { after: from });

/** Where to go on after this page; nothing where it was the last, or where the cursor stands still. */
export function nextOf(page: { readonly paging?: { cursors?: { after?: string | undefined } | undefined; next?: string | undefined } | undefined }, from: string | undefined): { next?: string } {
	const next = page.paging?.next === undefined ? undefined : page.paging.cursors?.after;
	return next === undefined || next === from ? {} : { next };
}
