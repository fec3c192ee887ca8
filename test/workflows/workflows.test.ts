import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { TABLES } from '../../core/cases/tables';
import { DATA_TABLE, OURS, STICKY, WORKFLOWS, strings, working, type WorkflowNode } from './load';

const each = WORKFLOWS.map((flow) => [flow.name, flow] as const);
const SYSTEM_COLUMNS = ['id', 'createdAt', 'updatedAt'];

const tableOf = (node: WorkflowNode): string => (node.parameters.dataTableId as { value: string } | undefined)?.value ?? '';
const columnsOf = (table: string): string[] => [...SYSTEM_COLUMNS, ...(TABLES.find((one) => one.name === table)?.columns.map((column) => column.name) ?? [])];

describe('the set of workflows', () => {
	it('carries the whole procedure', () => {
		expect(WORKFLOWS.map((flow) => flow.name.slice(0, 2))).toEqual(['00', '01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16', '17', '18', '19', '20', '21', '22', '23', '24', '25', '28', '29', '30']);
	});

	it('has no two workflows or nodes with one id', () => {
		const ids = [...WORKFLOWS.map((flow) => flow.id), ...WORKFLOWS.flatMap((flow) => flow.nodes.map((node) => node.id))];
		expect(new Set(ids).size).toBe(ids.length);
	});
});

describe.each(each)('%s', (_name, flow) => {
	const names = flow.nodes.map((node) => node.name);

	it('has a Russian name, a description and runs in the administration’s zone', () => {
		expect(flow.name).toMatch(/^\d\d [А-ЯЁ]/u);
		expect(flow.description).toMatch(/[а-яё]/u);
		expect(flow.settings.timezone).toBe('Asia/Kamchatka');
		expect(flow.settings.executionOrder).toBe('v1');
	});

	it('tells the IT officer of every failure', () => {
		const errors = WORKFLOWS.find((one) => one.name.startsWith('11'));
		if (flow === errors) expect(flow.nodes.some((node) => node.type === 'n8n-nodes-base.errorTrigger')).toBe(true);
		else expect(flow.settings.errorWorkflow).toBe(errors?.id);
	});

	it('connects only nodes that exist, and leaves none hanging', () => {
		const ends = Object.values(flow.connections).flatMap((one) => one.main.flat());
		expect([...Object.keys(flow.connections), ...ends.map((end) => end.node)].filter((name) => !names.includes(name))).toEqual([]);
		const reached = new Set([...Object.keys(flow.connections), ...ends.map((end) => end.node)]);
		expect(working(flow).filter((node) => !reached.has(node.name)).map((node) => node.name)).toEqual([]);
	});

	// The paths of n8n's own webhook nodes are expressions, and n8n 2.41 may lose its engine when a poll falls into the activation.
	it('does not both ask at intervals and wait at an address of n8n’s own', () => {
		const is = (types: RegExp): boolean => flow.nodes.some((node) => types.test(node.type));
		expect(is(/\.(incidentManagerTrigger|officialAccountTrigger)$/u) && is(/\.(webhook|formTrigger|form|wait)$/u)).toBe(false);
	});

	it('refers in expressions only to nodes of its own', () => {
		const used = strings(flow.nodes).flatMap((text) => (text.startsWith('=') ? [...text.matchAll(/\$\('([^']+)'\)/gu)].map((match) => match[1] as string) : []));
		expect(used.filter((name) => !names.includes(name))).toEqual([]);
	});

	it('calls only workflows of the package', () => {
		const called = flow.nodes.filter((node) => node.type === 'n8n-nodes-base.executeWorkflow').map((node) => (node.parameters.workflowId as { value: string }).value);
		expect(called.filter((id) => !WORKFLOWS.some((one) => one.id === id))).toEqual([]);
	});

	it('reads and writes only tables and columns of the register', () => {
		for (const node of flow.nodes.filter((one) => one.type === DATA_TABLE && one.parameters.resource === 'row')) {
			const conditions = (node.parameters.filters as { conditions?: { keyName: string }[] } | undefined)?.conditions ?? [];
			const written = Object.keys((node.parameters.columns as { value?: object } | undefined)?.value ?? {});
			expect(TABLES.map((table) => table.name)).toContain(tableOf(node));
			expect([...conditions.map((one) => one.keyName), ...written].filter((column) => !columnsOf(tableOf(node)).includes(column))).toEqual([]);
		}
	});

	it('names no address of this machine, no key and no person', () => {
		expect(flow.text).not.toMatch(/127\.0\.0\.1|0\.0\.0\.0|vk1\.a\.|Bearer\s+\w/u);
		expect(flow.text.replace(/http:\/\/localhost:5678/gu, '')).not.toMatch(/localhost/u);
		for (const node of flow.nodes) {
			for (const reference of Object.values(node.credentials ?? {})) expect(Object.keys(reference).sort()).toEqual(['id', 'name']);
		}
	});

	it('uses only nodes that exist: ours by package, n8n’s own by base', () => {
		expect(flow.nodes.filter((node) => !node.type.startsWith('n8n-nodes-base.') && !node.type.startsWith(OURS)).map((node) => node.type)).toEqual([]);
	});

	it('explains itself in one yellow sticky and names the clauses in neutral ones', () => {
		const stickies = flow.nodes.filter((node) => node.type === STICKY);
		const yellow = stickies.filter((node) => (node.parameters.color ?? 1) === 1);
		expect(yellow).toHaveLength(1);
		expect(String(yellow[0]?.parameters.content)).toMatch(/\*\*Кому:\*\*[\s\S]*\*\*Как работает:\*\*/u);
	});

	it('lays no note upon another', () => {
		const notes = flow.nodes.filter((node) => node.type === STICKY).map((node) => ({ x: node.position[0], y: node.position[1], w: Number(node.parameters.width), h: Number(node.parameters.height) }));
		const pairs = notes.flatMap((a, i) => notes.slice(i + 1).map((b) => [a, b] as const));
		expect(pairs.filter(([a, b]) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h)).toEqual([]);
	});

	it('is small enough to read', () => {
		expect(working(flow).length).toBeLessThanOrEqual(20);
	});

	it('places no node upon another', () => {
		const spots = working(flow).map((node) => node.position);
		for (const [i, [x, y]] of spots.entries()) {
			for (const [u, v] of spots.slice(i + 1)) expect(Math.abs(x - u) >= 200 || Math.abs(y - v) >= 100).toBe(true);
		}
	});
});

describe('the forms', () => {
	const triggers = WORKFLOWS.flatMap((flow) => flow.nodes.filter((node) => node.type === 'n8n-nodes-base.formTrigger'));

	it('are for signed-in people only', () => {
		expect(triggers.length).toBeGreaterThanOrEqual(4);
		expect(triggers.map((node) => node.parameters.authentication)).toEqual(triggers.map(() => 'n8nUserAuth'));
	});

	it('look alike: n8n keeps a style in every node, and all of them are workflows/forms.css', () => {
		const css = readFileSync(join(__dirname, '../../workflows/forms.css'), 'utf8').trimEnd();
		const styled = WORKFLOWS.flatMap((flow) => flow.nodes.map((node) => ({ where: `${flow.name}: ${node.name}`, style: (node.parameters.options as { customCss?: string } | undefined)?.customCss })));
		expect(styled.filter(({ style }) => style !== undefined && style !== css).map(({ where }) => where)).toEqual([]);
		expect(css).not.toMatch(/url\(|@import|expression/u);
	});

	it('never wait for ever', () => {
		const pages = WORKFLOWS.flatMap((flow) => flow.nodes.filter((node) => node.type === 'n8n-nodes-base.form'));
		expect(pages.filter((node) => node.parameters.limitWaitTime !== true).map((node) => node.name)).toEqual([]);
	});
});

describe('what may be repeated', () => {
	it('mail, publication and steps are never retried by n8n itself; reading a table may be', () => {
		const reads = (node: WorkflowNode): boolean => node.type === DATA_TABLE && node.parameters.operation === 'get';
		const retried = WORKFLOWS.flatMap((flow) => flow.nodes.filter((node) => node.retryOnFail === true && !reads(node)).map((node) => node.type));
		expect(retried.filter((type) => type.startsWith(OURS) || type === 'n8n-nodes-base.emailSend' || type === DATA_TABLE)).toEqual([]);
	});
});
