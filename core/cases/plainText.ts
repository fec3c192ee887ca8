/** What no database takes in a text: NUL, and halves of a surrogate pair left by careless cutting. */
const UNSTORABLE = /\u0000|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Text as it can be stored: unstorable characters removed, line ends as `\n`, outer blanks dropped. */
export const storableText = (value: unknown): string =>
	written(value ?? '').replace(UNSTORABLE, '').replace(/\r\n?/gu, '\n').trim();

/**
 * The text within `limit` UTF-16 units, with a mark telling its whole length where it was cut.
 *
 * @example cutText('а'.repeat(100), 60) // 21 letters and «… [текст сокращён, всего знаков: 100]»
 */
export function cutText(text: string, limit: number): string {
	if (text.length <= limit) return text;
	const mark = `… [текст сокращён, всего знаков: ${text.length}]`;
	return `${text.slice(0, Math.max(0, limit - mark.length)).replace(/[\uD800-\uDBFF]$/u, '')}${mark}`;
}

/** As `String`, also for an object that has no text of its own: `{"toString": 1}` of a hostile feed makes `String` throw. */
function written(value: unknown): string {
	try {
		return String(value);
	} catch {
		return JSON.stringify(value);
	}
}
