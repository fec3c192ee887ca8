import { LinearHead } from '../../../core/triage/model/head';
import { Memory } from '../../../core/triage/model/memory';
import { rankGroups } from '../../../core/triage/ranking';
import { LABEL_GAP, type ScopedGroup } from '../../../core/triage/scope';

/** A head that gives each label a score whatever the text. */
const head = (scores: Record<string, number>): LinearHead =>
	new LinearHead(Object.keys(scores), Float64Array.from(Object.values(scores)), new Float64Array(Object.keys(scores).length).fill(1), new Uint8Array(1), new Uint8Array(0), new Int8Array(0));

const TEXT = { indices: Int32Array.of(0), values: Float64Array.of(1) };
const TOPICS = { [`Дороги${LABEL_GAP}Ямы`]: 0.4, [`Дороги${LABEL_GAP}Знаки`]: -0.9, [`Дворы${LABEL_GAP}Ямы`]: 0.1 };

const group = (name: string, label: number, fine: readonly number[], names?: ScopedGroup['names']): ScopedGroup => ({ group: name, label, fine, topics: [], names });
const rank = (groups: readonly ScopedGroup[], own: Record<string, number>, memory?: Memory) => rankGroups(TEXT, { heads: { group: head(own), topic: head(TOPICS) }, sharpness: 10, memory }, { groups });

describe('ranking of groups', () => {
	const both = [group('Дворы', 0, [2]), group('Дороги', 1, [0, 1])];

	/** One text of the word of `TEXT`, with the topic at a place of the topic head. */
	const remembered = (topic: number): Memory =>
		new Memory({ words: Uint32Array.of(0), worths: Uint8Array.of(255), sizes: Uint8Array.of(1), importance: Uint8Array.of(100), labels: { topic: Uint8Array.of(topic + 1) } }, 1);

	test('a likely topic lifts its group over one whose own words say a little more', () => {
		expect(rank(both, { Дворы: 0.2, Дороги: 0 }).order).toEqual([1, 0]);
		expect(rank(both, { Дворы: 1.2, Дороги: 0 }).order).toEqual([0, 1]);
	});

	test('the first place may be less sure than the second: its share says so', () => {
		const { order, shares } = rank(both, { Дворы: 0.5, Дороги: 0 });
		expect(order).toEqual([1, 0]);
		expect(shares[1]).toBeLessThan(0.5);
		expect(shares[0]! + shares[1]!).toBeCloseTo(1, 12);
	});

	test('the nearest remembered text decides between groups that are close, and makes surer', () => {
		const own = { Дворы: 0.2, Дороги: 0 };
		const yard = rank(both, own, remembered(2));
		expect(yard.order).toEqual([0, 1]);
		expect(yard.shares[0]).toBeGreaterThan(rank(both, own).shares[0]!);
		expect(yard.topics[2]).toBeGreaterThan(TOPICS[`Дворы${LABEL_GAP}Ямы`]);
		expect(rank(both, own, remembered(0)).order).toEqual([1, 0]);
	});

	test('a near text does not put a group first that everything else speaks against', () => {
		expect(rank(both, { Дворы: 0.9, Дороги: 0 }, remembered(0)).order[0]).toBe(1);
		expect(rank(both, { Дворы: 3, Дороги: -1 }, remembered(0)).order[0]).toBe(0);
	});

	test('a group without a label goes by the topics it took over, one without both by its name', () => {
		const name = { weights: new Map([[0, 1]]), length: 1 };
		const { order } = rank([...both, group('Ямочный ремонт', -1, [0]), group('Новая', -1, [], name)], { Дворы: -1, Дороги: -1 });
		expect(order[0]).toBe(3);
		expect(order[1]).toBe(2);
	});
});
