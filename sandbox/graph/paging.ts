/** Graph's page of a list: `limit` (25, at most 100), `after` a cursor that names the last object seen. */
export function paged<T extends { readonly id: string }>(all: readonly T[], given: Readonly<Record<string, string>>, show: (one: T) => unknown): unknown {
	const limit = Math.min(Math.max(Number(given['limit'] ?? 25) || 25, 1), 100);
	const after = given['after'] === undefined ? undefined : Buffer.from(given['after'], 'base64url').toString('utf8');
	const from = after === undefined ? 0 : all.findIndex((one) => one.id === after) + 1;
	const page = all.slice(from, from + limit);
	const cursor = (one: T | undefined): string => Buffer.from(one?.id ?? '').toString('base64url');
	const more = all.length > from + page.length;
	return { data: page.map(show), ...(page.length === 0 ? {} : { paging: { cursors: { before: cursor(page[0]), after: cursor(page.at(-1)) }, ...(more ? { next: 'https://graph.facebook.com/next-page' } : {}) } }) };
}
