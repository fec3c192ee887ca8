import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { byHandCase, previewCase, publishCase, type CaseReply } from '../../core/channels/publishCase';
import { limitObstacles } from '../../core/channels/validate';
import { DeskError } from '../../core/errors';
import { eachItem, type Routed } from '../shared/items';
import { channelsOf, vkLimits, type NodeOptions } from './channels';
import { description, FIELDS } from './description';

const PUBLISHED = 0;
const NOT_PUBLISHED = 1;

type Operation = 'publish' | 'preview' | 'byHand';
type FieldNames = Partial<Record<keyof typeof FIELDS, string>>;

export class PublishReply implements INodeType {
	description = description;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operation = this.getNodeParameter('operation', 0) as Operation;
		const names = this.getNodeParameter('fields', 0, {}) as FieldNames;
		const options = this.getNodeParameter('options', 0, {}) as NodeOptions;
		const channelOf = channelsOf(this, options);

		return await eachItem(this, 2, async (item): Promise<Routed> => {
			const given = readReply(item.json, names);
			const added = await carryOut(operation, given);
			return { output: 'replyUrl' in added ? PUBLISHED : NOT_PUBLISHED, json: { ...item.json, ...added } };
		});

		async function carryOut(what: Operation, given: CaseReply): Promise<object> {
			if (what === 'byHand') return byHandCase(given);
			if (what === 'preview') return previewCase(given, given.network === 'vk' ? { limits: vkLimits(options), validate: (reply) => limitObstacles(reply, vkLimits(options), 'ВКонтакте') } : undefined);
			try {
				return await publishCase(given, channelOf);
			} catch (error) {
				// A missing credential is the officer's to mend, but the curator must see that nothing was published.
				if (!(error instanceof DeskError)) throw error;
				return { publishError: `${error.message} ${error.hint} [${error.code}]`, publishErrorCode: error.code, publishOutcome: 'refused', publishSplit: '' };
			}
		}
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
	};
}
