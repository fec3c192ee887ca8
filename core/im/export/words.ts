/** Heads of VK's `[id1|Имя]`: what a person reads is the part after the bar. */
const MENTION = /\[(?:(?:id|club|public|event)\d+|https?:\/\/[^\s|\]]{1,300}|#\w{1,60})[^|\]\n]{0,60}\|([^\]\n]{0,200})\]/gu;
const BREAK = /<(?:br|\/p|\/div|\/li|\/tr)\s{0,5}\/?>/giu;
const TAG = /<(?:\/?[a-z][^<>]{0,400}|!--[^<>]{0,400})>/giu;
const ENTITY = /&(amp|lt|gt|quot|apos|nbsp|laquo|raquo|mdash|ndash|hellip|#\d{1,7}|#x[\da-f]{1,6});/giu;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', laquo: '«', raquo: '»', mdash: '—', ndash: '–', hellip: '…' };

/**
 * A resident's words without VK's markup and HTML, links kept: what the register stores of an export.
 *
 * @example plainWords('[id1|Анна], где <b>вода</b>?<br>Улица Ленина') // 'Анна, где вода?\nУлица Ленина'
 */
export function plainWords(text: string): string {
	if (!/[<[&]/u.test(text)) return text;
	return text.replace(MENTION, '$1').replace(BREAK, '\n').replace(TAG, '').replace(ENTITY, (whole, name: string) => decoded(name.toLowerCase()) ?? whole).replace(/\n{3,}/gu, '\n\n').trim();
}

function decoded(name: string): string | undefined {
	if (!name.startsWith('#')) return NAMED[name];
	const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
	return code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : undefined;
}
