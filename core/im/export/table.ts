/**
 * The rows of a sheet as the node Extract From File hands them over: `{row: [...]}` without a header row, or one object
 * with the headers as keys.
 *
 * @returns rows with the header, and what to take from a row's number to get the index of its item
 */
export function tableOf(items: readonly Readonly<Record<string, unknown>>[]): { readonly rows: unknown[][]; readonly offset: number } {
	if (items.some((item) => Array.isArray(item['row']))) return { rows: items.map((item) => (Array.isArray(item['row']) ? (item['row'] as unknown[]) : [])), offset: 1 };
	const header = [...new Set(items.flatMap((item) => Object.keys(item)))];
	return { rows: [header, ...items.map((item) => header.map((key) => item[key]))], offset: 2 };
}
