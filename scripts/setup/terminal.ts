import { createInterface } from 'node:readline/promises';

/** A question on the terminal; without one the answer is '' (the careful one). */
export async function ask(question: string, secret = false): Promise<string> {
	if (!process.stdin.isTTY) return '';
	const terminal = createInterface({ input: process.stdin, output: process.stdout });
	try {
		if (!secret) return (await terminal.question(question)).trim();
		process.stdout.write(question);
		// What is typed must not stay on the screen.
		const line = terminal as unknown as { _writeToOutput: (text: string) => void };
		line._writeToOutput = (): void => undefined;
		const answer = await terminal.question('');
		process.stdout.write('\n');
		return answer.trim();
	} finally {
		terminal.close();
	}
}

export const yes = (answer: string): boolean => /^(?:д|да|y|yes)$/iu.test(answer);

export const say = (line: string): void => {
	process.stdout.write(`${line}\n`);
};
