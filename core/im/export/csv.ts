import { DeskError } from '../../errors';

const DELIMITERS = [';', ',', '\t', '|'] as const;
/** More rows than any administration's export; a file beyond is no export. */
export const MAX_ROWS = 200_000;
const SAMPLE = 20_000;

/** Text of a CSV file: UTF-8 or UTF-16 by its mark, UTF-8 where it is valid, else Windows-1251 as Russian Excel writes it. */
export function decodeCsv(bytes: Uint8Array): string {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('windows-1251').decode(bytes);
	}
}

/**
 * Rows of cells. The delimiter is the one that parts the beginning of the file into most columns; quotes doubled inside
 * quotes; a cell may hold line breaks. Linear in the length.
 *
 * @throws DeskError IM_TOO_MANY_ROWS; IM_CSV_QUOTE: a quote that is opened and never closed
 */
export function parseCsv(text: string): string[][] {
	const source = text.replace(/^\uFEFF/u, '');
	const declared = /^sep=(.)\r?\n/u.exec(source);
	return parse(declared ? source.slice(declared[0].length) : source, declared?.[1] ?? delimiterOf(source));
}

function parse(source: string, delimiter: string): string[][] {
	const rows: string[][] = [];
	let row: string[] = [];
	let at = 0;
	const endRow = (): void => {
		rows.push(row);
		if (rows.length > MAX_ROWS) throw new DeskError('IM_TOO_MANY_ROWS', `В файле больше ${MAX_ROWS.toLocaleString('ru-RU')} строк.`, 'Выгрузите за более короткий период.');
		row = [];
	};
	const stop = new RegExp(`[${delimiter.replace(/[\\\]^-]/u, '\\$&')}\\r\\n]`, 'gu');
	while (at < source.length) {
		let cell: string;
		if (source[at] === '"') {
			const quoted = readQuoted(source, at, rows.length + 1);
			cell = quoted.text;
			at = quoted.end;
			// What stands after the closing quote belongs to the cell: spreadsheets write no such thing, people do.
			stop.lastIndex = at;
			const next = stop.exec(source)?.index ?? source.length;
			cell += source.slice(at, next);
			at = next;
		} else {
			stop.lastIndex = at;
			const next = stop.exec(source)?.index ?? source.length;
			cell = source.slice(at, next);
			at = next;
		}
		row.push(cell);
		const sign = source[at];
		if (sign === delimiter) {
			at += 1;
			if (at === source.length) row.push('');
			continue;
		}
		at += sign === '\r' && source[at + 1] === '\n' ? 2 : 1;
		endRow();
	}
	if (row.length > 0) endRow();
	return rows;
}

function readQuoted(source: string, from: number, rowNumber: number): { text: string; end: number } {
	const parts: string[] = [];
	let at = from + 1;
	for (;;) {
		const close = source.indexOf('"', at);
		if (close < 0) throw new DeskError('IM_CSV_QUOTE', `Строка ${rowNumber}: кавычка открыта и нигде не закрыта, файл, вероятно, обрывается.`, 'Выгрузите файл заново.', { row: rowNumber });
		parts.push(source.slice(at, close));
		if (source[close + 1] !== '"') return { text: parts.join('"'), end: close + 1 };
		at = close + 2;
	}
}

/** Counted outside quotes, in the first lines. */
function delimiterOf(source: string): string {
	const sample = source.slice(0, SAMPLE).replace(/"(?:[^"]|"")*"/gu, '');
	const [first = ''] = sample.split(/\r?\n/u).filter((line) => line.trim() !== '');
	const count = (sign: string, text: string): number => text.split(sign).length - 1;
	return [...DELIMITERS].sort((a, b) => count(b, first) - count(a, first) || count(b, sample) - count(a, sample))[0] ?? ';';
}
