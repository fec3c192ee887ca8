/** Beginning of a word that stands for all its forms, in letters. */
const STEM_LENGTH = 5;
/** Words of a message that are kept; the rest of a long text adds nothing to likeness. */
const WORDS_LIMIT = 80;
/** Characters of a text that are looked at. */
const TEXT_REACH = 4_000;

/** FNV-1a over UTF-16 units, 32 bits. */
const FNV_START = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;

function beginningHash(word: string): number {
	let hash = FNV_START;
	for (let i = 0; i < word.length && i < STEM_LENGTH; i += 1) hash = Math.imul(hash ^ word.charCodeAt(i), FNV_PRIME);
	return hash;
}

/** Words that every message has. */
const COMMON = new Set(
	'здравствуйте добрый день вечер утро пожалуйста когда почему будет это этот эта как так что чтобы для или еще уже нас вас нам вам они она оно мне меня мой наш наша наши ваш ваша был была были было есть тут там вот тоже опять снова очень просим прошу прощу подскажите скажите спасибо уважаемая уважаемые администрация палана палане паланы поселок поселке поселка люди все всех весь если можно нельзя надо нужно хотя даже только где куда кто без под над при про после перед через'
		.split(' ')
		.map((word) => beginningHash(word)),
);

/** Where the words of one text are gathered before they are sorted. */
const gathered = new Int32Array(WORDS_LIMIT);

/** A letter or digit folded to what is compared (lower case, е for ё), or 0 for what divides words. */
function foldCode(code: number): number {
	if (code >= 0x430 && code <= 0x44f) return code;
	if (code >= 0x410 && code <= 0x42f) return code + 32;
	if (code === 0x451 || code === 0x401) return 0x435;
	if ((code >= 48 && code <= 57) || (code >= 97 && code <= 122)) return code;
	return code >= 65 && code <= 90 ? code + 32 : 0;
}

/** What a text is about, as sorted hashes of the beginnings of its telling words. */
export type Signature = Int32Array;

/**
 * The signature of a text. Written without strings in between, since a register of 100,000 texts goes through it.
 *
 * @example similarity(signatureOf('нет воды'), signatureOf('воды нет!!!')) // 1
 */
export function signatureOf(text: string): Signature {
	const end = Math.min(text.length, TEXT_REACH);
	let count = 0;
	let hash = FNV_START;
	let length = 0;
	let number = false;
	for (let i = 0; i <= end && count < WORDS_LIMIT; i += 1) {
		const code = i < end ? foldCode(text.charCodeAt(i)) : 0;
		if (code !== 0) {
			if (length === 0) number = code < 58;
			if (length < STEM_LENGTH) hash = Math.imul(hash ^ code, FNV_PRIME);
			length += 1;
		} else if (length > 0) {
			if ((number || length > 2) && !COMMON.has(hash)) gathered[count++] = hash;
			hash = FNV_START;
			length = 0;
		}
	}
	const sorted = gathered.slice(0, count).sort();
	let kept = 0;
	for (let i = 0; i < count; i += 1) if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[kept++] = sorted[i]!;
	return kept === count ? sorted : sorted.slice(0, kept);
}

/** Likeness of two signatures from 0 to 1: words in common by the geometric mean of their numbers (cosine of sets). */
export function similarity(a: Signature, b: Signature): number {
	if (a.length === 0 || b.length === 0) return 0;
	let common = 0;
	for (let i = 0, j = 0; i < a.length && j < b.length; ) {
		const left = a[i]!;
		const right = b[j]!;
		if (left === right) common += 1;
		if (left <= right) i += 1;
		if (right <= left) j += 1;
	}
	return common / Math.sqrt(a.length * b.length);
}
