const MARKS = /[.,;:!?…'’”]$/u;
const BRACKETS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** The first web address of a cell, '' where there is none: people and cabinets put words, brackets and a full stop around it. */
export function webAddress(text: string): string {
	const found = /https?:\/\/[^\s<>"«»]{3,2000}/iu.exec(text)?.[0] ?? (/^[\w.-]+\.[a-z]{2,}\/\S+$/iu.test(text) ? text : '');
	return withoutSentence(found.split(/[,;](?=https?:)/iu, 1)[0] ?? '');
}

/** An address without the marks of the sentence it stood in. A closing bracket is the address's own where it was opened there. */
function withoutSentence(address: string): string {
	let end = address;
	while (MARKS.test(end) || isStrayBracket(end)) end = end.slice(0, -1);
	return end;
}

function isStrayBracket(address: string): boolean {
	const last = address.at(-1) ?? '';
	const opening = BRACKETS[last];
	return opening !== undefined && address.split(last).length > address.split(opening).length;
}
