import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

import type { Fault } from './faults';
import type { ChatMessage } from './messengers';

export interface Post {
	readonly id: number;
	readonly date: number;
	text: string;
	/** A resident who wrote it on the community's wall; absent: the community. */
	readonly fromId?: number;
	commentsClosed?: boolean;
	deleted?: boolean;
	/** Not on the administration's page: only the monitoring finds what is written there. Kept under one owner all the same, so that a reply can be published. */
	readonly elsewhere?: boolean;
}

export interface Comment {
	readonly id: number;
	readonly postId: number;
	/** Positive: a person, negative: a community. */
	readonly fromId: number;
	/** Unix seconds. */
	readonly date: number;
	text: string;
	/** The comment this one answers, and the first comment of its thread. */
	readonly replyTo?: number;
	readonly root?: number;
	readonly guid?: string;
	readonly attachments?: readonly string[];
	deleted?: boolean;
}

export type Network = 'vk' | 'ok' | 'facebook' | 'instagram';

/**
 * A place where people write, beside VK's wall. `kind`: VK `board` (topic of the board), `dialog` (messages to the community),
 * `mention` (post elsewhere that names the community);
 * OK `GROUP_TOPIC`, `GROUP_PHOTO`, `GROUP_MOVIE`, `chat` (messages to the group); Facebook `feed` (post of the page),
 * `visitor` (post of a resident on the page), `tagged` (post elsewhere that names the page); Instagram `media`, `mention`
 * (somebody's media where the account is named).
 */
export interface Topic {
	readonly id: string;
	readonly network: Network;
	readonly kind: string;
	readonly authorId: string;
	/** Unix milliseconds. */
	readonly at: number;
	text: string;
	closed?: boolean;
	deleted?: boolean;
	/** See Post. */
	readonly elsewhere?: boolean;
}

/** What somebody wrote in a topic: a comment, a message. */
export interface Remark {
	readonly id: string;
	readonly topicId: string;
	/** The administration's own: OK the group's number, Facebook the page, Instagram the account, VK the negative community. */
	readonly authorId: string;
	/** Unix milliseconds. */
	readonly at: number;
	text: string;
	/** The remark this one answers, and the first of its thread. */
	readonly replyTo?: string;
	readonly root?: string;
	readonly attachments?: readonly string[];
	/** The sender's guard against doubles (VK `guid`, `random_id`). */
	readonly guid?: string;
	editedAt?: number;
	deleted?: boolean;
}

export interface Mail {
	readonly id: number;
	readonly at: string;
	readonly from: string;
	readonly to: readonly string[];
	readonly subject: string;
	readonly text: string;
	readonly html: string;
	readonly attachments: readonly { readonly name: string; readonly bytes: number }[];
}

/** A file that was uploaded to a network. */
export interface UploadedFile {
	readonly name: string;
	readonly mime: string;
	readonly base64: string;
}

export interface Options {
	/** VK promises that `guid` prevents a double; one report says it did not. Off: the stand-in forgets it. */
	rememberGuid: boolean;
	/** VK's limits per token (3 or 20 requests a second) are enforced with error 6; OK's and Graph's, whose figures are not published, at 20 a second with errors 8 and 4. */
	enforceRate: boolean;
}

/** Everything the stand-ins know; survives a restart when a state file is given. */
export interface State {
	nextId: number;
	posts: Post[];
	comments: Comment[];
	topics: Topic[];
	remarks: Remark[];
	/** Authors who have shut the administration out: nobody may answer them. */
	blocked: string[];
	/** Uploaded files, by the reference that the network gave: shown on the page. */
	files: Record<string, UploadedFile>;
	people: Record<string, string>;
	/** As the feed gives them: our assumed shape, or whatever a test put in. */
	incidents: unknown[];
	mails: Mail[];
	/** What the messengers' stand-ins took. */
	chats: ChatMessage[];
	faults: Fault[];
	/** Requests answered, by place: `im.feed`, `vk.wall.createComment`, `smtp`. */
	calls: Record<string, number>;
	options: Options;
}

export const emptyState = (): State => ({
	nextId: 1001,
	posts: [],
	comments: [],
	topics: [],
	remarks: [],
	blocked: [],
	files: {},
	people: {},
	incidents: [],
	mails: [],
	chats: [],
	faults: [],
	calls: {},
	options: { rememberGuid: false, enforceRate: false },
});

/** The state in memory and, after each change, on the disk (written aside, then renamed, so that a kill tears nothing). */
export class Store {
	state: State;

	constructor(
		private readonly file?: string,
		/** The networks' clock, milliseconds; tests set their own. */
		readonly now: () => number = Date.now,
	) {
		this.state = file && existsSync(file) ? { ...emptyState(), ...(JSON.parse(readFileSync(file, 'utf8')) as Partial<State>) } : emptyState();
	}

	reset(): void {
		this.state = emptyState();
		this.save();
	}

	nextId(): number {
		const id = this.state.nextId;
		this.state.nextId += 1;
		return id;
	}

	count(place: string): void {
		this.state.calls[place] = (this.state.calls[place] ?? 0) + 1;
	}

	save(): void {
		if (!this.file) return;
		writeFileSync(`${this.file}.new`, JSON.stringify(this.state));
		renameSync(`${this.file}.new`, this.file);
	}
}
