import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { DeskError } from '../../core/errors';

/**
 * Rows handed over as one parameter (officials, rules, templates): an array or one object from an expression,
 * or the same as JSON text. Read once, at item 0: a list is the same for every item, and an expression is dear.
 * Empty rows (a Data Table node with "always output data" on an empty table) are left out.
 *
 * Error ROWS_NOT_JSON: the text is not JSON, or not rows.
 */
export function rowsParameter(context: Pick<IExecuteFunctions, 'getNodeParameter'>, name: string, label: string): IDataObject[] {
	const value = parse(context.getNodeParameter(name, 0, []), label);
	const rows: unknown[] = Array.isArray(value) ? value : [value];
	return rows.map((row) => asRow(row, label)).filter((row) => Object.keys(row).length > 0);
}

function parse(value: unknown, label: string): unknown {
	if (typeof value !== 'string') return value ?? [];
	if (value.trim() === '') return [];
	try {
		return JSON.parse(value);
	} catch {
		throw notRows(label);
	}
}

function asRow(row: unknown, label: string): IDataObject {
	if (row === null || row === undefined) return {};
	if (typeof row !== 'object' || Array.isArray(row)) throw notRows(label);
	return row as IDataObject;
}

const notRows = (label: string): DeskError =>
	new DeskError(
		'ROWS_NOT_JSON',
		`Поле «${label}»: ожидались строки таблицы (JSON).`,
		"Укажите выражение вида {{ $('Имя узла').all().map(i => i.json) }} или массив JSON.",
	);
