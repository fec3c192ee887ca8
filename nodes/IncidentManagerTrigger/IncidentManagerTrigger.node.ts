import { randomUUID } from 'node:crypto';
import type { IDataObject, INodeExecutionData, INodeType, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { DeskError } from '../../core/errors';
import { advance, readSince, type CursorState } from '../../core/im/cursor';
import { readFeed, type FeedReading } from '../../core/im/feed';
import { DEFAULT_MAPPING, toFeedEntry, type FeedEntry, type FeedMapping } from '../../core/im/mapping';
import { authenticatedHttpCall } from '../shared/http';
import { description } from './description';

/** Tells this process from the one before it: n8n's memory of what was given may be ahead of what was registered. */
const BOOT_ID = randomUUID();
const MANUAL_ITEMS = 10;
/** Part of n8n's budget for a poll after which no further page is begun. */
const BUDGET_SHARE = 0.6;

interface Options {
	readonly timeout?: number;
	readonly sinceName?: string;
	readonly limitName?: string;
	readonly offsetName?: string;
	readonly totalPath?: string;
	readonly maxItems?: number;
}

export class IncidentManagerTrigger implements INodeType {
	description = description;

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const now = new Date().toISOString();
		const overlapHours = this.getNodeParameter('overlapHours', 72) as number;
		const options = this.getNodeParameter('options', {}) as Options;
		const manual = this.getMode() === 'manual';
		const memory = this.getWorkflowStaticData('node');
		const state: CursorState = manual ? {} : (memory);

		const reading = await read(this, readSince(state, { now, overlapHours }), options);
		const mapping: FeedMapping = { ...DEFAULT_MAPPING, ...(this.getNodeParameter('mapping', {}) as Partial<FeedMapping>) };
		const entries = reading.entries.map((raw) => toFeedEntry(raw, mapping, { now, zone: this.getTimezone() }));
		if (manual) return emit(this, latest(entries), reading.failure);

		const step = advance(state, entries, reading.complete, {
			now,
			bootId: BOOT_ID,
			overlapHours,
			reconcileHours: this.getNodeParameter('reconcileHours', 1) as number,
			maxItems: options.maxItems ?? 500,
		});
		Object.assign(memory, step.state);
		return emit(this, step.fresh, reading.failure);
	}
}

async function read(context: IPollFunctions, since: string, options: Options): Promise<FeedReading> {
	const credential = await context.getCredentials('incidentManagerApi');
	const stopAt = Date.now() + context.getPollBudgetMs() * BUDGET_SHARE;
	return await readFeed(authenticatedHttpCall(context, 'incidentManagerApi'), {
		baseUrl: String(credential['baseUrl'] ?? '').trim(),
		path: context.getNodeParameter('path', '/feed') as string,
		since,
		limit: context.getNodeParameter('limit', 100) as number,
		names: { since: options.sinceName ?? 'since', limit: options.limitName ?? 'limit', offset: options.offsetName ?? 'offset' },
		paths: { items: context.getNodeParameter('itemsPath', 'items') as string, total: options.totalPath ?? 'total' },
		timeoutMs: (options.timeout ?? 30) * 1000,
		mayGoOn: () => Date.now() < stopAt,
	});
}

/** What was read is handed over even if a later page failed: the failure shows at the next poll, when nothing new is left. */
function emit(context: IPollFunctions, entries: readonly FeedEntry[], failure: DeskError | undefined): INodeExecutionData[][] | null {
	if (entries.length === 0) {
		if (failure) throw new NodeOperationError(context.getNode(), failure, { message: failure.message, description: failure.hint });
		return null;
	}
	if (failure) context.logger.warn(`Incident Manager Trigger: ${failure.code}, a later page was not read`);
	return [context.helpers.returnJsonArray(entries.map((entry) => entry.item as unknown as IDataObject))];
}

const latest = (entries: readonly FeedEntry[]): FeedEntry[] => [...entries].sort((a, b) => Date.parse(b.item.detectedAt) - Date.parse(a.item.detectedAt)).slice(0, MANUAL_ITEMS);
