import { DeskError } from '../errors';

const MINUTE = 60_000;
const HOUR = 3_600_000;

/** Opening and closing by the local clock, in milliseconds since midnight. */
export interface DayHours {
	readonly opens: number;
	readonly closes: number;
}

/** When the administration works. */
export interface OfficeHours {
	/** Monday to Friday; a worked weekend day follows the weekday whose rest it was exchanged for, else Friday. */
	readonly week: readonly [DayHours, DayHours, DayHours, DayHours, DayHours];
	readonly lunch: DayHours | null;
	/** How much earlier a shortened day closes (Labour Code 95). */
	readonly shortBy: number;
}

/** As a person fills it in. `friday` and `monday` differ in many administrations. */
export interface OfficeHoursInput {
	readonly opens: string;
	readonly closes: string;
	readonly mondayCloses?: string;
	readonly fridayCloses?: string;
	/** Empty: no lunch break. */
	readonly lunchStart?: string;
	readonly lunchEnd?: string;
	readonly shortByMinutes?: number;
}

/**
 * Office hours from «09:00» notation.
 * @throws DeskError HOURS_UNREADABLE, HOURS_ORDER
 * @example officeHours({ opens: '09:00', closes: '18:00', lunchStart: '13:00', lunchEnd: '14:00' })
 */
export function officeHours(input: OfficeHoursInput): OfficeHours {
	const opens = clock(input.opens, 'Начало работы');
	const day = (closes: string | undefined, label: string): DayHours => ordered({ opens, closes: clock(closes || input.closes, label) }, label);
	const usual = day(input.closes, 'Конец работы');
	const friday = day(input.fridayCloses, 'Конец работы в пятницу');
	const lunch = lunchOf(input);
	const week = [day(input.mondayCloses, 'Конец работы в понедельник'), usual, usual, usual, friday] as const;
	const shortBy = (input.shortByMinutes ?? 60) * MINUTE;
	for (const { closes } of week) {
		const lastWork = lunch === null ? opens : lunch.closes;
		if (lunch !== null && (lunch.opens < opens || lunch.closes > closes)) throw order('Обеденный перерыв');
		if (!(shortBy >= 0) || closes - shortBy <= lastWork) throw order('Сокращение предпраздничного дня');
	}
	return { week, lunch, shortBy };
}

function lunchOf(input: OfficeHoursInput): DayHours | null {
	if (!input.lunchStart && !input.lunchEnd) return null;
	return ordered({ opens: clock(input.lunchStart ?? '', 'Начало обеда'), closes: clock(input.lunchEnd ?? '', 'Конец обеда') }, 'Обеденный перерыв');
}

function clock(text: string, label: string): number {
	const parts = /^(\d{1,2})[:.](\d{2})$/.exec(text.trim());
	const [hour, minute] = [Number(parts?.[1]), Number(parts?.[2])];
	if (parts === null || hour > 23 || minute > 59) {
		throw new DeskError('HOURS_UNREADABLE', `Режим работы, «${label}»: «${text}» не читается как время.`, 'Запишите время как 09:00.');
	}
	return hour * HOUR + minute * MINUTE;
}

function ordered(hours: DayHours, label: string): DayHours {
	if (hours.closes <= hours.opens) throw order(label);
	return hours;
}

function order(label: string): DeskError {
	return new DeskError('HOURS_ORDER', `Режим работы, «${label}»: время не сходится с остальным режимом.`, 'Начало работы, обед и конец работы должны идти по порядку.');
}

const LUNCH = { lunchStart: '13:00', lunchEnd: '14:00' };

/**
 * Ready-made weeks. `standard40` is the usual one. `north36` is the 36-hour week of the Far North (Labour Code 320:
 * women; Palana is in the Far North): 8 hours on Monday, 7 on other days. An administration whose order differs
 * fills in its own.
 */
export const OFFICE_HOURS = {
	standard40: officeHours({ opens: '09:00', closes: '18:00', ...LUNCH }),
	north36: officeHours({ opens: '09:00', closes: '17:00', mondayCloses: '18:00', ...LUNCH }),
} as const;

export type OfficeHoursPreset = keyof typeof OFFICE_HOURS;
