import { createHash } from 'node:crypto';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/**
 * Fingerprint of what a curator approves and what may be published (clause 7): kind, text and attachments together.
 * Text in NFC, so that two ways of typing «й» are one text.
 *
 * @param attachments the record's `draftAttachments`, as the string it is
 * @returns SHA-256, 64 lower-case hexadecimal digits
 */
export const digestOf = (kind: string, text: string, attachments: string): string =>
	sha256(JSON.stringify([kind, text.normalize('NFC'), attachments]));

/** Fingerprint of a personal text for the journal, which keeps no words of residents. */
export const textDigest = (text: string): string => sha256(text.normalize('NFC'));
