import { PERSONAL_FIELDS } from '../cases/forget';

type Row = Readonly<Record<string, unknown>>;

const GONE = '[обезличено]';
const PERSONAL: ReadonlySet<string> = new Set(PERSONAL_FIELDS);

/**
 * A journal row without a resident's traces: who of the staff did what and when stays (clause 16), the links, addresses
 * and digests do not, nor what staff wrote by hand. The same row again gives the same.
 *
 * @returns the columns to change; undefined when there is nothing to change
 */
export function scrubbed(row: Row): { changes: string; remark: string; textDigest: string } | undefined {
	const before = { changes: String(row.changes ?? ''), remark: String(row.remark ?? ''), textDigest: String(row.textDigest ?? '') };
	const after = { changes: withoutPersonal(before.changes), remark: before.remark === '' || row.event === 'anonymise' ? before.remark : GONE, textDigest: '' };
	return after.changes === before.changes && after.remark === before.remark && before.textDigest === '' ? undefined : after;
}

/** Changes that cannot be read cannot be cleaned in part. */
function withoutPersonal(changes: string): string {
	if (changes === '') return '';
	try {
		const read = JSON.parse(changes) as Record<string, unknown>;
		return JSON.stringify(Object.fromEntries(Object.entries(read).map(([key, value]) => [key, PERSONAL.has(key) ? [GONE, GONE] : value])));
	} catch {
		return '{}';
	}
}
