import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { classify } from '../../../core/triage/classify';
import { contextOf, inputOf } from './support';

interface Row {
	readonly part: string;
	readonly location: string;
	readonly street: string;
	readonly importance: string;
	readonly mark: string;
	readonly text: string;
}

const [, ...lines] = readFileSync(join(__dirname, '..', '..', 'fixtures', 'palana-messages.tsv'), 'utf8').trim().split('\n');
const rows: Row[] = lines.map((line) => {
	const [part = '', , location = '', street = '', importance = '', mark = '', text = ''] = line.split('\t');
	return { part, location, street, importance, mark, text };
});
const context = contextOf({ defaultSettlement: '' });
const fieldsOf = ({ text }: Row) => classify(inputOf(text), context).fields;
const marked = (mark: string) => rows.filter((row) => row.mark === mark);

describe('our own set of messages', () => {
	it('has at least 300 messages, at most a third of them for tuning, none twice', () => {
		expect(rows.length).toBeGreaterThanOrEqual(300);
		expect(rows.filter(({ part }) => part === 'tune').length * 3).toBeLessThanOrEqual(rows.length);
		expect(new Set(rows.map(({ text }) => text)).size).toBe(rows.length);
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
