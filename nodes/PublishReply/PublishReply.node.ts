import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { byHandCase, previewCase, publishCase, type CaseReply, type ChannelOf, type PreviewFields } from '../../core/channels/publishCase';
import { DeskError } from '../../core/errors';
import { eachItem, type Routed } from '../shared/items';
import { channelsOf, rulesOf, type NodeOptions } from './channels';
import { description, FIELDS } from './description';
import { filesOf } from './files';

const PUBLISHED = 0;
const NOT_PUBLISHED = 1;

type Operation = 'publish' | 'preview' | 'byHand';
type FieldNames = Partial<Record<keyof typeof FIELDS, string>>;

export class PublishReply implements INodeType {
	description = description;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operation = this.getNodeParameter('operation', 0) as Operation;
		const names = this.getNodeParameter('fields', 0, {}) as FieldNames;
		const prefix = this.getNodeParameter('filesPrefix', 0, 'file_') as string;
		const options = this.getNodeParameter('options', 0, {}) as NodeOptions;
		const channelOf = channelsOf(this, options);
		const carryOut = async (given: CaseReply, item: INodeExecutionData, index: number): Promise<object> => {
			if (operation === 'byHand') return byHandCase(given);
			if (operation === 'preview') return await preview(given, channelOf, options);
			return await publishCase(given, channelOf, filesOf(this, item, index, prefix));
		};

		return await eachItem(this, 2, async (item, index): Promise<Routed> => {
			const given = readReply(item.json, names);
			const added = await carryOut(given, item, index);
			return { output: 'replyUrl' in added ? PUBLISHED : NOT_PUBLISHED, json: { ...item.json, ...added } };
		});
	}
}

/** A credential that is missing is one more thing that stands in the way; the rest is shown all the same. */
async function preview(given: CaseReply, channelOf: ChannelOf, options: NodeOptions): Promise<PreviewFields> {
	try {
		return previewCase(given, (await channelOf(given.network)) ?? rulesOf(given.network, options));
	} catch (error) {
		if (!(error instanceof DeskError)) throw error;
		return previewCase(given, rulesOf(given.network, options), [error]);
	}
}

function readReply(json: IDataObject, names: FieldNames): CaseReply {
	const text = (key: keyof typeof FIELDS): string => {
		const value: unknown = json[names[key] || FIELDS[key].name];
		if (value instanceof Date) return value.toISOString();
		return typeof value === 'string' ? value : value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
	};
	return {
		network: text('network').trim().toLowerCase(),
		url: text('url').trim(),
		externalId: text('externalId').trim(),
		text: text('text'),
		kind: text('kind'),
		attachments: text('attachments'),
		approvedDigest: text('approvedDigest'),
		approvedAt: text('approvedAt'),
		repeatOf: text('repeatOf').replace(/^0$/u, ''),
		attemptAt: text('attemptAt'),
	};
}
