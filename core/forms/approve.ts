import { hasSubstance, tellsMeasures } from '../cases/substance';
import { storableText } from '../cases/plainText';
import { DeskError } from '../errors';
import { tooMany } from '../media/accept';
import { attachmentLabel, attachmentsText, readAttachments } from '../media/attachments';
import { escapeHtml, withoutDirections } from '../text/escape';
import { caseCard, networkLabel } from './card';
import { DRAFT_KINDS, choices } from './choices';
import { draftProblem, type DraftRefs } from './draft';
import { dropdown, html, problemHtml, type FormPage, type FormProblem, type FormStep } from './field';
import { filesHtml, keepField, kept } from './files';
import { lengthWords, limitWords } from './length';

type Row = Readonly<Record<string, unknown>>;

const DECISIONS = choices({ approve: 'Согласовать и опубликовать', return: 'Вернуть исполнителю' });

/** What the curator should know of the text before he decides (clauses 13 and 14). */
function checksHtml(record: Row, text: string): string {
	const lines = [
		`Длина: ${lengthWords(text, String(record.network ?? ''))}.`,
		hasSubstance(text) ? '' : 'Ответа по существу в тексте нет (п. 14).',
		record.repeatOf && record.draftKind !== 'clarification' ? (tellsMeasures(text) ? `Сообщение повторное (дело № ${String(record.repeatOf)}), меры или ход решения названы (п. 13): проверьте, что они настоящие.` : `Сообщение повторное (дело № ${String(record.repeatOf)}), а мер или хода решения в тексте нет (п. 13).`) : '',
		draftProblem(record, { draftText: text })?.message ?? '',
	];
	return `<p><strong>Проверка:</strong> ${[...new Set(lines)].filter(Boolean).map(escapeHtml).join(' ')}</p>`;
}

/** The curator's form «Согласование» (clause 7): the text to be published, editable, and its files to be seen; what is approved is exactly what is in the fields. */
export function approvePage(record: Row, refs: DraftRefs): FormPage {
	const values: Row = refs.again?.values ?? {};
	const text = String(values.draftText ?? record.draftText ?? '');
	const attachments = readAttachments(record.draftAttachments);
	return {
		title: `Дело № ${String(record.id)}: согласование`,
		button: 'Сохранить решение',
		attachments,
		fields: [
			...(refs.again ? [problemHtml(refs.again.problem)] : []),
			html(caseCard(record, refs.zone)),
			html(
				`<p><strong>Вид ответа:</strong> ${escapeHtml(DRAFT_KINDS.labelOf(record.draftKind))}</p><p><strong>Подготовил:</strong> ${escapeHtml(
					String(record.executorName || record.draftedBy || ''),
				)}</p>${checksHtml(record, text)}<p>Будет опубликован именно тот текст, который стоит в поле «Текст ответа», с отмеченными приложениями. Текст можно поправить прямо здесь.</p>`,
			),
			dropdown('decision', 'Решение', DECISIONS.labels, DECISIONS.labelOf(values.decision ?? 'approve')),
			{ fieldName: 'draftText', fieldLabel: `Текст ответа${limitWords(String(record.network ?? ''))}`, fieldType: 'textarea', defaultValue: text },
			...filesHtml(attachments, refs.fileLinks ?? {}),
			...keepField(attachments, 'Опубликовать с ответом (снимите отметку с лишних)'),
			{ fieldName: 'remark', fieldLabel: 'Замечание исполнителю (обязательно, если возвращаете)', fieldType: 'textarea', defaultValue: String(values.remark ?? '') },
		],
	};
}

/**
 * What the submitted «Согласование» asks for. What is wrong comes as `problem` beside what was typed: no decision, a
 * return without a remark, a text that is empty, too long, without substance or measures, or with blanks.
 */
export function readApproval(record: Row, answer: Row, refs: DraftRefs): FormStep {
	const decision = DECISIONS.valueOf(answer.decision);
	const remark = storableText(answer.remark);
	const draftText = withoutDirections(storableText(answer.draftText));
	const answers = { decision: decision ?? 'approve', remark, draftText };
	const stay = (problem: FormProblem): FormStep => ({ event: answers.decision, changes: { remark }, problem, answers });
	if (decision === 'return') {
		if (remark === '') return stay({ code: 'FORM_NO_REMARK', message: 'Ответ возвращается без замечания.', hint: 'Напишите, что исправить, в поле «Замечание исполнителю».' });
		return { event: decision, changes: { remark, returnRemark: remark } };
	}
	if (decision !== 'approve') return stay({ code: 'FORM_NO_DECISION', message: 'Решение не выбрано.', hint: 'Выберите решение из списка.' });
	const attachments = kept(refs.offered ?? readAttachments(record.draftAttachments), answer);
	const approved = { draftText, draftKind: record.draftKind, draftAttachments: attachmentsText(attachments) };
	const problem = draftProblem(record, approved) ?? tooManyProblem(record, attachments);
	return problem ? stay(problem) : { event: decision, changes: { ...approved, remark } };
}

function tooManyProblem(record: Row, attachments: Parameters<typeof tooMany>[0]): FormProblem | undefined {
	try {
		tooMany(attachments, String(record.network ?? ''));
		return undefined;
	} catch (error) {
		if (error instanceof DeskError) return error;
		throw error;
	}
}

/** The form for a reply that people publish by hand: text to copy, link to the message, the published link to enter. */
export function byHandPage(record: Row, refs: DraftRefs): FormPage {
	const attachments = readAttachments(record.draftAttachments);
	return {
		title: `Дело № ${String(record.id)}: публикация вручную`,
		button: 'Ответ опубликован',
		fields: [
			html(caseCard(record, refs.zone)),
			html(
				`<p>${escapeHtml(String(record.publishError || `Сеть «${networkLabel(String(record.network ?? ''))}»: ответ публикуют вручную.`))}</p><p><strong>Скопируйте согласованный текст без изменений:</strong></p><pre>${escapeHtml(
					String(record.draftText ?? ''),
				)}</pre>${attachments.length === 0 ? '' : `<p><strong>Приложите к ответу:</strong> ${attachments.map(attachmentLabel).map(escapeHtml).join('; ')}</p>`}`,
			),
			...filesHtml(attachments, refs.fileLinks ?? {}),
			{ fieldName: 'replyUrl', fieldLabel: 'Ссылка на опубликованный ответ', fieldType: 'text', requiredField: true, placeholder: 'https://' },
		],
	};
}

/** What the submitted «Публикация вручную» asks for: the link stops the clock. Error: not a web address. */
export function readByHand(answer: Row): FormStep {
	const replyUrl = String(answer.replyUrl ?? '').trim();
	if (!/^https?:\/\/[^\s]+$/iu.test(replyUrl)) {
		throw new DeskError('FORM_NO_LINK', 'Это не похоже на ссылку.', 'Скопируйте адрес опубликованного ответа целиком, он начинается с https://');
	}
	return { event: 'published', changes: { replyUrl, replyId: '' } };
}
