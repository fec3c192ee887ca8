import type { Source } from '../collecting';
import type { PlaceMemory, SourceMemory } from './memory';
import { isToldOfDeletion, noteGone, tellDeleted, type NoteContext } from './note';

/** Mark of a place that is gone. A restart wipes marks (memory.ts), so that the deletion is told once more. */
const GONE = 'gone';
/** Questions put to the network in one round; the others have their turn in the next. */
const MAX_CALLS = 50;

/** A whole listing, and what the memory holds besides. */
export interface Unlisted {
	readonly source: Source;
	readonly known: SourceMemory;
	readonly isListed: (id: string) => boolean;
	/** Minute before which a message is too old to be watched. */
	readonly oldest: number;
	/** Minute of now: with it the turn of the questions changes. */
	readonly now: number;
	readonly mayGoOn: () => boolean;
}

/**
 * What has left the listing is too old, deleted, or merely missing from a listing that was cut. So the network is asked after
 * each by its id, and only its word makes a deletion; what is there and old is forgotten. Where it cannot be asked, all that
 * left is forgotten and nothing is called deleted. Returns whether the round was finished in time.
 */
export async function settleUnlisted(unlisted: Unlisted, context: NoteContext): Promise<boolean> {
	const { source, known, now, mayGoOn } = unlisted;
	const ids = withoutQuestion(unlisted);
	const { lookup } = source;
	if (!lookup || ids.length === 0) return true;
	const calls = Array.from({ length: Math.ceil(ids.length / lookup.atOnce) }, (_one, index) => ids.slice(index * lookup.atOnce, (index + 1) * lookup.atOnce));
	const first = now % calls.length;
	for (const asked of [...calls.slice(first), ...calls.slice(0, first)].slice(0, MAX_CALLS)) {
		if (!mayGoOn()) return false;
		const gone = new Set(await lookup.gone(asked));
		for (const id of asked) {
			if (gone.has(id)) markGone(known, id, context);
			else forgetOld(unlisted, id);
		}
	}
	return true;
}

/** Forgets what nobody needs to ask after; returns the ids of the rest. */
function withoutQuestion({ source, known, isListed, oldest }: Unlisted): string[] {
	const ids = new Set<string>();
	for (const [id, place] of Object.entries(known.places)) {
		if (isListed(id)) continue;
		if (source.lookup && place.mark !== GONE && Object.values(place.seen).some((entry) => !isToldOfDeletion(entry))) ids.add(id);
		else if (!source.lookup || place.mark !== GONE || !isRecent(place, oldest)) Reflect.deleteProperty(known.places, id);
	}
	for (const [id, entry] of Object.entries(known.listed.seen)) {
		if (isListed(id)) continue;
		if (source.lookup && !isToldOfDeletion(entry)) ids.add(id);
		else if (entry[4] < oldest) Reflect.deleteProperty(known.listed.seen, id);
	}
	return [...ids];
}

function markGone(known: SourceMemory, id: string, context: NoteContext): void {
	const place = known.places[id];
	if (place) {
		noteGone(place, context);
		place.mark = GONE;
	}
	const entry = known.listed.seen[id];
	if (entry) tellDeleted(entry, { externalId: id, url: '' }, context);
}

function forgetOld({ known, oldest }: Unlisted, id: string): void {
	const place = known.places[id];
	if (place && !isRecent(place, oldest)) Reflect.deleteProperty(known.places, id);
	const entry = known.listed.seen[id];
	if (entry && entry[4] < oldest) Reflect.deleteProperty(known.listed.seen, id);
}

const isRecent = (place: PlaceMemory, oldest: number): boolean => Object.values(place.seen).some((entry) => entry[4] >= oldest);
