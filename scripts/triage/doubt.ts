import { scoreRow, seeded, trainSvm, type PackedRows, type SvmOptions } from './svm';

/** Parts in which rows are judged by models that did not see them. */
const PARTS = 3;
/** A row is doubted when another label beats its own by this much. */
const MARGIN = 0.2;
/** What a doubted row still counts. */
const DOUBTED_WEIGHT = 0.3;
/** Labels with fewer rows are spared: there a miss says more about the model than about the row. */
const LEAST_ROWS = 40;

/**
 * Importance of the rows with the doubtful ones turned down. Whoever placed thousands of appeals by hand placed some
 * wrongly; a model that did not see a row and contradicts its label clearly is right more often than not.
 *
 * @param judged rows that may be doubted; the others (our own phrases) always teach
 */
export function turnDownDoubtful(texts: PackedRows, truth: readonly string[], importance: Float64Array, judged: readonly boolean[], options: SvmOptions): Float64Array {
	const n = truth.length;
	const labels = [...new Set(truth)];
	const rows = new Map<string, number>();
	truth.forEach((label, i) => judged[i] && rows.set(label, (rows.get(label) ?? 0) + 1));
	const random = seeded(2);
	const part = Uint8Array.from(truth, () => Math.floor(random() * PARTS));
	const own = new Float64Array(n);
	const best = new Float64Array(n).fill(-Infinity);
	for (let held = 0; held < PARTS; held++) {
		const weights = importance.map((value, i) => (judged[i] && part[i] === held ? 0 : value));
		for (const label of labels) {
			const learnt = trainSvm(texts, Uint8Array.from(truth, (other) => (other === label ? 1 : 0)), weights, options);
			for (let i = 0; i < n; i++) {
				if (!judged[i] || part[i] !== held) continue;
				const score = scoreRow(texts, i, learnt);
				if (truth[i] === label) own[i] = score;
				else best[i] = Math.max(best[i]!, score);
			}
		}
	}
	return importance.map((value, i) => {
		const doubted = judged[i] && rows.get(truth[i]!)! >= LEAST_ROWS && best[i]! - own[i]! > MARGIN;
		return doubted ? value * DOUBTED_WEIGHT : value;
	});
}
