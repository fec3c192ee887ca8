import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { DeskError } from '../../core/errors';
import { decodeCsv, parseCsv } from '../../core/im/export/csv';
import { fileKind } from '../../core/im/export/file';
import { exportRecords, type ExportRules } from '../../core/im/export/records';
import { uploadReport } from '../../core/im/export/report';
import { tableOf } from '../../core/im/export/table';
import { DEFAULT_ZONE } from '../../core/procedure';
import { partsOf } from '../../core/text/parts';
import { eachItem, failureJson, toNodeError, type Routed } from '../shared/items';
import { rowsParameter } from '../shared/rows';
import { description } from './description';

const TAKEN = 0;
const REFUSED = 1;
const WORKBOOK = 2;

export class IncidentManager implements INodeType {
	description = description;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operation = String(this.getNodeParameter('operation', 0, 'file'));
		if (operation === 'report') return report(this);
		const rules = rulesOf(this);
		if (operation === 'rows') return readItems(this, rules);
		return await eachItem(this, 3, async (item, index) => {
			const field = fileField(item, this.getNodeParameter('binaryField', index, 'file') as string);
			const bytes = await this.helpers.getBinaryDataBuffer(index, field);
			if (fileKind(bytes) === 'xlsx') return { output: WORKBOOK, json: item.json, binary: { file: item.binary?.[field] } as INodeExecutionData['binary'] };
			const { taken, refused } = exportRecords(parseCsv(decodeCsv(bytes)), rules);
			return [...taken.map((row): Routed => ({ output: TAKEN, json: { ...row }, binary: NO_FILE })), ...refused.map((row): Routed => ({ output: REFUSED, json: { ...row }, binary: NO_FILE }))];
		});
	}
}

/** A row does not carry the whole file along. */
const NO_FILE: INodeExecutionData['binary'] = {};

/** All items that came of one file are one table. */
function readItems(node: IExecuteFunctions, rules: ExportRules): INodeExecutionData[][] {
	const items = node.getInputData();
	try {
		const outputs: INodeExecutionData[][] = [[], [], []];
		for (const at of tables(items)) {
			const { rows, offset } = tableOf(at.map((index) => items[index]?.json ?? {}));
			const { taken, refused } = exportRecords(rows, rules);
			const present = (row: { readonly rowNumber: number }): INodeExecutionData => ({ json: { ...row }, pairedItem: { item: at[Math.max(0, row.rowNumber - offset)] ?? 0 } });
			for (const row of taken) outputs[TAKEN]?.push(present(row));
			for (const row of refused) outputs[REFUSED]?.push(present(row));
		}
		return outputs;
	} catch (error) {
		const failure = toNodeError(node, error, 0);
		if (!node.continueOnFail()) throw failure;
		return [[{ json: failureJson(node, failure, error, items[0]?.json ?? {}), pairedItem: { item: 0 } }], [], []];
	}
}

/** Indexes of the items by the file they came of: several workbooks may come at once from a folder. */
function tables(items: readonly INodeExecutionData[]): number[][] {
	const byFile = new Map<string, number[]>();
	for (const [index, item] of items.entries()) {
		const file = JSON.stringify(item.pairedItem ?? 0);
		const known = byFile.get(file);
		if (known) known.push(index);
		else byFile.set(file, [index]);
	}
	const perRow = byFile.size > 1 && [...byFile.values()].every((one) => one.length === 1);
	return perRow ? [items.map((_item, index) => index)] : [...byFile.values()];
}

/** The items are the register's rows. */
function report(node: IExecuteFunctions): INodeExecutionData[][] {
	const items = node.getInputData();
	const made = uploadReport(rowsParameter(node, 'takenRows', 'Принятые строки'), rowsParameter(node, 'refusedRows', 'Отклонённые строки'), items.map((item) => item.json));
	return [[{ json: { ...made }, pairedItem: items.slice(0, 1).map((_item, item) => ({ item })) }], [], []];
}

function rulesOf(node: IExecuteFunctions): ExportRules {
	const own = node.getNodeParameter('headers', 0, {}) as Record<string, string>;
	const options = node.getNodeParameter('options', 0, {}) as { takeClosed?: boolean; zone?: string };
	const ownHeaders = Object.fromEntries(Object.entries(own).map(([field, text]) => [field, partsOf(text, /[;\n]/u)]));
	return { now: new Date().toISOString(), zone: options.zone || DEFAULT_ZONE, ownHeaders, takeClosed: options.takeClosed ?? false };
}

function fileField(item: INodeExecutionData, wanted: string): string {
	const found = item.binary?.[wanted] ? wanted : Object.keys(item.binary ?? {})[0];
	if (found === undefined) throw new DeskError('IM_NO_FILE', 'К элементу не приложен файл.', 'Проверьте, что файл выбран в форме, а в узле указано поле с файлом.');
	return found;
}
