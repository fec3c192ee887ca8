import type { FileType } from './types';

const JPEG: FileType = { mime: 'image/jpeg', extension: 'jpg', kind: 'photo', label: 'фото JPEG' };
const PNG: FileType = { mime: 'image/png', extension: 'png', kind: 'photo', label: 'картинка PNG' };
const GIF: FileType = { mime: 'image/gif', extension: 'gif', kind: 'photo', label: 'картинка GIF' };
const MP4: FileType = { mime: 'video/mp4', extension: 'mp4', kind: 'video', label: 'видео MP4' };
const MOV: FileType = { mime: 'video/quicktime', extension: 'mov', kind: 'video', label: 'видео MOV' };
const PDF: FileType = { mime: 'application/pdf', extension: 'pdf', kind: 'document', label: 'документ PDF' };

/** Every type a reply may carry: those that the networks' upload pages name. */
export const FILE_TYPES: readonly FileType[] = [JPEG, PNG, GIF, MP4, MOV, PDF];

/** For the browser's file dialog. */
export const ACCEPTED = '.jpg,.jpeg,.png,.gif,.mp4,.mov,.pdf';

/** For sentences to staff. */
export const ACCEPTED_WORDS = 'фото JPEG, PNG, GIF, видео MP4, MOV, документ PDF';

type Verdict = { readonly type: FileType } | { readonly refused: string; readonly hint: string };

const latin = (head: Uint8Array, from: number, to: number): string => String.fromCharCode(...head.subarray(from, to));

const startsWith =
	(...bytes: readonly number[]) =>
	(head: Uint8Array): boolean =>
		bytes.every((byte, index) => head[index] === byte);

const AS_JPEG = 'Сохраните его как JPEG (на iPhone: Настройки → Камера → Форматы → Наиболее совместимый) и приложите ещё раз.';
const AS_PDF = 'Сохраните его как PDF или сфотографируйте и приложите ещё раз.';

/** Beginnings of files, in the order they are asked; the name and the type a browser tells prove nothing. */
const SIGNATURES: readonly { readonly matches: (head: Uint8Array) => boolean; readonly verdict: Verdict }[] = [
	{ matches: startsWith(0xff, 0xd8, 0xff), verdict: { type: JPEG } },
	{ matches: startsWith(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), verdict: { type: PNG } },
	{ matches: (head) => /^GIF8[79]a$/u.test(latin(head, 0, 6)), verdict: { type: GIF } },
	{ matches: (head) => latin(head, 0, 5) === '%PDF-', verdict: { type: PDF } },
	{ matches: (head) => isBox(head, /^(?:hei[cxms]|hev[cx]|mif1|msf1)$/u), verdict: { refused: 'снимок в формате HEIC, социальные сети его не принимают', hint: AS_JPEG } },
	{ matches: (head) => isBox(head, /^avi[fs]$/u), verdict: { refused: 'картинка AVIF, социальные сети её не принимают', hint: AS_JPEG } },
	{ matches: (head) => isBox(head, /^qt {2}$/u), verdict: { type: MOV } },
	{ matches: (head) => isBox(head, /^(?:iso[m2-9]|mp4[12]|avc1|M4V |dash|MSNV|3gp\d|mmp4)$/u), verdict: { type: MP4 } },
	{ matches: (head) => latin(head, 0, 4) === 'RIFF' && latin(head, 8, 12) === 'WEBP', verdict: { refused: 'картинка WebP, социальные сети её не принимают', hint: AS_JPEG } },
	{ matches: startsWith(0x50, 0x4b, 0x03, 0x04), verdict: { refused: 'архив или документ Word, Excel', hint: AS_PDF } },
	{ matches: startsWith(0xd0, 0xcf, 0x11, 0xe0), verdict: { refused: 'документ старого Word или Excel', hint: AS_PDF } },
	{ matches: (head) => latin(head, 0, 2) === 'MZ', verdict: { refused: 'программа', hint: 'Программы к ответу не прикладывают. Если файл пришёл вам письмом, не открывайте его и скажите ИТ-специалисту.' } },
];

/** Files of the ISO family say what they are after `ftyp`. */
const isBox = (head: Uint8Array, brand: RegExp): boolean => latin(head, 4, 8) === 'ftyp' && brand.test(latin(head, 8, 12));

const UNKNOWN: Verdict = { refused: 'файл неизвестного вида', hint: `К ответу можно приложить: ${ACCEPTED_WORDS}.` };

/**
 * What a file is by its first bytes, or why it cannot go with a reply and what to do.
 *
 * @example fileTypeOf(new Uint8Array([0xff, 0xd8, 0xff, 0xe0])) // { type: { mime: 'image/jpeg', … } }
 */
export const fileTypeOf = (head: Uint8Array): Verdict => SIGNATURES.find(({ matches }) => matches(head))?.verdict ?? UNKNOWN;

/** The type with this mime, e.g. of a stored attachment; undefined for one that we never store. */
export const typeByMime = (mime: string): FileType | undefined => FILE_TYPES.find((one) => one.mime === mime);
