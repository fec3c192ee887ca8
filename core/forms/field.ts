/** A field of an n8n form page (Form node 2.5, "Using JSON"), as far as our forms use it. */
export interface FormField {
	/** Key under which the answer arrives. */
	readonly fieldName?: string;
	/** What staff read. */
	readonly fieldLabel?: string;
	readonly fieldType: 'html' | 'text' | 'textarea' | 'dropdown' | 'date' | 'number' | 'email';
	readonly html?: string;
	readonly defaultValue?: string;
	readonly placeholder?: string;
	readonly requiredField?: boolean;
	readonly fieldOptions?: { readonly values: readonly { readonly option: string }[] };
}

/** A whole page: its heading and its fields. */
export interface FormPage {
	readonly title: string;
	readonly button: string;
	readonly fields: readonly FormField[];
}

/** What a submitted form asks for: an event on the case and the values that go with it. */
export interface FormStep {
	readonly event: string;
	readonly changes: Readonly<Record<string, unknown>>;
}

/** A choice between labelled values; the current value comes first in `labels` order or as `selected`. */
export function dropdown(fieldName: string, fieldLabel: string, options: readonly string[], selected?: string): FormField {
	return {
		fieldName,
		fieldLabel,
		fieldType: 'dropdown',
		requiredField: true,
		fieldOptions: { values: options.map((option) => ({ option })) },
		defaultValue: selected ?? options[0] ?? '',
	};
}

/** A block of prepared markup; it has no name, so that n8n does not send it back with the answers. */
export const html = (markup: string): FormField => ({ fieldType: 'html', html: markup });

/**
 * The fields as text for the Form node's JSON parameter.
 * `$` and `{{` are written as escapes: n8n pastes the text with String.replace, where `$&` in a resident's words
 * would be a pattern, and `{{` could be taken for an expression.
 */
export function toFormJson(fields: readonly FormField[]): string {
	return JSON.stringify(fields).replace(/\$/gu, '\\u0024').replace(/\{(?=\{)/gu, '\\u007b');
}
