/** Letters: which are which, and which pass for which. */

export const isDigit = (code: number): boolean => code >= 48 && code <= 57;
export const isLatin = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
export const isCyrillic = (code: number): boolean => code >= 0x400 && code <= 0x52f;

/** Letters of the two alphabets residents write in, and any other script's. */
export const isLetter = (code: number): boolean =>
	isCyrillic(code) || isLatin(code) || (code >= 0xc0 && code < 0x2000 && code !== 0xd7 && code !== 0xf7);

/** Signs put in the place of a letter: «х*й», «сук@», «обо%рался». */
export const isMask = (code: number): boolean => code === 42 || code === 64 || code === 35 || code === 37 || code === 36;

/** Latin capitals and small letters, and signs, by the Cyrillic letter they are drawn like. */
const LOOK_ALIKE: Readonly<Record<string, string>> = {
	A: 'а', a: 'а', B: 'в', b: 'ь', C: 'с', c: 'с', E: 'е', e: 'е', H: 'н', h: 'н', K: 'к', k: 'к',
	M: 'м', m: 'м', n: 'п', O: 'о', o: 'о', P: 'р', p: 'р', r: 'г', T: 'т', t: 'т', u: 'и', X: 'х',
	x: 'х', Y: 'у', y: 'у', i: 'и', I: 'и', і: 'и', І: 'и', ї: 'и', Ї: 'и', є: 'е', Є: 'е',
	'@': 'а', $: 'с',
};

/** Digits drawn like letters; only inside a word. */
const DIGIT_ALIKE: Readonly<Record<string, string>> = { '0': 'о', '3': 'з', '4': 'ч', '6': 'б' };

/** Words after which a digit is a number and not a letter: «дом3кв5». */
const NUMBERED = new Set(['д', 'дом', 'ул', 'кв', 'к', 'корп', 'стр', 'под', 'эт', 'пр', 'мкр']);

/** Whether the digit at `at` of a word begun at `from` is drawn in place of a letter: «п0чему», but not «дом3кв». */
export function digitIsLetter(text: string, from: number, at: number): boolean {
	if (DIGIT_ALIKE[text[at]!] === undefined || at + 1 >= text.length) return false;
	if (!isLetter(text.charCodeAt(at - 1)) || !isLetter(text.charCodeAt(at + 1))) return false;
	return !NUMBERED.has(text.slice(from, at).toLowerCase());
}

/** Every letter of the word could be Cyrillic: «BCE», «cyka». */
const ALL_ALIKE = /^[ABCEHKMOPTXYaceopxyk]+$/;

/**
 * One word as it is compared: lower case, ё→е, look-alikes as Cyrillic, three and more equal letters as one.
 * A Latin word stays Latin unless all its letters are look-alikes and the text around is Russian.
 *
 * @example foldWord('Оооочень', true) // 'очень'
 * @example foldWord('xyй', true) // 'хуй'
 */
export function foldWord(word: string, russianText: boolean): string {
	let hasCyrillic = false;
	let hasLatin = false;
	let hasOther = false;
	for (let i = 0; i < word.length; i++) {
		const code = word.charCodeAt(i);
		if (isCyrillic(code)) hasCyrillic = true;
		else if (isLatin(code)) hasLatin = true;
		else hasOther = true;
	}
	const plain = hasCyrillic && !hasLatin && !hasOther;
	const russian = hasCyrillic || (hasLatin && russianText && word.length > 2 && ALL_ALIKE.test(word));
	const folded = russian && !plain ? replaceAlike(word) : word;
	return squeeze(folded.toLowerCase());
}

function replaceAlike(word: string): string {
	let out = '';
	for (let i = 0; i < word.length; i++) {
		const char = word[i]!;
		const code = word.charCodeAt(i);
		if (isDigit(code)) out += (digitIsLetter(word, 0, i) ? DIGIT_ALIKE[char] : undefined) ?? char;
		else out += LOOK_ALIKE[char] ?? (isMask(code) ? '*' : char);
	}
	return out;
}

/** Lower-case letters with ё as е; runs of three and more equal letters become one. */
function squeeze(word: string): string {
	let run = 1;
	let simple = true;
	for (let i = 0; i < word.length && simple; i++) {
		const code = word.charCodeAt(i);
		if (code === 0x451 || code === 0x456) simple = false;
		if (i > 0 && code === word.charCodeAt(i - 1)) {
			run++;
			if (run > 2 && !isDigit(code)) simple = false;
		} else run = 1;
	}
	if (simple) return word;
	let out = '';
	for (let i = 0; i < word.length; ) {
		let j = i + 1;
		while (j < word.length && word[j] === word[i]) j++;
		const char = word[i] === 'ё' ? 'е' : word[i]!;
		out += j - i > 2 && !isDigit(word.charCodeAt(i)) ? char : char.repeat(j - i);
		i = j;
	}
	return out;
}
