/**
 * What a person was told of: one row of the table `alerts` a person, written when his mail was taken by the mail
 * server. A case with several addressees is so remembered by each of them alone, and a mail that failed is not.
 */
export type Memory = ReadonlyMap<string, ReadonlySet<string>>;

/** Key of the row in `alerts` that holds a person's memory. */
export const memoryKey = (email: string): string => `digest:${email}`;

const PREFIX = memoryKey('');

/** Rows of `alerts` as what each person was told; a memory that cannot be read is empty: better told twice than not. */
export function readMemory(rows: readonly Readonly<Record<string, unknown>>[]): Memory {
	const memory = new Map<string, Set<string>>();
	for (const row of rows) {
		const key = String(row.key ?? '');
		if (!key.startsWith(PREFIX)) continue;
		const email = key.slice(PREFIX.length);
		memory.set(email, new Set([...(memory.get(email) ?? []), ...told(row.memory)]));
	}
	return memory;
}

/** The memory as it is stored. */
export const writeMemory = (keys: readonly string[]): string => JSON.stringify(keys);

function told(value: unknown): string[] {
	try {
		const parsed: unknown = JSON.parse(String(value ?? '[]'));
		return Array.isArray(parsed) ? parsed.map(String) : [];
	} catch {
		return [];
	}
}
