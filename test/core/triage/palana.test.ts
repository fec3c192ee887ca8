import { classify } from '../../../core/triage/classify';
import { judgeAll, measurePalana, palanaRows, readRows, type PalanaRow } from '../../../scripts/triage/palana';
import { contextOf, inputOf } from './support';

const rows = readRows('palana-messages.tsv');
const context = contextOf({ defaultSettlement: '' });
const fieldsOf = ({ text }: PalanaRow) => classify(inputOf(text), context).fields;
const marked = (mark: string) => rows.filter((row) => row.mark === mark);

describe('our own set of messages, by the lexicons alone', () => {
	it('has at least 300 messages, at most a third of them for tuning, none twice', () => {
		const [tune, test] = [palanaRows('tune'), palanaRows('test')];
		const all = [...tune, ...test, ...palanaRows('unseen')];
		expect(test.length).toBeGreaterThanOrEqual(300);
		expect(tune.length * 3).toBeLessThanOrEqual(tune.length + test.length);
		expect(new Set(all.map(({ text }) => text)).size).toBe(all.length);
	});

	it.each(marked('threat').map((row) => [row.text, row] as const))('threat «%s» is found or sent to the curator', (_, row) => {
		const fields = fieldsOf(row);
		expect(fields).toMatchObject({ exclusionGround: 'threat', critical: true, importance: 'critical' });
		expect(fields.disposition).not.toBe('answer');
	});

	it('no message without a mark is left unanswered for its words', () => {
		expect(marked('').filter((row) => fieldsOf(row).disposition === 'notProcessed')).toEqual([]);
	});

	it.each([
		['obscene', 0.95],
		['insult', 0.9],
	])('of %s messages at least %d are not processed', (mark, least) => {
		const excluded = marked(mark).filter((row) => fieldsOf(row).disposition === 'notProcessed');
		expect(excluded.length / marked(mark).length).toBeGreaterThanOrEqual(least);
	});

	it('life at risk is seen', () => {
		const critical = rows.filter(({ importance }) => importance === 'critical');
		expect(critical.filter((row) => !fieldsOf(row).critical).map(({ text }) => text)).toEqual([]);
	});

	it('streets and houses are found', () => {
		const named = rows.filter(({ street }) => street !== '');
		const right = named.filter((row) => fieldsOf(row).street === row.street && fieldsOf(row).location === row.location);
		expect(right.length / named.length).toBeGreaterThanOrEqual(0.9);
	});
});

describe('comments by authors who did not know what triage looks for, by lexicons and models', () => {
	const comments = readRows('palana-comments.tsv').filter(({ part }) => part === 'test');
	const found = judgeAll(comments);
	const figures = measurePalana(comments, found);

	it('every threat is excluded or before the curator', () => {
		expect(comments.filter(({ mark }, i) => mark === 'threat' && found[i]!.disposition === 'answer').map(({ text }) => text)).toEqual([]);
	});

	it('of dangers to people hardly one is left to wait', () => {
		expect(figures.dangersFoundOrSentToCurator).toBeGreaterThanOrEqual(0.97);
		expect(figures.critical.recall).toBeGreaterThanOrEqual(0.85);
	});

	it('few messages without a mark are excluded', () => {
		expect(figures.clause15.cleanExcluded).toBeLessThanOrEqual(0.025);
	});

	it('importance is mostly told as a curator would', () => {
		expect(figures.importance.exact).toBeGreaterThanOrEqual(0.75);
	});
});
