/**
 * Turns the table of the production calendar (csv: date,type,short,title,moved_from,basis,tier,source)
 * into data/calendar/ru.json. Run again when a year's decree is published:
 *   npm run data:calendar -- FILE.csv
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { isoDay, parseDay } from '../core/calendar/days';
import type { OfficialCalendarData, OfficialDay, OfficialDayType } from '../core/calendar/official';

const COLUMNS = ['date', 'type', 'short', 'title', 'moved_from', 'basis', 'tier', 'source'] as const;
type Row = Record<(typeof COLUMNS)[number], string>;

const TYPES: Record<string, OfficialDayType> = {
	holiday: 'holiday',
	'dayoff-transferred': 'transferred',
	short: 'short',
	'working-saturday': 'working',
	'working-sunday': 'working',
};
const PRESIDENTIAL = 'nonworking-presidential';
/** How the csv marks a decree nobody found. */
const UNKNOWN = '?';

/**
 * Compiles the csv text into the calendar's data; refuses unknown types, wrong dates, two rows for a day and gaps in years.
 * @throws Error naming the line
 */
export function compileCalendar(csv: string): OfficialCalendarData {
	const rows = readRows(csv);
	const holidays = new Set(rows.filter((row) => row.type === 'holiday').map((row) => row.date));
	const years: Record<string, { decree: string; tier: string; days: OfficialDay[] }> = {};
	const presidential: OfficialCalendarData['presidential'][number][] = [];
	for (const row of rows) {
		const basis = row.basis === UNKNOWN ? '' : row.basis;
		if (row.type === PRESIDENTIAL) {
			const eve = holidays.has(isoDay(parseDay(row.date) + 1));
			presidential.push([row.date, eve ? 1 : 0, row.title, basis]);
			continue;
		}
		const year = (years[row.date.slice(0, 4)] ??= { decree: '', tier: row.tier, days: [] });
		year.days.push([row.date, TYPES[row.type] as OfficialDayType, row.short === '1' ? 1 : 0, row.title, basis, row.moved_from]);
	}
	for (const year of Object.values(years)) year.decree = decreesOf(year.days);
	const span = Object.keys(years).sort();
	const [first, last] = [Number(span[0]), Number(span.at(-1))];
	if (span.length !== last - first + 1) throw new Error(`В таблице не все годы с ${first} по ${last}.`);
	const digest = createHash('sha256').update(JSON.stringify([years, presidential])).digest('hex').slice(0, 8);
	return { version: `ru${first}-${last}.${digest}`, years, presidential };
}

function readRows(csv: string): Row[] {
	const [header, ...lines] = csv.replace(/^\uFEFF/, '').split(/\r?\n/).filter((line) => line.trim() !== '');
	if (header !== COLUMNS.join(',')) throw new Error(`Первая строка должна быть: ${COLUMNS.join(',')}`);
	const seen = new Set<string>();
	return lines.map((line, index) => {
		const cells = line.split(',');
		const where = `строка ${index + 2}: ${line}`;
		if (cells.length !== COLUMNS.length) throw new Error(`Нужно ${COLUMNS.length} столбцов, ${where}`);
		const row = Object.fromEntries(COLUMNS.map((column, at) => [column, cells[at]])) as Row;
		parseDay(row.date);
		if (seen.has(row.date)) throw new Error(`Две записи на один день, ${where}`);
		seen.add(row.date);
		if (row.type !== PRESIDENTIAL && !(row.type in TYPES)) throw new Error(`Неизвестный вид дня, ${where}`);
		return row;
	});
}

/** The Government's decrees of a year; empty where the table does not know them. */
function decreesOf(days: readonly OfficialDay[]): string {
	return [...new Set(days.map((day) => day[4]).filter((basis) => basis.startsWith('ПП РФ')))].join('; ');
}

/** One day a line, so that a new decree reads as a short difference. */
export function formatCalendar(data: OfficialCalendarData): string {
	const list = (rows: readonly unknown[], indent: string): string => rows.map((row) => `${indent}${JSON.stringify(row)}`).join(',\n');
	const years = Object.entries(data.years).map(
		([year, { decree, tier, days }]) =>
			`    "${year}": { "decree": ${JSON.stringify(decree)}, "tier": "${tier}", "days": [\n${list(days, '      ')}\n    ] }`,
	);
	return `{\n  "version": "${data.version}",\n  "years": {\n${years.join(',\n')}\n  },\n  "presidential": [\n${list(data.presidential, '    ')}\n  ]\n}\n`;
}

if (require.main === module) {
	const file = process.argv[2];
	if (file === undefined) throw new Error('Укажите файл: npm run data:calendar -- ru_calendar.csv');
	const target = join(__dirname, '..', 'data', 'calendar', 'ru.json');
	const data = compileCalendar(readFileSync(file, 'utf8'));
	writeFileSync(target, formatCalendar(data));
	console.log(`${target}: ${data.version}, ${Object.keys(data.years).length} years`);
}
