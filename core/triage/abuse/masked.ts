import type { Obscenity } from './obscene';

/** Fewest letters left to see for a masked word to be known for sure. */
const VISIBLE = 2;
/** Letters an obscene word begins with, where a mask hides all the rest. */
const FIRST = 'хпбем';

/** Signs put in the place of a letter. */
const MASKS = '*@#%$';
/** Latin letters drawn like Cyrillic ones. */
const DRAWN: Readonly<Record<string, string>> = { a: 'а', c: 'с', e: 'е', k: 'к', m: 'м', o: 'о', p: 'р', t: 'т', x: 'х', y: 'у', ё: 'е' };

export const hasMask = (word: string): boolean => word.includes('*');

/**
 * A word as written with `*` for each masked letter.
 *
 * @example maskOf('Пох@й') // 'пох*й'
 */
export const maskOf = (raw: string): string =>
	[...raw.toLowerCase()].map((sign) => (MASKS.includes(sign) ? '*' : (DRAWN[sign] ?? sign))).join('');

/** Whether a mask (`*` for a hidden letter, a run of them for as many, give or take one) may stand for a form. */
function fitsForm(mask: string, form: string, m: number, f: number): boolean {
	if (m === mask.length) return f === form.length;
	if (mask[m] !== '*') return mask[m] === form[f] && fitsForm(mask, form, m + 1, f + 1);
	let run = 1;
	while (mask[m + run] === '*') run += 1;
	const most = Math.min(form.length - f, run + 1);
	for (let hidden = Math.max(1, run - 1); hidden <= most; hidden += 1) {
		if (fitsForm(mask, form, m + run, f + hidden)) return true;
	}
	return false;
}

/**
 * How sure a word with hidden letters is one of the forms. With one letter to see it stays a doubt;
 * forms are short, so the search is too.
 *
 * @example bestMasked('п***ц', ['пиздец']) // 'sure'
 */
export function bestMasked(mask: string, forms: readonly string[]): Obscenity {
	if (mask.length > 16 || /[0-9a-z]/u.test(mask)) return 'no';
	const visible = mask.replaceAll('*', '').length;
	const hidden = mask.length - visible;
	if (visible >= VISIBLE) return forms.some((form) => fitsForm(mask, form, 0, 0)) ? 'sure' : 'no';
	return visible === 1 && hidden > 1 && FIRST.includes(mask[0]!) ? 'doubt' : 'no';
}
