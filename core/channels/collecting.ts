import type { DeskError } from '../errors';

/**
 * What a network's reading gives and what the engine (collect.ts) makes of it. A network is a list of sources; each lists
 * places (posts, topics, conversations) and reads a place page by page. All memory, cursors, repeats, edits and deletions are
 * the engine's: a source only translates.
 *
 * Shapes of `externalId`, which publishing reads again:
 * VK `wall{owner}_{post}` a post, `wall{owner}_{post}_r{comment}` a comment, `topic-{group}_{topic}_r{comment}` a board comment,
 * `im{peer}_{message}` a message to the community; OK `{TYPE}:{discussion}` and `{TYPE}:{discussion}:{comment}`
 * (TYPE: GROUP_TOPIC, GROUP_PHOTO …); Facebook `{page}_{post}`, and the comment's own id; Instagram `{media}:{comment}`.
 */
export interface Sighting {
	readonly externalId: string;
	/** Link that a person may open. */
	readonly url: string;
	readonly authorId: string;
	readonly authorName: string;
	readonly text: string;
	/** ISO 8601, UTC; '' where the network tells no time that can be read. */
	readonly publishedAt: string;
	/** Addresses of what the author attached. */
	readonly attachments: readonly string[];
	/** Written by the administration itself: remembered, never handed over. */
	readonly own: boolean;
	/** Written on somebody else's page (a mention): not the priority of clause 10. */
	readonly elsewhere?: boolean;
	/** The network shows that it was there and is deleted. */
	readonly deleted?: boolean;
}

/** A place where messages stand: a post, a board topic, a discussion, a conversation. */
export interface Place {
	/** Unique within the network, e.g. `wall-1_2`. */
	readonly id: string;
	/**
	 * Changes when something new stands there: the number of comments, the last message's id. A number of comments lets the
	 * engine stop as soon as so many new ones are found. '' when the network does not say: read at every poll.
	 */
	readonly mark: string;
	readonly markIsCount: boolean;
	/** ISO 8601: how new the place is; the newest are read first. */
	readonly at: string;
}

/** A page of a listing: places to watch and, where the listing shows them at once, messages (posts written by residents). */
export interface Listing {
	readonly places: readonly Place[];
	readonly sightings: readonly Sighting[];
	/** Where to go on; absent: that was all. */
	readonly next?: string;
}

export interface PlacePage {
	/** Newest first where the network can: new ones shift the older down, so nothing is skipped when reading goes on later. */
	readonly sightings: readonly Sighting[];
	readonly next?: string;
	/** It may not be read now (comments closed): what stands there is neither new nor deleted. */
	readonly closed?: boolean;
}

/** One kind of places of one network, e.g. comments under the wall's posts. Throws DeskError for whatever the network refuses. */
export interface Source {
	/** Stable name, e.g. `vk.wall`; in Russian for errors: `label`. */
	readonly name: string;
	readonly label: string;
	/** Whatever is missing (a token, a number) is said before anything is called: throws DeskError. */
	check(): void;
	/** @param since ISO 8601: older places need not be listed */
	list(since: string, from: string | undefined): Promise<Listing>;
	read(place: Place, from: string | undefined): Promise<PlacePage>;
	/** Absent: the network cannot be asked by id, and what leaves the listing is forgotten, never called deleted. */
	readonly lookup?: Lookup;
}

/** Asking after places and listed messages by their ids: leaving a listing is no proof of a deletion. */
export interface Lookup {
	/** How many ids one call of the network takes. */
	readonly atOnce: number;
	/** Those of the ids (at most `atOnce`) that are not there any more. Throws DeskError where that cannot be known now. */
	gone(ids: readonly string[]): Promise<readonly string[]>;
}

/** What the trigger hands over; names are the record's, and `sourceChange` says what happened to a message given before. */
export interface CollectedMessage {
	readonly network: string;
	readonly url: string;
	readonly externalId: string;
	readonly authorName: string;
	readonly authorId: string;
	readonly text: string;
	readonly publishedAt: string;
	/** ISO 8601: when it was found: the start of every term. */
	readonly detectedAt: string;
	readonly foundBy: 'officialAccount';
	readonly officialAccount: boolean;
	/** JSON array of addresses; '' when there are none. */
	readonly attachments: string;
	readonly sourceChange: '' | 'edited' | 'deleted';
}

/** A source that could not be read now, and why; the others were read. */
export interface SourceFailure {
	readonly source: string;
	readonly error: DeskError;
}
