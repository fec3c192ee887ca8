import type { Inventory } from './inventory';
import { TABLES } from '../../core/cases/tables';
import { N8nRefusal, RECORD_TABLE, type PublicApi } from './publicApi';

export interface Removal {
	readonly workflows: readonly { readonly id: string; readonly name: string; readonly active: boolean }[];
	readonly credentials: readonly { readonly id: string; readonly name: string }[];
	readonly tables: readonly { readonly id: string; readonly name: string }[];
}

/** What would be removed: workflows always, credentials and tables (with every case in them) where asked. */
export function removalOf(inventory: Inventory, what: { readonly credentials: boolean; readonly tables: boolean }): Removal {
	return {
		workflows: inventory.workflows.flatMap(({ current }) => (current === undefined ? [] : [{ id: current.id, name: current.name, active: current.active }])),
		credentials: what.credentials ? [...inventory.credentials.values()].flatMap((found) => (found === undefined ? [] : [found])) : [],
		// Without its workflows the record has nothing to record.
		tables: inventory.tables.filter(({ name }) => name === RECORD_TABLE || (what.tables && TABLES.some((table) => table.name === name))),
	};
}

export async function remove(api: PublicApi, { workflows, credentials, tables }: Removal, say: (line: string) => void): Promise<void> {
	for (const one of workflows) {
		if (one.active) await api.deactivate(one.id);
		await settled(() => api.call('delete', `/workflows/${one.id}`));
		say(`Удалён процесс «${one.name}»`);
	}
	for (const one of credentials) {
		await api.call('delete', `/credentials/${one.id}`);
		say(`Удалены учётные данные «${one.name}»`);
	}
	for (const one of tables) {
		await api.call('delete', `/data-tables/${one.id}`);
		say(`Удалена таблица ${one.name}`);
	}
}

const TRIES = 30;

/** n8n takes a moment to switch a workflow off for good, and until then answers 409. */
async function settled(call: () => Promise<unknown>): Promise<void> {
	for (let tried = 1; ; tried += 1) {
		try {
			await call();
			return;
		} catch (error) {
			if (!(error instanceof N8nRefusal) || error.status !== 409 || tried === TRIES) throw error;
			await new Promise((resolve) => setTimeout(resolve, 1_000));
		}
	}
}
