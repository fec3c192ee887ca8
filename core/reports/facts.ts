import { setTerms, type TermContext } from '../calendar/caseTerms';
import type { DayNumber } from '../calendar/days';
import { readMoment } from '../calendar/moment';
import { nextDue } from '../calendar/nextDue';
import { caseId } from '../cases/record';
import { isOpen, isStatus, type Status } from '../cases/statuses';
import { DeskError } from '../errors';
import { momentOrNothing, readJournal, type Histories, type Move, type Replies } from './history';

type Row = Readonly<Record<string, unknown>>;

/** What a report knows of a case; times are UTC milliseconds. */
export interface CaseFacts {
	readonly id: number;
	readonly row: Row;
	readonly found: number;
	readonly foundDay: DayNumber;
	/** In order; never empty. */
	readonly moves: readonly Move[];
	/** When the first final reply appeared: a case that is reopened later was answered all the same. */
	readonly replied: number | undefined;
	readonly interim: number | undefined;
	/** The final reply that followed the interim one: another than the first where a case was reopened before it. */
	readonly repliedAfterInterim: number | undefined;
	/** End of the term to reply (clauses 10, 11). */
	readonly replyBy: number;
	/** End of the term of the final reply (clause 12), where an interim one was given. */
	readonly finalBy: number | undefined;
}

export interface ReadFacts {
	readonly cases: readonly CaseFacts[];
	/** Russian sentences about what could not be counted, and why. */
	readonly remarks: readonly string[];
}

/**
 * Rows of `cases` and `journal` as facts. Statuses and times come from the journal, terms and classification from the
 * case; a case without a journal is read from its row alone, and the remarks say how many there are.
 *
 * @param journalFrom UTC milliseconds from which the journal is needed: it may have been read from then on only, so a case found
 * earlier and without entries has stood still since, as its row says, and the first entry tells where its case stood before
 */
export function readFacts(caseRows: readonly Row[], journalRows: readonly Row[], context: TermContext, journalFrom = -Infinity): ReadFacts {
	const { histories, remarks } = readJournal(journalRows, context.zone);
	const told = [...remarks];
	const cases: CaseFacts[] = [];
	const known = new Set<number>();
	let bare = 0;
	for (const row of caseRows) {
		const id = caseId(row);
		if (id === null) told.push('В таблице cases есть строка без номера (id), она не учтена.');
		else if (!known.has(id)) {
			known.add(id);
			try {
				const facts = factsOf(id, row, histories, context);
				cases.push(facts);
				if (!histories.has(id) && (facts.found >= journalFrom || histories.size === 0)) bare += 1;
			} catch (error) {
				if (!(error instanceof DeskError)) throw error;
				told.push(`Дело № ${id} не учтено: ${error.message}`);
			}
		}
	}
	if (bare > 0) told.push(`Дел без записей в журнале: ${bare}. Они учтены по строке реестра, без прежних состояний.`);
	const lost = [...histories.keys()].filter((id) => !known.has(id)).length;
	if (lost > 0) told.push(`В журнале есть дела, которых нет в реестре: ${lost}. Они не учтены.`);
	return { cases: cases.sort((a, b) => a.id - b.id), remarks: [...new Set(told)] };
}

function factsOf(id: number, row: Row, histories: Histories, context: TermContext): CaseFacts {
	const { zone } = context;
	const found = readMoment(row.detectedAt, zone, 'Выявлено').at;
	const told = histories.get(id);
	const moves = told ? [...movesBefore(told, row, found, context), ...told] : movesOf(row, found, context);
	const published = (status: Status): number[] => moves.filter((one) => one.event === 'published' && one.to === status).map((one) => one.publishedAt ?? one.at);
	const [interim] = published('interim');
	const finals = published('answered');
	const counted = (): ReturnType<typeof setTerms> => setTerms({ ...row, status: 'routed', interimAt: interim === undefined ? '' : new Date(interim).toISOString() }, context);
	const replyBy = momentOrNothing(row.replyBy, zone) ?? Date.parse(counted().replyBy);
	const finalBy = interim === undefined ? undefined : (momentOrNothing(row.finalBy, zone) ?? Date.parse(counted().finalBy ?? ''));
	return { id, row, found, foundDay: zone.dayOf(found), moves, replied: finals[0], interim, repliedAfterInterim: interim === undefined ? undefined : finals.find((at) => at >= interim), replyBy, finalBy };
}

/** The little history a row itself tells. */
function movesOf(row: Row, found: number, { zone }: TermContext): Move[] {
	const status: Status = isStatus(row.status) ? row.status : 'registered';
	const interim = momentOrNothing(row.interimAt, zone);
	const replied = status === 'answered' ? (momentOrNothing(row.replyPublishedAt, zone) ?? found) : undefined;
	const ground = String(row.exclusionGround ?? '');
	const steps: Omit<Move, 'version'>[] = [{ at: found, event: 'register', to: replied === undefined && interim === undefined ? status : 'registered', ...(ground === '' ? {} : { ground }) }];
	if (interim !== undefined) steps.push({ at: interim, event: 'published', to: 'interim' });
	if (replied !== undefined) steps.push({ at: replied, event: 'published', to: 'answered' });
	else if (interim !== undefined && status !== 'interim') steps.push({ at: interim, event: '', to: status });
	return steps.map((step, index) => ({ ...step, version: index + 1 }));
}

/** What happened before the first entry that was read: nothing where that is the case's first step. */
function movesBefore(told: readonly Move[], row: Row, found: number, { zone }: TermContext): Move[] {
	const [first] = told;
	if (first?.from === undefined || first.version <= 1) return [];
	const before = (key: keyof Replies): number | undefined => {
		const changed = told.find((one) => one.before !== undefined && key in one.before);
		const at = changed ? changed.before?.[key] : momentOrNothing(row[key], zone);
		return at !== undefined && at < first.at ? at : undefined;
	};
	const [interim, replied] = [before('interimAt'), before('replyPublishedAt')];
	const steps: Omit<Move, 'version'>[] = [{ at: found, event: 'register', to: 'registered' }];
	if (interim !== undefined) steps.push({ at: interim, event: 'published', to: 'interim' });
	if (replied !== undefined) steps.push({ at: replied, event: 'published', to: 'answered' });
	steps.sort((a, b) => a.at - b.at);
	steps.push({ at: Math.min(first.at, Math.max(...steps.map((one) => one.at))), event: '', to: first.from });
	return steps.map((step, index) => ({ ...step, version: index - steps.length }));
}

/** The status at an instant; a message found but not yet registered then was waiting for registration. */
export function statusAt({ moves }: CaseFacts, instant: number): Status {
	let status: Status = 'registered';
	for (const move of moves) {
		if (move.at > instant) break;
		status = move.to;
	}
	return status;
}

/** The ground of clause 15 a case was excluded on, as it stood at an instant; '' where it was not. */
export function groundAt(facts: CaseFacts, instant: number): string {
	if (statusAt(facts, instant) !== 'excluded') return '';
	const told = facts.moves.filter((move) => move.at <= instant && move.ground !== undefined).at(-1);
	return told?.ground ?? (String(facts.row.exclusionGround ?? '') || 'other');
}

export const isOpenAt = (facts: CaseFacts, instant: number): boolean => facts.found <= instant && isOpen(statusAt(facts, instant));

/** Whether the final reply kept its terms: with an interim reply both its own term and the one that followed count. */
export function repliedInTime({ replied, interim, replyBy, finalBy }: CaseFacts): boolean {
	if (replied === undefined) return false;
	if (interim === undefined || interim >= replied) return replied <= replyBy;
	return interim <= replyBy && replied <= (finalBy ?? replyBy);
}

/** When the next thing of an open case was due, as the case stood at an instant; undefined when nothing was. */
export function dueAt(facts: CaseFacts, instant: number, context: TermContext): number | undefined {
	const { row, interim } = facts;
	const interimAt = interim === undefined || interim > instant ? '' : new Date(interim).toISOString();
	const view = { ...row, status: statusAt(facts, instant), interimAt };
	const { nextDueAt, nextDueWhat } = nextDue(view);
	if (nextDueWhat === '') return undefined;
	return momentOrNothing(nextDueAt, context.zone) ?? momentOrNothing(setTerms(view, context).nextDueAt, context.zone);
}

/** Working days after the day of detection up to and with the day of an instant; 0 on the day itself. */
export const workingDaysTo = (facts: CaseFacts, instant: number, { calendar, zone }: TermContext): number =>
	Math.max(0, calendar.count(facts.foundDay, zone.dayOf(instant)));
