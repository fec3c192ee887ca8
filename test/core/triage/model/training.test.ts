import { Notions } from '../../../../core/triage/model/notions';
import { unpackModel, packModel } from '../../../../core/triage/model/file';
import { prepare } from '../../../../core/triage/text/prepare';
import { correctTopics } from '../../../../scripts/triage/correction';
import { copyGroups, dealFolds } from '../../../../scripts/triage/folds';
import { guesserOf } from '../../../../scripts/triage/guesses';
import { areaUnderCurve, binaryFigures, coverage, topicFigures } from '../../../../scripts/triage/measures';
import type { TopicRow } from '../../../../scripts/triage/rows';
import { packRows, scoreRow, trainSvm } from '../../../../scripts/triage/svm';
import { trainTopics } from '../../../../scripts/triage/topicLesson';

const notions = new Notions('');
const row = (group: string, text: string): TopicRow => ({ group, topic: 'Тема', source: '', text, weight: 1 });

const STREETS = ['Чубарова', 'Обухова', 'Поротова', 'Бекерева', 'Ленина', 'Гиля', 'Портовая', 'Набережная', 'Космонавтов', 'Комсомольская'];
const WATER = STREETS.map((street) => row('ЖКХ', `на улице ${street} опять отключили воду`));
const ROADS = STREETS.map((street) => row('Дороги', `улица ${street}: ямы, асфальт разбит`));

describe('folds', () => {
	test('near-copies fall into one fold', () => {
		const texts = ['нет воды на чубарова', 'Нет воды на Чубарова!!!', 'яма у школы', 'где автобус', 'свет мигает'];
		const groups = copyGroups(texts.map((text) => prepare(text)));
		expect(groups[0]).toBe(groups[1]);
		expect(new Set(groups).size).toBe(4);
		const folds = dealFolds(groups, texts.map(() => 'x'), 3, 1);
		expect(folds[0]).toBe(folds[1]);
	});

	test('the same seed deals the same folds', () => {
		const groups = Array.from({ length: 50 }, (_, i) => i);
		const labels = groups.map((i) => String(i % 3));
		expect(dealFolds(groups, labels, 5, 7)).toEqual(dealFolds(groups, labels, 5, 7));
	});
});

describe('figures', () => {
	const guess = (confidence: number, ...labels: string[]) => ({ labels, confidence });

	test('F1, the first three and coverage of a small table', () => {
		const figures = topicFigures(['а', 'а', 'б', 'в'], [guess(0.9, 'а', 'б'), guess(0.8, 'б', 'а'), guess(0.7, 'б', 'а'), guess(0.1, 'а', 'б', 'г')]);
		expect(figures.accuracy).toBe(0.5);
		expect(figures.top3).toBe(0.75);
		expect(figures.macroF1).toBeCloseTo((0.5 + 2 / 3 + 0) / 3, 10);
		expect(figures.weightedF1).toBeCloseTo((0.5 * 2 + 2 / 3 + 0) / 4, 10);
		expect(figures.coverage90).toBe(0.25);
	});

	test('a label that was only guessed costs the strict macro F1, not the macro F1 of the true labels', () => {
		const figures = topicFigures(['а', 'а'], [guess(0.9, 'а'), guess(0.8, 'г')]);
		expect([figures.macroF1, figures.macroF1AllNamed].map((value) => Number(value.toFixed(4)))).toEqual([0.6667, 0.3333]);
	});

	test('texts with equal confidence are covered together or not at all', () => {
		expect(coverage([true, false], [0.5, 0.5], 0.9)).toBe(0);
	});

	test('precision, recall, F1 and the area under the curve', () => {
		expect(binaryFigures([true, true, false, false], [0.9, 0.3, 0.6, 0.1], 0.5)).toEqual({ precision: 0.5, recall: 0.5, f1: 0.5, auc: 0.75 });
		expect(areaUnderCurve([true, false], [0.5, 0.5])).toBe(0.5);
	});
});

test('the machine separates what can be separated and obeys the weights of the rows', () => {
	const points = [2, 1, -1, -2];
	const rows = packRows(points.map((point) => ({ indices: Int32Array.of(0), values: Float64Array.of(point) })), 1);
	const options = { cost: 10, balance: 0, epochs: 200, tolerance: 1e-4 };
	const learn = (...importance: number[]): Float64Array => trainSvm(rows, Uint8Array.from([1, 1, 0, 0]), Float64Array.from(importance), options);
	expect(points.map((_, i) => scoreRow(rows, i, learn(1, 1, 1, 1)) > 0)).toEqual([true, true, false, false]);
	expect(scoreRow(rows, 1, learn(1, 0, 1, 1))).toBeLessThan(scoreRow(rows, 1, learn(1, 5, 1, 1)));
});

describe('correction by the register', () => {
	const base = unpackModel(packModel(trainTopics({ rows: [...WATER, ...ROADS], alarms: [], comments: [], notions }, [[0, 0.1], [1, 0.9]], {})), notions);
	const STEMS = ['мама', 'бабушка', 'груз', 'почта', 'школьники', 'врачи', 'артисты', 'посылка'];
	const fixed = STEMS.flatMap((who) =>
		['ждёт в порту', 'опоздает к празднику', 'осталась без билета', 'второй день у кассы', 'не улетит до пятницы'].map((what, i) =>
			row('Транспорт', `${who} ${what}${['', ', метель', ' из-за тумана', ' с детьми', ' без еды'][i]}: вертолёт`),
		),
	);

	test('a new group is learnt, the old ones are not forgotten', () => {
		const { model, before, after } = correctTopics(base, [...fixed, ...WATER, ...ROADS], [...WATER, ...ROADS], notions);
		expect(after.weightedF1).toBeGreaterThan(before.weightedF1);
		const first = (text: string): string => guesserOf(model).group(prepare(text)).labels[0]!;
		expect(first('когда полетит вертолёт')).toBe('Транспорт');
		expect(first('отключили воду')).toBe('ЖКХ');
		expect(first('ямы на асфальте')).toBe('Дороги');
	});

	test.each(['Дороги', 'Транспорт'])('cases corrected to «%s» without a topic move the group too', (group) => {
		const groupAlone = fixed.map((one) => ({ ...one, group, topic: '' }));
		const { model } = correctTopics(base, [...groupAlone, ...WATER, ...ROADS], [...WATER, ...ROADS], notions);
		const { group: said } = guesserOf(model);
		expect(said(prepare('когда полетит вертолёт')).labels[0]).toBe(group);
		expect(said(prepare('отключили воду')).labels[0]).toBe('ЖКХ');
	});

	test('too few cases are refused', () => {
		expect(() => correctTopics(base, fixed.slice(0, 5), WATER, notions)).toThrow('Исправленных дел мало');
	});

	test('training twice gives the same bytes', () => {
		const train = (): Buffer => packModel(trainTopics({ rows: [...WATER, ...ROADS], alarms: [], comments: [], notions }, [], {}));
		expect(train().equals(train())).toBe(true);
	});
});
