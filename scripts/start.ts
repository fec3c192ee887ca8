import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { Home } from './desk/home';
import { openDesk, view, type OpenDesk } from './desk/open';
import { ROOT } from './ground/paths';
import { withLock } from './ground/lock';
import { exitOnSignal, SIGNALS, sleep } from './ground/shell';
import { stopOrphan } from './n8n';

const ROLES: Readonly<Record<string, string>> = { head: 'Глава', deputy: 'заместитель', curator: 'куратор', executor: 'исполнитель', officer: 'ИТ-специалист, хозяин n8n' };
const FILL_MS = 180_000;
const SETTLED_MS = 15_000;
const say = (line: string): void => {
	process.stdout.write(`${line}\n`);
};

/** `npm start`: the whole procedure on this machine, with a sandbox in place of the networks. Runs until Ctrl-C. */
async function main(): Promise<void> {
	const started = Date.now();
	const home = new Home(resolve(process.env['INCIDENT_DESK_HOME'] ?? join(ROOT, '.incident-desk')));
	await withLock(
		home.lockFile,
		async () => {
			await stopLeftOver(home);
			// Broken off before it stands, the start must not leave an n8n on the stand's port that nobody knows of.
			const standing = exitOnSignal();
			const desk = await openDesk(home, { tell: say });
			writeFileSync(home.pidFile, JSON.stringify({ n8n: desk.n8n.pid }));
			const stopped = untilSignalOrEnd(desk);
			standing();
			await showFilling(desk, stopped);
			say(greeting(desk, home, (Date.now() - started) / 1000));
			await stopped;
			say('Останавливаю n8n и песочницу …');
			await desk.close();
			rmSync(home.pidFile, { force: true });
		},
		(holder) => {
			throw new Error(`эта копия уже запущена (${holder}): ${home.dir}. Остановите её (Ctrl-C), или возьмите другую папку: INCIDENT_DESK_HOME=…`);
		},
	);
}

/** After a kill of this script its n8n may still run on the same folder: two on one database must not be. */
async function stopLeftOver(home: Home): Promise<void> {
	if (!existsSync(home.pidFile)) return;
	const { n8n } = JSON.parse(readFileSync(home.pidFile, 'utf8')) as { n8n: number };
	if (await stopOrphan(n8n)) say('Остановлен n8n, оставшийся от прошлого запуска.');
	rmSync(home.pidFile, { force: true });
}

/** Settles on Ctrl-C, SIGTERM, or when n8n ends by itself, which is a failure. */
function untilSignalOrEnd(desk: OpenDesk): Promise<void> {
	return new Promise((settle) => {
		const asked = { by: '' };
		for (const signal of SIGNALS) {
			process.on(signal, () => {
				asked.by = signal;
				settle();
			});
		}
		void desk.n8n.exited.then((code) => {
			if (asked.by === '') {
				say(`n8n завершился сам (код ${code}). Его журнал: ${desk.n8n.log}`);
				process.exitCode = 1;
			}
			settle();
		});
	});
}

/** Waits until the register holds the feed's messages (one told twice is one case), telling how many there are. Not filling is told, not fatal. */
async function showFilling(desk: OpenDesk, stopped: Promise<void>): Promise<void> {
	const { incidents } = await view<{ incidents: readonly unknown[] }>(desk.sandbox, 'state');
	const still = { running: true };
	void stopped.then(() => {
		still.running = false;
	});
	const end = Date.now() + FILL_MS;
	let last = -1;
	let since = Date.now();
	while (Date.now() < end && still.running) {
		const count = (await desk.api.rows('cases')).length;
		if (count !== last) {
			say(`В реестре дел: ${count} (сообщений в ленте песочницы: ${incidents.length})`);
			since = Date.now();
		}
		last = count;
		if (count >= incidents.length || (count > 0 && Date.now() - since > SETTLED_MS)) return;
		await sleep(1_000);
	}
	if (!still.running) return;
	const failed = await desk.api.executions({ status: 'error', limit: 5 });
	say(`Реестр не наполнился за ${FILL_MS / 1000} с. Неудачных запусков: ${failed.length}${failed.length > 0 ? ` (n8n → Executions, № ${failed.map((one) => one.id).join(', ')})` : ''}.`);
}

function greeting(desk: OpenDesk, home: Home, seconds: number): string {
	const { url } = desk.n8n;
	const people = desk.staff.officials.map((one) => `  ${one.email.padEnd(26)} ${one.name}, ${ROLES[one.role] ?? one.role}`);
	return [
		'',
		`Готово за ${Math.round(seconds)} с.`,
		'',
		`n8n, процессы и таблицы:   ${url}`,
		`Сети (песочница):          ${desk.sandbox.httpUrl}/`,
		`Лента «Инцидента»:         ${desk.sandbox.httpUrl}/feed`,
		`Почта сотрудников:         ${desk.sandbox.httpUrl}/mail`,
		`Новое сообщение вручную:   ${url}/form/novoe-soobschenie`,
		'',
		`Войти можно любым из этих людей, пароль у всех: ${desk.password}`,
		...people,
		'',
		`Всё хранится в ${home.dir}. Остановить: Ctrl-C. Снова запустить: npm start, сделанное людьми сохранится.`,
	].join('\n');
}

main().catch((error: unknown) => {
	process.stderr.write(`\nНе запустилось: ${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
