/** One run of workflow 09 and one yearly report over 10,000 cases: what the machine needs for them. */
import { stateOf } from '../../core/calendar/caseState';
import { setTerms, termContext } from '../../core/calendar/caseTerms';
import { DAY_MS } from '../../core/calendar/days';
import type { CaseRecord } from '../../core/cases/record';
import { digestsFor } from '../../core/notices/digest';
import { readOfficials } from '../../core/roster/officials';
import { reportHtml } from '../../core/reports/html';
import { overdueCases } from '../../core/reports/overdue';
import { makeReport, readSource } from '../../core/reports/report';
import type { BenchSection } from './section';

const CASES = 10_000;
const ROUNDS = 5;
/** Wednesday, nine in the morning in Palana. */
const NOW = Date.parse('2026-11-24T21:00:00.000Z');
const STATUSES = ['registered', 'routed', 'routed', 'routed', 'approval', 'returned', 'approved'];
const GROUPS = ['ЖКХ', 'Дороги', 'Благоустройство', 'Связь', 'Здравоохранение'];

const context = termContext();

const official = (role: string, index: number) => ({ email: `${role}${index}@example.org`, name: `${role} ${index}`, role, competences: '*', order: index });
const OFFICIALS = readOfficials([official('curator', 1), official('head', 1), ...[1, 2, 3].map((index) => official('deputy', index)), ...[1, 2, 3, 4, 5, 6, 7, 8].map((index) => official('executor', index))]).rows;

/** Open cases found over the last two weeks: many in time, many late. */
function openCases(): CaseRecord[] {
	return Array.from({ length: CASES }, (_one, index) => {
		const row = {
			id: index + 1,
			version: 3,
			status: STATUSES[index % STATUSES.length],
			detectedAt: new Date(NOW - (index / CASES) * 14 * DAY_MS).toISOString(),
			officialAccount: index % 5 === 0,
			network: 'vk',
			topicGroup: GROUPS[index % GROUPS.length],
			location: 'Палана',
			text: 'Снег во дворе не убран третий день.',
			executor: `executor${1 + (index % 8)}@example.org`,
			recipient: `deputy${1 + (index % 3)}@example.org`,
		};
		return { ...row, ...setTerms(row, context) };
	});
}

/** A journal of five steps a case, the last of them the reply. */
function journalOf(rows: readonly CaseRecord[]): CaseRecord[] {
	const events = [['register', 'registered'], ['route', 'routed'], ['draft', 'approval'], ['approve', 'approved'], ['published', 'answered']] as const;
	return rows.flatMap((row) =>
		events.map(([event, toStatus], index) => {
			const at = new Date(Date.parse(String(row.detectedAt)) + (index + 1) * 0.4 * DAY_MS).toISOString();
			return { caseId: row.id, version: index + 1, at, event, toStatus, changes: JSON.stringify(event === 'published' ? { replyPublishedAt: [null, at] } : {}) };
		}),
	);
}

function medianMs(work: () => void): number {
	const times = Array.from({ length: ROUNDS }, () => {
		const started = performance.now();
		work();
		return performance.now() - started;
	}).sort((a, b) => a - b);
	return Math.round(times[ROUNDS >> 1] as number);
}

export function benchControl(): BenchSection {
	const rows = openCases();
	const journal = journalOf(rows);
	const now = new Date(NOW).toISOString();
	let alerts = 0;
	let mails = 0;
	const controlMs = medianMs(() => {
		const states = rows.map((row) => {
			const { owedBy, reason, ...state } = stateOf(row, context, { now: NOW });
			return { ...row, ...state, owedByName: owedBy?.name ?? '', stateReason: reason };
		});
		const digests = digestsFor(states, now, { officials: OFFICIALS, absences: [], day: '2026-11-25' }, { baseUrl: 'http://localhost:5678', zone: 'Asia/Kamchatka', organization: '' });
		mails = digests.length;
		alerts = new Set(digests.flatMap((mail) => mail.cases.map((one) => one.id))).size;
	});
	let bytes = 0;
	const reportMs = medianMs(() => {
		const source = readSource({ cases: rows, journal, period: 'year', date: NOW, now: NOW, context });
		bytes = reportHtml(makeReport(source), { organization: '', asOfWords: '', overdue: overdueCases(source, false), withPersonalData: false }).length;
	});
	const markdown = [
		`Median of ${ROUNDS} runs in one process, without n8n and without the database.`,
		'',
		'| what | ms |',
		'|---|---|',
		`| workflow 09 over ${CASES} open cases: states and digests (${alerts} cases told in ${mails} mails) | ${controlMs} |`,
		`| report of a year: ${CASES} cases, ${journal.length} journal entries (${Math.round(bytes / 1024)} KiB of HTML) | ${reportMs} |`,
	].join('\n');
	return { title: 'Control of terms and report', markdown, json: { cases: CASES, journal: journal.length, controlMs, alerts, mails, reportMs } };
}
