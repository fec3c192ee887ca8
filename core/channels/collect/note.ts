import { attachmentsJson } from '../../cases/intake';
import { storableText } from '../../cases/plainText';
import type { CollectedMessage, Sighting } from '../collecting';
import { DELETED, EDITED, digestOf, minuteOf, type Entry, type PlaceMemory } from './memory';

/** Minutes after which a message is handed over once more, in case its registration failed: the register drops what it has. */
const AGAIN = [60, 360, 1_440] as const;
/** Readings from end to end without a message before it counts as deleted: one may have been read while others moved. */
const ABSENCES = 2;

export interface NoteContext {
	readonly network: string;
	/** ISO 8601. */
	readonly now: string;
	/** ISO 8601: what was written before is not handed over. */
	readonly since: string;
	readonly give: (message: CollectedMessage) => void;
}

/**
 * Takes note of a message as the network shows it now and hands over what is new, edited, deleted or due again.
 * Returns whether it was unknown.
 */
export function note(place: PlaceMemory, sighting: Sighting, context: NoteContext): boolean {
	const known = place.seen[sighting.externalId];
	if (!known) {
		place.seen[sighting.externalId] = meet(sighting, context);
		return true;
	}
	known[3] = 0;
	if (sighting.deleted) {
		tellDeleted(known, sighting, context);
		return false;
	}
	known[5] &= ~DELETED;
	const digest = digestOf(sighting.text);
	const edited = known[0] !== digest;
	if (edited) [known[0], known[5]] = [digest, known[5] | EDITED];
	if (known[1] > 0 && (edited || isDue(known, minuteOf(context.now)))) {
		if (!edited) known[2] += 1;
		context.give(toMessage(sighting, context, known[5] & EDITED ? 'edited' : ''));
	}
	return false;
}

/** A place was read from end to end: what was there before and is not any more. */
export function noteAbsent(place: PlaceMemory, present: ReadonlySet<string>, context: NoteContext): void {
	for (const [externalId, entry] of Object.entries(place.seen)) {
		if (present.has(externalId)) continue;
		entry[3] += 1;
		if (entry[3] >= ABSENCES) tellDeleted(entry, { externalId, url: '' }, context);
	}
}

/** The whole place is gone, with all that stood in it. */
export function noteGone(place: PlaceMemory, context: NoteContext): void {
	for (const [externalId, entry] of Object.entries(place.seen)) tellDeleted(entry, { externalId, url: '' }, context);
}

function meet(sighting: Sighting, context: NoteContext): Entry {
	const now = minuteOf(context.now);
	const isOurs = sighting.own || sighting.deleted === true || Date.parse(sighting.publishedAt) < Date.parse(context.since);
	if (!isOurs) context.give(toMessage(sighting, context, ''));
	return [digestOf(sighting.text), isOurs ? 0 : now, isOurs ? 0 : 1, 0, minuteOf(sighting.publishedAt) || now, sighting.deleted ? DELETED : 0];
}

const isDue = (entry: Entry, now: number): boolean => {
	if (entry[2] === 0) return true;
	const after = AGAIN[entry[2] - 1];
	return after !== undefined && now - entry[1] >= after;
};

/** Nothing more to tell of its deletion: it was told, or the message was never handed over. */
export const isToldOfDeletion = (entry: Entry): boolean => entry[1] === 0 || ((entry[5] & DELETED) !== 0 && entry[2] > 0);

/** Told once, and again after a restart: the step on the case is made only once. */
export function tellDeleted(entry: Entry, sighting: Pick<Sighting, 'externalId' | 'url'>, context: NoteContext): void {
	if (isToldOfDeletion(entry)) return;
	entry[5] |= DELETED;
	entry[2] = Math.max(entry[2], 1);
	context.give(toMessage({ authorId: '', authorName: '', text: '', publishedAt: '', attachments: [], own: false, ...sighting }, context, 'deleted'));
}

function toMessage(sighting: Sighting, context: NoteContext, sourceChange: CollectedMessage['sourceChange']): CollectedMessage {
	return {
		network: context.network,
		url: sighting.url,
		externalId: sighting.externalId,
		authorName: storableText(sighting.authorName),
		authorId: sighting.authorId,
		text: storableText(sighting.text),
		publishedAt: sighting.publishedAt,
		detectedAt: context.now,
		foundBy: 'officialAccount',
		officialAccount: sighting.elsewhere !== true,
		attachments: attachmentsJson(sighting.attachments),
		sourceChange,
	};
}
