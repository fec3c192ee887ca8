import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { eachItem, preparedStep } from '../shared/items';
import { description } from './description';
import { OPERATIONS, type Operation } from './operations';
import { readSetup } from './setup';

export class WorkingDayDeadline implements INodeType {
	description = description;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		if (this.getInputData().length === 0) return [[]];
		const operation = await preparedStep(() => makeOperation(this));
		return await eachItem(this, 1, (item, index) => {
			const json = operation(item.json, index);
			return json === undefined ? [] : { json };
		});
	}
}

async function makeOperation(node: IExecuteFunctions): Promise<Operation> {
	const name: string = node.getNodeParameter('operation', 0);
	const make = OPERATIONS[name];
	if (make === undefined) throw new Error(`Неизвестная операция «${name}»`);
	return make(node, await readSetup(node));
}
