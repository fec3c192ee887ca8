/** From scores to probabilities that can be believed. */

/** Shares of each score after raising by `sharpness`: they add up to one. */
export function softmax(scores: ArrayLike<number>, sharpness: number): Float64Array {
	const out = new Float64Array(scores.length);
	let most = -Infinity;
	for (let i = 0; i < scores.length; i++) most = Math.max(most, scores[i]!);
	let sum = 0;
	for (let i = 0; i < scores.length; i++) sum += out[i] = Math.exp((scores[i]! - most) * sharpness);
	for (let i = 0; i < scores.length; i++) out[i]! /= sum;
	return out;
}

/** A rising broken line: raw value → probability. Knots are [raw, probability], both rising. */
export type Calibration = readonly (readonly [number, number])[];

/** Reads the line at a raw value; outside the knots the end values hold. */
export function calibrate(raw: number, line: Calibration): number {
	if (line.length === 0) return raw;
	if (raw <= line[0]![0]) return line[0]![1];
	for (let i = 1; i < line.length; i++) {
		const [x1, y1] = line[i]!;
		if (raw > x1) continue;
		const [x0, y0] = line[i - 1]!;
		return x1 === x0 ? y1 : y0 + ((y1 - y0) * (raw - x0)) / (x1 - x0);
	}
	return line[line.length - 1]![1];
}

/**
 * Fits the line from held-out judgements: isotonic regression over bins of equal size, then kept strictly
 * rising, so that the order of confidences stays that of the raw values.
 */
export function fitCalibration(raw: readonly number[], right: readonly boolean[], bins: number): Calibration {
	const order = raw.map((_, i) => i).sort((a, b) => raw[a]! - raw[b]!);
	const blocks: { x: number; hits: number; n: number }[] = [];
	const size = Math.max(1, Math.floor(order.length / bins));
	for (let from = 0; from < order.length; from += size) {
		const part = order.slice(from, from + size);
		blocks.push({ x: part.reduce((sum, i) => sum + raw[i]!, 0), hits: part.filter((i) => right[i]).length, n: part.length });
		while (blocks.length > 1) {
			const [left, last] = [blocks[blocks.length - 2]!, blocks[blocks.length - 1]!];
			if (left.hits / left.n < last.hits / last.n) break;
			blocks.splice(-2, 2, { x: left.x + last.x, hits: left.hits + last.hits, n: left.n + last.n });
		}
	}
	const inner = blocks.map((b) => [b.x / b.n, (b.hits + 0.5) / (b.n + 1)] as [number, number]);
	const line: [number, number][] = [[0, Math.min(0.02, inner[0]?.[1] ?? 0)], ...inner, [1, 0.995]];
	for (let i = 1; i < line.length; i++) {
		line[i]![0] = Math.max(line[i]![0], line[i - 1]![0] + 1e-6);
		line[i]![1] = Math.min(0.999, Math.max(line[i]![1], line[i - 1]![1] + 1e-4));
	}
	return line.map(([x, y]) => [round(x), round(y)]);
}

const round = (value: number): number => Math.round(value * 1e5) / 1e5;
