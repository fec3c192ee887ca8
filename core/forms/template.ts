import { FIELD_NAMES, fillTemplate, unknownFields } from '../templates/fields';
import { dropdown, type FormField, type FormProblem } from './field';

type Row = Readonly<Record<string, unknown>>;

export const NO_TEMPLATE = 'Без образца';

const KIND_WORDS: Readonly<Record<string, string>> = { final: 'Окончательный', interim: 'Промежуточный', clarification: 'Уточнение', appeal: 'Госуслуги' };

/** What a template of this kind is sent as: pointing to Госуслуги is a final reply too. */
const SENT_AS: Readonly<Record<string, string>> = { interim: 'interim', clarification: 'clarification' };

const labelOf = (template: Row): string => `${KIND_WORDS[String(template.kind)] ?? 'Образец'}: ${String(template.title ?? '').trim()}`;

/** Templates for this case: those of its topic group first, then those for any group; a second interim reply is not offered (clause 12). */
function templatesFor(record: Row, templates: readonly Row[]): Row[] {
	const usable = templates.filter((one) => String(one.text ?? '').trim() !== '' && !(record.interimAt && one.kind === 'interim'));
	const own = usable.filter((one) => one.topicGroup !== '' && String(one.topicGroup ?? '') === String(record.topicGroup ?? ''));
	return [...own, ...usable.filter((one) => String(one.topicGroup ?? '') === '')];
}

/** The choice of a template; nothing where there is none. */
export function templateField(record: Row, templates: readonly Row[]): FormField[] {
	const labels = [...new Set(templatesFor(record, templates).map(labelOf))];
	return labels.length === 0 ? [] : [{ ...dropdown('template', 'Вставить образец (форма откроется ещё раз с его текстом)', [NO_TEMPLATE, ...labels], NO_TEMPLATE), requiredField: false }];
}

/**
 * The text with the template that was asked for, filled from the case and put after what was typed. Undefined where
 * none was asked for. A template that is not there any more and fields that no case has are said.
 */
export function insertTemplate(wanted: string, typed: { readonly draftKind: string; readonly draftText: string }, record: Row, refs: { readonly templates: readonly Row[]; readonly zone: string }): { problem: FormProblem; changes: Row } | undefined {
	if (wanted === NO_TEMPLATE || wanted === '') return undefined;
	const template = templatesFor(record, refs.templates).find((one) => labelOf(one) === wanted);
	if (!template) return { problem: { code: 'TEMPLATE_GONE', message: `Образца «${wanted}» больше нет.`, hint: 'Его убрали из таблицы templates. Выберите другой или напишите ответ сами.' }, changes: {} };
	const source = String(template.text);
	const unknown = unknownFields(source);
	const draftText = [typed.draftText, fillTemplate(source, record, refs.zone)].filter((part) => part !== '').join('\n\n');
	return {
		changes: { draftText, draftKind: SENT_AS[String(template.kind)] ?? 'final' },
		problem: {
			code: 'TEMPLATE_INSERTED',
			message: 'Образец вставлен, ответ ещё не отправлен.',
			hint: `Впишите нужное на место слов в скобках, проверьте текст и отправьте.${unknown.length === 0 ? '' : ` В образце есть неизвестные поля: ${unknown.map((name) => `{${name}}`).join(', ')}. Исправьте их в таблице templates; есть поля: ${FIELD_NAMES.map((name) => `{${name}}`).join(', ')}.`}`,
		},
	};
}
