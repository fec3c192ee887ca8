import type { Prepared } from '../text/prepare';
import type { PlaceName } from './gazetteer';

const STREET_WORDS = new Set(['ул', 'улица', 'улице', 'улицы', 'улицу', 'улицей', 'пер', 'переулок', 'переулке', 'проезд', 'имени', 'им']);
const SETTLEMENT_WORDS = new Set(['с', 'село', 'селе', 'села', 'селу', 'п', 'пос', 'поселок', 'поселке', 'поселка', 'деревня', 'деревне', 'пгт']);
const AT_STREET = new Set(['на', 'по', 'с', 'со', 'к', 'за', 'у', 'до', 'возле', 'около', 'от', 'напротив', 'вдоль', 'угол', 'перекресток', 'перекрестке']);
const IN_SETTLEMENT = new Set(['в', 'во', 'из', 'до', 'под', 'над', 'к', 'для', 'около', 'возле', 'с', 'на', 'по', 'за', 'через', 'сторону', 'стороны', 'направлении', 'районе', 'жители', 'жителям']);
const HOUSE_AFTER = new Set(['д', 'дом', 'дома', 'доме']);
/** Words after which an adjective stands for itself: «в лесной опять нет света». */
const STANDS_ALONE = new Set(
	'нет не опять когда уже свет света вода воды и а но где как что кто почему до за с из у есть будет были было снова вторые третий сегодня завтра вчера тоже там так никто третью вторую неделю рейс вертолет самолет связь связи интернет интернета школа фап врача врач магазин жители люди детям ребята отопление'.split(' '),
);
/** A place named first and by itself: «Комсомольская, возле садика», «Седанка: нет связи», «Гиля напротив школы». */
const GOES_ON = new Set(['возле', 'около', 'напротив', 'у', 'от', 'до', 'рядом', 'угол', 'опять', 'снова', 'так', 'тоже', 'вся', 'весь', 'без']);
/** Whose name it is when it stands behind: «памятник Ленина». */
const OF_A_PERSON = /^(памятник|бюст|портрет|мавзоле|дедушк|вожд|владимир|товарищ|картин)/u;
const RIVER = /^(рек|речк|рыбач|рыбал|нерест|сплав)/u;

const isCapital = (raw: string): boolean => raw[0] !== raw[0]?.toLowerCase();

const beginsSentence = ({ tokens, clean }: Prepared, at: number): boolean => at === 0 || /[.!?\n]/u.test(clean.slice(tokens[at - 1]!.end, tokens[at]!.start));

/** Whether the word at `at` could be capital only for beginning a sentence, or the text is all capitals. */
function capitalSays(prepared: Prepared, at: number): boolean {
	const token = prepared.tokens[at]!;
	if (!isCapital(token.raw) || token.raw.length < 2 || isCapital(token.raw[1]!)) return false;
	return !beginsSentence(prepared, at) || STREET_WORDS.has(prepared.tokens[at - 1]?.norm ?? '');
}

/** Whether a name begins a sentence, capital, and what follows does not go on with a noun it could describe. */
function standsFirst(prepared: Prepared, from: number, to: number): boolean {
	const { tokens, clean } = prepared;
	const { raw } = tokens[from]!;
	if (!isCapital(raw) || raw.length < 2 || !beginsSentence(prepared, from)) return false;
	const next = tokens[to + 1];
	return next === undefined || /[,:.!?\n–—-]/u.test(clean.slice(tokens[to]!.end, next.start)) || GOES_ON.has(next.norm);
}

/**
 * Whether the capital letter alone shows the street: a whole adjective in the accusative («прочистили Советскую») or a
 * surname as streets bear it («Гиля не чищена»).
 */
function nameSays(prepared: Prepared, place: PlaceName, from: number, to: number): boolean {
	const { raw, norm } = prepared.tokens[from]!;
	if (from !== to || !isCapital(raw) || isCapital(raw[1] ?? '') || OF_A_PERSON.test(prepared.tokens[from - 1]?.norm ?? '')) return false;
	return /[ая]я$/u.test(place.name) ? norm.endsWith('ую') && capitalSays(prepared, from) : !place.strict && norm === place.name.toLowerCase();
}

/** Whether what stands beside tokens `from`…`to` shows that the place is meant and not the ordinary word. */
export function contextShows(prepared: Prepared, place: PlaceName, from: number, to: number, house: string): boolean {
	const { tokens } = prepared;
	const before = tokens[from - 1]?.norm ?? '';
	const after = tokens[to + 1]?.norm ?? '';
	const alone = after === '' || STANDS_ALONE.has(after) || /[.,!?\n)]/u.test(prepared.clean.slice(tokens[to]!.end, tokens[to + 1]!.start));
	if (place.kind === 'street') {
		if (STREET_WORDS.has(before) || STREET_WORDS.has(after) || house !== '') return true;
		if (nameSays(prepared, place, from, to) || standsFirst(prepared, from, to)) return true;
		if (place.strict) return AT_STREET.has(before) && before !== 'с' && capitalSays(prepared, from);
		if (HOUSE_AFTER.has(after)) return true;
		return AT_STREET.has(before) && (capitalSays(prepared, from) || alone);
	}
	if (SETTLEMENT_WORDS.has(before) && before !== 'с') return true;
	if (before === 'с' && prepared.clean[tokens[from - 1]!.end] === '.') return true;
	if (tokens.slice(Math.max(0, from - 3), to + 4).some((token) => RIVER.test(token.norm))) return false;
	return standsFirst(prepared, from, to) || (IN_SETTLEMENT.has(before) && (capitalSays(prepared, from) || alone));
}

const TITLES = /^(глав|директор|врач|депутат|учител|гражданк|госпож|фельдшер|начальник|председател|специалист|продав|сосед|товарищ)/u;

/** A surname after a title is a person and not a street: «врач Обухова», «Обухова А. П.». */
export function isPerson(prepared: Prepared, from: number, to: number): boolean {
	const { tokens, clean } = prepared;
	const before = tokens[from - 1];
	if (before && TITLES.test(before.norm) && isCapital(tokens[from]!.raw)) return true;
	const next = tokens[to + 1];
	if (!next || next.raw.length !== 1 || !isCapital(next.raw) || clean[next.end] !== '.') return false;
	return !STREET_WORDS.has(before?.norm ?? '');
}

/** Whether the name stands as the spot itself («в Палане») and not as the end of a way («до Паланы», «из Тигиля»). */
export function isSpot(prepared: Prepared, from: number): boolean {
	const before = prepared.tokens[from - 1]?.norm ?? '';
	return ['в', 'во', 'на', 'по', 'селе', 'поселке', 'нашей', 'нашем', 'наша', 'село'].includes(before);
}
