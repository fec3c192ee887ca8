import { replyObjection } from '../cases/guards';
import { storableText } from '../cases/plainText';
import { DeskError } from '../errors';
import { attachmentsText, readAttachments } from '../media/attachments';
import type { DraftAttachment, GivenFile } from '../media/types';
import { escapeHtml, withoutDirections } from '../text/escape';
import { humanTime } from '../text/time';
import { caseCard, link } from './card';
import { DRAFT_KINDS } from './choices';
import { dropdown, html, problemHtml, type FormAgain, type FormPage, type FormProblem, type FormStep } from './field';
import { attachmentsOf, fileField, filesHtml, keepField, type FileLinks } from './files';
import { lengthProblem, limitWords } from './length';
import { NO_TEMPLATE, insertTemplate, templateField } from './template';

type Row = Readonly<Record<string, unknown>>;

export interface DraftRefs {
	/** Rows of the `templates` table. */
	readonly templates: readonly Row[];
	/** The earlier case of a repeat, where there is one (clause 13). */
	readonly earlier?: Row;
	/** IANA zone of the administration. */
	readonly zone: string;
	/** Addresses of the reply's files, by their paths. */
	readonly fileLinks?: FileLinks;
	/** The page is shown again: what was wrong and what was typed. */
	readonly again?: FormAgain;
	/** Of an answer: the files that came with it, and those that its page offered to keep. */
	readonly given?: readonly GivenFile[];
	readonly offered?: readonly DraftAttachment[];
}

function earlierHtml(record: Row, earlier: Row | undefined): string {
	if (!record.repeatOf) return '';
	const reply = String(earlier?.draftText ?? '');
	return [
		`<h3>Повторное сообщение: дело № ${escapeHtml(String(record.repeatOf))}</h3><p>Ответ должен назвать принятые меры или ход решения вопроса (п. 13).</p>`,
		earlier?.closeGround ? `<p>Прежнее дело закрыто без ответа: ${escapeHtml(String(earlier.closeGround))}</p>` : '',
		reply ? `<p><strong>Прежний ответ:</strong></p><pre>${escapeHtml(reply)}</pre>` : '',
		earlier?.replyUrl ? `<p>${link(earlier.replyUrl, 'прежний ответ в сети')}</p>` : '',
	].join('');
}

/** What the author has been told or asked already (clauses 7, 12). */
function saidHtml(record: Row, zone: string): string {
	const interim = record.interimAt
		? `<p><strong>Промежуточный ответ дан</strong> ${humanTime(record.interimAt, zone)}${record.interimUrl ? `: ${link(record.interimUrl, 'открыть')}` : ''}. Теперь нужен окончательный${record.finalBy ? `, до ${humanTime(record.finalBy, zone)}` : ''} (п. 12).</p>`
		: '';
	const asked = record.status === 'clarification' ? `<p><strong>Автору задан вопрос</strong>${record.replyUrl ? `: ${link(record.replyUrl, 'открыть')}` : ''}. Если он ответил, внесите ответ в форме «Действия по делу» или учтите его здесь.</p>` : '';
	return `${interim}${asked}`;
}

/** Kinds offered: after an interim reply there is no second one (clause 12). */
const kindsFor = (record: Row): string[] => DRAFT_KINDS.labels.filter((label) => !(record.interimAt && DRAFT_KINDS.valueOf(label) === 'interim'));

/** The executor's form «Проект ответа» (clauses 11–14). */
export function draftPage(record: Row, refs: DraftRefs): FormPage {
	const shown = { ...record, ...refs.again?.values };
	const network = String(record.network ?? '');
	const remark = String(record.returnRemark ?? '');
	const kinds = kindsFor(record);
	const kind = DRAFT_KINDS.labelOf(shown.draftKind || 'final');
	const attachments = readAttachments(shown.draftAttachments);
	const context = `${saidHtml(record, refs.zone)}${remark ? `<p><strong>Замечание куратора:</strong></p><pre>${escapeHtml(remark)}</pre>` : ''}${earlierHtml(record, refs.earlier)}`;
	return {
		title: `Дело № ${String(record.id)}: проект ответа`,
		button: 'Отправить на согласование',
		attachments,
		fields: [
			...(refs.again ? [problemHtml(refs.again.problem)] : []),
			html(caseCard(record, refs.zone)),
			...(context === '' ? [] : [html(context)]),
			dropdown('draftKind', 'Вид ответа', kinds, kinds.includes(kind) ? kind : kinds[0]),
			{ fieldName: 'draftText', fieldLabel: `Текст ответа${limitWords(network)}`, fieldType: 'textarea', defaultValue: String(shown.draftText ?? ''), placeholder: 'Здравствуйте! …' },
			...templateField(record, refs.templates),
			...filesHtml(attachments, refs.fileLinks ?? {}),
			...keepField(attachments, 'Оставить приложения (снимите отметку с лишних)'),
			...fileField(network),
			html('<p>Вход в форму действует час: длинный ответ удобнее набрать заранее и вставить сюда.</p>'),
		],
	};
}

/**
 * What the submitted «Проект ответа» asks for. What is wrong comes as `problem` beside what was typed, so that the form
 * can be shown again: a kind that is not offered, no text or a text of nothing, a text longer than the network takes,
 * unfilled blanks, files of another kind; also a template that was asked for. Files that are in order stay accepted.
 */
export function readDraft(record: Row, answer: Row, refs: DraftRefs): FormStep {
	const offered = refs.offered ?? [];
	const typed = { draftKind: DRAFT_KINDS.valueOf(answer.draftKind) ?? '', draftText: withoutDirections(storableText(answer.draftText)) };
	const stay = (problem: FormProblem, attachments: readonly DraftAttachment[], changed: Row = {}): FormStep => ({ event: 'draft', changes: { ...typed, draftAttachments: attachmentsText(attachments), ...changed }, problem });

	let attachments: DraftAttachment[];
	try {
		attachments = attachmentsOf(record, offered, answer, refs.given ?? []);
	} catch (error) {
		if (!(error instanceof DeskError)) throw error;
		return stay(error, offered);
	}
	const wanted = String(answer.template ?? NO_TEMPLATE);
	const inserted = insertTemplate(wanted, typed, record, refs);
	if (inserted) return stay(inserted.problem, attachments, inserted.changes);

	const problem = draftProblem(record, { ...typed, draftAttachments: attachmentsText(attachments) });
	if (problem) return stay(problem, attachments);
	return { event: 'draft', changes: { ...typed, draftAttachments: attachmentsText(attachments) } };
}

/** What speaks against a reply before it is sent or approved: the step's own checks and the network's limit. */
export function draftProblem(record: Row, reply: Row): FormProblem | undefined {
	const text = String(reply.draftText ?? '');
	if (text === '') return { code: 'FORM_NO_TEXT', message: 'Текст ответа пуст.', hint: 'Напишите ответ и отправьте ещё раз.' };
	return lengthProblem(text, String(record.network ?? '')) ?? replyObjection({ ...record, ...reply });
}
