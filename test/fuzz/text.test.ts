import fc from 'fast-check';

import { compileGazetteer, ownPlaces } from '../../core/triage/place/gazetteer';
import { RepeatIndex } from '../../core/triage/repeat/index';
import { classify } from '../../core/triage/classify';
import { trainedModels } from '../../core/triage/models';
import { CLEAN_LIMIT } from '../../core/triage/text/clean';
import { prepare } from '../../core/triage/text/prepare';
import { contextOf, inputOf } from '../core/triage/support';
import { holds, russianWord, text } from './fuzz';

const norms = (given: string): string[] => prepare(given).tokens.map((token) => token.norm);
const words = fc.array(russianWord, { minLength: 1, maxLength: 12 });

describe('The preparation of any text', () => {
	it('gives words that stand in the clean text, in order, none over another', () => {
		holds(
			fc.property(text, (given) => {
				const { clean, tokens } = prepare(given);
				expect(clean.length).toBeLessThanOrEqual(CLEAN_LIMIT);
				let at = 0;
				for (const token of tokens) {
					expect(token.start).toBeGreaterThanOrEqual(at);
					expect(token.end).toBeGreaterThan(token.start);
					expect(token.end).toBeLessThanOrEqual(clean.length);
					expect(token.norm).toBe(token.norm.toLowerCase());
					at = token.end;
				}
			}),
		);
	});

	it('gives the same twice, and the words of the clean text are the words of the text', () => {
		holds(
			fc.property(text, (given) => {
				expect(prepare(given)).toEqual(prepare(given));
				// What could be read as markup only after cleaning is not looked at a second time.
				const { clean, tokens } = prepare(given);
				fc.pre(!/[<&[]|https?:|www\.|vk\.c|ok\.ru|t\.me/iu.test(clean));
				expect(norms(clean)).toEqual(tokens.map((token) => token.norm));
			}),
		);
	});

	it('sees through marks that print nothing, case, bold and ё', () => {
		holds(
			fc.property(words, fc.constantFrom('\u200b', '\u00ad', '\u2060', '\ufeff', '\u0301'), fc.nat(), (list, mark, place) => {
				const plain = list.join(' ');
				const at = place % (plain.length + 1);
				const marked = `${plain.slice(0, at)}${mark}${plain.slice(at)}`;
				const expected = norms(plain);
				expect(norms(marked)).toEqual(expected);
				expect(norms(plain.toUpperCase())).toEqual(expected);
				expect(norms(`<p>${plain}</p>`)).toEqual(expected);
				expect(norms(plain.replace(/е/gu, 'ё'))).toEqual(expected);
			}),
		);
	});
});

describe('Triage of any text', () => {
	const models = trainedModels();
	const gazetteer = compileGazetteer(ownPlaces());

	it('always ends in one of three dispositions, with a reason, and never excludes without the words that show it', () => {
		holds(
			fc.property(text, (given) => {
				const { fields } = classify(inputOf(given), contextOf({ models, gazetteer, repeats: new RepeatIndex() }));
				expect(['answer', 'review', 'notProcessed']).toContain(fields.disposition);
				expect(fields.triageReason).toMatch(/\.$/u);
				if (fields.disposition === 'notProcessed') {
					expect(['threat', 'obscene', 'insult']).toContain(fields.exclusionGround);
					expect(fields.exclusionEvidence).not.toBe('');
				}
				expect(() => JSON.parse(fields.alternatives) as unknown).not.toThrow();
			}),
		);
	});

	it('of the same text is the same', () => {
		holds(
			fc.property(text, (given) => {
				const once = (): unknown => classify(inputOf(given), contextOf({ models, gazetteer, repeats: new RepeatIndex() }));
				expect(once()).toEqual(once());
			}),
			[],
			0.3,
		);
	});
});
