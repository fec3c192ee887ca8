import type { Request } from './http';

export interface Part {
	readonly field: string;
	readonly filename: string;
	readonly mime: string;
	readonly bytes: Buffer;
}

/** The files of a multipart/form-data body; undefined: it is none. */
export function readMultipart(request: Request): Part[] | undefined {
	const boundary = /^multipart\/form-data;\s*boundary=(?:"([^"]+)"|([^;]+))/u.exec(request.headers['content-type'] ?? '');
	if (!boundary || !request.bytes) return undefined;
	const mark = Buffer.from(`--${boundary[1] ?? boundary[2] ?? ''}`);
	const parts: Part[] = [];
	for (let from = request.bytes.indexOf(mark); from >= 0; ) {
		const next = request.bytes.indexOf(mark, from + mark.length);
		if (next < 0) break;
		const part = request.bytes.subarray(from + mark.length + 2, next - 2);
		const split = part.indexOf('\r\n\r\n');
		const head = part.subarray(0, split).toString('utf8');
		const text = (pattern: RegExp): string => pattern.exec(head)?.[1] ?? '';
		parts.push({ field: text(/name="([^"]*)"/u), filename: text(/filename="([^"]*)"/u), mime: text(/Content-Type: (.+)/iu).trim(), bytes: Buffer.from(part.subarray(split + 4)) });
		from = next;
	}
	return parts;
}
