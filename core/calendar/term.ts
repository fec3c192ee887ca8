import { DeskError } from '../errors';
import { countFrom, type CountingFrame, type Policy } from './policy';
import type { DayNumber } from './days';

/** A length of time: whole working days, or working hours. */
export interface Term {
	readonly unit: 'days' | 'hours';
	readonly amount: number;
}

/** A term that has been counted. */
export interface CountedTerm {
	readonly term: Term;
	readonly policy: Policy;
	/** The day the term counts from: of detection, or of registration. */
	readonly startDay: DayNumber;
	/** Day one. */
	readonly firstDay: DayNumber;
	readonly dueDay: DayNumber;
	/** Days: 23:59:59.999 of the last day by the local clock (Civil Code 194). Hours: the moment itself. UTC milliseconds. */
	readonly dueAt: number;
	/** A day of a year without an official calendar took part. */
	readonly provisional: boolean;
}

const LONGEST = 1000;

/**
 * A term of whole working days from a parameter.
 * @throws DeskError TERM_INVALID
 */
export function daysTerm(amount: unknown, label: string): Term {
	const days = typeof amount === 'string' && amount.trim() !== '' ? Number(amount) : amount;
	if (typeof days === 'number' && Number.isInteger(days) && days >= 1 && days <= LONGEST) return { unit: 'days', amount: days };
	throw new DeskError('TERM_INVALID', `Срок «${label}» должен быть целым числом рабочих дней от 1 до ${LONGEST}, а указано «${String(amount)}».`, 'Исправьте параметр узла.');
}

/**
 * The curator's reduced term (clause 10): «4h» working hours, «1d» working days, '' none. Half hours may be written «0.5h».
 * @throws DeskError REDUCED_TERM_INVALID
 * @example parseReducedTerm('4h') // { unit: 'hours', amount: 4 }
 */
export function parseReducedTerm(text: unknown): Term | undefined {
	const written = text === undefined || text === null ? '' : String(text).trim();
	if (written === '') return undefined;
	const parts = /^(\d{1,3}(?:[.,]\d{1,2})?)\s?([hdчд])$/i.exec(written);
	const amount = Number(parts?.[1]?.replace(',', '.'));
	const unit = /[hч]/i.test(parts?.[2] ?? '') ? 'hours' : 'days';
	if (parts === null || !(amount > 0) || (unit === 'days' && !Number.isInteger(amount))) {
		throw new DeskError('REDUCED_TERM_INVALID', `Сокращённый срок «${written.slice(0, 20)}» не понятен.`, 'Укажите рабочие часы как 4h или рабочие дни как 1d; пусто — срок не сокращён.');
	}
	return { unit, amount };
}

/**
 * The end of a term that starts at `instant`.
 * @throws DeskError YEAR_OUT_OF_RANGE
 * @example countTerm(at('2025-12-30T16:00+12:00'), { unit: 'days', amount: 5 }, 'exclude', frame).dueDay // 16.01.2026
 */
export function countTerm(instant: number, term: Term, policy: Policy, frame: CountingFrame): CountedTerm {
	const { calendar, zone, clock } = frame;
	if (term.unit === 'days') {
		const counted = countFrom(instant, term.amount, policy, frame);
		return { term, policy, ...counted, dueAt: zone.endOf(counted.dueDay), provisional: calendar.isProvisional(counted.dueDay) };
	}
	const startDay = zone.dayOf(instant);
	// Opening of the first working moment: the range is checked before the ruler is read.
	const firstDay = clock.registrationDay(instant);
	const dueAt = clock.addHours(instant, term.amount);
	const dueDay = zone.dayOf(dueAt);
	return { term, policy, startDay, firstDay, dueDay, dueAt, provisional: calendar.isProvisional(dueDay) };
}
