import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { hash } from 'bcryptjs';

import { N8nApi } from '../../../scripts/api';
import { startN8n, type RunningN8n } from '../../../scripts/n8n';
import { installPackage } from '../../../scripts/package';

/** An n8n as an administration has it before us: an owner, and the package in its nodes folder. Nothing else. */
export interface BareN8n {
	readonly n8n: RunningN8n;
	readonly api: N8nApi;
	readonly folder: string;
	close(): Promise<void>;
}

const OWNER = { email: 'it@palana.example', firstName: 'Антон', lastName: 'Брусникин', password: 'Bare-stand-100' };

export async function startBare(env: Readonly<Record<string, string>> = {}): Promise<BareN8n> {
	const folder = mkdtempSync(join(tmpdir(), 'incident-desk-bare-'));
	await installPackage(folder);
	const { password, ...owner } = OWNER;
	const n8n = await startN8n({ userFolder: folder, owner: { ...owner, passwordHash: await hash(password, 10) }, env });
	const api = await N8nApi.signIn(n8n.url, OWNER);
	return {
		n8n,
		api,
		folder,
		close: async () => {
			await n8n.stop();
			if (process.env['INCIDENT_DESK_KEEP'] === undefined) rmSync(folder, { recursive: true, force: true });
		},
	};
}
