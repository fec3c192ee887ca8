/**
 * An error of the subject: a stable code for programs, a Russian sentence for staff and the way out.
 * Nodes turn it into n8n's NodeOperationError (message → title, hint → description).
 */
export class DeskError extends Error {
	/** Stable identifier, SCREAMING_SNAKE, never reworded once released. */
	readonly code: string;
	/** What the reader can do about it, in Russian. */
	readonly hint: string;
	/** Machine-readable facts: the network's own code, allowed values. Never secrets, never a resident's text. */
	readonly details: Readonly<Record<string, unknown>>;

	constructor(code: string, message: string, hint = '', details: Record<string, unknown> = {}) {
		super(message);
		this.name = 'DeskError';
		this.code = code;
		this.hint = hint;
		this.details = details;
	}
}
