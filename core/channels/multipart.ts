import { createHash } from 'node:crypto';

import type { HttpFile } from './http';

/** A multipart/form-data body and its content type. The boundary comes from the content, so that it is the same for the same files and found in none. */
export function multipartBody(files: readonly HttpFile[]): { readonly contentType: string; readonly body: Buffer } {
	const hash = createHash('sha256');
	for (const file of files) hash.update(file.bytes);
	const boundary = `incident-desk-${hash.digest('hex').slice(0, 32)}`;
	const parts = files.flatMap((file) => [
		Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${quoted(file.field)}"; filename="${quoted(file.filename)}"\r\nContent-Type: ${file.mime}\r\n\r\n`, 'utf8'),
		Buffer.from(file.bytes),
		Buffer.from('\r\n', 'utf8'),
	]);
	return { contentType: `multipart/form-data; boundary=${boundary}`, body: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`, 'utf8')]) };
}

/** A quote or a line break in a name would end the header early. */
const quoted = (text: string): string => text.replace(/["\r\n\\]/gu, '_');
