import { DeskError } from '../../errors';
import { absenceWords } from '../../roster/absences';
import { officialBy, type Official } from '../../roster/officials';
import { whoActs } from '../../roster/substitution';
import { dropdown, html, type FormField } from '../field';
import { emailInLabel, personLabel } from '../people';
import { escapeHtml } from '../../text/escape';
import type { ActionRefs } from './refs';

type Row = Readonly<Record<string, unknown>>;

const AS_IT_IS = 'Не менять';

const among = (refs: ActionRefs, roles: readonly Official['role'][]): Official[] => refs.officials.filter((one) => roles.includes(one.role));

/** Fields of «Передать дело»: the new executor, the new recipient, why. Who is away today stands above them. */
export function reassignFields(record: Row, refs: ActionRefs): FormField[] {
	const choice = (name: string, label: string, people: readonly Official[]): FormField => dropdown(name, label, [AS_IT_IS, ...new Set(people.map(personLabel))], AS_IT_IS);
	const away = refs.officials.flatMap((one) => {
		const { absence } = whoActs(one, refs.officials, refs.absences, refs.day);
		return absence ? [`${one.name} (${absenceWords(absence)})`] : [];
	});
	return [
		html(`<p>Сейчас исполнитель: ${escapeHtml(String(record.executorName || record.executor || 'не назначен'))}. Направлено: ${escapeHtml(String(record.recipientName || record.recipient || 'не указано'))}.</p>${away.length > 0 ? `<p>Сегодня отсутствуют: ${escapeHtml([...new Set(away)].join(', '))}.</p>` : ''}`),
		choice('executor', 'Новый исполнитель', among(refs, ['executor', 'curator', 'deputy', 'head'])),
		choice('recipient', 'Кому направлено (Глава, заместители)', among(refs, ['head', 'deputy'])),
		{ fieldName: 'remark', fieldLabel: 'Почему передаёте', fieldType: 'textarea', requiredField: true, defaultValue: '' },
	];
}

/**
 * The people of a case handed over by hand (clause 9).
 *
 * @throws DeskError FORM_NOBODY_CHOSEN, FORM_UNKNOWN_PERSON, FORM_PERSON_ABSENT, FORM_NO_ACT
 */
export function readReassign(answer: Row, refs: ActionRefs): Row {
	const executor = personOf(answer.executor, refs, 'executor');
	const recipient = personOf(answer.recipient, refs);
	if (!executor && !recipient) throw new DeskError('FORM_NOBODY_CHOSEN', 'Не выбрано, кому передать дело.', 'Выберите нового исполнителя или того, кому направлено дело.');
	if (executor?.role === 'executor' && executor.actReference === '') {
		throw new DeskError('FORM_NO_ACT', `Для ${executor.name} не указан локальный акт о назначении (п. 9 Положения).`, 'Попросите ИТ-специалиста внести номер и дату акта в таблицу officials или выберите другого исполнителя.');
	}
	return {
		...(executor ? { executor: executor.email, executorName: executor.name, substituteFor: '', absenceReason: '', actReference: executor.actReference } : {}),
		...(recipient ? { recipient: recipient.email, recipientName: recipient.name } : {}),
		assignmentReason: `Передано вручную, решил(а) ${refs.actor.name}: ${String(answer.remark ?? '').trim()}`,
	};
}

/** The person of a label, by his row for the role where he holds several; undefined for «Не менять». */
function personOf(label: unknown, refs: ActionRefs, as?: Official['role']): Official | undefined {
	if (label === undefined || label === null || label === '' || label === AS_IT_IS) return undefined;
	const person = officialBy(refs.officials, emailInLabel(label), as);
	if (!person) throw new DeskError('FORM_UNKNOWN_PERSON', 'Выбранного человека нет среди должностных лиц.', 'Выберите из списка.');
	const { absence, acting, story } = whoActs(person, refs.officials, refs.absences, refs.day);
	if (!absence) return person;
	throw new DeskError('FORM_PERSON_ABSENT', `${story}.`, acting ? `Выберите того, кто замещает: ${acting.name}.` : 'Выберите того, кто сейчас работает.');
}
