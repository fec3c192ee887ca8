import fc from 'fast-check';

import { rateLimiter } from '../../../core/channels/rate';
import { splitText } from '../../../core/channels/split';

describe('A long text is split', () => {
	it.each([
		['between paragraphs', 'Первый абзац.\n\nВторой абзац.', 20, ['Первый абзац.', 'Второй абзац.']],
		['between sentences', 'Первое. Второе.', 8, ['Первое.', 'Второе.']],
		['between words', 'одно два три', 8, ['одно два', 'три']],
		['inside a word that fits nowhere', 'ааааааааа', 4, ['аааа', 'аааа', 'а']],
		['not at all where it fits', 'Кратко.', 8, ['Кратко.']],
		['into nothing when it is empty', '  ', 8, []],
	])('%s', (_case, text, limit, expected) => {
		expect(splitText(text, limit)).toEqual(expected);
	});

	it('so that every part fits, no character is lost or torn', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 2, max: 40 }), (text, limit) => {
				const parts = splitText(text, limit);
				expect(parts.every((part) => part.length <= limit && !/\p{Cs}/u.test(part))).toBe(true);
				expect(parts.join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
			}),
		);
	});
});

describe('Calls of one token', () => {
	it('are spread so that no second holds more than allowed; another token is not held back', async () => {
		let time = 0;
		const limiter = rateLimiter({ now: () => time, sleep: async (ms) => void (time += ms) });
		const at: number[] = [];
		for (let call = 0; call < 10; call += 1) {
			await limiter.pass('a', 3);
			at.push(time);
		}
		for (const start of at) expect(at.filter((one) => one >= start && one < start + 1000).length).toBeLessThanOrEqual(3);
		const before = time;
		await limiter.pass('b', 3);
		expect(time).toBe(before);
	});
});
