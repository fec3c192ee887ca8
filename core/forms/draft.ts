import { DeskError } from '../errors';
import { escapeHtml } from '../text/escape';
import { caseCard, link } from './card';
import { DRAFT_KINDS } from './choices';
import { dropdown, html, type FormPage, type FormStep } from './field';

type Row = Readonly<Record<string, unknown>>;

export interface DraftRefs {
	/** Rows of the `templates` table. */
	readonly templates: readonly Row[];
	/** The earlier case of a repeat, where there is one (clause 13). */
	readonly earlier?: Row;
	readonly zone: string;
}

/** Templates for this case: those of its topic group first, then those for any group. */
function templatesFor(record: Row, templates: readonly Row[]): Row[] {
	const own = templates.filter((one) => String(one.topicGroup ?? '') === String(record.topicGroup ?? '') && one.topicGroup !== '');
	const any = templates.filter((one) => String(one.topicGroup ?? '') === '');
	return [...own, ...any];
}

function templatesHtml(templates: readonly Row[]): string {
	if (templates.length === 0) return '';
	const shown = templates.slice(0, 6).map((one) => `<p><strong>${escapeHtml(String(one.title ?? ''))}</strong></p><pre>${escapeHtml(String(one.text ?? ''))}</pre>`);
	return `<h3>Образцы ответов</h3>${shown.join('')}`;
}

function earlierHtml(earlier: Row | undefined): string {
	if (!earlier) return '';
	const reply = String(earlier.draftText ?? '');
	return `<h3>Повторное сообщение: дело № ${escapeHtml(String(earlier.id))}</h3><p>Ответ должен назвать принятые меры или ход решения вопроса (п. 13).</p>${
		reply ? `<pre>${escapeHtml(reply)}</pre>` : ''
	}${earlier.replyUrl ? `<p>${link(earlier.replyUrl, 'прежний ответ в сети')}</p>` : ''}`;
}

/** The executor's form «Проект ответа» (clauses 11–14). */
export function draftPage(record: Row, refs: DraftRefs): FormPage {
	const afterInterim = record.status === 'interim';
	const remark = String(record.returnRemark ?? '');
	return {
		title: `Дело № ${String(record.id)}: проект ответа`,
		button: 'Отправить на согласование',
		fields: [
			html(caseCard(record, refs.zone)),
			html(`${remark ? `<p><strong>Замечание куратора:</strong> ${escapeHtml(remark)}</p>` : ''}${earlierHtml(refs.earlier)}`),
			dropdown('draftKind', 'Вид ответа', DRAFT_KINDS.labels, DRAFT_KINDS.labelOf(afterInterim ? 'final' : record.draftKind || 'final')),
			{
				fieldName: 'draftText',
				fieldLabel: 'Текст ответа',
				fieldType: 'textarea',
				requiredField: true,
				defaultValue: String(record.draftText ?? ''),
				placeholder: 'Здравствуйте! …',
			},
			html(templatesHtml(templatesFor(record, refs.templates))),
		],
	};
}

/** What the submitted «Проект ответа» asks for. Errors: no text, a kind that is not offered. */
export function readDraft(answer: Row): FormStep {
	const draftKind = DRAFT_KINDS.valueOf(answer.draftKind);
	const draftText = String(answer.draftText ?? '').trim();
	if (!draftKind) throw new DeskError('FORM_NO_KIND', 'Не выбран вид ответа.', 'Выберите вид ответа из списка.');
	if (draftText === '') throw new DeskError('FORM_NO_TEXT', 'Текст ответа пуст.', 'Напишите ответ и отправьте ещё раз.');
	return { event: 'draft', changes: { draftKind, draftText, draftAttachments: '' } };
}
