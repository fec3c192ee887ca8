import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { CASE_FIELDS } from '../../core/cases/fields';
import { readWorkflows } from '../../scripts/setup/files';
import { schemaOf, type Schema } from '../../scripts/docs/schemas';
import { fakeExecute, type FakeSetup } from '../support/fakes';

const FOLDER = join(__dirname, '../../nodes');
const OURS = 'n8n-nodes-incident-desk.';
const TYPES: Readonly<Record<string, string>> = { string: 'string', number: 'number', boolean: 'boolean', date: 'string' };

/** «caseStep/step» → its file; n8n asks for it by type, version and operation. */
function fileOf(key: string): string {
	const [type = '', operation] = key.split('/');
	return join(FOLDER, `${type.charAt(0).toUpperCase()}${type.slice(1)}`, '__schema__', operation === undefined ? 'v1.0.0.json' : `v1.0.0/${operation}.json`);
}

const read = (key: string): Schema & { version: number } => JSON.parse(readFileSync(fileOf(key), 'utf8')) as Schema & { version: number };

const used = [...new Set(readWorkflows().flatMap((flow) => flow.nodes.filter((node) => node.type.startsWith(OURS)).map((node) => [node.type.slice(OURS.length), node.parameters['operation']].filter(Boolean).join('/'))))].sort();
const kept = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) => file.includes('__schema__') && file.endsWith('.json'));

describe('output examples', () => {
	it('are there for every operation that the workflows use', () => {
		expect(used.length).toBeGreaterThan(40);
		expect(used.filter((key) => !existsSync(fileOf(key)))).toEqual([]);
	});

	it.each(kept)('%s is what n8n reads, and has the types of the register', (file) => {
		const schema = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Schema & { version: number };
		expect(schema).toMatchObject({ type: 'object', version: 1 });
		expect(Object.keys(schema.properties ?? {}).length).toBeGreaterThan(0);
		// A record of a case keeps the types of its columns, whatever node gave it out.
		const fields = schema.properties ?? {};
		const isCase = ['messageKey', 'status', 'version'].every((name) => name in fields);
		const wrong = CASE_FIELDS.filter(({ key, type }) => isCase && key in fields && !['null', TYPES[type]].includes(fields[key]?.type));
		expect(wrong.map(({ key }) => key)).toEqual([]);
	});
});

/** What one node gives out for one item, by the parameters a person finds in it. */
async function outputOf(name: string, setup: FakeSetup): Promise<INodeExecutionData[]> {
	const module = (await import(join(FOLDER, name, `${name}.node`))) as Record<string, new () => INodeType>;
	const Type = module[name] as new () => INodeType;
	const node = new Type();
	const defaults = Object.fromEntries(node.description.properties.map((property) => [property.name, property.default]));
	const context: IExecuteFunctions = fakeExecute({ ...setup, parameters: { ...defaults, ...setup.parameters } });
	return ((await node.execute?.call(context)) as INodeExecutionData[][]).flat();
}

describe('what a node gives out is in its example', () => {
	const item = { id: 7, messageKey: 'vk:1', network: 'vk', text: 'яма на чубарова 7, когда засыпят?', detectedAt: '2026-11-23T10:00:00+12:00', status: 'review', version: 1 };

	it.each([
		['triageClassifier', 'TriageClassifier', {}],
		['workingDayDeadline/setTerms', 'WorkingDayDeadline', { operation: 'setTerms' }],
		['workingDayDeadline/isWorkingDay', 'WorkingDayDeadline', { operation: 'isWorkingDay', date: '2026-11-23' }],
		['caseStep/intake', 'CaseStep', { operation: 'intake' }],
	] as const)('%s', async (key, name, parameters) => {
		const items = await outputOf(name, { items: [item], parameters });
		expect(items.length).toBeGreaterThan(0);
		const known = read(key).properties ?? {};
		for (const { json } of items) {
			const given = schemaOf(json).properties ?? {};
			// What came in goes out again, whatever it is.
			const strange = Object.entries(given).filter(([field, { type }]) => !(field in item) && type !== 'null' && ![type, 'null'].includes(known[field]?.type ?? 'no such field'));
			expect(strange).toEqual([]);
		}
	});
});
