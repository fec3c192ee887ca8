import type { DataTable } from './publicApi';

const DATA_TABLE = 'n8n-nodes-base.dataTable';

/** How a Data Table node says which table it means. */
interface Locator {
	readonly __rl: true;
	readonly mode: string;
	readonly value: string;
	readonly cachedResultName?: string;
}

interface Node {
	readonly type: string;
	readonly parameters?: unknown;
}

const locatorOf = ({ type, parameters }: Node): Locator | undefined => {
	const found = (parameters as { readonly dataTableId?: unknown } | undefined)?.dataTableId;
	return type === DATA_TABLE && typeof found === 'object' && found !== null && 'mode' in found ? (found as Locator) : undefined;
};

const withLocator = <T extends Node>(node: T, locator: Locator): T => ({ ...node, parameters: { ...(node.parameters as object), dataTableId: locator } });

/** The name behind a locator: of a table that is there by its id, of one that was deleted by what the node remembers. */
const nameOf = ({ mode, value, cachedResultName }: Locator, tables: readonly DataTable[]): string => (mode === 'name' ? value : (tables.find((table) => table.id === value)?.name ?? cachedResultName ?? value));

/**
 * The node with its table named by id, as a choice from the list in the editor does. By name n8n 2.41 takes, of all tables
 * whose name *contains* the one asked for, the one changed last: «cases-2025» would be read in place of «cases».
 *
 * @param tables the tables of this n8n; a table that is not among them stays as it was named
 */
export function linkTable<T extends Node>(node: T, tables: readonly DataTable[]): T {
	const locator = locatorOf(node);
	if (locator === undefined) return node;
	const table = tables.find((one) => one.name === nameOf(locator, tables));
	if (table === undefined || (locator.mode !== 'name' && locator.value === table.id)) return node;
	return withLocator(node, { __rl: true, mode: 'list', value: table.id, cachedResultName: table.name });
}

/** The node as a file of the package names its table: by name. What it means is the same, so that a link never counts as a person's change. */
export function unlinkTable<T extends Node>(node: T, tables: readonly DataTable[]): T {
	const locator = locatorOf(node);
	return locator === undefined || locator.mode === 'name' ? node : withLocator(node, { __rl: true, mode: 'name', value: nameOf(locator, tables) });
}

/** Whether some node still asks for a table of ours by its name, or by the id of one that was deleted and made anew. */
export const hasLooseTable = (nodes: readonly Node[], tables: readonly DataTable[]): boolean => nodes.some((node) => linkTable(node, tables) !== node);

/** Names of the tables its nodes ask for by the id of one that is no more. */
export const goneTables = (nodes: readonly Node[], tables: readonly DataTable[]): string[] =>
	nodes.flatMap((node) => {
		const locator = locatorOf(node);
		const gone = locator !== undefined && locator.mode !== 'name' && !locator.value.startsWith('=') && !tables.some((table) => table.id === locator.value);
		return gone ? [nameOf(locator, tables)] : [];
	});
