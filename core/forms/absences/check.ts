import { DateTime } from 'luxon';

import { DeskError } from '../../errors';
import { absenceWords, type Absence } from '../../roster/absences';
import { officialBy, type Official } from '../../roster/officials';
import { whoActs } from '../../roster/substitution';
import { dayWords, nameOf, type KnownAbsence } from './table';

/** The longest absence that is taken for true (parental leave runs three years), and how far back one may be entered. Days. */
const LIMITS = { length: 1_100, back: 366 } as const;

/** How far the chain of substitutes is looked at. Days from the beginning. */
const LOOKED_AT = 400;

/**
 * The absence as it may stand in the table.
 *
 * @param others the absences that stand already, this one left out
 * @throws DeskError FORM_BAD_DAY, FORM_DAYS_REVERSED, FORM_TOO_LONG, FORM_OVERLAP, FORM_OWN_SUBSTITUTE
 */
export function checkAbsence(absence: Absence, others: readonly KnownAbsence[]): void {
	const from = dayOrError(absence.fromDate, 'Первый день отсутствия');
	const to = absence.toDate === '' ? undefined : dayOrError(absence.toDate, 'Последний день отсутствия');
	if (to && to < from) throw new DeskError('FORM_DAYS_REVERSED', `Отсутствие кончается (${dayWords(absence.toDate)}) раньше, чем начинается (${dayWords(absence.fromDate)}).`, 'Поменяйте даты.');
	if (to && to.diff(from, 'days').days > LIMITS.length) throw new DeskError('FORM_TOO_LONG', 'Отсутствие длиннее трёх лет.', 'Проверьте год в датах.');
	if (absence.substitute === absence.official) throw new DeskError('FORM_OWN_SUBSTITUTE', 'Человек не может замещать сам себя.', 'Выберите другого замещающего или «Не назначен».');
	const overlap = others.find((one) => one.official === absence.official && one.fromDate <= (absence.toDate || '9999') && absence.fromDate <= (one.toDate || '9999'));
	if (overlap) {
		throw new DeskError('FORM_OVERLAP', `${overlap.name} в эти дни уже отсутствует: ${absenceWords(overlap)}, с ${dayWords(overlap.fromDate)} (запись № ${overlap.id}).`, 'Измените или отмените прежнюю запись, потом внесите новую.');
	}
}

/** A new absence begins about now: a year typed wrong would hand over half the register. One that stands may be long and old. Error FORM_BAD_DAY, FORM_TOO_OLD. */
export function checkBegin({ fromDate }: Absence, day: string): void {
	const from = dayOrError(fromDate, 'Первый день отсутствия');
	if (DateTime.fromISO(day, { zone: 'utc' }).diff(from, 'days').days > LIMITS.back) throw new DeskError('FORM_TOO_OLD', `Отсутствие началось больше года назад (${dayWords(fromDate)}).`, 'Проверьте год в дате.');
}

function dayOrError(day: string, label: string): DateTime<true> {
	const read = DateTime.fromFormat(day, 'yyyy-MM-dd', { zone: 'utc' });
	if (read.isValid) return read;
	throw new DeskError('FORM_BAD_DAY', `«${label}» не читается.`, 'Укажите день, например 01.12.2026.');
}

/**
 * What is worth a warning once the absence stands: days on which nobody acts for the person, because the chain of
 * substitutes goes in a circle, its end is away too, or nobody was appointed. Each reason is told once, with its first day.
 */
export function warningsOf(absence: Absence, others: readonly Absence[], officials: readonly Official[]): string[] {
	const person = officialBy(officials, absence.official);
	if (!person) return [];
	const all = [...others, absence];
	const told = new Map<string, string>();
	let day = DateTime.fromISO(absence.fromDate, { zone: 'utc' });
	const last = absence.toDate === '' ? day.plus({ days: LOOKED_AT }) : DateTime.min(DateTime.fromISO(absence.toDate, { zone: 'utc' }), day.plus({ days: LOOKED_AT }));
	for (; day <= last; day = day.plus({ days: 1 })) {
		const { acting, story } = whoActs(person, officials, all, day.toFormat('yyyy-MM-dd'));
		if (!acting && !told.has(story)) told.set(story, `С ${day.toFormat('dd.MM.yyyy')} замещать некому: ${story}. Дела получит другой исполнитель по компетенции, а если его нет — куратор.`);
	}
	return [...told.values()];
}

/** «Замещает Стланикова Мария Петровна»; '' where nobody was appointed. */
export const substituteWords = (absence: Absence, officials: readonly Official[]): string => (absence.substitute === '' ? 'замещающий не назначен' : `замещает ${nameOf(officials, absence.substitute)}`);
