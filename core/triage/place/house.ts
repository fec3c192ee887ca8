import type { Token } from '../text/prepare';

/** Words before a house number. */
const HOUSE_WORDS = new Set(['д', 'дом', 'дома', 'доме', 'дому', 'домом', 'номер', 'no', '№']);

/** Words that may stand between a street and its house: «на обухова у дома 12», «чубарова, рядом с домом 7», «на чубарова в 7 доме». */
const BY_THE_HOUSE = new Set(['у', 'в', 'во', 'за', 'под', 'перед', 'возле', 'около', 'напротив', 'против', 'рядом', 'близ', 'с', 'со', 'от', 'к']);

/** Beginnings of words of time and measure: «2 недели», «3 день», «5 градусов» are no house numbers. */
const MEASURES = [
	'недел', 'день', 'дня', 'дней', 'дне', 'сутк', 'суто', 'час', 'раз', 'год', 'лет', 'месяц', 'человек', 'метр', 'руб', 'тыс', 'градус', 'минут', 'процент', 'литр', 'ведр',
	'январ', 'феврал', 'март', 'апрел', 'июн', 'июл', 'август', 'сентябр', 'октябр', 'ноябр', 'декабр', 'поколен', 'жител', 'штук',
];
/** Things counted, in the form that stands after a number: «5 фонарей», but «дом 5 фонари не горят». */
const COUNTED = new Set(
	'мес км кг мая май утра вечера ночи дн м й ый ого шт фонаря фонарей столба столбов собак машин ям ямы бака баков контейнера контейнеров дерева деревьев домов дома двора дворов подъезда подъездов этажа этажей квартир люка люков детей щенка щенков семей семьи квартала квартала'.split(' '),
);
/** No house in a settlement of this size has a higher number. */
const HOUSE_LIMIT = 400;

const isNumber = (norm: string): boolean => /^\d{1,3}[а-я]?$/u.test(norm) && Number.parseInt(norm, 10) > 0 && Number.parseInt(norm, 10) <= HOUSE_LIMIT;
const isUnit = (norm: string): boolean => COUNTED.has(norm) || MEASURES.some((unit) => norm.startsWith(unit));

/** A letter of a house written apart: «7 А», «7-б», «7 "а"». */
function letterAfter(tokens: readonly Token[], at: number, clean: string): string {
	const next = tokens[at + 1];
	if (!next || next.norm.length !== 1 || !'абвгде'.includes(next.norm)) return '';
	const gap = clean.slice(tokens[at]!.end, next.start);
	const apart = gap === ' ';
	if (!apart) return gap.length <= 2 && !gap.includes(',') ? next.norm : '';
	return next.raw !== next.norm || next.end === clean.length || '.,;)'.includes(clean[next.end]!) ? next.norm : '';
}

/** The house number at a token, with its fraction and letter: «7», «7а», «7/1». */
function numberAt(tokens: readonly Token[], at: number, clean: string, told: boolean): string {
	const token = tokens[at];
	if (!token || !isNumber(token.norm)) return '';
	const next = tokens[at + 1];
	if (next && !told && isUnit(next.norm)) return '';
	if (next && clean.slice(token.end, next.start) === '/' && /^\d{1,2}$/u.test(next.norm)) return `${token.norm}/${next.norm}`;
	return token.norm + letterAfter(tokens, at, clean);
}

/** The house after a street whose last token is `to`. Words of nearness are passed over only where a house is named after them. */
function houseAfter(tokens: readonly Token[], clean: string, to: number): string {
	let told = false;
	let near = false;
	for (let i = to + 1, words = 0; i < tokens.length && words < 4; i += 1, words += 1) {
		const { norm, start } = tokens[i]!;
		if (/[!?;\n(]/u.test(clean.slice(tokens[i - 1]!.end, start))) return '';
		const found = numberAt(tokens, i, clean, told);
		if (found !== '') return near && !told && !HOUSE_WORDS.has(tokens[i + 1]?.norm ?? '') ? '' : found;
		if (HOUSE_WORDS.has(norm)) told = true;
		else if (!told && BY_THE_HOUSE.has(norm)) near = true;
		else return '';
	}
	return '';
}

/**
 * The house that goes with a street standing at tokens `from`…`to`: after it («чубарова 7», «ул. Обухова, д.4»)
 * or before it («дом 7 по чубарова», «в 7 доме на чубарова»). Empty where there is none.
 */
export function houseOf(tokens: readonly Token[], clean: string, from: number, to: number): string {
	const behind = houseAfter(tokens, clean, to);
	if (behind !== '') return behind;
	const before = tokens.slice(Math.max(0, from - 5), from).map((token) => token.norm);
	const start = Math.max(0, from - 5);
	for (let i = before.length - 1; i >= 0; i -= 1) {
		if (!HOUSE_WORDS.has(before[i]!)) continue;
		const after = numberAt(tokens, start + i + 1, clean, true);
		if (after !== '' && start + i + 1 < from) return after;
		if (i > 0 && isNumber(before[i - 1]!)) return before[i - 1]!;
	}
	return '';
}
