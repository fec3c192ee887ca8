import fc from 'fast-check';

import { DeskError } from '../../../core/errors';
import { acceptFiles, mediaWords } from '../../../core/media/accept';
import { attachmentLabel, attachmentsText, isAttachment, readAttachments, sizeLabel } from '../../../core/media/attachments';
import { displayName } from '../../../core/media/fileName';
import { FILE_TYPES, fileTypeOf } from '../../../core/media/fileType';
import { filesOf, missingFile } from '../../../core/media/gather';
import { fileBehind, linksFor } from '../../../core/media/links';
import type { FileType, GivenFile } from '../../../core/media/types';

const JPEG = FILE_TYPES[0] as FileType;
const MP4 = FILE_TYPES.find(({ extension }) => extension === 'mp4') as FileType;
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const HEADS = {
	jpg: new Uint8Array([0xff, 0xd8, 0xff, 0xe1]),
	png: bytes('\u0089PNG\r\n\u001a\n....'),
	gif: bytes('GIF89a....'),
	mp4: bytes('\0\0\0\u0018ftypisom....'),
	mov: bytes('\0\0\0\u0014ftypqt  ....'),
	pdf: bytes('%PDF-1.7\n'),
};

const codeOf = (run: () => unknown): string => {
	try {
		run();
		return 'no error';
	} catch (error) {
		return error instanceof DeskError ? error.code : String(error);
	}
};

describe('the type of a file', () => {
	it.each(Object.entries(HEADS))('%s is known by its first bytes', (extension, head) => {
		expect(fileTypeOf(head)).toMatchObject({ type: { extension } });
	});

	it.each([
		['HEIC of an iPhone', bytes('\0\0\0\u0018ftypheic....'), /HEIC/u],
		['AVIF', bytes('\0\0\0\u0018ftypavif....'), /AVIF/u],
		['WebP', bytes('RIFF\u0010\0\0\0WEBPVP8 '), /WebP/u],
		['a Word document', bytes('PK\u0003\u0004'), /Word/u],
		['a program', bytes('MZ\u0090\0'), /программа/u],
		['a page', bytes('<!DOCTYPE html><script>'), /неизвестного вида/u],
		['SVG', bytes('<svg xmlns="x" onload="alert(1)">'), /неизвестного вида/u],
		['nothing', new Uint8Array(), /неизвестного вида/u],
	])('%s is refused with a way out', (_what, head, words) => {
		const verdict = fileTypeOf(head);
		expect('refused' in verdict && verdict.refused).toMatch(words);
		expect('refused' in verdict && verdict.hint.length).toBeGreaterThan(20);
	});
});

describe('the name of a file', () => {
	it.each([
		['двор.JPG', 'двор.jpg'],
		['IMG 0012.jpeg', 'IMG 0012.jpeg'],
		['../../../etc/passwd', 'passwd.jpg'],
		['C:\\Users\\Анна\\двор.jpg', 'двор.jpg'],
		['двор\u202Egpj.exe', 'дворgpj.exe.jpg'],
		['фото.jpg.exe', 'фото.jpg.exe.jpg'],
		['<img src=x onerror=alert(1)>.jpg', 'img src=x onerror=alert(1).jpg'],
		['{{ $env }}, a,b.jpg', 'env a b.jpg'],
		['...', 'файл.jpg'],
		['', 'файл.jpg'],
		['.htaccess', 'htaccess.jpg'],
		['строка\r\nSet-Cookie: x.jpg', 'строка Set-Cookie x.jpg'],
	])('%j becomes %j', (given, wanted) => expect(displayName(given, JPEG)).toBe(wanted));

	it('is cut by letters, keeping the extension', () => {
		const name = displayName(`${'Ы'.repeat(300)}.jpg`, JPEG);
		expect(name).toBe(`${'Ы'.repeat(80)}.jpg`);
	});

	it('is harmless whatever a browser sends, and the same when made twice', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (given) => {
				const name = displayName(given, MP4);
				expect(name).not.toMatch(/[\\/<>"'`|*?:$&{}[\]\u0000-\u001F\u202A-\u202E,;]/u);
				expect(name).toMatch(/^[^.].*\.(?:mp4|m4v|3gp)$/su);
				expect(displayName(name, MP4)).toBe(name);
			}),
		);
	});
});

const file = (changes: Partial<GivenFile> = {}): GivenFile => ({ name: 'двор.jpg', bytes: 1_000, sha256: 'a'.repeat(64), head: HEADS.jpg, ...changes });

describe('files for a reply', () => {
	it('are named by their digest', () => {
		expect(acceptFiles(17, 'vk', [], [file()])).toEqual([{ name: 'двор.jpg', mime: 'image/jpeg', bytes: 1_000, sha256: 'a'.repeat(64), file: `17/${'a'.repeat(64)}.jpg` }]);
	});

	it('the same file twice is one', () => {
		const once = acceptFiles(17, 'vk', [], [file()]);
		expect(acceptFiles(17, 'vk', once, [file({ name: 'копия.jpg' })])).toEqual(once);
	});

	it.each([
		['empty', file({ bytes: 0 }), 'FILE_EMPTY'],
		['a program called photo', file({ head: bytes('MZ..') }), 'FILE_TYPE'],
		['too big', file({ bytes: 50_000_001 }), 'FILE_TOO_BIG'],
	])('%s: refused', (_what, given, code) => expect(codeOf(() => acceptFiles(17, 'vk', [], [given]))).toBe(code));

	it('a network without its own limits takes what a person can put in by hand', () => {
		expect(mediaWords('other')).toBe('до 10 файлов: фото до 50 МБ, видео до 200 МБ, документы до 50 МБ');
	});

	it('a network that takes only photos, or nothing, says so', () => {
		expect(mediaWords('facebook')).toBe('до 1 файла: фото до 10 МБ');
		expect(codeOf(() => acceptFiles(17, 'facebook', [], [file({ head: HEADS.pdf })]))).toBe('FILE_NOT_FOR_NETWORK');
		expect(mediaWords('instagram')).toBe('');
		expect(codeOf(() => acceptFiles(17, 'instagram', [], [file()]))).toBe('FILE_NOT_FOR_NETWORK');
	});

	it('more than the network takes: refused', () => {
		expect(codeOf(() => acceptFiles(17, 'vk', [], [1, 2, 3].map((n) => file({ sha256: String(n).repeat(64) }))))).toBe('TOO_MANY_FILES');
	});
});

describe('draftAttachments', () => {
	const [stored] = acceptFiles(17, 'vk', [], [file()]);

	it('goes to the record and back; none is an empty text', () => {
		expect(readAttachments(attachmentsText([stored as never]))).toEqual([stored]);
		expect(attachmentsText([])).toBe('');
		expect(readAttachments('')).toEqual([]);
	});

	it('keeps references of the network and what cannot be read, as text', () => {
		expect(readAttachments('["photo-1_2"]')).toEqual(['photo-1_2']);
		expect(readAttachments('photo-1_2')).toEqual(['photo-1_2']);
		expect(readAttachments('[{"x":1}]')).toEqual(['{"x":1}']);
	});

	it.each([
		['another folder', { file: `../../etc/${'a'.repeat(64)}.jpg` }],
		['an absolute path', { file: '/etc/passwd' }],
		['another file than its digest says', { file: `17/${'b'.repeat(64)}.jpg` }],
		['a type we never store', { mime: 'text/html' }],
	])('does not take %s for a file', (_what, changes) => expect(isAttachment({ ...(stored as object), ...changes })).toBe(false));

	it('is labelled for people without commas', () => {
		expect(attachmentLabel(stored as never, 0)).toBe('1. двор.jpg (фото JPEG · 1 КБ)');
		expect([sizeLabel(0), sizeLabel(999_999), sizeLabel(1_000_001)]).toEqual(['1 КБ', '1000 КБ', '2 МБ']);
	});

	it('a missing file turns the case back with its name and the way out', () => {
		expect(missingFile(filesOf({ draftAttachments: attachmentsText([stored as never]) })[0] as never)).toMatchObject({ publishOutcome: 'refused', publishErrorCode: 'FILE_MISSING', publishError: expect.stringContaining('двор.jpg') });
	});
});

describe('a key to a file', () => {
	const record = { id: 17, draftAttachments: attachmentsText(acceptFiles(17, 'vk', [], [file({ name: 'двор (2).jpg' })])) };
	const NOW = '2026-11-24T03:00:00.000Z';
	const [link] = linksFor(record, () => 'key', NOW);

	it('opens its file for half a day, as what it is and by its name', () => {
		expect(link).toMatchObject({ token: 'key', caseId: 17, address: '../webhook/fayl-otveta?k=key', until: '2026-11-24T15:00:00.000Z' });
		expect(fileBehind({ ...link }, '2026-11-24T14:59:00Z')).toEqual({ file: `17/${'a'.repeat(64)}.jpg`, mime: 'image/jpeg', disposition: "inline; filename*=UTF-8''%D0%B4%D0%B2%D0%BE%D1%80%20%282%29.jpg" });
	});

	it.each([
		['a row that is not there', {}, NOW],
		['a key whose time is over', { ...link }, '2026-11-24T15:00:01Z'],
		['a row changed by hand to another file', { ...link, file: '../../.n8n/config' }, NOW],
		['a row changed by hand to a page', { ...link, mime: 'text/html' }, NOW],
	])('does not open by %s', (_what, row, now) => expect(codeOf(() => fileBehind(row, now))).toBe('FILE_LINK_DEAD'));
});
