import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';

import { alive, sleep } from './shell';

const BEAT_MS = 5_000;
const STALE_MS = 60_000;

interface Holder {
	readonly pid: number;
	readonly host: string;
}

/**
 * Runs `work` while holding a lock file, so that two processes never do it at once. A lock whose owner
 * died (its process is gone, or it has not touched the file for a minute) is taken over.
 */
export async function withLock<T>(file: string, work: () => Promise<T>, waiting: (holder: string) => void): Promise<T> {
	let told = false;
	while (!take(file)) {
		if (isStale(file)) {
			takeAway(file);
			continue;
		}
		if (!told) waiting(describe(read(file)));
		told = true;
		await sleep(1_000);
	}
	const beat = setInterval(() => {
		const now = new Date(Date.now());
		utimesSync(file, now, now);
	}, BEAT_MS);
	beat.unref();
	try {
		return await work();
	} finally {
		clearInterval(beat);
		rmSync(file, { force: true });
	}
}

function take(file: string): boolean {
	try {
		writeFileSync(file, JSON.stringify({ pid: process.pid, host: hostname() } satisfies Holder), { flag: 'wx' });
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw error;
	}
}

function read(file: string): Holder | undefined {
	try {
		return JSON.parse(readFileSync(file, 'utf8')) as Holder;
	} catch {
		return undefined;
	}
}

function isStale(file: string): boolean {
	try {
		if (Date.now() - statSync(file).mtimeMs > STALE_MS) return true;
	} catch {
		return false;
	}
	const holder = read(file);
	return holder !== undefined && holder.host === hostname() && !alive(holder.pid);
}

/** Of several that find the lock stale only one moves it away; if by then it was somebody's fresh lock, it is put back. */
function takeAway(file: string): void {
	const aside = `${file}.${process.pid}.stale`;
	try {
		renameSync(file, aside);
	} catch {
		return;
	}
	try {
		if (!isStale(aside)) linkSync(aside, file);
	} catch {
		// Somebody already took the lock anew: theirs stands.
	}
	rmSync(aside, { force: true });
}

const describe = (holder: Holder | undefined): string => (holder === undefined ? 'another process' : `process ${holder.pid} on ${holder.host}`);
