import { workflowDigest } from '../../scripts/setup/digest';
import { goneTables, hasLooseTable, linkTable, unlinkTable } from '../../scripts/setup/tableLinks';

const tables = [{ id: 'a1', name: 'cases' }, { id: 'b2', name: 'cases-2025' }];
const node = (dataTableId: unknown) => ({ name: 'Дела', type: 'n8n-nodes-base.dataTable', parameters: { operation: 'get', dataTableId } });
const byName = node({ __rl: true, mode: 'name', value: 'cases' });
const byId = node({ __rl: true, mode: 'list', value: 'a1', cachedResultName: 'cases' });
const digest = (one: ReturnType<typeof node>): string => workflowDigest({ name: 'x', nodes: [one] }, new Map(), tables);

describe('a node’s table', () => {
	it('named by its name is linked by its id, and the file’s own form comes back', () => {
		expect(linkTable(byName, tables)).toEqual(byId);
		expect(unlinkTable(byId, tables)).toEqual(byName);
	});

	it('that was deleted and made anew is linked anew', () => {
		const old = node({ __rl: true, mode: 'list', value: 'z9', cachedResultName: 'cases' });
		expect([hasLooseTable([old], tables), goneTables([old], tables)]).toEqual([true, ['cases']]);
		expect(linkTable(old, tables)).toEqual(byId);
	});

	it('that is linked, is not here, or is made by the node itself stays as it is', () => {
		for (const one of [byId, node({ __rl: true, mode: 'name', value: 'unknown' }), node(undefined), { ...byName, type: 'n8n-nodes-base.set' }]) expect(linkTable(one, tables)).toBe(one);
	});

	it('counts as a person’s change only where it is another table', () => {
		expect(digest(byId)).toBe(digest(byName));
		expect(digest(node({ __rl: true, mode: 'list', value: 'b2', cachedResultName: 'cases-2025' }))).not.toBe(digest(byName));
	});
});
