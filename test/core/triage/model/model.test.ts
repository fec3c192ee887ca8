import { calibrate, fitCalibration, softmax } from '../../../../core/triage/model/calibration';
import { extract, KIND } from '../../../../core/triage/model/features';
import { packModel, unpackModel } from '../../../../core/triage/model/file';
import { compressHead } from '../../../../core/triage/model/head';
import { Notions } from '../../../../core/triage/model/notions';
import { buildVocabulary } from '../../../../core/triage/model/vocabulary';
import { prepare } from '../../../../core/triage/text/prepare';

const notions = new Notions('# comment\nwater: вода водо =кран\nlight: свет фонар\nrude: ~дурн');

describe('notions', () => {
	test.each([
		['подводный', 0, 'a beginning does not match inside a word'],
		['водопровод', 1, 'a beginning'],
		['кран', 1, 'a whole word'],
		['крановщик', 0, 'a whole word does not match a longer one'],
		['придурнутый', 1, 'a root anywhere'],
		['дорога', 0, 'a stranger'],
	])('«%s» belongs to %i notions: %s', (word, count) => {
		expect(notions.of(word)).toHaveLength(count);
	});
});

describe('features', () => {
	const of = (text: string) => extract(prepare(text), notions);
	const kinds = (text: string, kind: number): number => of(text).kinds.filter((other) => other === kind).length;

	test('a text yields stems, pairs of neighbours, character n-grams of «<word>» and notions', () => {
		expect(kinds('нет света', KIND.stem)).toBe(2);
		expect(kinds('нет света', KIND.pair)).toBe(1);
		// <нет> is 5 long: 3+2; <света> is 7: 5+4.
		expect(kinds('нет света', KIND.chars)).toBe(14);
		expect(kinds('нет света', KIND.notion)).toBe(1);
	});

	test('forms of one word share the stem’s feature', () => {
		const stemOf = (text: string): number => of(text).hashes[0]!;
		expect(stemOf('дорогами')).toBe(stemOf('дорогу'));
		expect(stemOf('дорогами')).not.toBe(stemOf('вода'));
	});

	test('the end of an endless text is not looked at', () => {
		expect(kinds('вода '.repeat(5000), KIND.stem)).toBe(600);
	});
});

describe('vectors', () => {
	const texts = ['нет света', 'нет воды', 'нет света опять'].map((text) => prepare(text));
	const vocabulary = buildVocabulary(texts.map((text) => extract(text, notions)), { kinds: [1, 0.5, 1, 0.5], counts: 'sublinear' }, [1, 1, 2, 1], notions);

	test('each kind has the length of its weight', () => {
		const { indices, values } = vocabulary.vectorise(texts[2]!);
		const length = (kind: number): number => Math.hypot(...[...values].filter((_, i) => vocabulary.kinds[indices[i]!] === kind));
		expect([0, 1, 2, 3].map((kind) => Number(length(kind).toFixed(6)))).toEqual([1, 0.5, 1, 0.5]);
	});

	test('the same text twice gives the same vector: nothing is left over from the first', () => {
		expect(vocabulary.vectorise(texts[0]!)).toEqual(vocabulary.vectorise(texts[0]!));
	});

	test('words nobody has seen are left out', () => {
		expect(vocabulary.vectorise(prepare('щуплый фьорд')).indices).toHaveLength(0);
	});
});

describe('heads', () => {
	const head = compressHead(['ЖКХ', 'Дороги'], [Float64Array.from([1, -0.5, 0.001, 0.25]), Float64Array.from([0, 2, 0, -1])], 1);

	test('scores are sums of weights and the constant term, to the precision of a byte', () => {
		const [first, second] = head.score({ indices: Int32Array.from([0, 1]), values: Float64Array.from([1, 2]) });
		expect(first).toBeCloseTo(1 - 1 + 0.25, 1);
		expect(second).toBeCloseTo(4 - 1, 1);
	});

	test('weights that decide nothing are dropped', () => {
		expect(head.spans[2]).toBe(0);
	});

	test('contrast is the difference of two labels’ weights', () => {
		const [worth] = head.contrast({ indices: Int32Array.of(1), values: Float64Array.of(3) }, 1, 0);
		expect(worth).toBeCloseTo(3 * (head.weight(1, 1) - head.weight(1, 0)), 10);
	});

	test('a model packed and unpacked is the same, its version follows its bytes', () => {
		const vocabulary = buildVocabulary([extract(prepare('нет света'), notions)], { kinds: [1, 1, 1, 1], counts: 'sublinear' }, [1, 1, 99, 1], notions);
		const dense = Float64Array.from({ length: vocabulary.size + 1 }, (_, i) => i - 2);
		const model = { vocabulary, heads: { group: compressHead(['а'], [dense], 1) }, sharpness: 6, calibration: [[0, 0.1], [1, 0.9]] as const, threshold: 0.3, notes: { rows: 1 } };
		const file = packModel(model);
		const back = unpackModel(Buffer.concat([Buffer.from('x'), file]).subarray(1), notions);
		expect([...back.vocabulary.keys]).toEqual([...vocabulary.keys]);
		expect([...back.heads.group!.weights]).toEqual([...model.heads.group.weights]);
		expect(back.calibration).toEqual(model.calibration);
		expect(unpackModel(packModel({ ...model, threshold: 0.4 }), notions).version).not.toBe(back.version);
	});

	test.each([
		['cut off', (file: Buffer) => file.subarray(0, file.length - 3)],
		['empty', () => Buffer.alloc(0)],
		['something else', () => Buffer.from('not a model at all')],
	])('a file that is %s is refused in Russian', (_title, spoil) => {
		const vocabulary = buildVocabulary([extract(prepare('нет света'), notions)], { kinds: [1, 1, 1, 1], counts: 'sublinear' }, [1, 1, 1, 1], notions);
		const file = packModel({ vocabulary, heads: {}, sharpness: 1, calibration: [], threshold: 0, notes: {} });
		expect(() => unpackModel(spoil(file), notions)).toThrow('повреждён');
	});
});

describe('calibration', () => {
	test('shares add up to one and keep the order of the scores', () => {
		const shares = softmax([0.5, 2, -1], 6);
		expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 12);
		expect(shares[1]).toBeGreaterThan(shares[0]!);
		expect(shares[0]).toBeGreaterThan(shares[2]!);
	});

	test('the fitted line says how often such a value was right', () => {
		const raw = Array.from({ length: 2000 }, (_, i) => i / 2000);
		const right = raw.map((value, i) => (i * 7919) % 1000 < value * value * 1000);
		const line = fitCalibration(raw, right, 20);
		for (const value of [0.3, 0.5, 0.7, 0.9]) expect(Math.abs(calibrate(value, line) - value * value)).toBeLessThan(0.06);
	});

	test('the line rises everywhere, so that no two confidences change places', () => {
		const line = fitCalibration([0.1, 0.2, 0.3, 0.4, 0.5, 0.6], [true, false, true, false, false, true], 3);
		let before = -1;
		for (let raw = 0; raw <= 1.0001; raw += 0.01) {
			const value = calibrate(raw, line);
			expect(value).toBeGreaterThan(before);
			before = value;
		}
	});
});
