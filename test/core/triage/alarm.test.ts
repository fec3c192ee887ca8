import { alarmOf, NO_ALARM, type AlarmOpinion } from '../../../core/triage/alarm';
import { classify } from '../../../core/triage/classify';
import { judgeCritical } from '../../../core/triage/critical';
import { judgeExclusion } from '../../../core/triage/exclusion';
import { loadTriageModel } from '../../../core/triage/model/load';
import { prepare } from '../../../core/triage/text/prepare';
import { contextOf, inputOf } from './support';

const opinion = (changes: Partial<AlarmOpinion>): AlarmOpinion => ({ ...NO_ALARM, wordsFor: () => ['слово'], ...changes });
const TEXT = 'приду в понедельник';
const judged = (text: string, alarm: AlarmOpinion) => classify(inputOf(text), contextOf({ models: { ...contextOf().models, alarmOf: () => alarm } })).fields;

describe('what the trained model sees of threats and dangers', () => {
	const model = loadTriageModel();
	const of = (text: string): AlarmOpinion => alarmOf(prepare(text), model);

	test.each([
		['перезимуете вы у меня без стёкол, кувалда уже в машине', 'threat'],
		['ждите вечером у гаражей, кости переломаем обоим', 'threat'],
		['девочка провалилась под лёд у пирса, держится за край', 'danger'],
		['в квартире напротив кто-то задыхается, из-под двери валит дым', 'danger'],
	] as const)('«%s»: %s', (text, alarm) => {
		expect(of(text)[alarm]).not.toBe('no');
		expect(of(text).wordsFor(alarm).length).toBeGreaterThan(0);
	});

	test.each(['когда починят качели во дворе', 'спасибо дворникам, чисто и красиво', 'автобус опять не по расписанию', 'почему такая большая квитанция за вывоз мусора'])('«%s» alarms nobody', (text) => {
		expect(of(text)).toMatchObject({ threat: 'no', danger: 'no' });
	});

	test('thanks are of low importance, a village without insulin of high', () => {
		expect(of('Спасибо вам огромное за ёлку на площади, праздник удался').importance).toBe('low');
		expect(of('в аптеке нет инсулина вторую неделю, диабетикам нечем колоться').importance).toBe('high');
	});

	test('no words, no opinion', () => {
		expect(alarmOf(prepare(''), model)).toBe(NO_ALARM);
		expect(alarmOf(prepare('ы'.repeat(60_000)), model)).toMatchObject({ threat: 'no', danger: 'no' });
	});
});

describe('what follows from the model’s opinion', () => {
	test('a plain threat makes the curator look at once, and does not exclude by itself', () => {
		expect(judged(TEXT, opinion({ threat: 'plain' }))).toMatchObject({ disposition: 'review', exclusionGround: 'threat', critical: true, importance: 'critical', exclusionEvidence: 'слово' });
	});

	test('a faint threat makes the curator look, but calls nobody', () => {
		expect(judged(TEXT, opinion({ threat: 'faint' }))).toMatchObject({ disposition: 'review', exclusionGround: 'threat', critical: false, importance: 'normal' });
	});

	test('abuse with a plain threat is for the curator to decide, with a faint one it is abuse', () => {
		const abuse = prepare('ты дурак конченый');
		expect(judgeExclusion(abuse, undefined, opinion({ threat: 'plain' }))).toMatchObject({ ground: 'threat', sure: false });
		expect(judgeExclusion(abuse, undefined, opinion({ threat: 'faint' }))).toMatchObject({ ground: 'insult', sure: true });
	});

	test('words of the lexicon go before the model', () => {
		expect(judgeExclusion(prepare('я вас всех убью'), undefined, opinion({ threat: 'faint' }))).toMatchObject({ ground: 'threat', sure: true });
		expect(judgeCritical(prepare('в подъезде пахнет газом'), opinion({ danger: 'faint' }))).toMatchObject({ critical: true, dangers: ['gas'] });
	});

	test('a plain danger is critical, a faint one goes to the curator with its words', () => {
		expect(judged(TEXT, opinion({ danger: 'plain' }))).toMatchObject({ critical: true, importance: 'critical', reducedTerm: '4h' });
		const faint = judged(TEXT, opinion({ danger: 'faint' }));
		expect(faint).toMatchObject({ critical: false, disposition: 'review' });
		expect(faint.triageReason).toContain('возможна опасность для людей — «слово»');
	});

	test('abuse in danger is not silenced', () => {
		expect(judged('ты дурак конченый', opinion({ danger: 'plain' })).disposition).toBe('review');
	});

	test('importance: high proposes a reduced term and says by which words, low asks for nothing', () => {
		expect(judged(TEXT, opinion({ importance: 'high' }))).toMatchObject({ importance: 'high', reducedTerm: '1d' });
		expect(judged(TEXT, opinion({ importance: 'high' })).triageReason).toContain('похоже на важное «слово»');
		expect(judged(TEXT, opinion({ importance: 'low' }))).toMatchObject({ importance: 'low', reducedTerm: '' });
	});
});
