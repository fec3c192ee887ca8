import { DeskError } from '../errors';
import type { DayNumber } from './days';
import type { WorkCalendar } from './workCalendar';
import type { WorkClock } from './workClock';
import type { Zone } from './zone';

/** Which day is day one. `words` goes into the sentence for staff; `event` is in the genitive: «выявления». */
export const POLICIES = {
	/** Civil Code 191: the day of the event is not counted. */
	exclude: { words: (event: string) => `день ${event} не считается` },
	/** One day safer: the day of the event is day one if it works. */
	include: { words: (event: string) => `день ${event} считается первым, если он рабочий` },
	/** Found outside office hours or on a day off counts as found when the office next opens. */
	nextWorkdayRegistration: { words: () => 'выявленное вне рабочего времени регистрируется следующим рабочим днём, день регистрации не считается' },
} as const;

export type Policy = keyof typeof POLICIES;

/**
 * The policy by its name.
 * @throws DeskError POLICY_UNKNOWN
 */
export function policyOf(name: string): Policy {
	if (name in POLICIES) return name as Policy;
	throw new DeskError('POLICY_UNKNOWN', `Порядок счёта «${name}» неизвестен.`, `Есть: ${Object.keys(POLICIES).join(', ')}.`);
}

export interface CountingFrame {
	readonly calendar: WorkCalendar;
	readonly zone: Zone;
	readonly clock: WorkClock;
}

/** The day from which a term starts, and the last day of `workingDays` counted by the policy. */
export function countFrom(instant: number, workingDays: number, policy: Policy, frame: CountingFrame): { startDay: DayNumber; firstDay: DayNumber; dueDay: DayNumber } {
	const { calendar } = frame;
	const found = frame.zone.dayOf(instant);
	if (policy === 'include') {
		const firstDay = calendar.firstFrom(found);
		return { startDay: found, firstDay, dueDay: calendar.add(firstDay - 1, workingDays) };
	}
	const startDay = policy === 'nextWorkdayRegistration' ? frame.clock.registrationDay(instant) : found;
	return { startDay, firstDay: calendar.firstFrom(startDay + 1), dueDay: calendar.add(startDay, workingDays) };
}
