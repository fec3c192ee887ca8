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

/**
 * What the abuse model sees of a text: the features of every model and then the marks of abuse, as notions.
 * A mark belongs to the whole text; its token says nothing.
 */
export function abuseFeatures(text: Prepared, notions: Notions): FeatureList {
	const base = extract(text, notions);
	const marks: number[] = [];
	for (const [name, count] of abuseMarks(text)) {
		for (let i = 0; i < count; i++) marks.push(markHash(name));
	}
	const size = base.hashes.length + marks.length;
	const all = { hashes: new Uint32Array(size), kinds: new Uint8Array(size).fill(KIND.notion), tokens: new Uint16Array(size) };
	all.hashes.set(base.hashes);
	all.hashes.set(marks, base.hashes.length);
	all.kinds.set(base.kinds);
	all.tokens.set(base.tokens);
	return all;
}
