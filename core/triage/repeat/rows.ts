import type { KnownCase } from './index';

const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

/**
 * Rows of the table `cases` as the repeat index reads them; rows without an id or a text are passed over.
 */
export function knownCases(rows: readonly Readonly<Record<string, unknown>>[]): KnownCase[] {
	const cases: KnownCase[] = [];
	for (const row of rows) {
		const id = Number(row.id);
		if (!Number.isInteger(id) || id <= 0) continue;
		cases.push({
			id,
			messageKey: text(row.messageKey),
			network: text(row.network),
			authorId: text(row.authorId),
			text: text(row.text),
			topicGroup: text(row.topicGroup),
			topic: text(row.topic),
			location: text(row.location),
			street: text(row.street),
			detectedAt: row.detectedAt instanceof Date ? row.detectedAt : text(row.detectedAt),
			status: text(row.status),
		});
	}
	return cases;
}
