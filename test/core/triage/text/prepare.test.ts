import fc from 'fast-check';
import { prepare } from '../../../../core/triage/text/prepare';

const norms = (text: string): string[] => prepare(text).tokens.map((token) => token.norm);

describe('clean', () => {
	test.each([
		['a VK mention keeps the name', '[id1|Анна Петрова], где вода', 'Анна Петрова, где вода'],
		['a community mention too', '[club22|Администрация] ответьте', 'Администрация ответьте'],
		['a reply mention of VK', '[id1:bp-2_3|Анна], спасибо', 'Анна, спасибо'],
		['square brackets of people stay', 'ям [много] тут', 'ям [много] тут'],
		['HTML goes, entities become characters', '<b>Свет</b>&nbsp;горит&hellip;<br/>нет', 'Свет горит… нет'],
		['less-than of people stays', 'тепла < 18 градусов', 'тепла < 18 градусов'],
		['links go', 'см. https://vk.com/wall-1_2?r=3 и www.a.ru', 'см. и'],
		['invisible marks go', 'во\u200bда \ufeffесть\u00ad', 'вода есть'],
		['й and ё are composed', 'и\u0306одом е\u0308лка', 'йодом ёлка'],
		['piled-up marks go', 'в\u0323\u0334о\u0337да', 'вода'],
		['white space is folded', ' а\t\t б\r\n\r\nв ', 'а б\nв'],
		['nothing stays nothing', '', ''],
	])('%s', (_title, text, expected) => {
		expect(prepare(text).clean).toBe(expected);
	});

	test('keeps at most 20,000 characters', () => {
		expect(prepare('вода '.repeat(12_000)).clean.length).toBeLessThanOrEqual(20_000);
	});
});

describe('tokens', () => {
	test.each([
		['ё is е, case does not matter', 'ЁЛКИ Ёлки', ['елки', 'елки']],
		['three equal letters are one, two stay', 'Оооочень длинный', ['очень', 'длинный']],
		['Latin look-alikes in a Russian word', 'CAHKи xyй', ['санки', 'хуй']],
		['a word of look-alikes only, in Russian text', 'тут BCE плохо', ['тут', 'все', 'плохо']],
		['a Latin word stays Latin', 'wifi не работает, Windows', ['wifi', 'не', 'работает', 'windows']],
		['spaced-out letters', 'С Р О Ч Н О нужен свет', ['срочно', 'нужен', 'свет']],
		['letters with dashes', 'п-о-м-о-г-и-т-е', ['помогите']],
		['one-letter words are words', 'а я и в дом', ['а', 'я', 'и', 'в', 'дом']],
		['house numbers', 'Чубарова7 кв.3, 7а дом3кв5', ['чубарова', '7', 'кв', '3', '7а', 'дом', '3', 'кв', '5']],
		['masks inside words', 'х*й сук@ обо%рался бл**', ['х*й', 'сука', 'обо*рался', 'бл**']],
		['digits instead of letters', 'п0чему', ['почему']],
		['bold marks are no masks', '*важно* тут', ['важно', 'тут']],
	])('%s', (_title, text, expected) => {
		expect(norms(text)).toEqual(expected);
	});

	test('are stemmed', () => {
		expect(prepare('дорогами дорогу').tokens.map((token) => token.stem)).toEqual(['дорог', 'дорог']);
	});

	test('the folded text has the same words in the same places', () => {
		expect(prepare('[id1|Ёж], С Р О Ч Н О: CAHKи!').folded).toBe('еж, срочно: санки!');
	});

	test('any text: offsets point at raw words in order, nothing fails', () => {
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom(...Array.from('аёй1.* @[]|<>&;iхЖz\u0306\u200b\n😀')), maxLength: 60 }), (text) => {
				const { clean, tokens } = prepare(text);
				let at = 0;
				for (const token of tokens) {
					expect(token.start).toBeGreaterThanOrEqual(at);
					expect(clean.slice(token.start, token.end)).toBe(token.raw);
					at = token.end;
				}
			}),
		);
	});
});
