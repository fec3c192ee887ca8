/** What n8n really holds: its memory after a full collection. The size of the process tells little, V8 gives room back late or never. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { until } from '../ground/shell';

const PRELOAD = join(__dirname, 'heap-on-signal.cjs');
const MIB = 2 ** 20;

export class HeapGauge {
	private readonly folder = mkdtempSync(join(tmpdir(), 'incident-desk-heap-'));

	/** Environment of the process to be measured. */
	readonly env = { NODE_OPTIONS: `--require ${PRELOAD}`, HEAP_FOLDER: this.folder };

	/** MiB held on the heap and beside it (buffers) after a full collection; the process stands still for it, up to a second. */
	async settled(pid: number): Promise<number> {
		const file = join(this.folder, `${pid}.json`);
		rmSync(file, { force: true });
		process.kill(pid, 'SIGUSR2');
		await until('n8n has collected its garbage', 60_000, () => Promise.resolve(existsSync(file)), 50);
		const { heapUsed, external } = JSON.parse(readFileSync(file, 'utf8')) as NodeJS.MemoryUsage;
		return Math.round((heapUsed + external) / MIB);
	}

	close(): void {
		rmSync(this.folder, { recursive: true, force: true });
	}
}
