/** One part of the benchmark: what a person reads and what a program does. */
export interface BenchSection {
	readonly title: string;
	readonly markdown: string;
	readonly json: Record<string, unknown>;
}
