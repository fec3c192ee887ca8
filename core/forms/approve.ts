import { DeskError } from '../errors';
import { escapeHtml } from '../text/escape';
import { caseCard, networkLabel } from './card';
import { DRAFT_KINDS, choices } from './choices';
import { dropdown, html, type FormPage, type FormStep } from './field';

type Row = Readonly<Record<string, unknown>>;

const DECISIONS = choices({ approve: 'Согласовать и опубликовать', return: 'Вернуть исполнителю' });

/** The curator's form «Согласование» (clause 7): the text to be published, editable; what is approved is exactly what is in the field. */
export function approvePage(record: Row, zone: string): FormPage {
	return {
		title: `Дело № ${String(record.id)}: согласование`,
		button: 'Сохранить решение',
		fields: [
			html(caseCard(record, zone)),
			html(
				`<p><strong>Вид ответа:</strong> ${escapeHtml(DRAFT_KINDS.labelOf(record.draftKind))}</p><p><strong>Подготовил:</strong> ${escapeHtml(
					String(record.executorName || record.draftedBy || ''),
				)}</p><p>Будет опубликован именно тот текст, который стоит в поле «Текст ответа». Его можно поправить прямо здесь.</p>`,
			),
			dropdown('decision', 'Решение', DECISIONS.labels),
			{ fieldName: 'draftText', fieldLabel: 'Текст ответа', fieldType: 'textarea', requiredField: true, defaultValue: String(record.draftText ?? '') },
			{ fieldName: 'remark', fieldLabel: 'Замечание исполнителю (обязательно, если возвращаете)', fieldType: 'textarea', defaultValue: '' },
		],
	};
}

/** What the submitted «Согласование» asks for. Errors: no decision, a return without a remark, an empty text. */
export function readApproval(record: Row, answer: Row): FormStep {
	const event = DECISIONS.valueOf(answer.decision);
	const remark = String(answer.remark ?? '').trim();
	if (event === 'return') {
		if (remark === '') throw new DeskError('FORM_NO_REMARK', 'Ответ возвращается без замечания.', 'Напишите, что исправить, в поле «Замечание исполнителю».');
		return { event, changes: { remark, returnRemark: remark } };
	}
	if (event !== 'approve') throw new DeskError('FORM_NO_DECISION', 'Решение не выбрано.', 'Откройте дело ещё раз и выберите решение из списка.');
	const draftText = String(answer.draftText ?? '').trim();
	if (draftText === '') throw new DeskError('FORM_NO_TEXT', 'Текст ответа пуст.', 'Верните ответ исполнителю или впишите текст.');
	return { event, changes: { draftText, draftKind: record.draftKind, draftAttachments: record.draftAttachments ?? '', remark } };
}

/** The form for a reply that people publish by hand: text to copy, link to the message, the published link to enter. */
export function byHandPage(record: Row, zone: string): FormPage {
	return {
		title: `Дело № ${String(record.id)}: публикация вручную`,
		button: 'Ответ опубликован',
		fields: [
			html(caseCard(record, zone)),
			html(
				`<p>${escapeHtml(String(record.publishError || `Сеть «${networkLabel(String(record.network ?? ''))}»: ответ публикуют вручную.`))}</p><p><strong>Скопируйте согласованный текст без изменений:</strong></p><pre>${escapeHtml(
					String(record.draftText ?? ''),
				)}</pre>`,
			),
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
