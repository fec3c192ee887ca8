import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties, INodePropertyCollection, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';

const FOLDER = join(__dirname, '../../nodes');

const NODES = readdirSync(FOLDER)
	.filter((name) => existsSync(join(FOLDER, name, `${name}.node.ts`)))
	.map((name) => {
		// eslint-disable-next-line @typescript-eslint/no-require-imports
		const module = require(join(FOLDER, name, `${name}.node`)) as Record<string, new () => { description: INodeTypeDescription }>;
		return [name, new (module[name] as new () => { description: INodeTypeDescription })().description] as const;
	});

type Part = INodeProperties | INodePropertyOptions | INodePropertyCollection;

/** Every label a person sees in a panel, with the hint under it. */
function parts(properties: readonly Part[]): { readonly label: string; readonly hint: string; readonly placeholder: string }[] {
	return properties.flatMap((one) => {
		const { displayName, name, description = '', placeholder = '', options = [], values = [] } = one as Partial<INodeProperties> & { readonly name: string; readonly values?: INodeProperties[] };
		return [{ label: displayName ?? name, hint: description, placeholder }, ...parts(options), ...parts(values)];
	});
}

describe.each(NODES)('%s', (name, description) => {
	const codex = JSON.parse(readFileSync(join(FOLDER, name, `${name}.node.json`), 'utf8')) as { node: string; categories: string[]; alias: string[] };

	it('speaks plain Russian in its panel: labels, hints, placeholders', () => {
		const seen = parts(description.properties);
		// Names of networks, of n8n's own things and of formats stay as people know them.
		const foreign = seen.filter(({ label }) => !/[а-яё]/iu.test(label) && !/^(?:VK|Facebook|Instagram|JSON|XLSX|CSV|MAX|Telegram|[\d\s.,–-]+)(?:\s|$)/u.test(label));
		expect(foreign.map(({ label }) => label)).toEqual([]);
		expect(seen.filter(({ hint }) => hint !== '' && !/[а-яё]/iu.test(hint)).map(({ label }) => label)).toEqual([]);
		expect(seen.filter(({ placeholder }) => /\be\.g\./u.test(placeholder)).map(({ label }) => label)).toEqual([]);
		expect(description.description).toMatch(/[а-яё]/iu);
		expect(description.defaults.name).toMatch(/[а-яё]/iu);
	});

	it('is found in n8n’s list by Russian and by English words', () => {
		expect(codex.node).toBe(`n8n-nodes-incident-desk.${description.name}`);
		expect(codex.categories.length).toBeGreaterThan(0);
		expect(codex.alias.filter((word) => /[а-яё]/iu.test(word)).length).toBeGreaterThanOrEqual(2);
		expect(codex.alias.filter((word) => /^[a-z0-9 -]+$/iu.test(word)).length).toBeGreaterThanOrEqual(2);
	});

	it('has a light and a dark icon of the family: 60 by 60, one colour, lines of 2.5', () => {
		const { light, dark } = description.icon as { light: string; dark: string };
		for (const [file, colour] of [[light, '#1F6FB2'], [dark, '#8CC4F2']] as const) {
			const svg = readFileSync(join(FOLDER, name, file.replace('file:', '')), 'utf8');
			expect(svg).toMatch(/viewBox="0 0 60 60"/u);
			expect([...new Set([...svg.matchAll(/#[0-9A-F]{6}/giu)].map(([one]) => one.toUpperCase()))]).toEqual([colour]);
			expect(svg).toContain('stroke-width="2.5"');
			expect(svg).not.toMatch(/<script|href=/iu);
		}
	});
});
