import { KIND } from '../../core/triage/model/features';
import type { LinearHead } from '../../core/triage/model/head';
import { FULL_IMPORTANCE, WHOLE_WORTH, type Remembered } from '../../core/triage/model/memory';
import type { SparseVector, Vocabulary } from '../../core/triage/model/vocabulary';

/** The weightiest words of a text that are kept. */
const WORDS_KEPT = 40;
/** Words fewer texts have are not kept: they are names and numbers, and hardly another text will share them. */
const LEAST_TEXTS = 2;
/** Words more texts have than this share are not kept either: they tell no text from another and cost the most time. */
const MOST_SHARE = 0.1;
/** In a handful of texts a word of each tenth may still tell. */
const MOST_AT_LEAST = 20;
/** Texts remembered at most, so that asking stays fast; the oldest give way. */
const TEXTS_KEPT = 12_000;

/** For each head the label of each text; '' for none. */
export type HeadLabels = Readonly<Record<string, readonly string[]>>;

/** Places of labels among those of a head, plus one; 0 for what it does not know. */
function placesOf(labels: readonly string[], head: LinearHead): Uint8Array {
	const places = new Map(head.labels.map((label, place) => [label, place + 1]));
	return Uint8Array.from(labels, (label) => places.get(label) ?? 0);
}

/**
 * Remembers texts by their stems: no order, no counts, no word that no other text or that every tenth text has, at most
 * forty. A text cannot be read back from it.
 */
export function remember(texts: readonly SparseVector[], vocabulary: Vocabulary, importance: ArrayLike<number>, truth: HeadLabels, heads: Readonly<Record<string, LinearHead>>): Remembered {
	const words: number[] = [];
	const worths: number[] = [];
	const sizes = new Uint8Array(texts.length);
	const most = Math.max(MOST_AT_LEAST, MOST_SHARE * vocabulary.texts);
	const tells = (row: number): boolean => vocabulary.kinds[row] === KIND.stem && vocabulary.frequencies[row]! >= LEAST_TEXTS && vocabulary.frequencies[row]! <= most;
	texts.forEach(({ indices, values }, text) => {
		const own = [...indices.keys()].filter((i) => tells(indices[i]!));
		own.sort((a, b) => values[b]! - values[a]! || indices[a]! - indices[b]!).splice(WORDS_KEPT);
		const length = Math.hypot(...own.map((i) => values[i]!));
		sizes[text] = own.length;
		// Neither in the order of the text nor in that of their worth.
		for (const i of own.sort((a, b) => indices[a]! - indices[b]!)) {
			words.push(indices[i]!);
			worths.push(Math.max(1, Math.round((values[i]! / length) * WHOLE_WORTH)));
		}
	});
	return {
		words: Uint32Array.from(words),
		worths: Uint8Array.from(worths),
		sizes,
		importance: Uint8Array.from({ length: texts.length }, (_, text) => Math.round(importance[text]! * FULL_IMPORTANCE)),
		labels: Object.fromEntries(Object.entries(truth).map(([name, labels]) => [name, placesOf(labels, heads[name]!)])),
	};
}

/** One remembered text as rows and worths, to be told from others by. */
interface One {
	readonly words: readonly number[];
	readonly worths: readonly number[];
	readonly importance: number;
	readonly labels: Readonly<Record<string, string>>;
}

function unfold({ words, worths, sizes, importance, labels }: Remembered, heads: Readonly<Record<string, LinearHead>>): One[] {
	let at = 0;
	return [...sizes].map((size, text) => {
		const from = at;
		at += size;
		const named = Object.entries(labels).map(([name, places]) => [name, heads[name]!.labels[places[text]! - 1] ?? '']);
		return { words: [...words.subarray(from, at)], worths: [...worths.subarray(from, at)], importance: importance[text]!, labels: Object.fromEntries(named) as Record<string, string> };
	});
}

/**
 * What was remembered before with new texts behind. A new text takes the place of older ones of the same words: a case
 * whose topic was corrected again must not vote for the old one too.
 *
 * @param headsBefore heads the places of `before` belong to
 * @param heads heads the places of `fresh` belong to, and those of the result
 */
export function rememberMore(before: Remembered, headsBefore: Readonly<Record<string, LinearHead>>, fresh: Remembered, heads: Readonly<Record<string, LinearHead>>): Remembered {
	const added = unfold(fresh, heads);
	const again = new Set(added.map((one) => one.words.join()));
	const kept = [...unfold(before, headsBefore).filter((one) => !again.has(one.words.join())), ...added].slice(-TEXTS_KEPT);
	const names = Object.keys(before.labels);
	return {
		words: Uint32Array.from(kept.flatMap((one) => one.words)),
		worths: Uint8Array.from(kept.flatMap((one) => one.worths)),
		sizes: Uint8Array.from(kept, (one) => one.words.length),
		importance: Uint8Array.from(kept, (one) => one.importance),
		labels: Object.fromEntries(names.map((name) => [name, placesOf(kept.map((one) => one.labels[name] ?? ''), heads[name]!)])),
	};
}
