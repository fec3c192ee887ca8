import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ZONES = ['UTC', 'America/New_York', 'Asia/Kamchatka'];
const script = join(__dirname, 'answersOfYears.ts');

const answersIn = (zone: string): { zone: string; hour: number; digest: string } =>
	JSON.parse(execFileSync(process.execPath, ['--import', 'tsx', script], { env: { ...process.env, TZ: zone }, encoding: 'utf8' })) as { zone: string; hour: number; digest: string };

test('the process’s own zone changes no answer', () => {
	const answers = ZONES.map(answersIn);
	expect(answers.map((one) => one.zone)).toEqual(ZONES);
	expect(new Set(answers.map((one) => one.hour)).size).toBe(3);
	expect(new Set(answers.map((one) => one.digest)).size).toBe(1);
}, 60_000);
