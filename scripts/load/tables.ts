import type { OpenDesk } from '../desk/open';

/** n8n's own name of a Data Table in the database. */
export async function sqlNameOf(desk: OpenDesk, table: string): Promise<string> {
	const { data } = await desk.api.call<{ data: { id: string; name: string }[] }>('get', '/data-tables', undefined, { limit: 100 });
	const found = data.find((one) => one.name === table);
	if (found === undefined) throw new Error(`n8n has no data table "${table}"`);
	return `"data_table_user_${found.id}"`;
}

/** What the register says, counted by the database: cheap on any size. */
export interface Counts {
	readonly rows: number;
	readonly keys: number;
	/** Rows of the journal that tell of a registration, and of how many cases. */
	readonly entries: number;
	readonly entryCases: number;
	readonly answered: number;
}

type Sql = (statement: string) => Promise<string>;

/** Counts of the cases whose text contains `mark`. */
export async function countsOf(sql: Sql, cases: string, journal: string, mark: string): Promise<Counts> {
	const line = await sql(
		`select count(*), count(distinct "messageKey"), (select count(*) from ${journal} j where j.event = 'register' and j."caseId" in (select id from ${cases} where text like '%${mark}%')), (select count(distinct "caseId") from ${journal} j where j.event = 'register' and j."caseId" in (select id from ${cases} where text like '%${mark}%')), count(*) filter (where status = 'answered') from ${cases} where text like '%${mark}%'`,
	);
	const [rows = 0, keys = 0, entries = 0, entryCases = 0, answered = 0] = line.split('\t').map(Number);
	return { rows, keys, entries, entryCases, answered };
}
