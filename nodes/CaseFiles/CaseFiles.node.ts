import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { DeskError } from '../../core/errors';
import { eachItem } from '../shared/items';
import { description } from './description';
import { ITEM_OPERATIONS, gather } from './operations';

export class CaseFiles implements INodeType {
	description = description;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operation = String(this.getNodeParameter('operation', 0, 'store'));
		if (operation === 'gather') return await gather(this);
		const make = ITEM_OPERATIONS[operation];
		if (!make) throw new DeskError('UNKNOWN_OPERATION', `Неизвестная операция «${operation}».`, 'Выберите операцию из списка узла.');
		return await eachItem(this, 2, make(this));
	}
}
