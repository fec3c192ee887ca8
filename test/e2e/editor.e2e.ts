import { statSync } from 'node:fs';
import { join } from 'node:path';

import { STICKY, WORKFLOWS } from '../workflows/load';
import { deskForAll } from './support/desk';
import { OFFICER } from './support/staff';

const stand = deskForAll();

interface NodeType {
	readonly name: string;
	readonly version: number | readonly number[];
}

describe('every workflow in a clean n8n', () => {
	it('uses only node types and versions that this n8n has', async () => {
		const known = new Map<string, Set<number>>();
		const types = (await (await fetch(`${stand.desk.n8n.url}/types/nodes.json`, { headers: { Cookie: stand.desk.api.session } })).json()) as NodeType[];
		for (const { name, version } of types) known.set(name, new Set([...(known.get(name) ?? []), ...(Array.isArray(version) ? (version as number[]) : [version as number])]));
		const missing = WORKFLOWS.flatMap((flow) => flow.nodes.filter((node) => !known.get(node.type)?.has(node.typeVersion)).map((node) => `${flow.name}: ${node.name} (${node.type} ${node.typeVersion})`));
		expect(missing).toEqual([]);
	});

	it.each(WORKFLOWS.map((flow) => [flow.name, flow] as const))('%s opens without an unknown node and shows all of them', async (_name, flow) => {
		const officer = await stand.person(OFFICER);
		const page = await officer.openWorkflow(flow.id);
		for (const node of flow.nodes.filter((one) => one.type !== STICKY)) await page.locator(`[data-test-id="canvas-node"][data-node-name="${node.name}"]`).waitFor();
		// The editor's own checklist lies over the canvas; «1» shows the whole workflow.
		await page.keyboard.press('Escape');
		await page.keyboard.press('1');
		await page.waitForTimeout(1_500);
		// n8n draws a question mark for a type it does not know.
		await expect(page.locator('[data-test-id="canvas-node"] .nodeIconPlaceholder, [data-test-id="canvas-node"] [class*="unknown"]').count()).resolves.toBe(0);
		// Where nobody asked for the pictures they go with the stand.
		const file = join(process.env['INCIDENT_DESK_PICTURES'] ?? stand.home.dir, `${flow.file.replace('.json', '')}.png`);
		await page.screenshot({ path: file });
		expect(statSync(file).size).toBeGreaterThan(20_000);
	});
});
