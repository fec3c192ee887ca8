import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { TABLES } from '../../core/cases/tables';
import { OURS, type WorkflowFile } from './load';

/** The workflows as release 0.1 gave them: what staff changed in them stands on these names, so none may go. */
const FOLDER = join(__dirname, '../fixtures/release-0.1/workflows');
const RELEASED = readdirSync(FOLDER).map((file) => ({ ...(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as WorkflowFile), file }));

const manifest = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { n8n: { nodes: string[] } };
const DESCRIPTIONS = new Map<string, INodeTypeDescription>(
	manifest.n8n.nodes.map((path) => {
		const source = path.replace(/^dist\//u, '').replace(/\.js$/u, '');
		const name = source.split('/')[1] as string;
		// eslint-disable-next-line @typescript-eslint/no-require-imports -- the list of nodes is the manifest's
		const module = require(join(__dirname, '../..', source)) as Record<string, new () => { description: INodeTypeDescription }>;
		const Node = module[name] as new () => { description: INodeTypeDescription };
		const { description } = new Node();
		return [`${OURS}${description.name}`, description] as const;
	}),
);

/** n8n adds it to every polling trigger. */
const GIVEN_BY_N8N = new Set(['pollTimes']);

/** Faults of the parameters a workflow has set, against what the node knows today. */
function faultsOf(given: Readonly<Record<string, unknown>>, known: readonly INodeProperties[], path: string): string[] {
	return Object.entries(given).filter(([name]) => !GIVEN_BY_N8N.has(name)).flatMap(([name, value]) => {
		const all = known.filter((one) => one.name === name);
		if (all.length === 0) return [`${path}${name} is gone`];
		const choices = all.filter((one) => one.type === 'options').flatMap((one) => (one.options ?? []).map((option) => (option as { value: unknown }).value));
		if (choices.length > 0 && typeof value === 'string' && !value.startsWith('=') && !choices.includes(value)) return [`${path}${name} no longer offers «${value}»`];
		const nested = all.filter((one) => one.type === 'collection').flatMap((one) => (one.options ?? []) as INodeProperties[]);
		return nested.length > 0 && value !== null && typeof value === 'object' ? faultsOf(value as Record<string, unknown>, nested, `${path}${name}.`) : [];
	});
}

describe.each(RELEASED.map((flow) => [flow.name, flow] as const))('0.1: %s', (_name, flow) => {
	it('finds every node, version, parameter and choice it uses in today’s nodes', () => {
		const faults = flow.nodes
			.filter((node) => node.type.startsWith(OURS))
			.flatMap((node) => {
				const today = DESCRIPTIONS.get(node.type);
				if (today === undefined) return [`${node.type} is gone`];
				const versions = [today.version].flat();
				return [...(versions.includes(node.typeVersion) ? [] : [`${node.type} has no version ${node.typeVersion}`]), ...faultsOf(node.parameters, today.properties, `${node.name}: `)];
			});
		expect(faults).toEqual([]);
	});
});

describe('The tables of 0.1', () => {
	it('keep their names, columns and types: an upgrade only adds', () => {
		const setup = RELEASED.find((flow) => flow.id === 'incidentDesk0000');
		const made = (setup?.nodes ?? []).filter((node) => node.parameters.resource === 'table');
		expect(made.length).toBeGreaterThan(7);
		for (const { parameters } of made) {
			const today = TABLES.find((table) => table.name === parameters.tableName);
			const columns = new Map(today?.columns.map(({ name, type }) => [name, type]));
			for (const { name, type } of (parameters.columns as { column: { name: string; type: string }[] }).column) expect([parameters.tableName, name, columns.get(name)]).toEqual([parameters.tableName, name, type]);
		}
	});
});
