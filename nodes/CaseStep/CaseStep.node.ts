import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { DeskError } from '../../core/errors';
import { eachItem, preparedStep, toNodeError } from '../shared/items';
import { description } from './description';
import { ITEM_OPERATIONS, LIST_OPERATIONS } from './operations';
import { OUTPUTS, type ItemOperation } from './shared';

export class CaseStep implements INodeType {
	description = description;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		if (this.getInputData().length === 0) return Array.from({ length: OUTPUTS }, () => []);
		const operation = this.getNodeParameter('operation', 0, 'step');
		const overAll = LIST_OPERATIONS[operation];
		if (overAll) {
			try {
				return overAll(this);
			} catch (error) {
				throw toNodeError(this, error, 0);
			}
		}
		return await eachItem(this, OUTPUTS, await preparedStep(() => makeOperation(this, operation)));
	}
}

function makeOperation(node: IExecuteFunctions, operation: string): ItemOperation {
	const make = ITEM_OPERATIONS[operation];
	if (!make) throw new DeskError('UNKNOWN_OPERATION', `Неизвестная операция «${operation}».`, 'Выберите операцию из списка узла.');
	return make(node);
}
