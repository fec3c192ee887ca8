import { DeskError } from '../../../core/errors';
import { loadLexicon } from '../../../core/triage/lexicon/load';
import type { Entry } from '../../../core/triage/lexicon/phrase';
import { compileLexicon, scan } from '../../../core/triage/lexicon/scan';
import { bestMasked, maskOf } from '../../../core/triage/abuse/masked';
import { isObscene } from '../../../core/triage/abuse/obscene';
import { prepare } from '../../../core/triage/text/prepare';

const words = (entry: Omit<Entry<string>, 'data'>, text: string) => scan(prepare(text), compileLexicon([{ ...entry, data: 'x' }])).map((hit) => hit.words);

describe('a phrase of a lexicon', () => {
	it.each([
		['by stem', { phrase: 'дорога' }, 'вдоль дорогами', ['дорогами']],
		['by exact form', { phrase: '=дорога' }, 'дороги, дорога', ['дорога']],
		['by beginning', { phrase: 'дорож*' }, 'дорожники', ['дорожники']],
		['by alternatives', { phrase: 'яма|=лужа' }, 'ямы и лужа', ['ямы', 'лужа']],
		['in order, with words between', { phrase: 'нет вода' }, 'нет совсем никакой воды', ['нет совсем никакой воды']],
		['not farther than told', { phrase: 'нет вода', near: 0 }, 'нет никакой воды', []],
		['not the other way round', { phrase: 'нет вода' }, 'вода нет', []],
		['not over a full stop', { phrase: 'нет вода' }, 'света нет. Вода есть', []],
		['over a comma', { phrase: 'нет вода' }, 'нет, говорят, воды', ['нет, говорят, воды']],
		['not where a silencing word stands near', { phrase: 'упал', unless: 'курс' }, 'рубль упал, курс плохой', []],
		['but where it stands far', { phrase: 'упал', unless: 'курс', guard: 1 }, 'упал человек, а курс доллара ни при чем', ['упал']],
		['but where it stands in another sentence', { phrase: 'упал', unless: 'курс' }, 'Человек упал! Курс ни при чем', ['упал']],
		['«не» silences the word right after it', { phrase: '=упал', unless: '=не' }, 'не упал', []],
		['and no other word', { phrase: '=упал', unless: '=не' }, 'не он упал', ['упал']],
	])('is found %s', (_, entry, text, expected) => {
		expect(words(entry, text)).toEqual(expected);
	});

	it.each(['а||б', '=', 'а*'])('«%s» cannot be read, and the error says so', (phrase) => {
		expect(() => compileLexicon([{ phrase, data: 'x' }])).toThrow(DeskError);
	});

	it('takes named sets, and refuses an unknown one', () => {
		const file = { about: '', sets: { wet: 'дождь лив*' }, lists: { rain: ['{wet} идет'] } };
		expect(scan(prepare('ливень идет'), loadLexicon(file))[0]?.data).toBe('rain');
		expect(() => loadLexicon({ ...file, sets: {} })).toThrow(DeskError);
	});
});

describe('obscene roots', () => {
	it.each(['хуй', 'нахуй', 'охуеть', 'хуйня', 'пиздец', 'распиздяй', 'ебать', 'заебали', 'долбоеб', 'уебок', 'блять', 'блядь', 'выблядок', 'мудак', 'пидор', 'гондон', 'залупа', 'бля'])('%s is obscene', (word) => {
		expect(isObscene(word)).toBe(true);
	});

	it.each([
		'оскорблять', 'употреблять', 'ослаблять', 'сабля', 'грабля', 'рубля', 'требовать', 'потребую', 'себе', 'тебе', 'себестоимость', 'хлеба', 'небо', 'небеса', 'учеба', 'судебный', 'лечебный', 'погреба', 'колебать', 'дебет', 'вебинар',
		'хулиган', 'художник', 'хуже', 'худой', 'психует', 'страхует', 'плохую', 'сухую', 'тихую', 'мандарин', 'команда', 'мандат', 'мудрый', 'немудрено', 'скипидар', 'лидар', 'тупой', 'херсон', 'подъезд', 'разъезд', 'ребенок', 'жеребенок', 'серебро', 'щебень', 'стебель', 'гребень', 'оглобля', 'ансамбля', 'корабля',
	])('%s is not', (word) => {
		expect(isObscene(word)).toBe(false);
	});
});

describe('masked words', () => {
	const forms = ['пиздец', 'хуй', 'сука'];

	it.each([
		['п***ец', 'sure'],
		['п*здец', 'sure'],
		['х*й', 'sure'],
		['с*ка', 'sure'],
		['х**', 'doubt'],
		['п*рк', 'no'],
		['5*7', 'no'],
		['***', 'no'],
		['д***', 'no'],
	])('%s: %s', (mask, expected) => {
		expect(bestMasked(mask, forms)).toBe(expected);
	});

	it('every sign for a letter is one mask', () => {
		expect(maskOf('Пох@Й с#к$ xуё%')).toBe('пох*й с*к* хуе*');
	});
});
