import { createHash } from 'node:crypto';

/**
 * What the trigger remembers of one message, short because there are tens of thousands of them:
 * [digest of the text, minute it was first handed over, how often it was, readings in a row without it, minute it was written, flags].
 * Minutes are counted from 1970; 0 for the first: not handed over and not to be (own, or older than the beginning).
 */
export type Entry = [digest: string, given: number, times: number, missing: number, written: number, flags: number];

/** Bits of an entry's flags. */
export const EDITED = 1;
export const DELETED = 2;

export interface PlaceMemory {
	/** The mark with which it was last read. */
	mark: string;
	/** Minute of the last reading from end to end; 0: never. */
	readAt: number;
	seen: Record<string, Entry>;
}

export interface SourceMemory {
	places: Record<string, PlaceMemory>;
	/** Messages that the listing itself shows. */
	listed: PlaceMemory;
}

/** Where the last poll stopped for lack of time or room. */
export interface Resume {
	readonly source: string;
	readonly place: string;
	readonly mark: string;
	readonly next: string;
}

/**
 * The memory of one trigger. n8n saves it before the messages are registered, so the register is the memory that counts:
 * a new process hands the last days over again, and each message comes again after an hour, six hours and a day.
 */
export interface CollectMemory {
	bootId?: string;
	/** ISO 8601: what was written before is remembered and not handed over. */
	since?: string;
	sources?: Record<string, SourceMemory>;
	resume?: Resume | null;
}

export const minuteOf = (iso: string): number => Math.floor(Date.parse(iso) / 60_000);

export const digestOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('base64url').slice(0, 8);

export const newPlace = (): PlaceMemory => ({ mark: '', readAt: 0, seen: {} });

/**
 * The memory a poll begins with: a copy, so that a poll that fails leaves the old one. After a restart everything handed over
 * in the last `overlapHours` counts as not handed over: the process may have died before it was registered.
 */
export function wake(saved: CollectMemory, bootId: string, now: string, firstHours: number, overlapHours: number): Required<CollectMemory> {
	const memory = JSON.parse(JSON.stringify(saved)) as CollectMemory;
	const sources = memory.sources ?? {};
	const isNew = memory.bootId !== bootId;
	if (isNew) {
		const floor = minuteOf(now) - overlapHours * 60;
		for (const place of Object.values(sources).flatMap((source) => [source.listed, ...Object.values(source.places)])) forgetGiven(place, floor);
	}
	return { bootId, since: memory.since ?? new Date(Date.parse(now) - firstHours * 3_600_000).toISOString(), sources, resume: isNew ? null : (memory.resume ?? null) };
}

function forgetGiven(place: PlaceMemory, floor: number): void {
	for (const entry of Object.values(place.seen)) {
		if (entry[1] < floor || entry[1] === 0) continue;
		entry[2] = 0;
		place.mark = '';
		place.readAt = 0;
	}
}
