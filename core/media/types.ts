import type { MediaKind } from '../channels/types';

/** A file as it came from a form: what was measured of its content, and the name the browser gave. */
export interface GivenFile {
	readonly name: string;
	readonly bytes: number;
	/** SHA-256 of the content, 64 lower-case hexadecimal digits. */
	readonly sha256: string;
	/** The first bytes, HEAD_BYTES where the file has them. */
	readonly head: Uint8Array;
}

/** How much of a file's beginning is needed to know its type. */
export const HEAD_BYTES = 32;

/** A type of file that a reply may carry. */
export interface FileType {
	readonly mime: string;
	readonly extension: string;
	readonly kind: MediaKind;
	/** What staff call it. */
	readonly label: string;
}

/** A file of a reply, as the record's `draftAttachments` names it. */
export interface Attachment {
	/** Name for people: harmless, with the extension of the true type. */
	readonly name: string;
	readonly mime: string;
	readonly bytes: number;
	readonly sha256: string;
	/** Path in the folder of attachments: `<case>/<sha256>.<extension>`. */
	readonly file: string;
}

/** One entry of `draftAttachments`: a file, or a reference the network itself understands (VK: `photo-1_2`). */
export type DraftAttachment = Attachment | string;
