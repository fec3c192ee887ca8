import { allowedFor } from '../../cases/actor';
import { PUBLISH_LEASE_MINUTES } from '../../cases/guards';
import { statusOf } from '../../cases/statuses';
import type { EventName } from '../../cases/transitions';
import { DeskError } from '../../errors';
import { EXCLUSION_GROUNDS, IMPORTANCE, REDUCED_TERMS } from '../choices';
import { dropdown, type FormField } from '../field';
import { place, topicLabel, topicLabels, topicOf } from '../route';
import { readReassign, reassignFields } from './people';
import type { ActionRefs } from './refs';

type Row = Readonly<Record<string, unknown>>;

/** What can be done on the page «Действия по делу». The steps of everyday work (направление, проект, согласование) have forms of their own. */
export interface Action {
	readonly event: EventName;
	/** What staff choose in the list: begins with a verb. */
	readonly label: string;
	/** What will happen, one or two sentences above the fields. */
	readonly explain: string;
	/** Whether it makes sense for this case, beyond what the table of transitions allows. */
	readonly fits?: (record: Row) => boolean;
	readonly fields: (record: Row, refs: ActionRefs) => FormField[];
	/** The step's data. Errors: DeskError with the way out. */
	readonly read: (record: Row, answer: Row, refs: ActionRefs) => Row;
}

const textarea = (fieldName: string, fieldLabel: string, defaultValue = ''): FormField => ({ fieldName, fieldLabel, fieldType: 'textarea', requiredField: true, defaultValue });

/** What was written in a field that may not be blank. Error FORM_BLANK. */
function written(answer: Row, name: string, label: string): string {
	const text = String(answer[name] ?? '').trim();
	if (text === '') throw new DeskError('FORM_BLANK', `Не заполнено: «${label}».`, 'Заполните и отправьте ещё раз.');
	return text;
}

const remarkOnly = (label: string): Pick<Action, 'fields' | 'read'> => ({
	fields: () => [textarea('remark', label)],
	read: (_record, answer) => ({ remark: written(answer, 'remark', label) }),
});

export const ACTIONS: readonly Action[] = [
	{
		event: 'reassign',
		label: 'Передать дело другому исполнителю',
		explain: 'Новый исполнитель получит письмо. Срок ответа не изменится (п. 9).',
		fields: reassignFields,
		read: (_record, answer, refs) => ({ remark: written(answer, 'remark', 'Почему передаёте'), ...readReassign(answer, refs) }),
	},
	{
		event: 'authorReplied',
		label: 'Записать, что автор ответил на уточнение',
		explain: 'Слова автора добавятся к тексту сообщения, дело вернётся исполнителю. Срок идёт дальше.',
		fields: () => [textarea('authorText', 'Что написал автор')],
		read: (_record, answer) => ({ authorText: written(answer, 'authorText', 'Что написал автор') }),
	},
	{
		event: 'return',
		label: 'Отозвать согласованный ответ и вернуть исполнителю',
		explain: 'Ответ ещё не опубликован. Согласование снимется, исполнитель получит письмо с вашим замечанием (п. 7).',
		fits: (record) => record.status === 'approved',
		...remarkOnly('Что исправить'),
	},
	{
		event: 'startPublishing',
		label: 'Попробовать опубликовать ещё раз',
		explain: `Сеть отказала в публикации. Если причина устранена, система попробует ещё раз: через ${PUBLISH_LEASE_MINUTES} минут, тем же согласованным текстом.`,
		fits: (record) => record.status === 'approved' && String(record.publishError ?? '') !== '',
		fields: () => [{ fieldName: 'remark', fieldLabel: 'Пояснение', fieldType: 'textarea', defaultValue: '' }],
		read: (_record, answer) => ({ remark: String(answer.remark ?? '').trim() }),
	},
	{
		event: 'correct',
		label: 'Исправить тему, место, важность или срок',
		explain: 'Сроки пересчитаются. Исправление запомнится для обучения разбора (п. 10).',
		fields: (record, refs) => [
			dropdown('topic', 'Тема', topicLabels(record, refs.taxonomy), topicLabel(String(record.topicGroup ?? ''), String(record.topic ?? ''))),
			{ fieldName: 'location', fieldLabel: 'Населённый пункт', fieldType: 'text', defaultValue: String(record.location ?? '') },
			{ fieldName: 'street', fieldLabel: 'Улица, дом', fieldType: 'text', defaultValue: String(record.street ?? '') },
			dropdown('importance', 'Важность', IMPORTANCE.labels, IMPORTANCE.labelOf(record.importance)),
			dropdown('reducedTerm', 'Сокращённый срок', REDUCED_TERMS.labels, REDUCED_TERMS.labelOf(record.reducedTerm)),
			{ fieldName: 'remark', fieldLabel: 'Пояснение', fieldType: 'textarea', defaultValue: '' },
		],
		read: (record, answer, refs) => ({
			...topicOf(record, answer, refs),
			...place(answer),
			importance: IMPORTANCE.valueOf(answer.importance) ?? record.importance,
			reducedTerm: REDUCED_TERMS.valueOf(answer.reducedTerm) ?? record.reducedTerm,
			remark: String(answer.remark ?? '').trim(),
		}),
	},
	{
		event: 'correct',
		label: 'Отметить или снять повтор',
		explain: 'Исполнитель увидит прежнее дело и ответ по нему; в новом ответе нужны меры или ход решения (п. 13).',
		fields: (record) => [
			{ fieldName: 'repeatOf', fieldLabel: 'Номер прежнего дела (пусто — это не повтор)', fieldType: 'number', defaultValue: record.repeatOf ? String(record.repeatOf) : '' },
			{ fieldName: 'remark', fieldLabel: 'Пояснение', fieldType: 'textarea', defaultValue: '' },
		],
		read: readRepeat,
	},
	{
		event: 'exclude',
		label: 'Исключить из обработки (п. 15)',
		explain: 'На сообщения с угрозами, нецензурными или оскорбительными выражениями не отвечают. Дело останется в реестре с основанием.',
		fits: (record) => ['routed', 'returned', 'approval'].includes(String(record.status)),
		fields: (record) => [
			dropdown('exclusionGround', 'Основание по п. 15', EXCLUSION_GROUNDS.labels.slice(1)),
			textarea('exclusionEvidence', 'Слова, которые это показывают', String(record.exclusionEvidence ?? '')),
			{ fieldName: 'remark', fieldLabel: 'Пояснение', fieldType: 'textarea', defaultValue: '' },
		],
		read: (_record, answer) => ({
			exclusionGround: EXCLUSION_GROUNDS.valueOf(answer.exclusionGround) ?? '',
			exclusionEvidence: written(answer, 'exclusionEvidence', 'Слова, которые это показывают'),
			remark: String(answer.remark ?? '').trim(),
		}),
	},
	{
		event: 'restore',
		label: 'Вернуть исключённое сообщение в обработку',
		explain: 'Дело вернётся на решение куратора.',
		...remarkOnly('Почему сообщение всё же подлежит ответу'),
	},
	{
		event: 'reopen',
		label: 'Возобновить дело',
		explain: 'Дело снова откроется у того же исполнителя, а если его не было — у куратора. Исполнитель получит письмо.',
		...remarkOnly('Почему возобновляете'),
	},
	{
		event: 'close',
		label: 'Закрыть без ответа',
		explain: 'Ответ опубликован не будет, сроки перестанут идти. Основание останется в журнале.',
		fields: () => [textarea('closeGround', 'Основание: почему ответа не будет')],
		read: (_record, answer) => {
			const ground = written(answer, 'closeGround', 'Основание: почему ответа не будет');
			return { closeGround: ground, remark: ground };
		},
	},
];

/** The earlier case of a repeat, or none. Errors FORM_BAD_NUMBER, FORM_SAME_CASE, FORM_NO_EARLIER, FORM_REPEAT_CIRCLE. */
function readRepeat(record: Row, answer: Row, { earlier }: ActionRefs): Row {
	const remark = String(answer.remark ?? '').trim();
	const typed = String(answer.repeatOf ?? '').trim();
	if (typed === '' || typed === '0') return { repeatOf: '', repeatKind: '', remark };
	const number = Number(typed);
	if (!Number.isInteger(number) || number < 1) throw new DeskError('FORM_BAD_NUMBER', `«${typed}» — не номер дела.`, 'Номер дела — целое число, он есть в письме и в списке «Мои дела».');
	if (number === Number(record.id)) throw new DeskError('FORM_SAME_CASE', 'Дело не может быть повтором самого себя.', 'Укажите номер более раннего дела по тому же вопросу.');
	if (Number(earlier?.id) !== number) throw new DeskError('FORM_NO_EARLIER', `Дела № ${number} в реестре нет.`, 'Проверьте номер.');
	if (Number(earlier?.repeatOf) === Number(record.id)) throw new DeskError('FORM_REPEAT_CIRCLE', `Дело № ${number} само отмечено повтором этого дела.`, 'Повтором отмечают более позднее из двух сообщений.');
	const sameAuthor = String(record.authorId ?? '') !== '' && earlier?.authorId === record.authorId;
	return { repeatOf: number, repeatKind: sameAuthor ? 'sameAuthor' : 'sameQuestion', remark };
}

/** What this person may do on the case now, by the table of transitions. */
export function actionsFor(record: Row, refs: Pick<ActionRefs, 'actor'>): Action[] {
	const allowed = allowedFor(record, statusOf(record), refs.actor);
	return ACTIONS.filter((action) => allowed.includes(action.event) && (action.fits?.(record) ?? true));
}
