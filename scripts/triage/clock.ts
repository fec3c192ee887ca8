import { performance } from 'node:perf_hooks';

/** Microseconds of one call: each text once after a warm-up round, the median of the rounds. */
export function microsPerMessage(texts: readonly string[], judge: (text: string) => unknown): number {
	const rounds = Array.from({ length: 4 }, () => {
		const start = performance.now();
		for (const text of texts) judge(text);
		return ((performance.now() - start) * 1000) / texts.length;
	});
	const [, ...measured] = rounds;
	measured.sort((a, b) => a - b);
	return Math.round(measured[1]!);
}

/** Microseconds of single calls, rising. */
export function callTimes(texts: readonly string[], judge: (text: string) => unknown): number[] {
	for (const text of texts) judge(text);
	return texts
		.map((text) => {
			const start = performance.now();
			judge(text);
			return (performance.now() - start) * 1000;
		})
		.sort((a, b) => a - b);
}
