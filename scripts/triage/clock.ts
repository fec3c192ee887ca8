import { performance } from 'node:perf_hooks';

/** Calls after which the engine has compiled what is called often. */
const WARM_CALLS = 3000;
const ROUNDS = 5;

/** Microseconds of one call when the engine is warm: the median of five rounds over all texts. */
export function microsPerMessage(texts: readonly string[], judge: (text: string) => unknown): number {
	for (let call = 0; call < WARM_CALLS; call++) judge(texts[call % texts.length]!);
	const rounds = Array.from({ length: ROUNDS }, () => {
		const start = performance.now();
		for (const text of texts) judge(text);
		return ((performance.now() - start) * 1000) / texts.length;
	});
	return Math.round(rounds.sort((a, b) => a - b)[ROUNDS >> 1]!);
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
