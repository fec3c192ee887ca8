import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { DeskError } from '../../core/errors';
import { toNodeError } from '../shared/items';
import { description } from './description';
import { OPERATIONS } from './operations';

export class DeskAlert implements INodeType {
	description = description;

	/** Alerts concern all items at once, so each is paired with all of them. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData();
		if (items.length === 0) return [[], []];
		const pairedItem = items.map((_item, item) => ({ item }));
		try {
			const operation = String(this.getNodeParameter('operation', 0, 'watch'));
			const run = OPERATIONS[operation];
			if (!run) throw new DeskError('UNKNOWN_OPERATION', `Неизвестная операция «${operation}».`, 'Выберите операцию из списка узла.');
			return await Promise.resolve(run(this).map((list) => list.map((json) => ({ json: { ...json }, pairedItem }))));
		} catch (error) {
			throw toNodeError(this, error, 0);
		}
	}
}
