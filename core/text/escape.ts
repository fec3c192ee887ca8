/** Marks and controls that reorder or hide text on screen; a resident may type them, staff must not be misled by them. */
const INVISIBLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

/** Removes control, zero-width and direction-changing characters; line breaks and tabs stay. */
export const visibleText = (text: string): string => text.replace(INVISIBLE, '');

const DIRECTIONS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** Removes only what turns the direction of writing: in a reply, where emoji need their joiners, but what is read must be what is published. */
export const withoutDirections = (text: string): string => text.replace(DIRECTIONS, '');

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/**
 * Text as it may stand inside HTML (element or quoted attribute): markup escaped, invisible characters removed.
 *
 * @example escapeHtml('<b>"А"</b>') // '&lt;b&gt;&quot;А&quot;&lt;/b&gt;'
 */
export const escapeHtml = (text: string): string => visibleText(text).replace(/[&<>"']/gu, (sign) => ENTITIES[sign] ?? sign);

/** The first `limit` characters (code points), with «…» where something was cut. */
export function excerpt(text: string, limit: number): string {
	const points = [...text];
	return points.length <= limit ? text : `${points.slice(0, limit).join('').trimEnd()}…`;
}
