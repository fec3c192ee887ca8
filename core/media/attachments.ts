import type { MediaKind } from '../channels/types';
import { typeByMime } from './fileType';
import type { Attachment, DraftAttachment } from './types';

const FILE = /^\d{1,12}\/[0-9a-f]{64}\.[a-z0-9]{2,4}$/u;

/** Whether this is a file that the forms made: a path that leads nowhere else, whoever edited the table. */
export function isAttachment(value: unknown): value is Attachment {
	if (value === null || typeof value !== 'object') return false;
	const { name, mime, bytes, sha256, file } = value as Partial<Record<keyof Attachment, unknown>>;
	return typeof name === 'string' && typeof mime === 'string' && typeof bytes === 'number' && typeof sha256 === 'string' && typeof file === 'string' && FILE.test(file) && file.split('/')[1]?.startsWith(`${sha256}.`) === true && typeByMime(mime) !== undefined;
}

/**
 * What a reply carries, from the record's `draftAttachments`: files and the network's own references. What is neither
 * stays as its text, so that it is seen and refused where it matters, never lost silently.
 */
export function readAttachments(value: unknown): DraftAttachment[] {
	const text = String(value ?? '').trim();
	if (text === '') return [];
	let parsed: unknown;
	try {
		parsed = JSON.parse(text);
	} catch {
		return [text];
	}
	return (Array.isArray(parsed) ? parsed : [parsed]).map((one: unknown) => (isAttachment(one) ? one : typeof one === 'string' ? one : JSON.stringify(one)));
}

/** `draftAttachments` of the record: '' for none, so that a reply without files has one fingerprint. */
export const attachmentsText = (attachments: readonly DraftAttachment[]): string => (attachments.length === 0 ? '' : JSON.stringify(attachments));

/** The files among the attachments. */
export const filesAmong = (attachments: readonly DraftAttachment[]): Attachment[] => attachments.filter((one): one is Attachment => typeof one !== 'string');

/** What people call the attachments: a file's name, a reference as it is. */
export const namesOf = (attachments: readonly DraftAttachment[]): string[] => attachments.map((one) => (typeof one === 'string' ? one : one.name));

export const kindOf = (attachment: Attachment): MediaKind => typeByMime(attachment.mime)?.kind ?? 'document';

/** «1. двор.jpg (фото JPEG, 340 КБ)»: without commas between files, because n8n parts the chosen options by them. */
export function attachmentLabel(attachment: DraftAttachment, index: number): string {
	if (typeof attachment === 'string') return `${index + 1}. ${attachment.replace(/[,<>]/gu, ' ')}`;
	return `${index + 1}. ${attachment.name} (${typeByMime(attachment.mime)?.label ?? attachment.mime} · ${sizeLabel(attachment.bytes)})`;
}

/** «12 МБ», «340 КБ»: whole numbers, rounded up. */
export const sizeLabel = (bytes: number): string => (bytes >= 1_000_000 ? `${Math.ceil(bytes / 1_000_000)} МБ` : `${Math.max(1, Math.ceil(bytes / 1_000))} КБ`);
