/** An instance put back from its backup after everything was wiped: by the very scripts of deploy/ an officer uses. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import type { Home } from '../desk/home';
import { control, openDesk, type DeskOptions, type OpenDesk } from '../desk/open';
import { ROOT } from '../ground/paths';
import { runOrThrow, until } from '../ground/shell';
import { n8nEnv, type N8nSetup } from '../n8n';
import { ensureRuntime } from '../runtime';
import { pollNow } from './flows';
import { complaint } from './stand';

const MESSAGES = 5;
const NOTICES = 'incidentDesk0014';

/** The scripts see what systemd would give them: n8n's own variables and Node on the path. */
export async function deployScript(name: string, args: readonly string[], setup: Omit<N8nSetup, 'port'>): Promise<string> {
	const env = n8nEnv(await ensureRuntime(), setup);
	return (await runOrThrow(name, 'bash', [join(ROOT, 'deploy', name), ...args], { cwd: setup.userFolder, env, timeoutMs: 300_000 })).output.trim();
}

/**
 * Opens a stand, lets some messages through and one file of a reply lie there, backs it up while it runs, wipes n8n's
 * folder, the files and the database, restores, and opens the stand again. The register must be what it was.
 * `prepare`: what is to be done on the first stand before its messages come.
 *
 * @throws when a row, a journal entry or a file is missing after the restore
 */
export async function openRestored(home: Home, options: DeskOptions, prepare: (desk: OpenDesk) => Promise<void> = () => Promise.resolve()): Promise<OpenDesk> {
	const backups = mkdtempSync(join(tmpdir(), 'incident-desk-backup-'));
	const first = await openDesk(home, options);
	const attachment = join(n8nEnv(await ensureRuntime(), first.setup)['N8N_RESTRICT_FILE_ACCESS_TO'] ?? '', 'incident-desk/proba/foto.txt');
	let before: Register;
	try {
		await prepare(first);
		await control(first.sandbox, 'incidents', Array.from({ length: MESSAGES }, (_one, at) => ({ author: { name: `Житель ${at}` }, text: complaint(at) })));
		await pollNow(first);
		await until('the messages are registered', 120_000, async () => (await first.api.rows('journal')).length >= MESSAGES);
		// What is told before is not told again after the restore.
		await first.api.runWorkflow(NOTICES, 'Разослать сейчас');
		mkdirSync(dirname(attachment), { recursive: true });
		writeFileSync(attachment, 'файл ответа');
		before = await register(first);
		await deployScript('backup.sh', ['--to', backups], first.setup);
	} finally {
		await first.close();
	}
	for (const folder of ['n8n', 'webhook', ...readdirSync(home.dir).filter((name) => name.startsWith('worker-'))]) rmSync(join(home.dir, folder), { recursive: true, force: true });
	rmSync(dirname(dirname(attachment)), { recursive: true, force: true });
	// The networks and the feed know nothing of our disk; the mailbox is emptied, since a test counts its own mails.
	const networks = JSON.parse(readFileSync(home.sandboxState, 'utf8')) as Record<string, unknown>;
	writeFileSync(home.sandboxState, JSON.stringify({ ...networks, mails: [] }));

	const [backup] = readdirSync(backups);
	if (backup === undefined) throw new Error('backup.sh made no file');
	const desk = await openDesk(home, {
		...options,
		beforeStart: async (setup) => {
			mkdirSync(setup.userFolder, { recursive: true });
			await deployScript('restore.sh', [join(backups, backup)], setup);
			// An officer with a large register runs it too: the suite must not notice.
			await deployScript('indexes.sh', [], setup);
		},
	});
	rmSync(backups, { recursive: true, force: true });
	const after = await register(desk);
	const lost = Object.entries(before).filter(([part, rows]) => after[part as keyof Register] !== rows);
	if (lost.length > 0 || !existsSync(attachment)) {
		await desk.close();
		throw new Error(`after the restore differ: ${lost.map(([part]) => part).join(', ')}${existsSync(attachment) ? '' : ' the file of a reply'}`);
	}
	return desk;
}

type Register = Readonly<Record<'cases' | 'journal' | 'officials' | 'settings' | 'users' | 'workflows', string>>;

/** Everything that must be the same, as text. */
async function register(desk: OpenDesk): Promise<Register> {
	const rows = async (table: string): Promise<string> => JSON.stringify((await desk.api.rows(table)).map(({ updatedAt: _updated, ...row }) => row));
	return {
		cases: await rows('cases'),
		journal: await rows('journal'),
		officials: await rows('officials'),
		settings: await rows('settings'),
		users: JSON.stringify((await desk.api.users()).map((one) => one.email).sort()),
		workflows: JSON.stringify((await desk.api.workflows()).map((one) => `${one.id} ${String(one.active)}`).sort()),
	};
}
