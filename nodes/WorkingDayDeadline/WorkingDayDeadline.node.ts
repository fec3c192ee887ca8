import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { eachItem } from '../shared/items';
import { description } from './description';
import { OPERATIONS, type Operation } from './operations';
import { readSetup } from './setup';

export class WorkingDayDeadline implements INodeType {
	description = description;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		if (this.getInputData().length === 0) return [[]];
		const operation = await prepare(this);
		return await eachItem(this, 1, (item, index) => {
			const json = operation(item.json, index);
			return json === undefined ? [] : { json };
		});
	}
}

/** A calendar that cannot be read is every item's error: each leaves by the error output, none is lost. */
async function prepare(node: IExecuteFunctions): Promise<Operation> {
	try {
		const name: string = node.getNodeParameter('operation', 0);
		const make = OPERATIONS[name];
		if (make === undefined) throw new Error(`Неизвестная операция «${name}»`);
		return make(node, await readSetup(node));
	} catch (error) {
		return () => {
			throw error;
		};
	}
}
