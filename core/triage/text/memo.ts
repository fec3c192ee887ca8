/**
 * Something judgements hang their findings on, so that each is made once and goes when the thing goes. Cheaper than
 * a map from the thing to the finding, which every word of every message would have to be looked up in.
 */
export interface Noted {
	readonly notes: unknown[];
}

let slots = 0;

/**
 * Remembers what a judgement found of a word or a text. To be called once a judgement, not once a message: each call
 * takes a place in the notes for good.
 *
 * @param judge must find the same whenever it is asked, and never null or undefined
 * @example const kindsOf = remembered((word: Word) => look(word.norm))
 */
export function remembered<K extends Noted, V extends object | string>(judge: (of: K) => V): (of: K) => V {
	const slot = slots++;
	return (of) => (of.notes[slot] ??= judge(of)) as V;
}

/** Remembers what is made of a thing that has no notes, such as a model; goes when the thing goes. */
export function madeOnce<K extends object, V extends object>(make: (of: K) => V): (of: K) => V {
	const made = new WeakMap<K, V>();
	return (of) => {
		const known = made.get(of);
		if (known !== undefined) return known;
		const fresh = make(of);
		made.set(of, fresh);
		return fresh;
	};
}
