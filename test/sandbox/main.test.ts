import axios from 'axios';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const MAIN = join(__dirname, '../../sandbox/main.ts');

it('the sandbox as a program tells its addresses, and at a signal ends in order', async () => {
	const child = spawn(process.execPath, ['--import', 'tsx', MAIN], { stdio: ['ignore', 'pipe', 'inherit'] });
	try {
		const [line] = (await once(child.stdout, 'data')) as [Buffer];
		const { httpUrl, smtpPort } = JSON.parse(line.toString()) as { httpUrl: string; smtpPort: number };
		expect((await axios.get(`${httpUrl}/feed`)).status).toBe(200);
		expect(smtpPort).toBeGreaterThan(0);
		child.kill('SIGTERM');
		expect(await once(child, 'exit')).toEqual([0, null]);
	} finally {
		child.kill('SIGKILL');
	}
}, 30_000);
