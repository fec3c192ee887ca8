import { extract, type FeatureList } from '../../core/triage/model/features';
import { compressHead, LABEL_LIMIT, type LinearHead } from '../../core/triage/model/head';
import type { Notions } from '../../core/triage/model/notions';
import { prepare, type Prepared } from '../../core/triage/text/prepare';
import { DeskError } from '../../core/errors';
import { trainSvm, type PackedRows, type SvmOptions } from './svm';

export const featuresOf = (texts: readonly Prepared[], notions: Notions): FeatureList[] => texts.map((text) => extract(text, notions));

export const prepareAll = (texts: readonly string[]): Prepared[] => texts.map((text) => prepare(text));

/** Scores and weights that are there already: what is learnt comes on top. */
export interface Start {
	/** By label: score of each text. */
	readonly scores: ReadonlyMap<string, Float64Array>;
	/** By label: weight of each feature, the constant term last. */
	readonly weights: ReadonlyMap<string, Float64Array>;
}

/**
 * Learns one linear classifier per label, each label against the rest.
 *
 * @param truth label of each text; '' leaves the text out
 * @param floor see `compressHead`
 */
export function learnHead(lesson: PackedRows, truth: readonly string[], importance: Float64Array, options: SvmOptions, floor: number | ArrayLike<number>, start?: Start): LinearHead {
	const known = new Set([...(start?.weights.keys() ?? []), ...truth]);
	known.delete('');
	const labels = [...known].sort();
	if (labels.length > LABEL_LIMIT) throw new DeskError('TOO_MANY_LABELS', `Меток больше ${LABEL_LIMIT}: ${labels.length}`, 'Объедините редкие темы.');
	const weights = importance.map((value, i) => (truth[i] === '' ? 0 : value));
	const dense = labels.map((label) => {
		const positive = Uint8Array.from(truth, (own) => (own === label ? 1 : 0));
		const learnt = trainSvm(lesson, positive, weights, options, start?.scores.get(label) ?? blank(start, truth.length));
		const before = start?.weights.get(label);
		for (let i = 0; i < learnt.length; i++) learnt[i]! += before?.[i] ?? 0;
		if (start !== undefined && before === undefined) learnt[lesson.features]! -= 1;
		return learnt;
	});
	return compressHead(labels, dense, floor);
}

/** A label nobody has heard of begins at «no». */
const blank = (start: Start | undefined, size: number): Float64Array | undefined =>
	start === undefined ? undefined : new Float64Array(size).fill(-1);
