/** What a file is to a network: each takes some kinds and refuses the rest. */
export type MediaKind = 'photo' | 'video' | 'document';

/** A file of a reply, and a way to its content, which is checked against the approved fingerprint before it is handed over. */
export interface ReplyFile {
	/** For people. */
	readonly name: string;
	readonly mime: string;
	/** With a dot: `.jpg`. */
	readonly extension: string;
	readonly kind: MediaKind;
	readonly bytes: number;
	/** Rejects with DeskError where the content is not at hand or is not the approved one. */
	read(): Promise<Uint8Array>;
}

/** A reply as it was approved: nothing in it is changed on the way to the network (clause 7). */
export interface Reply {
	readonly text: string;
	/** The network's own references (VK: `photo-1_2`). */
	readonly attachments: readonly string[];
	/** Files approved with the text. */
	readonly files: readonly ReplyFile[];
	/** ISO 8601: nothing published earlier can be this reply. */
	readonly approvedAt: string;
	/** Unix milliseconds: after this another attempt may be at work, so nothing is sent any more. Absent: no such limit. */
	readonly sendBefore?: number;
	/** The same for every attempt at the same reply: the network's own guard against doubles. */
	readonly guid: string;
}

/** Where the resident's message is, as the record tells it. */
export interface Message {
	readonly url: string;
	readonly externalId: string;
}

/** Why a reply was not published, for staff, and what to do. */
export interface Obstacle {
	/** Stable code, e.g. TEXT_TOO_LONG, VK_213. */
	readonly code: string;
	/** Russian sentences: what happened; the way out. */
	readonly message: string;
	readonly hint: string;
}

export interface Published {
	readonly outcome: 'published';
	readonly url: string;
	readonly id: string;
	/** ISO 8601, UTC. */
	readonly at: string;
	/** It already stood in the thread: an earlier attempt had succeeded, nothing was sent now. */
	readonly already: boolean;
}

/**
 * `refused`: nothing was published, a person must change something. `retryLater`: nothing stands in the thread, the
 * same call may be repeated later (it reads the thread before it sends). `unclear`: sent, no answer, and the thread
 * cannot be read: a person must look. `byHand`: this network is answered by a person.
 */
export interface NotPublished extends Obstacle {
	readonly outcome: 'refused' | 'retryLater' | 'unclear' | 'byHand';
}

export type Outcome = Published | NotPublished;

/** A network's limits; figures that its documentation does not give are marked where they are set. */
export interface Limits {
	/** Characters in one reply, counted in UTF-16 units as the networks do. */
	readonly maxLength: number;
	readonly maxAttachments: number;
	/** Form of an attachment reference the network takes. */
	readonly attachment: RegExp;
	/** The most bytes of a file by its kind; a kind that is not named is not taken. Absent: the network takes no files. */
	readonly media?: Readonly<Partial<Record<MediaKind, number>>>;
}

/** What a network takes, known without asking it anything. */
export interface Rules {
	/** By the place of the message: a comment and a private message have different limits. */
	limitsFor(message: Message): Limits;
	/** What speaks against this reply before anything is sent; empty: nothing. */
	validate(reply: Reply, message: Message): NotPublished[];
}

/** A network's way of publishing. */
export interface Channel extends Rules {
	/** Publishes once: reads the thread first, and again whenever the answer was lost. Never throws for the network's sake. */
	publish(message: Message, reply: Reply): Promise<Outcome>;
	/** The reply as it stands in the thread, if it does. */
	readBack(message: Message, reply: Reply): Promise<Published | undefined>;
}
