import { readFileSync } from 'node:fs';
import { DeskError } from '../../core/errors';

export type Row = Readonly<Record<string, string>>;

const unquote = (cell: string): string =>
	cell.length > 1 && cell.startsWith('"') && cell.endsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;

/** Rows of a tab-separated file with a head line, quotes as spreadsheets write them. */
export function readTsv(path: string): Row[] {
	let source: string;
	try {
		source = readFileSync(path, 'utf8');
	} catch {
		throw new DeskError('TSV_NOT_READ', `Не удалось прочитать файл «${path}»`, 'Проверьте путь и права на файл.');
	}
	const lines = source.replace(/^\ufeff/, '').split(/\r?\n/).filter((line) => line !== '');
	const head = (lines[0] ?? '').split('\t').map(unquote);
	if (!head.includes('text')) {
		throw new DeskError(
			'TSV_NO_TEXT',
			`В файле «${path}» нет столбца text`,
			'Первая строка — имена столбцов через табуляцию: group и text, или toxic и text.',
		);
	}
	return lines.slice(1).map((line) => {
		const cells = line.split('\t').map(unquote);
		return Object.fromEntries(head.map((name, i) => [name, cells[i] ?? '']));
	});
}
