import { DeskError } from '../../../core/errors';
import { matchRules, readRule, readRules } from '../../../core/triage/rules';
import { prepare } from '../../../core/triage/text/prepare';

const fired = (rows: Record<string, unknown>[], text: string) => matchRules(prepare(text), readRules(rows)).map((hit) => hit.data.phrase);
const topicRule = { phrase: 'дизельная станция', action: 'topic', group: 'Электроснабжение', topic: '', active: true };

describe('rules of the staff', () => {
	it.each([
		['на дизельной станции опять авария', true],
		['ДИЗЕЛЬНУЮ нашу СТАНЦИЮ закрыли', true],
		['станция дизельная', false],
		['дизельное топливо кончилось. Станция стоит', false],
	])('a phrase fits any forms of its words in order: «%s» → %s', (text, expected) => {
		expect(fired([topicRule], text)).toEqual(expected ? ['дизельная станция'] : []);
	});

	it.each([false, 'false', 'нет', 0])('a rule switched off (%p) is silent', (active) => {
		expect(fired([{ ...topicRule, active }], 'дизельная станция')).toEqual([]);
	});

	it('an empty row of the table is passed over', () => {
		expect(fired([{}, { phrase: '', action: '' }, topicRule], 'дизельная станция')).toHaveLength(1);
	});

	it('signs of a regular expression mean nothing', () => {
		expect(fired([{ ...topicRule, phrase: '.* (вода)+ | свет=' }], 'вода и свет')).toEqual(['.* (вода)+ | свет=']);
		expect(fired([{ ...topicRule, phrase: '.*' + 'вода' }], 'свет')).toEqual([]);
	});

	it.each([
		[{ phrase: '!!!', action: 'review' }],
		[{ phrase: 'вода', action: 'удалить' }],
		[{ phrase: 'вода', action: 'topic' }],
		[{ phrase: 'вода', action: 'importance', importance: 'очень' }],
		[{ phrase: 'вода', action: 'exclude', ground: '' }],
	])('%j is passed over, and its phrase and column are told', (row) => {
		expect(() => readRule(row)).toThrow(DeskError);
		const { problems } = readRules([row, topicRule]);
		expect(problems).toHaveLength(1);
		expect(problems[0]).toContain(`«${row.phrase}»`);
		expect(fired([row, topicRule], 'дизельная станция')).toHaveLength(1);
	});
});
