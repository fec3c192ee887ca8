import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { N8nApi } from '../api';
import { n8nCommand, type N8nSetup } from '../n8n';
import { sandboxCredentials, type SandboxPlace } from './credentials';
import type { Home } from './home';
import { ownerOf, toUser, type Staff } from './staff';
import { calledFirst, isOurTrigger, manualTriggerOf, readWorkflows, SETUP_WORKFLOW } from '../setup/files';

/**
 * Before n8n starts: the workflows that were never imported, and with the first of them the credentials.
 * Those imported once are the people's own from then on, deleted ones included. `from`: another folder of workflows.
 */
export async function importFiles(home: Home, setup: N8nSetup, place: SandboxPlace, from?: string): Promise<void> {
	const { imported } = home.progress();
	const fresh = readWorkflows(from).filter(({ id }) => !imported.includes(id));
	if (fresh.length === 0) return;

	const folder = join(home.dir, 'import');
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(join(folder, 'workflows'), { recursive: true, mode: 0o700 });
	mkdirSync(setup.userFolder, { recursive: true });
	try {
		if (imported.length === 0) {
			const credentials = join(folder, 'credentials.json');
			writeFileSync(credentials, JSON.stringify(sandboxCredentials(fresh, place)), { mode: 0o600 });
			await command(setup, ['import:credentials', `--input=${credentials}`]);
		}
		for (const { file, text } of fresh) writeFileSync(join(folder, 'workflows', file), text);
		await command(setup, ['import:workflow', '--separate', `--input=${join(folder, 'workflows')}`]);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
	home.done({ imported: [...imported, ...fresh.map(({ id }) => id)] });
}

async function command(setup: N8nSetup, args: readonly string[]): Promise<void> {
	const ran = await n8nCommand(setup, args);
	if (ran.code !== 0) throw new Error(`n8n ${args[0] ?? ''}: exit code ${ran.code}\n${ran.output.trim().split('\n').slice(-15).join('\n')}`);
}

/** Tables, reference rows and sign-ins: once. Rows that are already there stay as they are. */
export async function fillRegister(home: Home, api: N8nApi, staff: Staff, password: string, from?: string): Promise<void> {
	if (!home.progress().prepared) {
		const setup = readWorkflows(from).find(({ id }) => id === SETUP_WORKFLOW);
		if (setup === undefined) throw new Error(`workflows/ has none with the id ${SETUP_WORKFLOW}`);
		const run = await api.runWorkflow(SETUP_WORKFLOW, manualTriggerOf(setup));
		if (run.status !== 'success') throw new Error(`«${setup.name}» ended as ${run.status}: execution ${run.id} in n8n shows where`);

		for (const [key, value] of Object.entries({ ...staff.settings, baseUrl: api.url })) await api.updateRows('settings', 'key', key, { value });
		if ((await api.rows('officials')).length === 0) await api.insertRows('officials', staff.officials);
		if ((await api.rows('absences')).length === 0) await api.insertRows('absences', staff.absences);
		home.done({ prepared: true });
	}
	if (!home.progress().peopled) {
		const owner = ownerOf(staff);
		await api.createUsers(staff.officials.filter((one) => one !== owner).map((one) => toUser(one, password)));
		home.done({ peopled: true });
	}
}

/**
 * Activates each workflow once; one that people switched off later stays off. Sub-workflows and the error
 * workflow too: n8n calls only active ones. Intake comes last, when all that it calls is there.
 */
export async function activateAll(home: Home, api: N8nApi, from?: string): Promise<void> {
	const workflows = calledFirst(readWorkflows(from).filter(({ id }) => id !== SETUP_WORKFLOW)).sort((a, b) => Number(a.nodes.some(isOurTrigger)) - Number(b.nodes.some(isOurTrigger)));
	for (const { id } of workflows) {
		const { activated } = home.progress();
		if (activated.includes(id)) continue;
		await api.activate(id);
		home.done({ activated: [...activated, id] });
	}
}
