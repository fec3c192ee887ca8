import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { CASE_FIELDS } from '../../../core/cases/fields';
import { TriageClassifier } from '../../../nodes/TriageClassifier/TriageClassifier.node';
import { fakeExecute, type FakeSetup } from '../../support/fakes';

/** The weights are tested elsewhere: here a word decides how sure the topic is. */
jest.mock('../../../core/triage/models', () => ({
	trainedModels: (taxonomy: Record<string, string[]>) => ({
		topicOf: ({ clean }: { clean: string }) => ({
			group: Object.keys(taxonomy).find((group) => group.startsWith('ЖКХ')), topic: 'Отсутствие горячей воды', confidence: clean.includes('неясно') ? 0.2 : 0.9, alternatives: [{ group: 'Дороги', topic: 'Ремонт дороги', confidence: 0.1 }], evidence: ['воды'],
		}),
		abuseOf: () => ({ probability: 0, evidence: [] }),
		alarmOf: () => ({ threat: 'no', danger: 'no', importance: '', wordsFor: () => [] }),
		version: 'проба',
	}),
}));

interface Ran {
	readonly outputs: INodeExecutionData[][];
	readonly hints: string[];
}

async function run(setup: FakeSetup): Promise<Ran> {
	const hints: string[] = [];
	const context = Object.assign(fakeExecute({ ...setup, parameters: { threshold: 0.5, ...setup.parameters } }), { addExecutionHints: (hint: { message: string }) => hints.push(hint.message) });
	return { outputs: await new TriageClassifier().execute.call(context), hints };
}

const message = (text: string, changes: IDataObject = {}): IDataObject => ({ text, messageKey: text, network: 'vk', authorId: 'id1', detectedAt: '2026-01-20T00:00:00.000Z', mine: 'осталось', ...changes });
const answering = (content: unknown) => ({ ai_languageModel: { invoke: async () => await Promise.resolve({ content }) } });

describe('Triage Classifier', () => {
	it('parts messages over three outputs, paired, with what they carried', async () => {
		const { outputs } = await run({ items: [message('нет воды'), message('неясно что'), message('убью тебя'), message('', { attachments: '["https://example.org/1.jpg"]' })] });
		expect(outputs.map((items) => items.map(({ pairedItem }) => pairedItem))).toEqual([[{ item: 0 }], [{ item: 1 }, { item: 3 }], [{ item: 2 }]]);
		expect(outputs[0]?.[0]?.json).toMatchObject({ mine: 'осталось', disposition: 'answer', topicGroup: 'ЖКХ', location: 'Палана' });
		expect(outputs[1]?.[1]?.json['triageReason']).toContain('только вложения');
		expect(outputs[2]?.[0]?.json).toMatchObject({ exclusionGround: 'threat', critical: true });
	});

	it('adds fields of the record’s triage group and no others', async () => {
		const { outputs } = await run({ items: [message('нет воды')] });
		const before = new Set(Object.keys(message('')));
		const added = Object.keys(outputs[0]?.[0]?.json ?? {}).filter((key) => !before.has(key));
		expect(added.sort()).toEqual(CASE_FIELDS.filter(({ group }) => group === 'triage').map(({ key }) => key).sort());
	});

	it('reads the register, the rules and the places from their tables', async () => {
		const { outputs } = await run({
			items: [message('у взлётки опять нет воды', { authorId: 'id2' })],
			parameters: {
				registerRows: JSON.stringify([{ id: 4, messageKey: 'k', network: 'vk', authorId: 'id9', text: 'нет воды у взлётки', topicGroup: 'Связь', topic: '', location: 'Палана', street: 'Старый аэропорт', detectedAt: '2026-01-15T00:00:00Z', status: 'answered' }]),
				ruleRows: [{ phrase: 'взлётка', action: 'topic', group: 'Связь', active: true }],
				placeRows: [{ name: 'Старый аэропорт', kind: 'place', settlement: 'Палана', aliases: 'взлётка' }],
			},
		});
		expect(outputs[0]?.[0]?.json).toMatchObject({ topicGroup: 'Связь', street: 'Старый аэропорт', repeatOf: 4, repeatKind: 'sameQuestion' });
	});

	it('names the groups of the administration’s own taxonomy', async () => {
		const taxonomy = JSON.stringify({ 'ЖКХ и дворы': ['Отсутствие горячей воды'] });
		const { outputs } = await run({ items: [message('нет воды')], parameters: { options: { taxonomy } } });
		expect(outputs[0]?.[0]?.json['topicGroup']).toBe('ЖКХ и дворы');
	});

	it('reads the text where the user’s record keeps it', async () => {
		const { outputs } = await run({ items: [{ сообщение: 'убью тебя' }], parameters: { fields: { text: 'сообщение' } } });
		expect(outputs[2]).toHaveLength(1);
	});

	it('drops the same message on request and tells how many', async () => {
		const items = [message('нет воды'), message('нет воды')];
		expect((await run({ items })).outputs[0]?.map(({ json }) => json['repeatKind'])).toEqual(['', 'duplicate']);
		const dropped = await run({ items, parameters: { options: { duplicates: 'drop' } } });
		expect(dropped.outputs[0]).toHaveLength(1);
		expect(dropped.hints[0]).toContain(': 1.');
	});

	it('proposes a reduced term unless told not to', async () => {
		const items = [message('батареи ледяные')];
		expect((await run({ items })).outputs[0]?.[0]?.json['reducedTerm']).toBe('4h');
		expect((await run({ items, parameters: { options: { proposeTerm: false } } })).outputs[0]?.[0]?.json['reducedTerm']).toBe('');
	});

	it('a rule half written holds up nothing: every message says what to mend', async () => {
		const { outputs } = await run({ items: [message('нет воды'), message('')], parameters: { ruleRows: [{ phrase: 'вода', action: 'удалить' }], placeRows: [{ name: 'Х', kind: 'дом' }] } });
		for (const json of [outputs[0]?.[0]?.json, outputs[1]?.[0]?.json]) expect(json?.['triageReason']).toMatch(/Проверьте таблицы: .*«вода».*«Х»/u);
	});

	it('what is no table stops the node, or leaves by the error output with every item', async () => {
		const parameters = { ruleRows: 'не таблица' };
		await expect(run({ items: [message('а')], parameters })).rejects.toThrow('Правила разбора');
		const { outputs } = await run({ items: [message('а'), message('б')], parameters, continueOnFail: true });
		expect(outputs[0]?.map(({ json }) => json['errorCode'])).toEqual(['ROWS_NOT_JSON', 'ROWS_NOT_JSON']);
	});

	it('a text of 60,000 characters and no items at all are fine', async () => {
		expect((await run({ items: [message('нет воды '.repeat(6_700))] })).outputs[0]).toHaveLength(1);
		expect((await run({ items: [] })).outputs).toEqual([[], [], []]);
	});

	it('used as a tool it gives everything by the first output, the only one an agent sees', async () => {
		const context = fakeExecute({ items: [message('убью тебя')], parameters: { threshold: 0.5 } });
		const node = { ...context.getNode(), type: 'n8n-nodes-incident-desk.triageClassifierTool' };
		const outputs = await new TriageClassifier().execute.call(Object.assign(context, { getNode: () => node }));
		expect(outputs.map((items) => items.length)).toEqual([1, 0, 0]);
	});
});

describe('Triage Classifier with a chat model', () => {
	const items = [message('неясно что с дорогой')];

	it('asks only where the topic is in doubt, and takes one of the labels', async () => {
		const asked: string[] = [];
		const connections = { ai_languageModel: { invoke: async (prompt: string) => await Promise.resolve(asked.push(prompt) && '{"group":"Дороги","topic":"Ремонт дороги"}') } };
		const { outputs } = await run({ items: [message('нет воды'), ...items, message('убил бы тебя')], connections });
		expect(asked).toHaveLength(1);
		expect(asked[0]).toContain('неясно что с дорогой');
		expect(outputs[0]?.[1]?.json).toMatchObject({ topicGroup: 'Дороги', topic: 'Ремонт дороги', disposition: 'answer' });
	});

	it.each([['nonsense', 'сорок два'], ['another label', '{"group":"Космос"}'], ['nothing', null]])('%s changes nothing', async (_, content) => {
		const { outputs } = await run({ items, connections: answering(content) });
		expect(outputs[1]?.[0]?.json).toMatchObject({ topicGroup: 'ЖКХ', topicConfidence: 0.2 });
	});

	it('a failure changes nothing, is told once and is not tried again', async () => {
		let calls = 0;
		const connections = { ai_languageModel: { invoke: async () => await Promise.reject(new Error(`сбой ${(calls += 1)}`)) } };
		const { outputs, hints } = await run({ items: [...items, message('неясно и тут')], connections });
		expect(outputs[1]).toHaveLength(2);
		expect([calls, hints.length]).toEqual([1, 1]);
	});

	it('a model that never answers is left after the time-out', async () => {
		const connections = { ai_languageModel: { invoke: async () => await new Promise(() => undefined) } };
		const { outputs, hints } = await run({ items, connections, parameters: { options: { opinionTimeout: 0.01 } } });
		expect(outputs[1]).toHaveLength(1);
		expect(hints[0]).toContain('нет ответа');
	});

	it('is asked no more often than allowed', async () => {
		let calls = 0;
		const connections = { ai_languageModel: { invoke: async () => await Promise.resolve(`{"group":"Дороги","n":${(calls += 1)}}`) } };
		await run({ items: [1, 2, 3].map((n) => message(`неясно ${n}`)), connections, parameters: { options: { opinionLimit: 2 } } });
		expect(calls).toBe(2);
	});
});
