import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

import { withLock } from '../../scripts/ground/lock';
import { freePort, isFree } from '../../scripts/ground/ports';
import { alive, run, runOrThrow, until } from '../../scripts/ground/shell';

const folder = mkdtempSync(join(tmpdir(), 'incident-desk-ground-'));
afterAll(() => {
	rmSync(folder, { recursive: true, force: true });
});

const waited: string[] = [];
const hold = async <T>(name: string, work: () => Promise<T>): Promise<T> => withLock(join(folder, name), work, (holder) => waited.push(holder));
/** The number of a process that has ended. */
const deadPid = (): number => spawnSync(process.execPath, ['-e', '']).pid;

beforeEach(() => {
	waited.length = 0;
});

describe('the lock', () => {
	it('lets one work at a time and is gone afterwards', async () => {
		const steps: string[] = [];
		const work = (name: string) => async (): Promise<void> => {
			steps.push(`${name} in`);
			await new Promise((resolve) => setTimeout(resolve, 50));
			steps.push(`${name} out`);
		};
		await Promise.all([hold('one', work('a')), hold('one', work('b'))]);
		expect(steps).toEqual(['a in', 'a out', 'b in', 'b out']);
		expect(waited).toEqual([`process ${process.pid} on ${hostname()}`]);
		expect(existsSync(join(folder, 'one'))).toBe(false);
	});

	it('is given back when the work fails', async () => {
		await expect(hold('failing', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
		expect(await hold('failing', () => Promise.resolve('yes'))).toBe('yes');
		expect(waited).toEqual([]);
	});

	it('of a process that died is taken over at once', async () => {
		writeFileSync(join(folder, 'dead'), JSON.stringify({ pid: deadPid(), host: hostname() }));
		expect(await hold('dead', () => Promise.resolve('mine'))).toBe('mine');
		expect(waited).toEqual([]);
	});

	it('of another machine is taken over only when it has not been touched for a minute', async () => {
		const file = join(folder, 'other');
		const foreign = JSON.stringify({ pid: deadPid(), host: 'another-machine' });
		writeFileSync(file, foreign);
		await expect(
			withLock(
				file,
				() => Promise.resolve(),
				(holder) => {
					throw new Error(`held by ${holder}`);
				},
			),
		).rejects.toThrow('on another-machine');
		const old = new Date(Date.now() - 61_000);
		utimesSync(file, old, old);
		expect(await hold('other', () => Promise.resolve('mine'))).toBe('mine');
	});

	it('of one cut short while writing it is not held for ever', async () => {
		const file = join(folder, 'torn');
		writeFileSync(file, '{"pid":');
		const old = new Date(Date.now() - 61_000);
		utimesSync(file, old, old);
		expect(await hold('torn', () => Promise.resolve('mine'))).toBe('mine');
	});
});

describe('ports', () => {
	it('a taken port is not free, and the next one is offered in its place', async () => {
		const server = createServer();
		const port = await freePort();
		await new Promise<void>((resolve) => {
			server.listen(port, '127.0.0.1', resolve);
		});
		expect(await isFree(port)).toBe(false);
		expect(await freePort(port)).not.toBe(port);
		await new Promise((resolve) => server.close(resolve));
		expect(await isFree(port)).toBe(true);
	});
});

describe('running a program', () => {
	const node = (code: string): ReturnType<typeof run> => run(process.execPath, ['-e', code]);

	it('gives both outputs and the exit code, and throws for neither', async () => {
		expect(await node("process.stdout.write('да '); process.stderr.write('нет'); process.exitCode = 3")).toMatchObject({ code: 3, output: expect.stringMatching(/да[\s\S]*нет/u) });
	});

	it('that is not there ends with 127', async () => {
		expect((await run('incident-desk-no-such-program', [])).code).toBe(127);
	});

	it('that takes too long is ended with 124', async () => {
		expect((await run(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { timeoutMs: 200 })).code).toBe(124);
	});

	it('fails with what was done and what the program said', async () => {
		await expect(runOrThrow('Compiling', process.execPath, ['-e', "console.error('no compiler'); process.exit(2)"])).rejects.toThrow(/Compiling: exit code 2\nno compiler/u);
	});
});

describe('a signal', () => {
	const hit = (before: string): ReturnType<typeof run> =>
		run(process.execPath, ['--import', 'tsx', '-e', `const { exitOnSignal } = require(${JSON.stringify(join(__dirname, '../../scripts/ground/shell.ts'))}); process.once('exit', () => console.log('last word')); ${before}; process.kill(process.pid, 'SIGTERM'); setInterval(() => undefined, 1000)`], { timeoutMs: 30_000 });

	it('is an exit, at which what was started is taken along, and as before when that is taken back', async () => {
		expect(await hit('exitOnSignal()')).toMatchObject({ code: 143, output: 'last word\n' });
		expect(await hit('exitOnSignal()()')).toMatchObject({ code: 1, output: '' });
	}, 60_000);
});

describe('waiting', () => {
	it('ends with the first answer, and forgives errors before it', async () => {
		let asked = 0;
		const answer = await until('the third time', 5_000, () => {
			asked += 1;
			if (asked === 1) throw new Error('not yet');
			return asked === 3 ? 'here' : undefined;
		}, 1);
		expect(answer).toBe('here');
	});

	it('in vain tells for what, and the last reason', async () => {
		await expect(
			until('n8n answers', 10, () => {
				throw new Error('ECONNREFUSED');
			}, 1),
		).rejects.toThrow(/n8n answers \(last: ECONNREFUSED\)/u);
	});

	it('knows a living process from a dead one', () => {
		expect([alive(process.pid), alive(deadPid())]).toEqual([true, false]);
	});
});
