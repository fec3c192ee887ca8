import { inflateRawSync } from 'node:zlib';

import { DeskError } from '../../errors';

export type FileKind = 'csv' | 'xlsx';

/** Largest file taken, and largest content of an unpacked XLSX, bytes. */
export const MAX_BYTES = 50_000_000;
export const MAX_UNPACKED = 400_000_000;

const SAVE_AS = 'Откройте файл в Excel или LibreOffice и сохраните как «Книга Excel (*.xlsx)» или CSV.';

/**
 * What kind of file it is, by its content, not by its name. An XLSX is unpacked within bounds first: a file made to burst
 * memory is refused here, before anything reads it whole.
 *
 * @throws DeskError IM_FILE_EMPTY, IM_FILE_TOO_BIG, IM_FILE_BOMB, IM_FILE_BROKEN, IM_FILE_KIND
 */
export function fileKind(bytes: Uint8Array): FileKind {
	if (bytes.length === 0) throw new DeskError('IM_FILE_EMPTY', 'Файл пустой.', 'Выгрузите файл заново.');
	if (bytes.length > MAX_BYTES) throw new DeskError('IM_FILE_TOO_BIG', `Файл больше ${MAX_BYTES / 1_000_000} МБ.`, 'Выгрузите за более короткий период.');
	const head = Buffer.from(bytes.subarray(0, 512));
	if (head.subarray(0, ZIP.length).equals(ZIP)) {
		checkZip(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
		return 'xlsx';
	}
	const known = OTHER_KINDS.find(([start]) => head.subarray(0, start.length).equals(start))?.[1] ?? (/^\s*(?:<!doctype|<html|<\?xml|<table)/iu.test(head.toString('utf8')) ? 'веб-страница' : undefined);
	if (known) throw new DeskError('IM_FILE_KIND', `Это не XLSX и не CSV, а ${known}.`, SAVE_AS);
	if (looksBinary(bytes)) throw new DeskError('IM_FILE_KIND', 'Это не XLSX и не CSV.', SAVE_AS);
	return 'csv';
}

const ZIP = Buffer.from('504b0304', 'hex');
const OTHER_KINDS: readonly (readonly [Buffer, string])[] = [
	[Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'старый формат Excel (XLS) или файл под паролем'],
	[Buffer.from('%PDF'), 'PDF'],
	[Buffer.from('Rar!'), 'архив RAR'],
	[Buffer.from('ffd8ff', 'hex'), 'картинка'],
	[Buffer.from('89504e47', 'hex'), 'картинка'],
	[Buffer.from('{\\rtf'), 'документ RTF'],
];

/** Texts hold no NUL, unless they are UTF-16 and say so. */
function looksBinary(bytes: Uint8Array): boolean {
	const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
	return !isUtf16 && bytes.subarray(0, 65_536).includes(0);
}

/** Every part unpacked, at most MAX_UNPACKED together: declared sizes are not believed. */
function checkZip(zip: Buffer): void {
	let left = MAX_UNPACKED;
	let hasWorkbook = false;
	for (const entry of entriesOf(zip)) {
		if (/^xl\/workbook\.(?:xml|bin)$/u.test(entry.name)) hasWorkbook = true;
		left -= unpackedLength(zip, entry, left);
		if (left <= 0) throw bomb();
	}
	if (!hasWorkbook) throw new DeskError('IM_FILE_KIND', 'Это архив, а не книга Excel.', SAVE_AS);
}

interface ZipEntry {
	readonly name: string;
	readonly method: number;
	readonly packed: number;
	readonly localAt: number;
}

function unpackedLength(zip: Buffer, entry: ZipEntry, left: number): number {
	const dataAt = entry.localAt + 30 + zip.readUInt16LE(entry.localAt + 26) + zip.readUInt16LE(entry.localAt + 28);
	const data = zip.subarray(dataAt, dataAt + entry.packed);
	if (entry.method === 0) return data.length;
	if (entry.method !== 8) throw broken();
	try {
		return inflateRawSync(data, { maxOutputLength: left }).length;
	} catch (error) {
		throw (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE' ? bomb() : broken();
	}
}

/** The archive's own table at its end. */
function entriesOf(zip: Buffer): ZipEntry[] {
	const end = zip.lastIndexOf(Buffer.from('504b0506', 'hex'));
	if (end < 0 || end + 22 > zip.length) throw broken();
	const count = zip.readUInt16LE(end + 10);
	const entries: ZipEntry[] = [];
	let at = zip.readUInt32LE(end + 16);
	for (let index = 0; index < count; index += 1) {
		if (at + 46 > zip.length || zip.readUInt32LE(at) !== 0x02014b50) throw broken();
		const nameLength = zip.readUInt16LE(at + 28);
		const localAt = zip.readUInt32LE(at + 42);
		if (localAt + 30 > zip.length) throw broken();
		entries.push({ name: zip.toString('utf8', at + 46, at + 46 + nameLength), method: zip.readUInt16LE(at + 10), packed: zip.readUInt32LE(at + 20), localAt });
		at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
	}
	return entries;
}

const bomb = (): DeskError => new DeskError('IM_FILE_BOMB', `Содержимое файла больше ${MAX_UNPACKED / 1_000_000} МБ: такой файл не открывается.`, 'Выгрузите за более короткий период. Если файл пришёл со стороны, не открывайте его и сообщите ИТ-специалисту.');
const broken = (): DeskError => new DeskError('IM_FILE_BROKEN', 'Файл Excel повреждён или загружен не полностью.', 'Выгрузите файл заново.');
