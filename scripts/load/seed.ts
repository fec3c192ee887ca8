/** A register of many cases, made from real rows of this stand by the database itself: minutes, where the API takes hours. */
import { join } from 'node:path';

import type { OpenDesk } from '../desk/open';
import { runOrThrow } from '../ground/shell';
import { ensureRuntime } from '../runtime';
import { sqlNameOf } from './tables';

/** Days back over which the cases are spread. */
const DAYS = 1_095;
/** Of so many cases one is still open. */
const OPEN_EVERY = 200;
const STEPS = 5;

export type Sql = (statement: string) => Promise<string>;

/** Statements on the stand's database: psql in queue mode, else SQLite by the Node that n8n runs on (n8n must not write meanwhile). */
export async function sqlOf(desk: OpenDesk): Promise<Sql> {
	if (desk.sql !== undefined) return desk.sql;
	const { nodeBin } = await ensureRuntime();
	const file = join(desk.setup.userFolder, '.n8n/database.sqlite');
	const program = `const { DatabaseSync } = require('node:sqlite'); const [file, text] = process.argv.slice(1); const db = new DatabaseSync(file, { timeout: 60000 });
		if (/^\\s*(insert|update|delete|create|pragma wal)/i.test(text)) db.exec(text); else for (const row of db.prepare(text).all()) console.log(Object.values(row).join('\\t'));`;
	return async (statement) => (await runOrThrow('SQLite', nodeBin, ['--no-warnings', '-e', program, file, statement], { timeoutMs: 900_000 })).output.trim();
}

interface Column {
	readonly name: string;
	readonly type: string;
}

/**
 * Multiplies the cases and journal entries that are there into so many. Most are answered and spread over three years,
 * one of 200 is at its executor now. n8n is stopped for it.
 */
export async function seedRegister(desk: OpenDesk, sql: Sql, cases: number, journal: number): Promise<void> {
	const postgres = desk.sql !== undefined;
	const { data } = await desk.api.call<{ data: { name: string; columns: Column[] }[] }>('get', '/data-tables', undefined, { limit: 100 });
	// Its own two times as well: 29 asks for the cases touched since, and a register is not touched all at once.
	const columnsOf = (table: string): string[] => [...(data.find((one) => one.name === table)?.columns.map((one) => one.name) ?? []), 'createdAt', 'updatedAt'];
	const [caseTable, journalTable] = [await sqlNameOf(desk, 'cases'), await sqlNameOf(desk, 'journal')];
	// Asked for everything, it must not write while the database is being filled.
	await desk.n8n.stop();
	const back = (days: string): string => (postgres ? `(now() - (${days}) * interval '1 day')` : `strftime('%Y-%m-%d %H:%M:%f', 'now', (-(${days})) || ' days')`);
	const no = postgres ? 'false' : '0';
	// The oldest first, as a register grows.
	const age = `(${DAYS} - (i * ${DAYS}) / ${cases})`;
	const open = `i % ${OPEN_EVERY} = 0`;
	const made: Readonly<Record<string, string>> = {
		messageKey: `'seed:' || i`,
		externalId: `'wall-1_' || i`,
		authorId: `'' || (i % 3000)`,
		text: `t."text" || ' ' || i`,
		publishedAt: back(age),
		detectedAt: back(age),
		createdAt: back(age),
		updatedAt: back(age),
		routeBy: back(`${age} - 1`),
		replyBy: back(`${age} - 7`),
		nextDueAt: `case when ${open} then ${back(`${age} - 7`)} end`,
		nextDueWhat: `case when ${open} then 'reply' else '' end`,
		status: `case when ${open} then 'routed' else 'answered' end`,
		replyPublishedAt: `case when not (${open}) then ${back(`${age} - 3`)} end`,
		replyUrl: `case when ${open} then '' else 'https://vk.com/wall-1_1?reply=' || i end`,
		draftText: `'Здравствуйте! По вашему сообщению работы сделаны, приняты меры. Спасибо, что написали нам: обращение ' || i`,
		noticePending: no,
		critical: no,
		repeatOf: 'null',
		version: String(STEPS),
	};
	const names = columnsOf('cases');
	const first = Number(await sql(`select min(id) from ${caseTable}`));
	const templates = Number(await sql(`select count(*) from ${caseTable}`));
	const series = (count: number): string => (postgres ? `generate_series(1, ${count}) as n(i)` : `(with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count}) select i from n) as n`);
	const quoted = (list: readonly string[]): string => list.map((one) => `"${one}"`).join(', ');
	// Templates are numbered without gaps: they were registered one after another.
	await sql(`insert into ${caseTable} (${quoted(names)}) select ${names.map((name) => made[name] ?? `t."${name}"`).join(', ')} from ${series(cases)} join ${caseTable} t on t.id = ${first} + i % ${templates} where t.id < ${first} + ${templates} order by i`);

	const entryAge = `(${DAYS} - (((i - 1) % ${cases}) * ${DAYS}) / ${cases})`;
	const entry: Readonly<Record<string, string>> = {
		entryKey: `'seed:' || i`,
		caseId: `${first} + ${templates} + (i - 1) % ${cases}`,
		version: `1 + (i - 1) / ${cases}`,
		at: back(entryAge),
		createdAt: back(entryAge),
		updatedAt: back(entryAge),
		event: `case (i - 1) / ${cases} when 0 then 'register' when 1 then 'route' when 2 then 'draft' when 3 then 'approve' else 'published' end`,
		toStatus: `case (i - 1) / ${cases} when 0 then 'registered' when 1 then 'routed' when 2 then 'approval' when 3 then 'approved' else 'answered' end`,
	};
	const entries = columnsOf('journal');
	const firstEntry = Number(await sql(`select min(id) from ${journalTable}`));
	const entryTemplates = Number(await sql(`select count(*) from ${journalTable}`));
	await sql(`insert into ${journalTable} (${quoted(entries)}) select ${entries.map((name) => entry[name] ?? `t."${name}"`).join(', ')} from ${series(journal)} join ${journalTable} t on t.id = ${firstEntry} + i % ${entryTemplates} where t.id < ${firstEntry} + ${entryTemplates} order by i`);
}
