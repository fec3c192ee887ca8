/**
 * Checks our deadlines against a file of cases:
 *   npm run eval:deadlines -- ../shared/calendar/cases.json
 * Prints each difference; the last line is «N passed, M failed». Exit code 1 on any failure.
 */
import { readFileSync } from 'node:fs';

import { termContext, type TermContext } from '../core/calendar/caseTerms';
import { isoDay, parseDay, weekdayName } from '../core/calendar/days';
import { exceptionType, type LocalException } from '../core/calendar/exceptions';
import { explain } from '../core/calendar/explain';
import { readMoment } from '../core/calendar/moment';
import { officeHours, OFFICE_HOURS, type OfficeHours } from '../core/calendar/officeHours';
import { policyOf, type Policy } from '../core/calendar/policy';
import { countTerm, daysTerm, type CountedTerm, type Term } from '../core/calendar/term';
import { WorkCalendar } from '../core/calendar/workCalendar';
import { TERMS } from '../core/procedure';

type Json = Record<string, unknown>;

interface Evaluation {
	readonly passed: number;
	readonly failed: number;
	readonly lines: readonly string[];
}

/** What a case may expect, and how ours is read; a case is held to those it names. */
const EXPECTATIONS: Record<string, (given: Counted) => unknown> = {
	expectedDueDate: ({ usual }) => isoDay(usual.dueDay),
	expectedDueWeekday: ({ usual }) => weekdayName(usual.dueDay),
	expectedDueAt: ({ usual }) => second(usual.dueAt),
	expectedDueAtUtc: ({ usual }) => second(usual.dueAt),
	countedDays: ({ usual, context }) => explain(usual, context, { event: 'выявления', clause: '' }).counted.map((day) => day.date).join(' '),
	altIncludeDetectionDay: ({ by }) => isoDay(by('include').dueDay),
	altRegisterNextWorkdayIfOutsideHours: ({ by }) => isoDay(by('nextWorkdayRegistration').dueDay),
	provisional: ({ usual }) => usual.provisional,
};

interface Counted {
	readonly usual: CountedTerm;
	readonly by: (policy: Policy) => CountedTerm;
	readonly context: TermContext;
}

/** Evaluates the parsed content of a file: `{ meta, cases }` or a list of cases. */
export function evaluateDeadlines(file: unknown): Evaluation {
	const root = (Array.isArray(file) ? { cases: file } : file) as { meta?: Json; cases?: (Json | null)[] } | null;
	if (root === null || !Array.isArray(root.cases)) throw new Error('В файле нет списка cases.');
	const meta = root.meta ?? {};
	const lines: string[] = [];
	let failed = 0;
	root.cases.forEach((one, index) => {
		const differences = differencesOf(one, meta);
		if (differences.length === 0) return;
		failed += 1;
		lines.push(`${String(one?.id ?? `#${index + 1}`)} (${String(one?.input)}, ${String(one?.rule)}): ${differences.join('; ')}`);
	});
	return { passed: root.cases.length - failed, failed, lines };
}

function differencesOf(one: Json | null, meta: Json): string[] {
	if (one === null) return ['случай пуст'];
	try {
		const counted = count(one, meta);
		const named = Object.keys(EXPECTATIONS).filter((key) => one[key] !== undefined && one[key] !== null);
		if (named.length === 0) return ['случай ничего не ожидает'];
		return named.flatMap((key) => {
			const expected = expectation(key, one[key]);
			const ours = EXPECTATIONS[key]?.(counted);
			return expected === ours ? [] : [`${key}: ожидалось ${String(expected)}, получилось ${String(ours)}`];
		});
	} catch (error) {
		return [`ошибка: ${error instanceof Error ? error.message : String(error)}`];
	}
}

function expectation(key: string, value: unknown): unknown {
	if (Array.isArray(value)) return value.join(' ');
	return key.startsWith('expectedDueAt') ? second(Date.parse(String(value))) : value;
}

function count(one: Json, meta: Json): Counted {
	const options = (one.options ?? {}) as Json;
	const context = termContext({
		calendar: new WorkCalendar({ presidentialOff: options.presidentialOff === true, exceptions: overrides(options.overrides) }),
		zone: String(options.timeZone ?? options.zone ?? one.timeZone ?? meta.timeZone ?? 'Asia/Kamchatka'),
		hours: hoursOf(options.officeHours ?? options.hours ?? meta.officeHours ?? meta.altHours),
	});
	const { at } = readMoment(one.input ?? one.inputLocal, context.zone, 'input');
	const term = termOf(one);
	const by = (policy: Policy): CountedTerm => countTerm(at, term, policy, context);
	return { usual: by(policyOf(String(options.policy ?? 'exclude'))), by, context };
}

function termOf(one: Json): Term {
	if (one.workingDays !== undefined && one.workingDays !== null) return daysTerm(one.workingDays, 'workingDays');
	if (one.workingHours !== undefined) return { unit: 'hours', amount: Number(one.workingHours) };
	const name = String(one.rule).toLowerCase();
	if (name in TERMS) return daysTerm(TERMS[name as keyof typeof TERMS].workingDays, name);
	throw new Error(`неизвестное правило «${String(one.rule)}» без workingDays`);
}

/** `{ "2020-12-31": false }`: worked or not; also a word («short») or an object with `working` or `type`. */
function overrides(given: unknown): LocalException[] {
	if (given === undefined || given === null) return [];
	const entries = Array.isArray(given) ? given.map((row: Json) => [String(row.date), row.working ?? row.type] as const) : Object.entries(given as Json);
	return entries.map(([date, value]) => ({ day: parseDay(date), type: overrideType(value), title: '', basis: 'options.overrides' }));
}

function overrideType(value: unknown): LocalException['type'] {
	if (typeof value === 'boolean') return value ? 'workday' : 'holiday';
	if (typeof value === 'object' && value !== null) return overrideType((value as Json).working ?? (value as Json).type);
	const type = exceptionType(String(value));
	if (type === undefined) throw new Error(`options.overrides: непонятно «${String(value)}»`);
	return type;
}

/** «09:00-18:00, сокращённый день до 17:00» in words, as the files have it. */
function hoursOf(text: unknown): OfficeHours {
	const times = /(\d{1,2}:\d{2})\s*[-–—]\s*(\d{1,2}:\d{2})/.exec(String(text ?? ''));
	if (times === null) return OFFICE_HOURS.standard40;
	const short = /до\s+(\d{1,2}):(\d{2})/.exec(String(text));
	const [hour, minute] = (times[2] as string).split(':').map(Number) as [number, number];
	const shortByMinutes = short === null ? 60 : hour * 60 + minute - (Number(short[1]) * 60 + Number(short[2]));
	return officeHours({ opens: times[1] as string, closes: times[2] as string, shortByMinutes });
}

/** Files write 23:59:59, we keep the last millisecond. */
const second = (instant: number): string => new Date(Math.floor(instant / 1000) * 1000).toISOString();

if (require.main === module) {
	const file = process.argv[2];
	if (file === undefined) throw new Error('Укажите файл: npm run eval:deadlines -- CASES.json');
	const { passed, failed, lines } = evaluateDeadlines(JSON.parse(readFileSync(file, 'utf8')));
	for (const line of lines) console.log(line);
	console.log(`${passed} passed, ${failed} failed`);
	process.exitCode = failed > 0 ? 1 : 0;
}
