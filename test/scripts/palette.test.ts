import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

import { pixelsOf, toPalette } from '../../scripts/docs/palette';

/** A PNG as a browser makes it: RGBA, each line with the filter it is asked for. */
function rgba(width: number, pixels: readonly (readonly [number, number, number])[], filter: 0 | 1): Buffer {
	const height = pixels.length / width;
	const lines = Array.from({ length: height }, (_, y) => {
		const row = pixels.slice(y * width, (y + 1) * width).flatMap(([r, g, b]) => [r, g, b, 255]);
		return [filter, ...row.map((byte, x) => (filter === 1 && x >= 4 ? (byte - (row[x - 4] ?? 0)) & 255 : byte))];
	});
	const part = (type: string, data: Buffer): Buffer => {
		const body = Buffer.concat([Buffer.from(type), data]);
		const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
		length.writeUInt32BE(data.length);
		sum.writeUInt32BE(crc32(body));
		return Buffer.concat([length, body, sum]);
	};
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 6], 8);
	return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), part('IHDR', header), part('IDAT', deflateSync(Buffer.from(lines.flat()))), part('IEND', Buffer.alloc(0))]);
}

describe('a picture of the documents', () => {
	it.each([0, 1] as const)('with few colours keeps each of them (lines filtered by %i)', (filter) => {
		const pixels = Array.from({ length: 60 }, (_, i): [number, number, number] => [i * 4, 255 - i, i % 7]);
		const { width, height, colours } = pixelsOf(toPalette(rgba(10, pixels, filter)));
		expect([width, height]).toEqual([10, 6]);
		expect([...colours]).toEqual(pixels.map(([r, g, b]) => (r << 16) | (g << 8) | b));
	});

	it('with many gets 256 at most, none far from what it was', () => {
		const pixels = Array.from({ length: 4096 }, (_, i): [number, number, number] => [(i & 63) * 4, (i >> 6) * 4, 128]);
		const { colours } = pixelsOf(toPalette(rgba(64, pixels, 0)));
		expect(new Set(colours).size).toBeLessThanOrEqual(256);
		const far = pixels.filter(([r, g, b], i) => Math.hypot(((colours[i] ?? 0) >> 16) - r, (((colours[i] ?? 0) >> 8) & 255) - g, ((colours[i] ?? 0) & 255) - b) > 32);
		expect(far).toEqual([]);
	});

	it('that was made small once stays as it is', () => {
		const png = readFileSync(join(__dirname, '../../docs/img/handbook/napravlenie-gotovo.png'));
		const small = toPalette(png);
		expect(small.length).toBeLessThanOrEqual(png.length);
		expect(Buffer.from(pixelsOf(toPalette(small)).colours.buffer).equals(Buffer.from(pixelsOf(small).colours.buffer))).toBe(true);
	});
});
