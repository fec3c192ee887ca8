import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

import type { Fault } from './faults';

export interface Post {
	readonly id: number;
	readonly date: number;
	readonly text: string;
	commentsClosed?: boolean;
}

export interface Comment {
	readonly id: number;
	readonly postId: number;
	/** Positive: a person, negative: a community. */
	readonly fromId: number;
	/** Unix seconds. */
	readonly date: number;
	readonly text: string;
	/** The comment this one answers, and the first comment of its thread. */
	readonly replyTo?: number;
	readonly root?: number;
	readonly guid?: string;
	readonly attachments?: readonly string[];
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
}

export interface Options {
	/** VK promises that `guid` prevents a double; one report says it did not. Off: the stand-in forgets it. */
	rememberGuid: boolean;
	/** VK's limits per token (3 or 20 requests a second) are enforced with error 6. */
	enforceRate: boolean;
}

/** Everything the stand-ins know; survives a restart when a state file is given. */
export interface State {
	nextId: number;
	posts: Post[];
	comments: Comment[];
	people: Record<string, string>;
	/** As the feed gives them: our assumed shape, or whatever a test put in. */
	incidents: unknown[];
	mails: Mail[];
	faults: Fault[];
	/** Requests answered, by place: `im.feed`, `vk.wall.createComment`, `smtp`. */
	calls: Record<string, number>;
	options: Options;
}

export const emptyState = (): State => ({
	nextId: 1001,
	posts: [],
	comments: [],
	people: {},
	incidents: [],
	mails: [],
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
