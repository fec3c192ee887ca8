/** `{поле}` of a template, or `[место для слов]`. A mention as VK writes it, `[id1|Имя]`, and a number, `[1]`, are neither. */
const BLANK = /(?<!\{)\{\s*\p{L}[\p{L} -]{0,40}\}(?!\})|\[(?=[^\]]*\p{L})[^\]|\n[]{2,120}\]/gu;

/**
 * What a template left to be filled and nobody filled, as it stands in the text; each once.
 *
 * @example blanksIn('Яму засыплем [когда].') // ['[когда]']
 */
export const blanksIn = (text: string): string[] => [...new Set(text.match(BLANK) ?? [])];
