import { view, type OpenDesk } from '../desk/open';
import { sleep, until } from '../ground/shell';

const PUBLICATION = 'incidentDesk0015';
const QUIET_MS = 20_000;
const REST_MS = 900_000;
const LEASE_MS = 16 * 60_000;

/** Where a reply stands: the same comment of the same network twice would be a double. */
export interface Made {
	readonly network: string;
	readonly replyTo?: string | number;
}

export const published = (desk: OpenDesk): Promise<Made[]> => view(desk.sandbox, 'publications');

/** Threads that were answered. */
export const threadsOf = (made: readonly Made[]): number => new Set(made.map((one) => `${one.network} ${String(one.replyTo)}`)).size;

/**
 * Ends the leases of attempts that died: they run for 15 minutes, the clock is moved, not the rule. Only when no living
 * run holds a case any more: the lease is what keeps two runs apart.
 */
export async function endDeadLeases(desk: OpenDesk): Promise<void> {
	await desk.api.deactivate(PUBLICATION);
	await atRest(desk);
	const held = await desk.api.rows('cases', [{ columnName: 'status', condition: 'eq', value: 'publishing' }]);
	for (const { id } of held) await desk.api.updateRows('cases', 'id', id, { publishAttemptAt: new Date(Date.now() - LEASE_MS).toISOString() });
	await desk.api.activate(PUBLICATION);
}

/** Nothing was published for twenty seconds, and no run is under way: the living ones are over. */
async function atRest(desk: OpenDesk): Promise<void> {
	let [count, since] = [-1, Date.now()];
	await until('the living runs are over', REST_MS, async () => {
		const now = (await published(desk)).length;
		const running = (await desk.api.executions({ status: 'running', limit: 50 })).some((one) => one.workflowId === PUBLICATION);
		if (now !== count || running) [count, since] = [now, Date.now()];
		return Date.now() - since > QUIET_MS;
	}, 1_000);
	await sleep(1_000);
}
