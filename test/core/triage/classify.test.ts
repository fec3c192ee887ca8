import { CASE_FIELDS } from '../../../core/cases/fields';
import { classify } from '../../../core/triage/classify';
import { RepeatIndex } from '../../../core/triage/repeat/index';
import { readRules } from '../../../core/triage/rules';
import { contextOf, inputOf } from './support';

const fieldsOf = (text: string, context = contextOf()) => classify(inputOf(text), context).fields;

describe('triage of a message', () => {
	it('fills exactly the triage group of the record, and explains itself in one sentence', () => {
		const fields = fieldsOf('нет горячей воды на чубарова 7');
		expect(Object.keys(fields).sort()).toEqual(CASE_FIELDS.filter(({ group }) => group === 'triage').map(({ key }) => key).sort());
		expect(fields).toMatchObject({ disposition: 'answer', topicGroup: 'ЖКХ', topicConfidence: 0.9, location: 'Палана', street: 'ул. Чубарова, 7', critical: false, exclusionGround: '', repeatKind: '' });
		expect(JSON.parse(fields.alternatives)).toEqual([{ group: 'Дороги', topic: 'Ямы', confidence: 0.05 }]);
		expect(fields.triageReason).toMatch(/^Требует ответа; тема «ЖКХ — Отсутствие горячей воды» .*90 %.*«воды».*\.$/u);
		expect(fields.triageVersion).toContain('проба');
	});

	it('beneath the threshold the curator decides', () => {
		const triage = classify(inputOf('что-то странное'), contextOf({}, 0.3));
		expect(triage.fields.disposition).toBe('review');
		expect(triage.onlyTopicInDoubt).toBe(true);
		expect(triage.fields.triageReason).toContain('30 %');
	});

	it.each([
		['', false, 'нет текста'],
		['👍👍', false, 'нет текста'],
		['https://vk.com/photo1', true, 'только вложения'],
	])('«%s» without words goes to the curator with a reason', (text, hasAttachments, why) => {
		const { fields } = classify(inputOf(text, { hasAttachments }), contextOf());
		expect(fields).toMatchObject({ disposition: 'review', topicGroup: '', topicConfidence: null });
		expect(fields.triageReason).toContain(why);
	});

	it.each([
		['убью тебя', 'notProcessed', 'threat', true],
		['какого хуя', 'notProcessed', 'obscene', false],
		['вы дебилы', 'notProcessed', 'insult', false],
		['какой-то идиот перегородил двор', 'review', 'insult', false],
		['блять дом горит на Обухова', 'review', 'obscene', true],
		['не хочу жить', 'review', '', true],
		['пахнет газом в подъезде', 'answer', '', true],
	])('«%s» → %s, ground «%s», critical %s', (text, disposition, exclusionGround, critical) => {
		expect(fieldsOf(text)).toMatchObject({ disposition, exclusionGround, critical });
	});

	it('life and safety are critical in importance too', () => {
		expect(fieldsOf('убью тебя').importance).toBe('critical');
		expect(fieldsOf('пахнет газом').reducedTerm).toBe('4h');
	});

	it('a text of 60,000 characters is judged', () => {
		expect(fieldsOf('нет воды '.repeat(7000)).disposition).toBe('answer');
	});
});

describe('the staff’s rules come first', () => {
	const rules = (...rows: Record<string, unknown>[]) => contextOf({ rules: readRules(rows) }, 0.2);

	it('a rule gives the topic for certain and keeps what the model thought', () => {
		const fields = fieldsOf('опять вертушка не прилетела', rules({ phrase: 'вертушка', action: 'topic', group: 'Общественный транспорт', topic: 'Рейсы' }));
		expect(fields).toMatchObject({ disposition: 'answer', topicGroup: 'Общественный транспорт', topic: 'Рейсы', topicConfidence: 1 });
		expect((JSON.parse(fields.alternatives) as { group: string }[]).map(({ group }) => group)).toEqual(['ЖКХ', 'Дороги']);
		expect(fields.triageReason).toContain('по правилу сотрудников');
	});

	it('a rule excludes, with its ground and words', () => {
		expect(fieldsOf('ты гнилой помидор', rules({ phrase: 'гнилой помидор', action: 'exclude', ground: 'insult' }))).toMatchObject({ disposition: 'notProcessed', exclusionGround: 'insult', exclusionEvidence: 'гнилой помидор' });
	});

	it('a rule sends to the curator', () => {
		const context = contextOf({ rules: readRules([{ phrase: 'прокуратура', action: 'review' }]) });
		expect(fieldsOf('напишу в прокуратуру', context)).toMatchObject({ disposition: 'review' });
	});

	it('a rule sets the importance, but never lowers a danger to life', () => {
		const context = contextOf({ rules: readRules([{ phrase: 'подъезд', action: 'importance', importance: 'low' }]) });
		expect(fieldsOf('грязно в подъезде', context).importance).toBe('low');
		expect(fieldsOf('в подъезде пахнет газом', context).importance).toBe('critical');
	});

	it('a rule of critical importance is told to the curator at once', () => {
		const context = contextOf({ rules: readRules([{ phrase: 'дамба', action: 'importance', importance: 'critical' }]) });
		expect(fieldsOf('дамба трещит', context)).toMatchObject({ importance: 'critical', critical: true });
	});
});

describe('repeats within triage', () => {
	const earlier = { id: 5, messageKey: 'vk:1', network: 'vk', authorId: 'id2', text: 'нет горячей воды Чубарова 7', topicGroup: 'ЖКХ', topic: 'Отсутствие горячей воды', location: 'Палана', street: 'ул. Чубарова, 7', detectedAt: '2026-01-15T00:00:00Z', status: 'answered' };

	it('links to the earlier case and says so', () => {
		const fields = fieldsOf('опять нет горячей воды чубарова 7', contextOf({ repeats: new RepeatIndex([earlier]) }));
		expect(fields).toMatchObject({ repeatOf: 5, repeatKind: 'sameQuestion' });
		expect(fields.triageReason).toContain('№ 5');
	});

	it('a wave within one run raises the importance', () => {
		const context = contextOf();
		const importances = [1, 2, 3, 4].map((n) => classify(inputOf('интернет не работает', { messageKey: `k${n}`, authorId: `a${n}` }), context).fields.importance);
		expect(importances).toEqual(['normal', 'normal', 'normal', 'high']);
	});
});
