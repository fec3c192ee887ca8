import { deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const MOST = 256;
/** Colours nearer than this (squared, in RGB) become one, the next bound where more than 256 are left. */
const BOUNDS = [0, 12, 48, 108, 192, 432, 972, 3000, 12_000];

interface Pixels {
	readonly width: number;
	readonly height: number;
	/** One number a pixel: red, green, blue. */
	readonly colours: Uint32Array;
}

/**
 * A screenshot as a PNG of at most 256 colours: a third of its bytes, and nothing of a form or a canvas that an eye would miss.
 *
 * @param png as Chromium makes it: 8 bits a channel, RGB or RGBA, not interlaced
 * @throws Error for any other PNG
 */
export function toPalette(png: Buffer): Buffer {
	const { width, height, colours } = pixelsOf(png);
	const counts = new Map<number, number>();
	for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
	const palette = chosen([...counts].sort(([, a], [, b]) => b - a).map(([colour]) => colour));
	const index = new Map([...counts.keys()].map((colour) => [colour, nearest(colour, palette)]));
	const rows = Buffer.alloc(height * (width + 1));
	for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = index.get(colours[y * width + x] ?? 0) ?? 0;
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 3, 0, 0, 0], 8);
	const table = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
	return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('PLTE', table), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

/** The colours that stay: the most frequent ones first, none too near to another. */
function chosen(frequent: readonly number[]): number[] {
	for (const bound of BOUNDS) {
		const kept: number[] = [];
		for (const colour of frequent) {
			if (bound === 0 || kept.every((other) => distance(colour, other) > bound)) kept.push(colour);
			if (kept.length > MOST) break;
		}
		if (kept.length <= MOST) return kept;
	}
	return frequent.slice(0, MOST);
}

const distance = (a: number, b: number): number => ((a >> 16) - (b >> 16)) ** 2 + (((a >> 8) & 255) - ((b >> 8) & 255)) ** 2 + ((a & 255) - (b & 255)) ** 2;

function nearest(colour: number, palette: readonly number[]): number {
	let best = 0;
	let least = Infinity;
	for (let i = 0; i < palette.length && least > 0; i += 1) {
		const far = distance(colour, palette[i] ?? 0);
		if (far < least) [best, least] = [i, far];
	}
	return best;
}

/** The pixels of a PNG with 8 bits a channel, RGB, RGBA or a palette. */
export function pixelsOf(png: Buffer): Pixels {
	const parts = chunksOf(png);
	const header = parts.find(({ type }) => type === 'IHDR')?.data ?? Buffer.alloc(13);
	const [width, height, depth, kind, interlaced] = [header.readUInt32BE(0), header.readUInt32BE(4), header[8], header[9] ?? 0, header[12]];
	const channels = ({ 2: 3, 3: 1, 6: 4 } as Readonly<Record<number, number>>)[kind];
	if (depth !== 8 || channels === undefined || interlaced !== 0) throw new Error('This PNG is not one of 8 bits a channel, RGB, RGBA or a palette, without interlacing.');
	const lines = unfiltered(inflateSync(Buffer.concat(parts.filter(({ type }) => type === 'IDAT').map(({ data }) => data))), { stride: width * channels, height, step: channels });
	const table = parts.find(({ type }) => type === 'PLTE')?.data;
	const rgb = (bytes: Buffer, at: number): number => ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
	const colours = new Uint32Array(width * height);
	for (let i = 0; i < colours.length; i += 1) colours[i] = table === undefined ? rgb(lines, i * channels) : rgb(table, (lines[i] ?? 0) * 3);
	return { width, height, colours };
}

function chunksOf(png: Buffer): { readonly type: string; readonly data: Buffer }[] {
	const found: { type: string; data: Buffer }[] = [];
	for (let at = SIGNATURE.length; at + 8 <= png.length; ) {
		const length = png.readUInt32BE(at);
		found.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
		at += length + 12;
	}
	return found;
}

/** Takes PNG's filters off: each line says how it was guessed from the one to its left and the one above. */
function unfiltered(raw: Buffer, { stride, height, step }: { readonly stride: number; readonly height: number; readonly step: number }): Buffer {
	const out = Buffer.alloc(stride * height);
	for (let y = 0; y < height; y += 1) {
		const guess = GUESSES[raw[y * (stride + 1)] ?? 0] ?? nothing;
		for (let x = 0; x < stride; x += 1) {
			const at = y * stride + x;
			const left = x >= step ? (out[at - step] ?? 0) : 0;
			const up = y > 0 ? (out[at - stride] ?? 0) : 0;
			const corner = x >= step && y > 0 ? (out[at - stride - step] ?? 0) : 0;
			out[at] = ((raw[y * (stride + 1) + 1 + x] ?? 0) + guess(left, up, corner)) & 255;
		}
	}
	return out;
}

type Guess = (left: number, up: number, corner: number) => number;

const nothing: Guess = () => 0;

const paeth: Guess = (left, up, corner) => {
	const [byLeft, byUp, byCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
	if (byLeft <= byUp && byLeft <= byCorner) return left;
	return byUp <= byCorner ? up : corner;
};

/** By the number that begins a line. */
const GUESSES: readonly Guess[] = [nothing, (left) => left, (_left, up) => up, (left, up) => (left + up) >> 1, paeth];

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const around = Buffer.alloc(8);
	around.writeUInt32BE(data.length, 0);
	around.writeUInt32BE(crc32(body), 4);
	return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)]);
}

const CRC_TABLE = Array.from({ length: 256 }, (_, start) => {
	let value = start;
	for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
	return value >>> 0;
});

function crc32(bytes: Buffer): number {
	let value = 0xffffffff;
	for (const byte of bytes) value = (CRC_TABLE[(value ^ byte) & 255] ?? 0) ^ (value >>> 8);
	return (value ^ 0xffffffff) >>> 0;
}
