import { createHash } from 'node:crypto';
import { DeskError } from '../../errors';
import type { Calibration } from './calibration';
import { LinearHead } from './head';
import { Memory, type Remembered } from './memory';
import type { Notions } from './notions';
import { Vocabulary, type Weighing } from './vocabulary';

/**
 * The weights as they lie in data/triage: a length, a JSON head, then the arrays one after another.
 * Whole numbers are little-endian; arrays of four-byte numbers begin at multiples of four.
 */

const FORMAT = 3;

/** A trained model: what it sees and what it says. */
export interface TrainedModel {
	readonly vocabulary: Vocabulary;
	readonly heads: Readonly<Record<string, LinearHead>>;
	/** Texts it learnt from, asked beside the heads; the model of abuse has none. */
	readonly memory?: Memory;
	/** Sharpness of softmax over the first head. */
	readonly sharpness: number;
	readonly calibration: Calibration;
	/** Probability from which a two-class model says «yes». */
	readonly threshold: number;
	/** What it was trained on and how it measured: for people. */
	readonly notes: Readonly<Record<string, unknown>>;
	/** First digits of the file's digest: changes with the weights. */
	readonly version: string;
}

interface Head {
	format: number;
	texts: number;
	features: number;
	weighing: Weighing;
	heads: { name: string; labels: string[]; bias: number[]; unit: number[]; size: number }[];
	memory?: { texts: number; words: number; heads: string[] };
	sharpness: number;
	calibration: Calibration;
	threshold: number;
	notes: Record<string, unknown>;
}

const bytes = (array: Uint8Array | Int8Array | Uint16Array | Uint32Array): Buffer => Buffer.from(array.buffer, array.byteOffset, array.byteLength);

export function packModel(model: Omit<TrainedModel, 'version'>): Buffer {
	const { vocabulary, heads, memory, sharpness, calibration, threshold, notes } = model;
	const kept = memory?.kept;
	const head: Head = {
		format: FORMAT,
		texts: vocabulary.texts,
		features: vocabulary.size,
		weighing: vocabulary.weighing,
		heads: Object.entries(heads).map(([name, { labels, bias, unit, columns }]) => ({
			name,
			labels: [...labels],
			bias: [...bias].map((value) => Number(value.toPrecision(7))),
			unit: [...unit].map((value) => Number(value.toPrecision(7))),
			size: columns.length,
		})),
		...(kept === undefined ? {} : { memory: { texts: kept.sizes.length, words: kept.words.length, heads: Object.keys(kept.labels) } }),
		sharpness,
		calibration,
		threshold,
		notes,
	};
	let json = Buffer.from(JSON.stringify(head));
	json = Buffer.concat([json, Buffer.alloc((4 - (json.length % 4)) % 4, ' ')]);
	const length = Buffer.alloc(4);
	length.writeUInt32LE(json.length);
	const arrays = [bytes(vocabulary.keys), ...(kept === undefined ? [] : [bytes(kept.words)]), bytes(vocabulary.frequencies), bytes(vocabulary.kinds)];
	for (const { spans, columns, weights } of Object.values(heads)) arrays.push(bytes(spans), bytes(columns), bytes(weights));
	if (kept !== undefined) for (const array of [kept.worths, kept.sizes, kept.importance, ...Object.values(kept.labels)]) arrays.push(bytes(array));
	return Buffer.concat([length, json, ...arrays]);
}

/** First digits of a file's digest: changes with the weights. */
export const versionOf = (file: Buffer): string => createHash('sha256').update(file).digest('hex').slice(0, 8);

const damaged = (): DeskError =>
	new DeskError('MODEL_DAMAGED', 'Файл обученной модели повреждён или другой версии', 'Переустановите пакет или обучите модель заново: npm run train:triage.');

/** @throws DeskError MODEL_DAMAGED */
export function unpackModel(file: Buffer, notions: Notions): TrainedModel {
	if (file.length < 8) throw damaged();
	const length = file.readUInt32LE(0);
	let head: Head;
	try {
		head = JSON.parse(file.toString('utf8', 4, 4 + length)) as Head;
	} catch {
		throw damaged();
	}
	const n = head.features;
	const m = head.memory ?? { texts: 0, words: 0, heads: [] };
	const expected = 4 + length + n * 7 + head.heads.reduce((sum, { size }) => sum + n + size * 2, 0) + m.words * 5 + m.texts * (2 + m.heads.length);
	if (head.format !== FORMAT || file.length !== expected) throw damaged();
	// A copy starts at a multiple of four whatever the buffer we were given.
	const data = new Uint8Array(file.subarray(4 + length)).buffer;
	let at = 0;
	const next = (size: number): number => (at += size) - size;
	const keys = new Uint32Array(data, next(n * 4), n);
	const words = new Uint32Array(data, next(m.words * 4), m.words);
	const frequencies = new Uint16Array(data, next(n * 2), n);
	const kinds = new Uint8Array(data, next(n), n);
	const vocabulary = new Vocabulary(keys, kinds, frequencies, head.texts, head.weighing, notions);
	const heads = Object.fromEntries(
		head.heads.map(({ name, labels, bias, unit, size }) => {
			const spans = new Uint8Array(data, next(n), n);
			const columns = new Uint8Array(data, next(size), size);
			const weights = new Int8Array(data, next(size), size);
			return [name, new LinearHead(labels, Float64Array.from(bias), Float64Array.from(unit), spans, columns, weights)];
		}),
	);
	const part = (size: number): Uint8Array => new Uint8Array(data, next(size), size);
	const kept: Remembered = { words, worths: part(m.words), sizes: part(m.texts), importance: part(m.texts), labels: Object.fromEntries(m.heads.map((name) => [name, part(m.texts)])) };
	const { sharpness, calibration, threshold, notes } = head;
	return { vocabulary, heads, ...(head.memory === undefined ? {} : { memory: new Memory(kept, n) }), sharpness, calibration, threshold, notes, version: versionOf(file) };
}
