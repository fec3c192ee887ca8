import { DeskError } from '../errors';
import { escapeHtml, visibleText } from '../text/escape';
import { caseCard } from './card';
import { EXCLUSION_GROUNDS, IMPORTANCE, REDUCED_TERMS, choices } from './choices';
import { dropdown, html, type FormField, type FormPage, type FormStep } from './field';
import { listsOf } from './listsOf';
import { emailInLabel, findPerson, peopleLabels, type OfficialRow } from './people';

type Row = Readonly<Record<string, unknown>>;

const DECISIONS = choices({ route: 'Направить на подготовку ответа', exclude: 'Не подлежит обработке (п. 15)', close: 'Закрыть без ответа' });
const BY_COMPETENCE = 'Определить по компетенции';
const SEPARATOR = ' — ';

export interface RouteRefs {
	readonly officials: readonly OfficialRow[];
	/** Topic groups and their topics, as the administration keeps them. */
	readonly taxonomy: Readonly<Record<string, readonly string[]>>;
	readonly zone: string;
}

/** «ЖКХ — Отопление»: a topic as it stands in the list. */
export const topicLabel = (group: string, topic: string): string => (topic === '' ? group : `${group}${SEPARATOR}${topic}`);

/** Every topic of the taxonomy, the triage's own choice and its alternatives in front. */
export function topicLabels(record: Row, taxonomy: RouteRefs['taxonomy']): readonly string[] {
	const own = topicLabel(String(record.topicGroup ?? ''), String(record.topic ?? ''));
	const proposed = alternatives(record).map((one) => topicLabel(one.group, one.topic));
	const first = new Set([own, ...proposed].filter((label) => label !== ''));
	const lists = topicsOf(taxonomy);
	const key = [...first].join('\n');
	const known = lists.get(key);
	if (known) return known;
	if (lists.size >= MOST_LISTS) lists.clear();
	const all = Object.entries(taxonomy).flatMap(([group, topics]) => [group, ...topics.map((topic) => topicLabel(group, topic))]);
	const made = [...new Set([...first, ...all])].filter((label) => label !== '');
	lists.set(key, made);
	return made;
}

/** By the labels in front: a page needs two hundred, and hundreds of cases have the same in front. */
const topicsOf = listsOf();
const MOST_LISTS = 500;

function alternatives(record: Row): { group: string; topic: string; confidence: unknown }[] {
	try {
		const parsed: unknown = JSON.parse(String(record.alternatives || '[]'));
		return Array.isArray(parsed) ? parsed.map((one: Row) => ({ group: String(one.group ?? ''), topic: String(one.topic ?? ''), confidence: one.confidence })) : [];
	} catch {
		return [];
	}
}

const personField = (name: string, label: string, officials: readonly OfficialRow[], ...roles: readonly string[]): FormField =>
	dropdown(name, label, peopleLabels(BY_COMPETENCE, officials, roles), BY_COMPETENCE);

/** What the triage found and why: topic with its probability and the next best, importance, exclusion with its words, who was proposed. */
function triageHtml(record: Row): string {
	const line = (label: string, value: unknown): string => (String(value ?? '').trim() === '' ? '' : `<p><strong>${label}:</strong> ${escapeHtml(String(value))}</p>`);
	const percent = (value: unknown): string => (Number(value) > 0 ? ` (уверенность ${Math.round(Number(value) * 100)} %)` : '');
	const others = alternatives(record).map((one) => topicLabel(one.group, one.topic) + percent(one.confidence));
	return [
		'<h3>Что показал разбор</h3>',
		line('Тема', record.topicGroup ? topicLabel(String(record.topicGroup), String(record.topic ?? '')) + percent(record.topicConfidence) : 'не определена'),
		line('Другие варианты', others.join('; ')),
		line('Важность', IMPORTANCE.labelOf(record.importance)),
		record.exclusionGround ? line('Признаки п. 15', `${EXCLUSION_GROUNDS.labelOf(record.exclusionGround)}: «${String(record.exclusionEvidence ?? '')}»`) : '',
		line('Почему', record.triageReason),
		line('Предложено', record.assignmentReason),
		line('Срок', record.deadlineReason),
	].join('');
}

/** The curator's form «Направление» (clauses 7, 10, 15): the triage shown with its reason, everything changeable. */
export function routePage(record: Row, refs: RouteRefs): FormPage {
	const excluded = record.disposition === 'notProcessed';
	return {
		title: `Дело № ${String(record.id)}: направление`,
		button: 'Сохранить решение',
		fields: [
			html(caseCard(record, refs.zone)),
			html(triageHtml(record)),
			dropdown('decision', 'Решение', DECISIONS.labels, DECISIONS.labelOf(excluded ? 'exclude' : 'route')),
			dropdown('topic', 'Тема', topicLabels(record, refs.taxonomy)),
			{ fieldName: 'location', fieldLabel: 'Населённый пункт', fieldType: 'text', defaultValue: String(record.location ?? '') },
			{ fieldName: 'street', fieldLabel: 'Улица, дом', fieldType: 'text', defaultValue: String(record.street ?? '') },
			dropdown('importance', 'Важность', IMPORTANCE.labels, IMPORTANCE.labelOf(record.importance)),
			dropdown('reducedTerm', 'Сокращённый срок', REDUCED_TERMS.labels, REDUCED_TERMS.labelOf(record.reducedTerm)),
			personField('recipient', 'Кому направить', refs.officials, 'head', 'deputy'),
			personField('executor', 'Исполнитель', refs.officials, 'executor'),
			dropdown('exclusionGround', 'Основание по п. 15 (если не подлежит обработке)', EXCLUSION_GROUNDS.labels, EXCLUSION_GROUNDS.labelOf(record.exclusionGround)),
			{ fieldName: 'exclusionEvidence', fieldLabel: 'Слова, которые это показывают', fieldType: 'text', defaultValue: visibleText(String(record.exclusionEvidence ?? '')) },
			{ fieldName: 'remark', fieldLabel: 'Пояснение (обязательно, если закрываете без ответа)', fieldType: 'textarea', defaultValue: '' },
		],
	};
}

/** What the submitted «Направление» asks for. Errors: a choice that is not offered, no ground, no explanation. */
export function readRoute(record: Row, answer: Row, refs: RouteRefs): FormStep {
	const event = DECISIONS.valueOf(answer.decision);
	const remark = String(answer.remark ?? '').trim();
	if (event === 'exclude') {
		const ground = EXCLUSION_GROUNDS.valueOf(answer.exclusionGround) ?? '';
		if (ground === '') throw new DeskError('FORM_NO_GROUND', 'Не выбрано основание по п. 15.', 'Выберите основание в поле «Основание по п. 15» и сохраните решение ещё раз.');
		const evidence = String(answer.exclusionEvidence ?? '').trim();
		if (evidence === '') throw new DeskError('FORM_NO_EVIDENCE', 'Не указаны слова, которые показывают основание.', 'Скопируйте их из сообщения в поле «Слова, которые это показывают»: они остаются в деле.');
		return { event, changes: { exclusionGround: ground, exclusionEvidence: evidence, remark } };
	}
	if (event === 'close') {
		if (remark === '') throw new DeskError('FORM_NO_REASON', 'Не указано, почему дело закрывается без ответа.', 'Напишите основание в поле «Пояснение».');
		return { event, changes: { closeGround: remark, remark } };
	}
	if (event !== 'route') throw new DeskError('FORM_NO_DECISION', 'Решение не выбрано.', 'Откройте дело ещё раз и выберите решение из списка.');
	return { event, changes: { ...topicOf(record, answer, refs), ...place(answer), ...people(answer, refs), importance: IMPORTANCE.valueOf(answer.importance) ?? 'normal', reducedTerm: REDUCED_TERMS.valueOf(answer.reducedTerm) ?? '', remark } };
}

/** Group and topic of the label chosen. Error FORM_UNKNOWN_TOPIC: it was not offered. */
export function topicOf(record: Row, answer: Row, refs: Pick<RouteRefs, 'taxonomy'>): Row {
	const label = String(answer.topic ?? '');
	if (!topicLabels(record, refs.taxonomy).includes(label)) throw new DeskError('FORM_UNKNOWN_TOPIC', 'Такой темы нет в списке.', 'Выберите тему из списка.');
	const group = Object.keys(refs.taxonomy).find((name) => label === name || label.startsWith(`${name}${SEPARATOR}`)) ?? label.split(SEPARATOR)[0] ?? label;
	return { topicGroup: group, topic: label === group ? '' : label.slice(group.length + SEPARATOR.length) };
}

/** The place as it was typed. */
export const place = (answer: Row): Row => ({ location: String(answer.location ?? '').trim(), street: String(answer.street ?? '').trim() });

/** Chosen people; blank where competence shall decide, so the assignment node fills only what the curator left open. */
function people(answer: Row, refs: RouteRefs): Row {
	const chosen = (value: unknown): { email: string; name: string } => {
		const person = findPerson(refs.officials, emailInLabel(value));
		return { email: String(person?.email ?? '').toLowerCase(), name: String(person?.name ?? '') };
	};
	const recipient = chosen(answer.recipient);
	const executor = chosen(answer.executor);
	return { recipient: recipient.email, recipientName: recipient.name, executor: executor.email, executorName: executor.name };
}
