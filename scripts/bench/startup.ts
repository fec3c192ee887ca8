/** What the package costs n8n's start: the same folder with and without it, in turn. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startN8n } from '../n8n';
import { cpuSeconds, memoryOf } from '../load/stand';
import { installPackage } from '../package';
import type { BenchSection } from './section';

const ROUNDS = 3;

interface Start {
	readonly seconds: number;
	readonly cpu: number;
	readonly memory: number;
}

async function start(userFolder: string): Promise<Start> {
	const before = performance.now();
	const n8n = await startN8n({ userFolder });
	const seconds = (performance.now() - before) / 1000;
	const measured = { seconds, cpu: cpuSeconds(n8n.pid), memory: memoryOf(n8n.pid)?.now ?? 0 };
	await n8n.stop();
	return measured;
}

const least = (starts: readonly Start[], of: keyof Start): number => Math.min(...starts.map((one) => one[of]));

export async function benchStartup(): Promise<BenchSection> {
	const folders = [mkdtempSync(join(tmpdir(), 'incident-desk-plain-')), mkdtempSync(join(tmpdir(), 'incident-desk-with-'))] as const;
	try {
		await installPackage(folders[1]);
		// The first start of each folder makes its database: not counted.
		for (const folder of folders) await start(folder);
		const [plain, withPackage]: [Start[], Start[]] = [[], []];
		for (let round = 0; round < ROUNDS; round += 1) {
			plain.push(await start(folders[0]));
			withPackage.push(await start(folders[1]));
		}
		const line = (name: string, starts: readonly Start[]): string => `| ${name} | ${least(starts, 'seconds').toFixed(1)} | ${least(starts, 'cpu').toFixed(1)} | ${least(starts, 'memory')} |`;
		const ratio = (of: keyof Start): number => Math.round((least(withPackage, of) / least(plain, of)) * 100) / 100;
		const ratios = { seconds: ratio('seconds'), cpu: ratio('cpu'), memory: ratio('memory') };
		return {
			title: 'What the package costs n8n’s start',
			markdown: [`The best of ${ROUNDS} starts each, in turn: until n8n answers, processor time until then, memory then.`, '', '| | s | processor, s | MiB |', '|---|---:|---:|---:|', line('n8n alone', plain), line('with the package', withPackage), `| ratio | ${ratios.seconds.toFixed(2)} | ${ratios.cpu.toFixed(2)} | ${ratios.memory.toFixed(2)} |`].join('\n'),
			json: { plain, withPackage, ratios },
		};
	} finally {
		for (const folder of folders) rmSync(folder, { recursive: true, force: true });
	}
}
