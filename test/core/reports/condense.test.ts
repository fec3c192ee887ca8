import fc from 'fast-check';

import { condenseCase, condenseEntry } from '../../../core/reports/condense';
import { overdueCases } from '../../../core/reports/overdue';
import { PORTION_ROWS, portionsOf } from '../../../core/reports/portions';
import { makeReport } from '../../../core/reports/report';
import { sheetRows } from '../../../core/reports/sheet';
import { entries, row, source, type Row } from './support';

const rows = [
	row(1, { status: 'excluded', exclusionGround: 'threat', routeBy: '2026-11-03T11:59:59.999Z', replyBy: '2026-11-09T11:59:59.999Z' }),
	row(2, { status: 'interim', officialAccount: true, authorName: 'Житель Ж.', text: '=1+1', url: 'https://vk.com/wall-1_2', street: 'ул. Обухова, 4', interimAt: '2026-11-06T00:00:00.000Z' }),
	row(3, { status: 'answered', reducedTerm: '1d', repeatOf: 2, repeatKind: 'sameQuestion', replyUrl: 'https://vk.com/wall-1_3?reply=9', replyPublishedAt: '2026-11-12T00:00:00.000Z', recipientName: 'Г. Главин', importance: 'high', topic: 'Ямы' }),
	row(4, { detectedAt: '2026-06-01T00:00:00.000Z', status: 'routed', executorName: '', executor: 'zam@example.org' }),
	{ text: 'без номера' },
	row(6, { detectedAt: 'когда-то' }),
];
const journal: Row[] = [
	...entries(1, ['2026-11-02T00:03:00.000Z', 'register', 'registered'], ['2026-11-03T00:00:00.000Z', 'exclude', 'excluded', { exclusionGround: [null, 'threat'], topic: ['a', 'b'] }]),
	...entries(3, ['2026-11-02T00:03:00.000Z', 'register', 'registered'], ['2026-11-10T00:00:00.000Z', 'published', 'answered', { replyPublishedAt: [null, '2026-11-10T00:00:00.000Z'] }], ['2026-11-11T00:00:00.000Z', 'reopen', 'routed', { replyPublishedAt: ['2026-11-10T00:00:00.000Z', null] }]),
	{ caseId: 3, at: 'never', version: 9, toStatus: 'routed' },
	{ ...(entries(2, ['2026-11-06T00:00:00.000Z', 'published', 'interim'])[0] as Row), changes: '{broken' },
];

describe('a register with only what a report takes', () => {
	it.each([true, false])('gives the same report, list and table (personal data: %s)', (withPersonalData) => {
		const [whole, condensed] = [source(rows, journal), source(rows.map((one) => condenseCase(one, withPersonalData)), journal.map(condenseEntry))];
		expect(makeReport(condensed)).toEqual(makeReport(whole));
		expect(makeReport(whole).remarks).toHaveLength(3);
		expect(overdueCases(condensed, withPersonalData)).toEqual(overdueCases(whole, withPersonalData));
		expect(sheetRows(condensed, withPersonalData)).toEqual(sheetRows(whole, withPersonalData));
	});

	it('has no words of residents unless they are wanted, and no texts of replies at all', () => {
		const full = { ...rows[1], draftText: 'Проект', lastStep: '{}', triageReason: 'слова' };
		expect(JSON.stringify(condenseCase(full, false))).not.toMatch(/Житель|1\+1|wall|Обухова|Проект|слова/u);
		expect(condenseCase(full, true)).toMatchObject({ authorName: 'Житель Ж.', text: '=1+1' });
		expect(JSON.stringify(condenseCase(full, true))).not.toMatch(/Проект|слова/u);
	});

	it('keeps of an entry’s changes only times of replies and the ground', () => {
		expect(condenseEntry(journal[1] as Row)).toEqual({ caseId: 1, version: 2, at: '2026-11-03T00:00:00.000Z', event: 'exclude', toStatus: 'excluded', changes: '{"exclusionGround":[null,"threat"]}' });
	});
});

describe('portions', () => {
	it('hold every number once, in order, none above its size; cases in work come first', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 50_000 }), fc.nat(50_000), fc.integer({ min: 1, max: 100_000 }), fc.nat(100_000), (firstCase, moreCases, firstEntry, moreEntries) => {
				const [lastCase, lastEntry] = [firstCase + moreCases, firstEntry + moreEntries];
				const [open, ...made] = portionsOf({ firstCase, lastCase, firstEntry, lastEntry });
				expect(open).toEqual({ what: 'open', from: 1, to: lastCase });
				const covers = (what: 'cases' | 'journal', first: number, last: number): void => {
					const list = made.filter((one) => one.what === what);
					expect([list[0]?.from, list.at(-1)?.to]).toEqual([first, last]);
					for (const [at, { from, to }] of list.entries()) {
						expect(to - from).toBeLessThan(PORTION_ROWS[what]);
						expect(to).toBeGreaterThanOrEqual(from);
						if (at > 0) expect(from).toBe((list[at - 1]?.to ?? 0) + 1);
					}
				};
				covers('cases', firstCase, lastCase);
				covers('journal', firstEntry, lastEntry);
			}),
		);
	});

	it('of empty tables are one that reads nothing, so that the report of an empty register is made', () => {
		expect(portionsOf({ firstCase: 0, lastCase: 0, firstEntry: 0, lastEntry: 0 })).toEqual([{ what: 'open', from: 1, to: 1 }]);
	});
});
