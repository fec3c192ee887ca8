import fc from 'fast-check';

import { RepeatIndex, type KnownCase } from '../../../core/triage/repeat/index';
import { knownCases } from '../../../core/triage/repeat/rows';
import { signatureOf, similarity } from '../../../core/triage/repeat/signature';

const base: KnownCase = {
	id: 7, messageKey: 'vk:1', network: 'vk', authorId: 'id1', text: 'нет горячей воды на Чубарова 7 третий день',
	topicGroup: 'ЖКХ', topic: 'Отсутствие горячей воды', location: 'Палана', street: 'ул. Чубарова, 7', detectedAt: '2026-01-10T00:00:00.000Z', status: 'answered',
};
const { id: _, ...fresh } = base;
const message = (changes: Partial<KnownCase>): KnownCase => ({ ...fresh, messageKey: 'vk:2', detectedAt: '2026-01-20T00:00:00.000Z', ...changes });
const index = (...cases: Partial<KnownCase>[]) => new RepeatIndex(cases.map((changes) => ({ ...base, ...changes })));

describe('repeats, clause 13', () => {
	it.each<[string, Partial<KnownCase>, string]>([
		['the same key is the same message', { messageKey: 'vk:1' }, 'duplicate'],
		['the same words by the same author two days later are the same message', { detectedAt: '2026-01-12T00:00:00.000Z' }, 'duplicate'],
		['the same words ten days later are the author’s repeat', {}, 'sameAuthor'],
		['other words of the same author on the same topic are a repeat', { text: 'воды горячей так и не дали! сколько ждать' }, 'sameAuthor'],
		['another author on the same question and place', { authorId: 'id2', text: 'Чубарова 7 опять нет горячей воды' }, 'sameQuestion'],
		['another author on the same question in another house', { authorId: 'id2', street: 'ул. Обухова, 4', text: 'Обухова 4 нет горячей воды' }, ''],
		['another author in another village', { authorId: 'id2', location: 'Тигиль', street: '' }, ''],
		['another topic group', { authorId: 'id2', topicGroup: 'Дороги' }, ''],
		['the author on another question', { topicGroup: 'Дороги', topic: 'Ямы', street: '', text: 'яма на повороте к аэропорту, почините дорогу' }, ''],
		['later than the window', { authorId: 'id2', detectedAt: '2027-06-01T00:00:00.000Z' }, ''],
		['earlier than the case', { authorId: 'id2', detectedAt: '2025-12-01T00:00:00.000Z' }, ''],
	])('%s', (_name, changes, kind) => {
		expect(index({}).find(message(changes))).toMatchObject({ kind, repeatOf: kind === '' ? null : 7 });
	});

	it('a case does not repeat itself, and an excluded one is no case to repeat', () => {
		expect(index({}).find(base).kind).toBe('');
		expect(index({ status: 'excluded' }).find(message({})).kind).toBe('');
	});

	it('links to the likest earlier case', () => {
		const found = index({ id: 1, text: 'горячей воды нет совсем третий день на этаже' }, { id: 2 }).find(message({ authorId: 'id9' }));
		expect(found.repeatOf).toBe(2);
	});

	it('the threshold is the officer’s', () => {
		const likeness = index({}).find(message({ authorId: 'id2', text: 'Чубарова 7 опять нет горячей воды' })).similarity;
		const strict = new RepeatIndex([base], { threshold: likeness + 0.01, days: 365 });
		expect(strict.find(message({ authorId: 'id2', text: 'Чубарова 7 опять нет горячей воды' })).kind).toBe('');
	});

	it('counts the wave of the last 24 hours, the run’s own messages included', () => {
		const known = new RepeatIndex();
		for (let i = 0; i < 4; i += 1) known.add(message({ messageKey: `k${i}`, authorId: `a${i}`, detectedAt: `2026-01-20T0${i}:00:00Z` }));
		known.add(message({ messageKey: 'old', authorId: 'b', detectedAt: '2026-01-18T00:00:00Z' }));
		expect(known.find(message({ messageKey: 'k9', authorId: 'z', detectedAt: '2026-01-20T05:00:00Z' }))).toMatchObject({ wave: 4, kind: '', repeatOf: null });
	});

	it('the same key twice in one run is one message, though it has no number yet', () => {
		const known = new RepeatIndex();
		known.add(message({ messageKey: 'k1' }));
		expect(known.find(message({ messageKey: 'k1' }))).toMatchObject({ kind: 'duplicate', repeatOf: null });
	});

	it('reads rows of the register and passes over what has no number', () => {
		expect(knownCases([{ id: '5', text: 'а' }, { text: 'б' }, { id: 6, text: null, detectedAt: new Date(0) }]).map((one) => one.id)).toEqual([5, 6]);
	});
});

describe('likeness', () => {
	it('does not mind order, case, endings and signs', () => {
		expect(similarity(signatureOf('Нет горячей воды!'), signatureOf('воды ГОРЯЧЕЙ нет'))).toBe(1);
		expect(similarity(signatureOf('яма на дороге'), signatureOf('ямы, дорога'))).toBeGreaterThan(0.4);
	});

	it('is symmetric and lies between 0 and 1', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), (a, b) => {
				const forth = similarity(signatureOf(a), signatureOf(b));
				expect(forth).toBe(similarity(signatureOf(b), signatureOf(a)));
				expect(forth).toBeGreaterThanOrEqual(0);
				expect(forth).toBeLessThanOrEqual(1.0000001);
			}),
		);
	});
});
