import { extract } from '../../../../core/triage/model/features';
import { packModel, unpackModel } from '../../../../core/triage/model/file';
import { compressHead, type LinearHead } from '../../../../core/triage/model/head';
import { Memory } from '../../../../core/triage/model/memory';
import { Notions } from '../../../../core/triage/model/notions';
import { buildVocabulary } from '../../../../core/triage/model/vocabulary';
import { prepare } from '../../../../core/triage/text/prepare';
import { remember, rememberMore } from '../../../../scripts/triage/remembering';

const notions = new Notions('');
const LABELS = ['вода', 'дорога', 'свет'];
const TEXTS: readonly (readonly [text: string, label: string])[] = [
	['нет воды в доме', 'вода'],
	['в доме опять нет воды', 'вода'],
	['яма на дороге у школы', 'дорога'],
	['дорога у школы разбита, в доме темно', 'дорога'],
	['нет света у школы, Кукушкин', 'свет'],
];
const prepared = TEXTS.map(([text]) => prepare(text));
const vocabulary = buildVocabulary(prepared.map((text) => extract(text, notions)), { kinds: [1, 1, 1, 1], counts: 'sublinear' }, [1, 1, 99, 1], notions);
const headOf = (labels: readonly string[]): LinearHead => compressHead(labels, labels.map(() => new Float64Array(vocabulary.size + 1)), 1);
const heads = { topic: headOf(LABELS) };
const vector = (text: string) => vocabulary.vectorise(prepare(text));
const keep = (rows: typeof TEXTS, importance = 1, head = heads) =>
	remember(rows.map(([text]) => vector(text)), vocabulary, rows.map(() => importance), { topic: rows.map(([, label]) => label) }, head);
const ask = (memory: Memory, text: string, labels: readonly string[] = LABELS): Record<string, number> => {
	const { says, sum } = memory.ask(vector(text), 'topic', labels.length);
	return Object.fromEntries([...labels.map((label, i) => [label, says[i]!] as const), ['sum', sum] as const]);
};
const memory = new Memory(keep(TEXTS), vocabulary.size);

describe('memory', () => {
	test('the nearest texts name their labels, the nearer the louder', () => {
		const said = ask(memory, 'воды в доме нет');
		expect(said.вода).toBeGreaterThan(1.2);
		expect(said.дорога).toBeLessThan(0.1);
		expect(said.sum).toBeCloseTo(said.вода! + said.дорога! + said.свет!, 10);
	});

	test('the same words are the same text whatever their order: likeness one', () => {
		const one = new Memory(keep([TEXTS[0]!]), vocabulary.size);
		expect(ask(one, 'в доме воды нет').вода).toBeCloseTo(1, 2);
	});

	test('words nobody remembers say nothing, and nothing is left over from the text before', () => {
		expect(ask(memory, 'вертолёт')).toEqual({ вода: 0, дорога: 0, свет: 0, sum: 0 });
		const before = ask(memory, 'школа');
		ask(memory, 'нет воды в доме');
		expect(ask(memory, 'школа')).toEqual(before);
	});

	test('no more than eight are asked', () => {
		const many = new Memory(keep(Array.from({ length: 20 }, () => TEXTS[0]!)), vocabulary.size);
		expect(ask(many, 'нет воды в доме').sum).toBeCloseTo(8, 1);
	});

	test('a text that counts less says less', () => {
		const quiet = new Memory(keep(TEXTS, 0.3), vocabulary.size);
		expect(ask(quiet, 'нет воды в доме').вода).toBeCloseTo(0.3 * ask(memory, 'нет воды в доме').вода!, 5);
	});

	test('a word that no other text has is not kept: it may be a name', () => {
		const surname = vocabulary.find(extract(prepare('Кукушкин'), notions).hashes[0]!);
		expect(surname).toBeGreaterThanOrEqual(0);
		expect([...memory.kept.words]).not.toContain(surname);
	});

	test('of a long text the weightiest forty words are kept, in the order of the vocabulary', () => {
		const long = Array.from({ length: 60 }, (_, i) => `слово${String.fromCharCode(1072 + (i % 30))}${String.fromCharCode(1072 + Math.floor(i / 30))}`).join(' ');
		const wide = buildVocabulary([long, long].map((text) => extract(prepare(text), notions)), { kinds: [1, 1, 1, 1], counts: 'sublinear' }, [1, 1, 99, 1], notions);
		const { words, sizes } = remember([wide.vectorise(prepare(long))], wide, [1], { topic: ['вода'] }, heads);
		expect([...sizes]).toEqual([40]);
		expect([...words]).toEqual([...words].sort((a, b) => a - b));
	});
});

describe('memory that grows', () => {
	test('a case corrected again votes once, by its new label, also one the old head did not know', () => {
		const wider = { topic: headOf(['вода', 'дорога', 'лёд', 'свет']) };
		const fresh = keep([['яма на дороге у школы', 'лёд']], 1, wider);
		const grown = new Memory(rememberMore(memory.kept, heads, fresh, wider), vocabulary.size);
		expect(grown.kept.sizes).toHaveLength(TEXTS.length);
		const said = ask(grown, 'яма на дороге у школы', wider.topic.labels);
		expect(said.лёд).toBeGreaterThan(0.98);
		expect(said.вода).toBeLessThan(0.1);
	});

	test('texts remembered before keep their labels when these change places', () => {
		const other = { topic: headOf(['асфальт', ...LABELS]) };
		const grown = new Memory(rememberMore(memory.kept, heads, keep([], 1, other), other), vocabulary.size);
		expect(ask(grown, 'нет воды в доме', other.topic.labels).вода).toBeCloseTo(ask(memory, 'нет воды в доме').вода!, 10);
	});
});

test('a model packed with its memory says the same when unpacked', () => {
	const back = unpackModel(packModel({ vocabulary, heads, memory, sharpness: 1, calibration: [], threshold: 0, notes: {} }), notions);
	expect(ask(back.memory!, 'нет воды в доме')).toEqual(ask(memory, 'нет воды в доме'));
	expect(() => unpackModel(packModel({ vocabulary, heads, memory, sharpness: 1, calibration: [], threshold: 0, notes: {} }).subarray(1), notions)).toThrow('повреждён');
});
