import type { Notions } from '../../core/triage/model/notions';
import { buildVocabulary, Vocabulary, type LeastTexts } from '../../core/triage/model/vocabulary';
import type { Prepared } from '../../core/triage/text/prepare';
import { featuresOf } from './learn';

/** A vocabulary with the features of more texts behind; those it had keep their places and their rarity. */
export function widen(old: Vocabulary, texts: readonly Prepared[], least: LeastTexts, notions: Notions): Vocabulary {
	const own = buildVocabulary(featuresOf(texts, notions), old.weighing, least, notions);
	const fresh = [...own.keys.keys()].filter((row) => old.find(own.keys[row]!) < 0);
	const join = <T extends Uint8Array | Uint16Array | Uint32Array>(a: T, b: T): number[] => [...a, ...fresh.map((row) => b[row]!)];
	return new Vocabulary(
		Uint32Array.from(join(old.keys, own.keys)),
		Uint8Array.from(join(old.kinds, own.kinds)),
		Uint16Array.from(join(old.frequencies, own.frequencies)),
		old.texts,
		old.weighing,
		notions,
	);
}
