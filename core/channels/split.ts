/**
 * A long text in parts that fit: cut between paragraphs, else between sentences, else between words, else anywhere
 * but inside a character. Offered to staff as a proposal; nothing is published in parts by itself.
 *
 * @param limit the most UTF-16 units a part may have, at least 2
 * @example splitText('Первое. Второе.', 8) // ['Первое.', 'Второе.']
 */
export function splitText(text: string, limit: number): string[] {
	const parts: string[] = [];
	let rest = text.trim();
	while (rest.length > limit) {
		const at = cutAt(rest, limit);
		parts.push(rest.slice(0, at).trim());
		rest = rest.slice(at).trim();
	}
	return rest === '' ? parts : [...parts, rest];
}

const BREAKS: readonly RegExp[] = [/\n\s*\n/gu, /\n/gu, /[.!?…]+[»")]*\s/gu, /\s/gu];

function cutAt(text: string, limit: number): number {
	const head = text.slice(0, limit + 1);
	for (const pattern of BREAKS) {
		// A break in the first third would leave a stub of a part: the next kind of break serves better.
		const ends = [...head.matchAll(pattern)].map((match) => match.index + match[0].trimEnd().length).filter((end) => end > limit / 3 && end <= limit);
		const last = ends.at(-1);
		if (last !== undefined) return last;
	}
	return isHighSurrogate(text.charCodeAt(limit - 1)) ? limit - 1 : limit;
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
