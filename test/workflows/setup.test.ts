import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { TABLES } from '../../core/cases/tables';
import { WORKFLOWS, type WorkflowNode } from './load';

const setup = WORKFLOWS.find((flow) => flow.name.startsWith('00'));
const nodes = setup?.nodes ?? [];

const creates = (node: WorkflowNode): boolean => node.parameters.resource === 'table' && node.parameters.operation === 'create';

describe('«00 Подготовка»', () => {
	it('creates every table with its columns and types, and never one that is there', () => {
		const made = nodes.filter(creates).map((node) => ({
			name: node.parameters.tableName,
			columns: (node.parameters.columns as { column: unknown[] }).column,
			options: node.parameters.options,
		}));
		expect(made).toEqual(TABLES.map(({ name, columns }) => ({ name, columns: columns.map((one) => ({ name: one.name, type: one.type })), options: { createIfNotExists: true } })));
	});

	it.each([
		['Настройки по умолчанию', 'settings.json'],
		['Образцы ответов', 'templates.json'],
	])('%s are the reference rows of the package', (name, file) => {
		const rows = (JSON.parse(String(nodes.find((node) => node.name === name)?.parameters.jsonOutput)) as { rows: unknown }).rows;
		expect(rows).toEqual(JSON.parse(readFileSync(join(__dirname, '../../data/reference', file), 'utf8')));
	});
});
