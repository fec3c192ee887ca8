import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { constants } from 'node:os';

export interface Ran {
	readonly code: number;
	/** Standard output and errors together, as they came; the last 200,000 characters. */
	readonly output: string;
	readonly seconds: number;
}

export interface RunSetup {
	readonly cwd?: string;
	readonly env?: NodeJS.ProcessEnv;
	/** Also show the output as it comes. */
	readonly show?: boolean;
	/** With `show`: only what it writes to standard errors, where jest reports to people. */
	readonly hideStdout?: boolean;
	/** Also write the output to this file. */
	readonly logFile?: string;
	readonly timeoutMs?: number;
}

const KEPT = 200_000;

/** Runs a program to its end. Never throws for a bad exit code: look at `code` (127: there is no such program; 124: it ran out of time). */
export function run(program: string, args: readonly string[], setup: RunSetup = {}): Promise<Ran> {
	const started = Date.now();
	return new Promise((resolve) => {
		const child = spawn(program, args, { cwd: setup.cwd, env: setup.env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] });
		const file = setup.logFile === undefined ? undefined : createWriteStream(setup.logFile);
		let output = '';
		let late = false;
		const timer =
			setup.timeoutMs === undefined
				? undefined
				: setTimeout(() => {
						late = true;
						child.kill('SIGKILL');
					}, setup.timeoutMs);
		const take = (chunk: Buffer, shown: boolean): void => {
			output = (output + chunk.toString('utf8')).slice(-KEPT);
			file?.write(chunk);
			if (shown) process.stdout.write(chunk);
		};
		const end = (code: number): void => {
			clearTimeout(timer);
			file?.end();
			resolve({ code: late ? 124 : code, output, seconds: (Date.now() - started) / 1000 });
		};
		child.stdout.on('data', (chunk: Buffer) => {
			take(chunk, setup.show === true && setup.hideStdout !== true);
		});
		child.stderr.on('data', (chunk: Buffer) => {
			take(chunk, setup.show === true);
		});
		child.once('error', (error) => {
			output += error.message;
			end(127);
		});
		child.once('close', (code) => {
			end(code ?? 1);
		});
	});
}

/** The same, but a bad exit code is an error that tells what was done and ends with what the program said. */
export async function runOrThrow(what: string, program: string, args: readonly string[], setup: RunSetup = {}): Promise<Ran> {
	const ran = await run(program, args, setup);
	if (ran.code !== 0) throw new Error(`${what}: exit code ${ran.code}\n${ran.output.trim().split('\n').slice(-25).join('\n')}`);
	return ran;
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Asks again until the answer is neither undefined nor false, or throws: what was awaited, how long, and the last reason.
 *
 * @example await until('n8n is ready', 60_000, () => healthy(url))
 */
export async function until<T>(what: string, timeoutMs: number, ask: () => Promise<T | undefined | false> | T | undefined | false, everyMs = 500): Promise<T> {
	const end = Date.now() + timeoutMs;
	let reason = '';
	for (;;) {
		try {
			const answer = await ask();
			if (answer !== undefined && answer !== false) return answer;
		} catch (error) {
			reason = error instanceof Error ? error.message : String(error);
		}
		if (Date.now() > end) throw new Error(`Waited ${Math.round(timeoutMs / 1000)} s in vain: ${what}${reason === '' ? '' : ` (last: ${reason})`}`);
		await sleep(everyMs);
	}
}

/** Asked to end: Ctrl-C, a service manager, a closed terminal. */
export const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * From now on such a signal ends this process as `process.exit` does, so that those who wait for its `exit` still take
 * along what they started: left to itself a signal ends it without a word. The returned function takes that back.
 */
export function exitOnSignal(): () => void {
	const exit = (signal: NodeJS.Signals): void => {
		process.exit(128 + constants.signals[signal]);
	};
	for (const signal of SIGNALS) process.once(signal, exit);
	return () => {
		for (const signal of SIGNALS) process.removeListener(signal, exit);
	};
}

/** Is a process of this number running? */
export function alive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
