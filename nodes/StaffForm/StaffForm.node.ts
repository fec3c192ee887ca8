import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { DeskError } from '../../core/errors';
import { toNodeError, type Routed } from '../shared/items';
import { description } from './description';
import { OPERATIONS, OUTPUTS, REFUSED } from './operations';
import { surroundings } from './surroundings';

export class StaffForm implements INodeType {
	description = description;

	/** One page for one person, made from all the items: a page is never one of many. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData();
		const results: INodeExecutionData[][] = Array.from({ length: OUTPUTS }, () => []);
		if (items.length === 0) return results;
		const { output = 0, json } = await answerOf(this);
		results[output]?.push({ json, pairedItem: items.map((_item, item) => ({ item })) });
		return results;
	}
}

/** What the operation gives; what the person may not do, or not now, is an answer too. */
async function answerOf(node: IExecuteFunctions): Promise<Routed> {
	try {
		const operation = OPERATIONS[String(node.getNodeParameter('operation', 0))];
		if (!operation) throw new Error('Неизвестная операция узла.');
		return await operation(node, surroundings(node));
	} catch (error) {
		if (!(error instanceof DeskError)) throw toNodeError(node, error, 0);
		return { output: REFUSED, json: { refusalCode: error.code, refusal: error.message, refusalHint: error.hint } };
	}
}
