import { createHash } from 'node:crypto';

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { ContentOf } from '../../core/channels/publishCase';

/**
 * The item's files by their content: each binary whose name begins with `prefix` is measured once, when the first file is wanted.
 * The order and the names of the binaries do not matter; a file that is not the approved one is nobody's.
 */
export function filesOf(context: IExecuteFunctions, item: INodeExecutionData, itemIndex: number, prefix: string): ContentOf {
	let byDigest: Promise<ReadonlyMap<string, Uint8Array>> | undefined;
	return async (file) => {
		byDigest ??= measure(context, item, itemIndex, prefix);
		return (await byDigest).get(file.sha256);
	};
}

async function measure(context: IExecuteFunctions, item: INodeExecutionData, itemIndex: number, prefix: string): Promise<ReadonlyMap<string, Uint8Array>> {
	const found = new Map<string, Uint8Array>();
	for (const name of Object.keys(item.binary ?? {}).filter((one) => one.startsWith(prefix))) {
		const content = await context.helpers.getBinaryDataBuffer(itemIndex, name);
		found.set(createHash('sha256').update(content).digest('hex'), content);
	}
	return found;
}
