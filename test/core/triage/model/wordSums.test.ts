import { extract, featureHash, KIND } from '../../../../core/triage/model/features';
import { compressHead } from '../../../../core/triage/model/head';
import { Notions } from '../../../../core/triage/model/notions';
import { buildVocabulary, type Weighing } from '../../../../core/triage/model/vocabulary';
import { WordSums } from '../../../../core/triage/model/wordSums';
import { prepare } from '../../../../core/triage/text/prepare';

const notions = new Notions('вода: вод');
const MARK = featureHash('mark to.thou', KIND.notion);
const texts = ['нет воды и нет света', 'вода ржавая, вода холодная', 'сколько можно терпеть'].map((text) => prepare(text));
const built = (counts: Weighing['counts']) =>
	buildVocabulary(texts.map((text) => extract(text, notions)), { kinds: [1, 0.5, 1.5, 1.5], counts }, [1, 1, 1, 1], notions);

describe('sums of words', () => {
	const vocabulary = built('linear');
	const dense = Float64Array.from({ length: vocabulary.size + 1 }, (_, i) => Math.sin(i * 7));
	const head = compressHead(['да', 'нет'], [dense, dense.map((weight) => -weight)], 1);
	const sums = new WordSums(vocabulary, head, 1);

	test.each([
		['words met before', 'нет воды'],
		['a word again and again', 'вода вода вода, нет воды, вода'],
		['words nobody has seen beside known ones', 'щуплый фьорд и вода'],
		['more words than are looked at', 'нет света '.repeat(2_000)],
		['another text after it: nothing is left over', 'сколько можно'],
	])('%s: the score of the whole vector', (_title, text) => {
		const prepared = prepare(text);
		expect(sums.score(prepared, [])).toBeCloseTo(head.score(vocabulary.vectorise(prepared))[1]!, 9);
	});

	test('marks of the text as a whole count as often as they are given', () => {
		const withMarks = buildVocabulary([{ hashes: Uint32Array.of(MARK), kinds: Uint8Array.of(KIND.notion) }, extract(texts[0]!, notions)], { kinds: [1, 1, 1, 1], counts: 'linear' }, [1, 1, 1, 1], notions);
		const weights = Float64Array.from({ length: withMarks.size + 1 }, (_, i) => i + 1);
		const marked = compressHead(['да'], [weights], 1);
		const own = new WordSums(withMarks, marked, 0);
		for (const marks of [[], [MARK], [MARK, MARK, MARK, 12345]]) {
			expect(own.score(texts[0]!, marks)).toBeCloseTo(marked.score(withMarks.vectorise(texts[0]!, marks))[0]!, 9);
		}
		expect(own.score(texts[0]!, [MARK])).not.toBe(own.score(texts[0]!, []));
	});

	test('a text without a known feature has no score', () => {
		expect(sums.score(prepare('щ'), [])).toBeUndefined();
	});

	test('a vocabulary of sublinear counts is refused: its texts are not sums', () => {
		expect(() => new WordSums(built('sublinear'), head, 0)).toThrow('linear');
	});
});
