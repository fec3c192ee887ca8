import { DateTime } from 'luxon';

import { DeskError } from '../errors';
import { filesAmong, isAttachment, readAttachments } from './attachments';
import { typeByMime } from './fileType';
import type { Attachment } from './types';

/** A row of the table `file_links`: a key to one file, for a while. */
export interface FileLink {
	readonly token: string;
	readonly caseId: number;
	readonly file: string;
	readonly name: string;
	readonly mime: string;
	readonly until: string;
	/** For the page: relative to n8n's form pages, so it holds behind any address n8n is reached by. */
	readonly address: string;
}

/** As long as a form stays open. */
const HOURS = 12;
/** Path of the webhook in workflow 25. */
const WEBHOOK = '../webhook/fayl-otveta';

/**
 * Keys to a case's files for one showing of a form. A form's page carries no sign-in of its own to pictures (n8n shows
 * it in a sandbox), so the address itself is the key: nobody can guess it, and it dies within the day.
 *
 * @param makeToken at least 256 bits of chance, URL-safe
 * @param now ISO 8601
 */
export function linksFor(record: Readonly<Record<string, unknown>>, makeToken: () => string, now: string): FileLink[] {
	const until = DateTime.fromISO(now).plus({ hours: HOURS }).toUTC().toISO() ?? now;
	return filesAmong(readAttachments(record.draftAttachments)).map(({ file, name, mime }) => {
		const token = makeToken();
		return { token, caseId: Number(record.id), file, name, mime, until, address: `${WEBHOOK}?k=${token}` };
	});
}

/** A file as it is handed to a browser. */
export interface Handed {
	readonly file: string;
	readonly mime: string;
	/** Value of Content-Disposition. */
	readonly disposition: string;
}

/**
 * The file behind a key.
 *
 * @param row the row of `file_links` with this token; empty where there is none
 * @throws DeskError FILE_LINK_DEAD: no such key, one whose time is over, or a row that leads elsewhere
 */
export function fileBehind(row: Readonly<Record<string, unknown>>, now: string): Handed {
	const { file, mime, name } = row as Partial<Record<keyof Attachment, unknown>>;
	const until = row.until instanceof Date ? DateTime.fromJSDate(row.until) : DateTime.fromISO(String(row.until ?? ''));
	const sha256 = String(file ?? '').split(/[/.]/u)[1] ?? '';
	if (!until.isValid || until < DateTime.fromISO(now) || !isAttachment({ name, mime, bytes: 0, sha256, file })) {
		throw new DeskError('FILE_LINK_DEAD', 'Ссылка на файл больше не действует.', 'Откройте дело по ссылке из письма ещё раз.');
	}
	const inline = typeByMime(String(mime))?.kind === 'document' ? 'attachment' : 'inline';
	return { file: String(file), mime: String(mime), disposition: `${inline}; filename*=UTF-8''${encodeURIComponent(String(name)).replace(/['()*]/gu, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}` };
}
