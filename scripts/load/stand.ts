import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Row } from '../api';
import { Home } from '../desk/home';
import { openDesk, type DeskOptions, type OpenDesk } from '../desk/open';
import { freePort } from '../ground/ports';

/** A stand of its own for one measurement, without sample messages; its folder goes with it. */
export async function withStand<T>(options: DeskOptions, work: (desk: OpenDesk, home: Home) => Promise<T>): Promise<T> {
	const home = new Home(mkdtempSync(join(tmpdir(), 'incident-desk-load-')));
	home.done({ ports: { n8n: await freePort(), sandbox: await freePort(), smtp: await freePort() } });
	const desk = await openDesk(home, { samples: false, ...options });
	try {
		return await work(desk, home);
	} finally {
		await desk.close();
		if (process.env['INCIDENT_DESK_KEEP'] === undefined) rmSync(home.dir, { recursive: true, force: true });
	}
}

/** Pseudo-random numbers from a seed: the same run can be had again. 0 inclusive to 1 exclusive. */
export function randomFrom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

const COMPLAINTS = ['яма на дороге', 'третий день нет света', 'не вывозят мусор', 'холодно в квартире', 'собаки у школы', 'когда откроют каток', 'не чистят снег', 'течёт крыша', 'нет горячей воды', 'не ходит автобус'];
const STREETS = ['Чубарова', 'Обухова', 'Бекерева', 'Космонавтов', 'Ленина', 'Поротова'];

/** An invented complaint, different for every number. */
export const complaint = (number: number): string =>
	`${COMPLAINTS[number % COMPLAINTS.length] ?? ''} на ${STREETS[number % STREETS.length] ?? ''} ${(number % 60) + 1}, пишу уже ${(number % 9) + 2} раз, сделайте что-нибудь! обращение ${number}`;

/** Messages a second, to one decimal. */
export const rate = (count: number, ms: number): number => Math.round((count * 10_000) / Math.max(1, ms)) / 10;

/** Memory of a process now and at its highest, MiB; undefined when it is gone or this is no Linux. */
export function memoryOf(pid: number): { readonly now: number; readonly peak: number } | undefined {
	try {
		const status = readFileSync(`/proc/${pid}/status`, 'utf8');
		const of = (name: string): number => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`, 'u').exec(status)?.[1] ?? 0) / 1024);
		return { now: of('VmRSS'), peak: of('VmHWM') };
	} catch {
		return undefined;
	}
}

/** Processor seconds a process has used, its own and the system's for it. */
export function cpuSeconds(pid: number): number {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /u, '').split(' ');
	return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** What the machine's cores have done since its start, hundredths of a second: busy and in all (Linux). */
export function processorTime(): { readonly busy: number; readonly all: number } {
	const [, ...fields] = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').trim().split(/\s+/u).map(Number);
	const all = fields.slice(0, 8).reduce((sum, one) => sum + one, 0);
	return { busy: all - (fields[3] ?? 0) - (fields[4] ?? 0), all };
}

/** How many rows a table has that pass: all pages are read, so of the figures too. */
export const countRows = async (desk: OpenDesk, table: string, isIt: (row: Row) => boolean = () => true): Promise<number> => (await desk.api.rows(table)).filter(isIt).length;
