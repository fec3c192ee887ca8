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

/** Times one text is judged: the middle one counts, so that a pause of the machine is not taken for the text's cost. */
const TRIES = 5;

/** Microseconds of single calls when the engine is warm, rising: the median of five for each text. */
export function callTimes(texts: readonly string[], judge: (text: string) => unknown): number[] {
	for (let call = 0; call < WARM_CALLS; call++) judge(texts[call % texts.length]!);
	const tries = texts.map((): number[] => []);
	for (let round = 0; round < TRIES; round++) {
		texts.forEach((text, i) => {
			const start = performance.now();
			judge(text);
			tries[i]!.push((performance.now() - start) * 1000);
		});
	}
	return tries.map((times) => times.sort((a, b) => a - b)[TRIES >> 1]!).sort((a, b) => a - b);
}
