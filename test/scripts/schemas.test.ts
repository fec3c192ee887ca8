import { merged, outputsOf, schemaOf } from '../../scripts/docs/schemas';
import type { Execution } from '../../scripts/setup/publicApi';

const flow = { id: 'w', nodes: [{ name: 'Шаг', type: 'n8n-nodes-incident-desk.caseStep', parameters: { operation: 'step' } }, { name: 'Если', type: 'n8n-nodes-base.if', parameters: {} }] };
const run = (...items: readonly object[]): Execution => ({ id: '1', workflowId: 'w', status: 'success', mode: 'manual', data: { resultData: { runData: { Шаг: [{ data: { main: [items.map((json) => ({ json })), null] } }] } } } });

describe('the output example of a node', () => {
	it('has every field that any item had, with the type it had where it was not empty', () => {
		const [[key, schema]] = [...outputsOf([run({ id: 1, text: null }), run({ text: 'яма', tags: ['а'] })], [flow])] as [[string, unknown]];
		expect(key).toBe('caseStep/step');
		expect(schema).toEqual({ type: 'object', properties: { id: { type: 'number' }, tags: { type: 'array', items: { type: 'string' } }, text: { type: 'string' } } });
	});

	it('is not made from errors, nor from nodes that gave nothing', () => {
		expect([...outputsOf([run({ error: 'нет дела' }), run({ isArtificialRecoveredEventItem: true })], [flow])]).toEqual([]);
	});

	it('holds types, never what residents wrote', () => {
		expect(JSON.stringify(merged([schemaOf({ text: 'секрет', inner: { deep: { deeper: { word: 'секрет' } } } })]))).not.toContain('секрет');
	});
});
