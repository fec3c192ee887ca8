import type { z } from 'zod';

import { DeskError } from '../../errors';
import type { CallResult } from '../call';
import type { Lookup } from '../collecting';
import type { Clock } from '../http';
import { readPatiently } from '../publishOnce';
import type { ErrorBook } from '../remedy';

/** Shorter than before publishing: the next poll reads again. */
const WAITS_MS = [1000, 3000] as const;
export const NOTHING_LOST = 'Ничего не потеряно: следующий опрос прочитает всё заново.';

/** What a network's refusals mean to a reader: the words of its errors speak of publishing. */
export interface ReadingBook {
	/** The network, in Russian; and the prefix of codes: `VK` → `VK_NO_ANSWER`. */
	readonly name: string;
	readonly prefix: string;
	readonly errors: ErrorBook;
	/** Refusals that concern one place, not the key: no access, deleted, comments closed, blocked. */
	readonly ofOnePlace: ReadonlySet<number>;
	/** What an officer does about a refusal; the others wait. */
	readonly wayOut: Readonly<Record<number, string>>;
}

/** The network's refusal of one place: the caller skips it. */
export class PlaceClosed extends Error {
	constructor(
		readonly code: number,
		readonly subcode?: number,
	) {
		super(`error ${code}`);
	}
}

/**
 * One page read and checked. Reading is safe to repeat, so passing trouble is waited out, a bounded number of times.
 *
 * @param onePlace a refusal that concerns this place only becomes PlaceClosed
 * @throws DeskError `<prefix>_<code>`, `<prefix>_NO_ANSWER`, `<prefix>_SHAPE`
 */
export async function readChecked<T>(clock: Clock, book: ReadingBook, call: () => Promise<CallResult>, shape: z.ZodType<T, z.ZodTypeDef, unknown>, onePlace = false): Promise<T> {
	const result = await readPatiently(call, book.errors, clock, WAITS_MS);
	if (result.kind !== 'ok') throw refusal(book, result, onePlace);
	const parsed = shape.safeParse(result.response);
	if (parsed.success) return parsed.data;
	throw new DeskError(`${book.prefix}_SHAPE`, `${book.name}: список сообщений пришёл в незнакомом виде (${parsed.error.issues[0]?.path.join('.') ?? ''}).`, NOTHING_LOST);
}

function refusal(book: ReadingBook, result: Exclude<CallResult, { kind: 'ok' }>, onePlace: boolean): Error {
	if (result.kind !== 'refused') return new DeskError(`${book.prefix}_NO_ANSWER`, `Сообщения прочитать не удалось: ${result.why}.`, NOTHING_LOST);
	if (onePlace && book.ofOnePlace.has(result.code)) return new PlaceClosed(result.code, result.subcode);
	const { code, message } = book.errors.obstacle(result.code, result.words);
	return new DeskError(code, message, book.wayOut[result.code] ?? NOTHING_LOST);
}

/** When something was written, as a sighting says it. NaN, where the network tells no time, becomes '': such a message is handed over, not taken for an old one. */
export const writtenAt = (ms: number): string => (Number.isNaN(ms) ? '' : new Date(ms).toISOString());

/** What a place that is closed to reading gives: nothing new, nothing deleted. */
export async function orClosed<T extends object>(read: () => Promise<T>): Promise<T | { readonly sightings: []; readonly closed: true }> {
	try {
		return await read();
	} catch (error) {
		if (error instanceof PlaceClosed) return { sightings: [], closed: true };
		throw error;
	}
}

/** A lookup for a network that is asked after one id at a time: `says` tells which of its refusals mean that the thing is not there. */
export const lookupOneByOne = (ask: (id: string) => Promise<unknown>, says: (refusal: PlaceClosed) => boolean): Lookup => ({
	atOnce: 1,
	async gone(ids) {
		const gone: string[] = [];
		for (const id of ids) {
			try {
				await ask(id);
			} catch (error) {
				if (!(error instanceof PlaceClosed)) throw error;
				if (says(error)) gone.push(id);
			}
		}
		return gone;
	},
});
