import { createHash } from 'node:crypto';

import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { HEAD_BYTES, type GivenFile } from '../../core/media/types';

type Helpers = { readonly helpers: Pick<IExecuteFunctions['helpers'], 'getBinaryStream'> };

/** A file on an item, measured: read as a stream, so that a film does not stand in memory whole. */
export async function measureBinary(context: Helpers, binary: IBinaryData): Promise<GivenFile> {
	const hash = createHash('sha256');
	const head: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of await contentOf(context, binary)) {
		const part = chunk as Buffer;
		if (bytes < HEAD_BYTES) head.push(part.subarray(0, HEAD_BYTES));
		bytes += part.length;
		hash.update(part);
	}
	return { name: binary.fileName ?? '', bytes, sha256: hash.digest('hex'), head: new Uint8Array(Buffer.concat(head).subarray(0, HEAD_BYTES)) };
}

/** n8n keeps a file outside the item, under an id, or in it as base64. */
async function contentOf(context: Helpers, binary: IBinaryData): Promise<AsyncIterable<unknown>> {
	if (binary.id) return await context.helpers.getBinaryStream(binary.id);
	const whole = Buffer.from(binary.data, 'base64');
	return (async function* () {
		yield await Promise.resolve(whole);
	})();
}
