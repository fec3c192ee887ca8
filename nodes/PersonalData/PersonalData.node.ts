import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { DeskError } from '../../core/errors';
import { failureJson, toNodeError } from '../shared/items';
import { description } from './description';
import { OPERATIONS } from './operations';

export class PersonalData implements INodeType {
	description = description;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData();
		if (items.length === 0) return [[]];
		try {
			const operation = String(this.getNodeParameter('operation', 0, 'expired'));
			const run = OPERATIONS[operation];
			if (!run) throw new DeskError('UNKNOWN_OPERATION', `Неизвестная операция «${operation}».`, 'Выберите операцию из списка узла.');
			return [await run(this)];
		} catch (error) {
			const failure = toNodeError(this, error, 0);
			if (!this.continueOnFail()) throw failure;
			return [[{ json: failureJson(this, failure, error, {}), pairedItem: items.map((_item, item) => ({ item })) }]];
		}
	}
}
