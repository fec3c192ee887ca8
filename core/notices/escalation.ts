import type { CaseRecord } from '../cases/record';
import { DeskError } from '../errors';
import { holders, person, type Addressee, type People } from './addressee';

/** One step of the ladder: from so many overdue working days on, these people are told as well. */
export interface EscalationStep {
	/** 1 is the first working day after the due day. */
	readonly overdueWorkingDays: number;
	readonly to: 'recipient' | 'head' | 'curator' | 'officer';
}

/** Who is told when the owner does not act: the curator, the deputy the case was sent to, the Head. */
export const ESCALATION: readonly EscalationStep[] = [
	{ overdueWorkingDays: 1, to: 'curator' },
	{ overdueWorkingDays: 2, to: 'recipient' },
	{ overdueWorkingDays: 4, to: 'head' },
];

/** Rows of the table `settings` that hold the ladder. */
const SETTINGS: Readonly<Record<string, EscalationStep['to']>> = { escalateToCurator: 'curator', escalateToDeputy: 'recipient', escalateToHead: 'head' };

/** Those the ladder names for a delay of so many working days. */
export function above(record: Readonly<CaseRecord>, overdueDays: number, people: People, escalation: readonly EscalationStep[]): Addressee[] {
	return escalation.filter((step) => overdueDays >= step.overdueWorkingDays).flatMap(({ to }) => {
		if (to !== 'recipient') return holders(to, people);
		const recipient = person(record.recipient, people);
		return recipient ? [recipient] : holders('head', people);
	});
}

/** The ladder from the node's panel. Error ESCALATION_BAD: not a list of {overdueWorkingDays, to}. */
export function readEscalation(rows: readonly Readonly<Record<string, unknown>>[]): readonly EscalationStep[] {
	return rows.map(({ overdueWorkingDays, to }) => {
		const days = Number(overdueWorkingDays);
		if (!Number.isFinite(days) || !['recipient', 'head', 'curator', 'officer'].includes(String(to))) {
			throw new DeskError('ESCALATION_BAD', 'Ступени напоминаний не читаются.', 'Нужен список вида [{"overdueWorkingDays": 2, "to": "recipient"}]; to — recipient, head, curator или officer.');
		}
		return { overdueWorkingDays: days, to: to as EscalationStep['to'] };
	});
}

/**
 * The ladder as staff keep it in the table `settings`: working days of delay by person, empty for «do not tell». A row
 * that is not there, or not a number, leaves the usual step: a slip of the hand must not silence the control.
 *
 * @param valueOf the value of a settings row; undefined where there is no such row
 */
export function settledEscalation(valueOf: (key: string) => string | undefined): readonly EscalationStep[] {
	return Object.entries(SETTINGS).flatMap(([key, to]) => {
		const value = valueOf(key)?.trim();
		if (value === '') return [];
		const days = Number((value ?? 'x').replace(',', '.'));
		const usual = ESCALATION.find((step) => step.to === to) as EscalationStep;
		return [Number.isFinite(days) && days >= 0 ? { overdueWorkingDays: days, to } : usual];
	});
}
