import { DateTime } from 'luxon';

import { isOpen } from '../cases/statuses';
import { normalEmail } from '../cases/actor';
import { readAbsences, type Absence } from './absences';
import { fitOf, subjectOf, type Subject } from './competence';
import { compare, officialBy, readOfficials, type Official } from './officials';
import { reasonOf, whoActs, type Acting } from './substitution';

type Row = Readonly<Record<string, unknown>>;

/** People and their work, read once for all cases of a run. */
export interface Roster {
	readonly officials: readonly Official[];
	readonly absences: readonly Absence[];
	/** Open cases by executor's e-mail. */
	readonly load: ReadonlyMap<string, number>;
	/** 'YYYY-MM-DD' in the administration's zone. */
	readonly day: string;
	/** What could not be read in the tables, told in every reason until mended. */
	readonly problems: readonly string[];
}

/** The assignment fields of a record. */
export interface Assignment {
	readonly recipient: string;
	readonly recipientName: string;
	readonly executor: string;
	readonly executorName: string;
	readonly substituteFor: string;
	readonly absenceReason: string;
	readonly actReference: string;
	readonly assignmentReason: string;
}

/** Open cases counted by executor. */
export function openLoad(cases: readonly Row[]): Map<string, number> {
	const load = new Map<string, number>();
	for (const one of cases) {
		const executor = normalEmail(one.executor);
		if (executor !== '' && isOpen(one.status)) load.set(executor, (load.get(executor) ?? 0) + 1);
	}
	return load;
}

/**
 * @param now ISO 8601: the moment whose day decides who is absent
 * @param zone IANA zone of the administration
 */
export function rosterOf(tables: { officials: readonly Row[]; absences: readonly Row[]; openCases: readonly Row[] }, now: string, zone: string): Roster {
	const officials = readOfficials(tables.officials);
	const absences = readAbsences(tables.absences);
	const day = DateTime.fromISO(now).setZone(zone).toFormat('yyyy-MM-dd');
	return { officials: officials.rows, absences: absences.rows, load: openLoad(tables.openCases), day, problems: [...officials.problems, ...absences.problems] };
}

/** A person found for a case and how he was found. */
interface Choice {
	/** Whose work it is by competence; `acting` differs when he is absent. */
	readonly official: Official;
	readonly acting: Official;
	readonly chain: Acting;
	/** Russian: why this person. */
	readonly why: string;
}

/**
 * Who receives a case and who prepares its reply (clauses 9, 10). A person already chosen on the record is kept, an
 * absent one replaced by his substitute. With nobody left the case is the curator's, and the reason says so.
 * The same record and roster always give the same people.
 */
export function assign(record: Row, roster: Roster): Assignment {
	const subject = subjectOf(record);
	const notes: string[] = [];
	const recipient = chosen(record.recipient, roster, notes) ?? recipientFor(subject, roster);
	const executor = chosen(record.executor, roster, notes, true) ?? executorFor(subject, roster, notes) ?? curatorInstead(roster, notes);
	const substituted = [executor, recipient].find((choice) => choice?.chain.absence);
	return {
		recipient: recipient?.acting.email ?? '',
		recipientName: recipient?.acting.name ?? '',
		executor: executor?.acting.email ?? '',
		executorName: executor?.acting.name ?? '',
		substituteFor: substituted?.official.name ?? '',
		absenceReason: substituted ? reasonOf(substituted.chain) : '',
		actReference: executor?.chain.actReference ?? '',
		assignmentReason: sentence(recipient, executor, [...notes, ...roster.problems.slice(0, 2)]),
	};
}

/**
 * Assigns cases one after another; each counts as load for the next, so that a batch does not land on one desk.
 *
 * @returns a function: record → its people
 */
export function assigner(roster: Roster): (record: Row) => Assignment {
	const load = new Map(roster.load);
	return (record) => {
		const assignment = assign(record, { ...roster, load });
		if (normalEmail(record.executor) !== assignment.executor) load.set(assignment.executor, (load.get(assignment.executor) ?? 0) + 1);
		return assignment;
	};
}

const choiceOf = (official: Official, roster: Roster, why: string): Choice | undefined => {
	const chain = whoActs(official, roster.officials, roster.absences, roster.day);
	return chain.acting && { official, acting: chain.acting, chain, why };
};

/** The person the record already names, or who acts for him. */
function chosen(email: unknown, roster: Roster, notes: string[], needsAct = false): Choice | undefined {
	const wanted = normalEmail(email);
	if (wanted === '') return undefined;
	const official = officialBy(roster.officials, wanted, needsAct ? 'executor' : undefined);
	if (!official) notes.push(`выбранного ${wanted} нет среди действующих должностных лиц`);
	if (!official) return undefined;
	const choice = choiceOf(official, roster, 'как указано в деле');
	if (!choice) notes.push(whoActs(official, roster.officials, roster.absences, roster.day).story);
	if (choice && needsAct && choice.chain.actReference === '' && choice.acting.role === 'executor') {
		notes.push(`для ${choice.acting.name} не указан локальный акт о назначении`);
	}
	return choice;
}

/** Head or deputy by competence, the best fit first; the Head for what nobody else is competent for. */
function recipientFor(subject: Subject, roster: Roster): Choice | undefined {
	const competent = ranked(roster.officials.filter((one) => one.role === 'deputy' || one.role === 'head'), subject);
	const lastResort = roster.officials.filter((one) => one.role === 'head');
	for (const { official } of competent) {
		const choice = choiceOf(official, roster, 'по компетенции');
		if (choice) return choice;
	}
	for (const official of lastResort) {
		const choice = choiceOf(official, roster, competent.length > 0 ? 'компетентный заместитель отсутствует' : 'по компетенции никто другой не назначен');
		if (choice) return choice;
	}
	return undefined;
}

interface Ranked {
	readonly official: Official;
	readonly fit: number;
}

/** Those competent, the best fit first, then in the table's order. */
const ranked = (officials: readonly Official[], subject: Subject): Ranked[] =>
	officials
		.map((official) => ({ official, fit: fitOf(official.competences, subject) }))
		.filter(({ fit }) => fit > 0)
		.sort((a, b) => b.fit - a.fit);

/** Executor by competence; among equally competent ones those present, then the least open work, then the order. */
function executorFor(subject: Subject, roster: Roster, notes: string[]): Choice | undefined {
	const all = ranked(roster.officials.filter((one) => one.role === 'executor'), subject);
	if (all.length === 0) notes.push('исполнителя с такой компетенцией нет');
	const candidates = all.flatMap(({ official, fit }) => {
		const chain = whoActs(official, roster.officials, roster.absences, roster.day);
		if (!chain.acting) notes.push(chain.story);
		else if (chain.actReference === '') notes.push(`у ${chain.acting.name} не указан локальный акт о назначении (п. 9)`);
		else return [{ fit, official, acting: chain.acting, chain, load: roster.load.get(chain.acting.email) ?? 0 }];
		return [];
	});
	const [best] = candidates.sort(
		(a, b) =>
			b.fit - a.fit ||
			Number(a.chain.absence !== undefined) - Number(b.chain.absence !== undefined) ||
			a.load - b.load ||
			a.official.order - b.official.order ||
			compare(a.official.email, b.official.email),
	);
	return best && { ...best, why: `по компетенции, открытых дел: ${best.load}` };
}

/** The curator himself prepares the reply where no executor is left; even an absent one is named rather than nobody. */
function curatorInstead(roster: Roster, notes: string[]): Choice | undefined {
	const curators = roster.officials.filter((one) => one.role === 'curator');
	for (const official of curators) {
		const choice = choiceOf(official, roster, 'исполнителя нет, дело остаётся у куратора');
		if (choice) return choice;
	}
	const [first] = curators;
	if (!first) notes.push('куратора в таблице officials нет');
	return first && { official: first, acting: first, chain: { acting: first, actReference: first.actReference, story: '' }, why: 'куратор отсутствует, но больше некому' };
}

function sentence(recipient: Choice | undefined, executor: Choice | undefined, notes: readonly string[]): string {
	const parts = [
		recipient ? `Направлено (п. 10): ${recipient.acting.name}, ${recipient.why}${story(recipient)}` : 'Направить некому (п. 10): Главы и заместителей в таблице officials нет или все отсутствуют',
		executor ? `исполнитель (п. 9): ${executor.acting.name}, ${executor.why}${story(executor)}` : 'исполнителя назначить некому (п. 9)',
		...[...new Set(notes)].filter((note) => note !== ''),
	];
	return `${parts.join('; ')}.`;
}

const story = (choice: Choice): string => (choice.chain.story === '' ? '' : ` (${choice.chain.story})`);
