import { DeskError } from '../../errors';
import { ABSENCE_REASONS, type Absence, type AbsenceReason } from '../../roster/absences';
import { officialBy } from '../../roster/officials';
import { escapeHtml } from '../../text/escape';
import { REASONS, choices } from '../choices';
import { dropdown, html, type FormPage } from '../field';
import { emailInLabel, personLabel } from '../people';
import { checkAbsence, checkBegin, substituteWords, warningsOf } from './check';
import { absenceLabel, currentAndComing, dayWords, mayTellOf, nameOf, peopleToTellOf, type AbsenceRefs, type KnownAbsence } from './table';

type Row = Readonly<Record<string, unknown>>;

const NOBODY = 'Не назначен';
const CHANGES = choices({ end: 'Изменить последний день', cancel: 'Отменить: внесено по ошибке' });

/** What is to be written to the `absences` table, and what the person is told. */
export interface AbsenceWrite {
	readonly write: 'insert' | 'update';
	/** Row id of what is updated; null for a new one. */
	readonly id: number | null;
	/** Columns of the table. */
	readonly row: Readonly<Record<string, string | boolean>>;
	/** Russian: what was written. */
	readonly told: string;
	readonly warnings: readonly string[];
}

const text = (value: unknown): string => String(value ?? '').trim();

/** The page for a new absence. */
export function newAbsencePage(refs: AbsenceRefs): FormPage {
	const people = peopleToTellOf(refs);
	const everybody = [...new Map(refs.officials.map((one) => [one.email, one])).values()];
	return {
		title: 'Новое отсутствие',
		button: 'Записать',
		fields: [
			dropdown('official', 'Кто отсутствует', people.map(personLabel), personLabel(people.find((one) => one.email === refs.actor.email) ?? people[0] ?? {})),
			dropdown('reason', 'Причина', REASONS.labels),
			{ fieldName: 'fromDate', fieldLabel: 'Первый день отсутствия', fieldType: 'date', requiredField: true },
			{ fieldName: 'toDate', fieldLabel: 'Последний день (пусто — пока не известен)', fieldType: 'date' },
			dropdown('substitute', 'Кто замещает', [NOBODY, ...everybody.map(personLabel)], NOBODY),
			html('<p>Замещающего назначают локальным правовым актом (п. 9): без номера и даты акта он не назначен. Если замещающего нет, дела получит другой исполнитель по компетенции.</p>'),
			{ fieldName: 'actNumber', fieldLabel: 'Номер акта о замещении', fieldType: 'text', placeholder: '12-р' },
			{ fieldName: 'actDate', fieldLabel: 'Дата акта', fieldType: 'date' },
		],
	};
}

/** The row of a new absence. Errors: FORM_UNKNOWN_PERSON, FORM_NOT_YOURS, FORM_NO_ACT and those of `checkBegin` and `checkAbsence`. */
export function readNewAbsence(answer: Row, refs: AbsenceRefs): AbsenceWrite {
	const official = officialBy(refs.officials, emailInLabel(answer.official));
	if (!official) throw new DeskError('FORM_UNKNOWN_PERSON', 'Не выбрано, кто отсутствует.', 'Выберите человека из списка.');
	if (!mayTellOf(refs.actor, official.email)) throw new DeskError('FORM_NOT_YOURS', 'Внести можно только своё отсутствие.', 'За других отсутствия вносят куратор, Глава и ИТ-специалист.');
	const absence: Absence = {
		official: official.email,
		fromDate: text(answer.fromDate),
		toDate: text(answer.toDate),
		reason: reasonOf(answer.reason),
		substitute: answer.substitute === NOBODY || text(answer.substitute) === '' ? '' : substituteOf(answer.substitute, refs),
		actReference: actOf(answer),
	};
	if (absence.substitute !== '' && absence.actReference === '') {
		throw new DeskError('FORM_NO_ACT', 'Замещающий назван, а номера или даты локального акта нет (п. 9 Положения).', 'Укажите номер и дату акта или выберите «Не назначен», пока акта нет.');
	}
	const others = currentAndComing(refs);
	checkAbsence(absence, others);
	checkBegin(absence, refs.day);
	return {
		write: 'insert',
		id: null,
		row: { ...absence, enteredBy: refs.actor.email, cancelled: false },
		told: `${official.name}: ${ABSENCE_REASONS[absence.reason]} с ${dayWords(absence.fromDate)}${absence.toDate === '' ? ', последний день пока не известен' : ` по ${dayWords(absence.toDate)}`}, ${substituteWords(absence, refs.officials)}.`,
		warnings: warningsOf(absence, others, refs.officials),
	};
}

function substituteOf(label: unknown, refs: AbsenceRefs): string {
	const person = officialBy(refs.officials, emailInLabel(label));
	if (!person) throw new DeskError('FORM_UNKNOWN_PERSON', 'Выбранного замещающего нет среди должностных лиц.', 'Выберите человека из списка.');
	return person.email;
}

const reasonOf = (label: unknown): AbsenceReason => (REASONS.valueOf(label) ?? 'other') as AbsenceReason;

/** «Распоряжение от 20.11.2026 № 12-р»; '' unless both number and date are there. */
function actOf(answer: Row): string {
	const [number, date] = [text(answer.actNumber), text(answer.actDate)];
	return number === '' || date === '' ? '' : `от ${dayWords(date)} № ${number}`;
}

/** The page on which an absence is ended, prolonged or cancelled. Error: see `absenceBehind`. */
export function changePage(label: unknown, refs: AbsenceRefs): FormPage {
	const absence = absenceBehind(label, refs);
	return {
		title: `Отсутствие: ${absence.name}`,
		button: 'Записать',
		fields: [
			html(`<p>${escapeHtml(`${absenceLabel(absence)}, ${substituteWords(absence, refs.officials)}.`)}</p><p>Переданные дела назад сами не возвращаются: кто начал, тот и заканчивает. Вернуть дело можно на странице «Действия по делу».</p>`),
			dropdown('change', 'Что сделать', CHANGES.labels),
			{ fieldName: 'toDate', fieldLabel: 'Последний день отсутствия', fieldType: 'date', defaultValue: absence.toDate },
		],
	};
}

/** What the change writes. Errors: FORM_NO_DAY, FORM_ENDS_BEFORE, and those of `checkAbsence`. */
export function readChange(label: unknown, answer: Row, refs: AbsenceRefs): AbsenceWrite {
	const absence = absenceBehind(label, refs);
	const others = currentAndComing(refs).filter((one) => one.id !== absence.id);
	const person = nameOf(refs.officials, absence.official);
	if (CHANGES.valueOf(answer.change) === 'cancel') {
		return { write: 'update', id: absence.id, row: { cancelled: true, changedBy: refs.actor.email, toDate: absence.toDate }, told: `Запись № ${absence.id} отменена: ${person} считается на месте.`, warnings: [] };
	}
	const toDate = text(answer.toDate);
	if (toDate === '') throw new DeskError('FORM_NO_DAY', 'Не указан последний день отсутствия.', 'Укажите день или отмените запись.');
	if (toDate < absence.fromDate) throw new DeskError('FORM_ENDS_BEFORE', `Отсутствие начинается ${dayWords(absence.fromDate)}: кончиться раньше оно не может.`, 'Если человек не отсутствовал вовсе, выберите «Отменить: внесено по ошибке».');
	const changed = { ...absence, toDate };
	checkAbsence(changed, others);
	return {
		write: 'update',
		id: absence.id,
		row: { toDate, changedBy: refs.actor.email, cancelled: false },
		told: `${person}: последний день отсутствия — ${dayWords(toDate)}.`,
		warnings: warningsOf(changed, others, refs.officials),
	};
}

/** The absence of a label that this person may change. Error FORM_NO_SUCH_ABSENCE. */
function absenceBehind(label: unknown, refs: AbsenceRefs): KnownAbsence {
	const found = currentAndComing(refs).find((one) => absenceLabel(one) === label && mayTellOf(refs.actor, one.official));
	if (!found) throw new DeskError('FORM_NO_SUCH_ABSENCE', 'Такой записи об отсутствии уже нет.', 'Откройте страницу «Отсутствия» заново: запись кончилась, её изменили или отменили.');
	return found;
}
