import { extract, featureHash, KIND, type FeatureList } from '../model/features';
import type { Notions } from '../model/notions';
import type { Prepared } from '../text/prepare';
import { abuseMarks } from './marks';

/** Begins the name of a mark, so that none meets a notion's. */
const MARK = 'mark ';

/** There are a few dozen marks. */
const hashes = new Map<string, number>();

function markHash(name: string): number {
	const known = hashes.get(name) ?? featureHash(MARK + name, KIND.notion);
	hashes.set(name, known);
	return known;
}

/** The marks of abuse in a text as features of the text as a whole, one per occurrence. */
export function markHashes(text: Prepared): number[] {
	const found: number[] = [];
	for (const [name, count] of abuseMarks(text)) {
		for (let i = 0; i < count; i++) found.push(markHash(name));
	}
	return found;
}

/** What the abuse model sees of a text: the features of every model and then the marks of abuse, as notions. */
export function abuseFeatures(text: Prepared, notions: Notions): FeatureList {
	const { hashes: own, kinds: ownKinds } = extract(text, notions);
	const marks = markHashes(text);
	const size = own.length + marks.length;
	const all = { hashes: new Uint32Array(size), kinds: new Uint8Array(size).fill(KIND.notion) };
	all.hashes.set(own);
	all.hashes.set(marks, own.length);
	all.kinds.set(ownKinds);
	return all;
}
