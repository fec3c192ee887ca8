import type { DraftAttachment } from '../media/types';
import { escapeHtml } from '../text/escape';

/** A field of an n8n form page (Form node 2.5, "Using JSON"), as far as our forms use it. */
export interface FormField {
	/** Key under which the answer arrives. */
	readonly fieldName?: string;
	/** What staff read. */
	readonly fieldLabel?: string;
	readonly fieldType: 'html' | 'text' | 'textarea' | 'dropdown' | 'checkbox' | 'date' | 'number' | 'email' | 'file';
	readonly html?: string;
	/** Several for checkboxes. */
	readonly defaultValue?: string | readonly string[];
	readonly placeholder?: string;
	readonly requiredField?: boolean;
	/** Of a file field: what its dialog offers, and whether it takes several. */
	readonly acceptFileTypes?: string;
	readonly multipleFiles?: boolean;
	readonly fieldOptions?: { readonly values: readonly { readonly option: string }[] };
}

/** A whole page: its heading and its fields. */
export interface FormPage {
	readonly title: string;
	readonly button: string;
	readonly fields: readonly FormField[];
	/** Files of the reply that the page offers to keep: what its answer refers to. */
	readonly attachments?: readonly DraftAttachment[];
}

/** Why an answer cannot be taken as it is; the form is shown again with it. */
export interface FormProblem {
	readonly code: string;
	readonly message: string;
	readonly hint: string;
	/** A too long text in parts that fit. */
	readonly parts?: readonly string[];
}

/** A form shown again: what was wrong with the answer, and the answer itself, so that nothing typed is lost. */
export interface FormAgain {
	readonly problem: FormProblem;
	readonly values: Readonly<Record<string, unknown>>;
}

/** What a submitted form asks for: an event on the case and the values that go with it. */
export interface FormStep {
	readonly event: string;
	readonly changes: Readonly<Record<string, unknown>>;
	/** The step cannot be made with this answer; `changes` is what was typed. */
	readonly problem?: FormProblem;
	/** Further answers to show again, e.g. the decision. */
	readonly answers?: Readonly<Record<string, unknown>>;
}

/** A choice between labelled values; the current value comes first in `labels` order or as `selected`. */
export function dropdown(fieldName: string, fieldLabel: string, options: readonly string[], selected?: string): FormField {
	return {
		fieldName,
		fieldLabel,
		fieldType: 'dropdown',
		requiredField: true,
		fieldOptions: optionsOf(options),
		defaultValue: selected ?? options[0] ?? '',
	};
}

/** A block of prepared markup; it has no name, so that n8n does not send it back with the answers. */
export const html = (markup: string): FormField => ({ fieldType: 'html', html: markup });

/** Options of which any may be taken; all of them are at first. Labels hold no comma: n8n parts the default by it. */
export const checkboxes = (fieldName: string, fieldLabel: string, options: readonly string[]): FormField => ({
	fieldName,
	fieldLabel,
	fieldType: 'checkbox',
	fieldOptions: { values: options.map((option) => ({ option })) },
	defaultValue: options,
});

/** Told to the writer, but nothing is wrong. */
const NOTICES: ReadonlySet<string> = new Set(['TEMPLATE_INSERTED']);

/** What was wrong with the answer before, at the top of the page shown again; in red, which forms.css makes of h2. */
export function problemHtml(problem: FormProblem): FormField {
	const heading = NOTICES.has(problem.code) ? 'h3' : 'h2';
	const parts = (problem.parts ?? []).map((part, index) => `<p><strong>Часть ${index + 1}, знаков: ${part.length}</strong></p><pre>${escapeHtml(part)}</pre>`);
	return html(`<${heading}>${escapeHtml(problem.message)}</${heading}><p>${escapeHtml(problem.hint)}</p>${parts.join('')}`);
}

/** The page once more, with what is wrong on top and everything as it was filled: a refused answer loses nothing. */
export function pageAgain(page: FormPage, values: Readonly<Record<string, unknown>>, problem: FormProblem): FormPage {
	const typed = (field: FormField): FormField => {
		const value = field.fieldName === undefined ? undefined : values[field.fieldName];
		return value === undefined || value === null ? field : { ...field, defaultValue: String(value) };
	};
	return { ...page, fields: [problemHtml(problem), ...page.fields.map(typed)] };
}

const KEY_MARK = /__[0-9a-f]{8}$/u;

/**
 * The fields as text for the Form node's JSON parameter.
 * `$` and `{{` are written as escapes: n8n pastes the text with String.replace, where `$&` in a resident's words
 * would be a pattern, and `{{` could be taken for an expression. A default value goes as a list of one: n8n writes
 * `&lt;` for `<` in texts, and the reply would be published so.
 *
 * @param key eight hexadecimal digits that nobody can guess, or '': n8n fills a field from the link's query by its
 * name, so a link sent to the curator could bring a text of its own
 */
export function toFormJson(fields: readonly FormField[], key = ''): string {
	const safe = fields.map((field) => ({
		...field,
		...(field.fieldName === undefined || key === '' ? {} : { fieldName: `${field.fieldName}__${key}` }),
		...(typeof field.defaultValue === 'string' && field.fieldType !== 'dropdown' ? { defaultValue: [field.defaultValue] } : {}),
	}));
	return `[${safe.map(fieldJson).join(',')}]`;
}

const escaped = (json: string): string => json.replace(/\$/gu, '\\u0024').replace(/\{(?=\{)/gu, '\\u007b');

const fieldJson = ({ fieldOptions, ...field }: FormField): string => (fieldOptions === undefined ? escaped(JSON.stringify(field)) : `${escaped(JSON.stringify(field).slice(0, -1))},"fieldOptions":${optionsJson(fieldOptions)}}`);

/** Options as text, once for each list: two hundred topics stand on a page, the same on most, and would take most of its making. */
function optionsJson(options: NonNullable<FormField['fieldOptions']>): string {
	const known = OPTIONS_JSON.get(options) ?? escaped(JSON.stringify(options));
	OPTIONS_JSON.set(options, known);
	return known;
}

const OPTIONS_JSON = new WeakMap<object, string>();

/** The same list of labels gives the same options. */
function optionsOf(labels: readonly string[]): NonNullable<FormField['fieldOptions']> {
	const known = OPTIONS.get(labels) ?? { values: labels.map((option) => ({ option })) };
	OPTIONS.set(labels, known);
	return known;
}

const OPTIONS = new WeakMap<readonly string[], NonNullable<FormField['fieldOptions']>>();

/** A form's answer by the fields' own names: the key of `toFormJson` taken off. */
export const answerOf = (json: Readonly<Record<string, unknown>>): Record<string, unknown> => Object.fromEntries(Object.entries(json).map(([name, value]) => [name.replace(KEY_MARK, ''), value]));
