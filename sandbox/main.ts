import { parseArgs } from 'node:util';

import { startSandbox } from './server';

/** `tsx sandbox/main.ts --http 8100 --smtp 2525 --state FILE`: prints one JSON line with the addresses, runs until a signal. */
async function main(): Promise<void> {
	const { values } = parseArgs({ options: { http: { type: 'string' }, smtp: { type: 'string' }, state: { type: 'string' } } });
	const sandbox = await startSandbox({
		httpPort: Number(values.http ?? 0),
		smtpPort: Number(values.smtp ?? 0),
		...(values.state === undefined ? {} : { dataFile: values.state }),
	});
	process.stdout.write(`${JSON.stringify({ httpUrl: sandbox.httpUrl, smtpPort: sandbox.smtpPort })}\n`);
	// Nothing is open after it: the process ends by itself.
	const stop = (): void => {
		sandbox.close().catch(failed);
	};
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

function failed(error: unknown): void {
	process.stderr.write(`sandbox: ${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
}

main().catch(failed);
