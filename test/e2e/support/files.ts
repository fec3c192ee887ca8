import { crc32, deflateSync } from 'node:zlib';

/** A file as a browser sends it. */
export interface Upload {
	readonly name: string;
	readonly mimeType: string;
	readonly buffer: Buffer;
}

/** A real PNG of one colour, `side` pixels square: large enough to be seen on a page. */
export function png(name: string, side: number, [red, green, blue]: readonly [number, number, number]): Upload {
	const row = Buffer.concat([Buffer.from([0]), Buffer.concat(Array.from({ length: side }, () => Buffer.from([red, green, blue])))]);
	const header = Buffer.alloc(13);
	header.writeUInt32BE(side, 0);
	header.writeUInt32BE(side, 4);
	header.set([8, 2, 0, 0, 0], 8);
	const buffer = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: side }, () => row)))), chunk('IEND', Buffer.alloc(0))]);
	return { name, mimeType: 'image/png', buffer };
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const framed = Buffer.alloc(body.length + 8);
	framed.writeUInt32BE(data.length, 0);
	body.copy(framed, 4);
	framed.writeUInt32BE(crc32(body), body.length + 4);
	return framed;
}
