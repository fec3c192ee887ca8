import { randomUUID } from 'node:crypto';
import { NodeOperationError, type INodeExecutionData, type INodeType, type IPollFunctions } from 'n8n-workflow';

import { collect, type Collected } from '../../core/channels/collect/collect';
import type { CollectMemory } from '../../core/channels/collect/memory';
import { DeskError } from '../../core/errors';
import { description } from './description';
import { sourcesOf } from './sources';

/** Tells this process from the one before it: n8n's memory of what was given may be ahead of what was registered. */
const BOOT_ID = randomUUID();
const MANUAL_ITEMS = 10;
/** Part of n8n's budget for a poll after which no further page is begun. */
const BUDGET_SHARE = 0.6;
/** A poll comes every minute: a longer one would only pile up. */
const MAX_POLL_MS = 50_000;

interface Options {
	readonly firstHours?: number;
	readonly overlapHours?: number;
	readonly timeout?: number;
	readonly recheckMinutes?: number;
	readonly watchDays?: number;
	readonly maxItems?: number;
}

export class OfficialAccountTrigger implements INodeType {
	description = description;

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const network = this.getNodeParameter('network', 'vk') as string;
		const options = this.getNodeParameter('options', {}) as Options;
		const manual = this.getMode() === 'manual';
		const memory: CollectMemory = this.getWorkflowStaticData('node');
		const stopAt = Date.now() + Math.min(this.getPollBudgetMs() * BUDGET_SHARE, MAX_POLL_MS);
		const { sources, resting } = await sourcesOf(this, network, options.timeout ?? 30);
		// One network not set up must not keep the others from being read; tried by hand, the node says what is missing.
		if (resting && !manual) return null;
		if (sources.length === 0) throw failed(this, new DeskError('NOTHING_TO_COLLECT', 'Не выбрано, что принимать.', 'Отметьте хотя бы один вид сообщений в узле.'));

		const result = await collect(sources, manual ? {} : memory, {
			network,
			now: new Date().toISOString(),
			bootId: BOOT_ID,
			firstHours: options.firstHours ?? 72,
			watchDays: options.watchDays ?? 30,
			overlapHours: options.overlapHours ?? 72,
			recheckMinutes: options.recheckMinutes ?? 60,
			maxItems: manual ? MANUAL_ITEMS : (options.maxItems ?? 500),
			mayGoOn: () => Date.now() < stopAt,
		});
		if (!manual) Object.assign(memory, result.memory);
		return handOver(this, result, manual);
	}
}

/** What was read is handed over even if another source failed: the failure shows at the next poll with nothing new. */
function handOver(context: IPollFunctions, { messages, failures }: Collected, manual: boolean): INodeExecutionData[][] | null {
	const given = manual ? messages.slice(0, MANUAL_ITEMS) : messages;
	const [first] = failures;
	if (given.length === 0) {
		if (first) throw failed(context, first.error);
		return null;
	}
	for (const { source, error } of failures) context.logger.warn(`Official Account Trigger: ${source}: ${error.code}, will be read again`);
	return [context.helpers.returnJsonArray(given.map((message) => ({ ...message })))];
}

const failed = (context: IPollFunctions, error: DeskError): NodeOperationError => new NodeOperationError(context.getNode(), error, { message: error.message, description: error.hint });
