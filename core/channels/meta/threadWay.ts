import { type Look, type Way } from '../publishOnce';
import type { CallResult } from '../call';
import type { NotPublished, Published, Reply } from '../types';
import { META_NAMES, type MetaNetwork } from './call';
import { metaErrors } from './errors';
import { ownWords, type MetaComment } from './thread';

/** Where one reply of Meta's networks goes. */
export interface ThreadPlace {
	readonly network: MetaNetwork;
	readonly ownId: string;
	readonly ownName: string;
	/** Can our words there be meant for somebody else? `ifAlone`: not where nobody else has written. Answers in a thread name nobody. */
	readonly addressee: 'sure' | 'ifAlone' | 'unsure';
	read(): Promise<readonly MetaComment[] | Look>;
	send(): Promise<CallResult>;
	prepare?(): Promise<NotPublished | undefined>;
	published(id: string, atMs: number | undefined, already: boolean): Promise<Published>;
}

/**
 * A reply in a thread whose answers name nobody: two levels are all there is. Our words that stood there before this run are this
 * reply only if nobody else could be meant; otherwise a person looks. What appears after our own sending is ours.
 */
export function threadWay(place: ThreadPlace, reply: Reply): Way {
	const prefix = place.network.toUpperCase();
	let sent = false;
	const before = new Set<string>();
	return {
		prefix,
		name: META_NAMES[place.network],
		errors: metaErrors[place.network],
		...(place.prepare ? { prepare: () => place.prepare?.() ?? Promise.resolve(undefined) } : {}),
		async look(): Promise<Look> {
			const comments = await place.read();
			if ('kind' in comments) return comments;
			const { same, others } = ownWords(comments, reply, place.ownId, place.ownName);
			const found = same.find((one) => !before.has(one.id));
			if (!sent) for (const one of same) before.add(one.id);
			if (!found) return { kind: 'absent' };
			const published = await place.published(found.id, found.at, true);
			if (sent || place.addressee === 'sure' || (place.addressee === 'ifAlone' && !others)) return { kind: 'found', published };
			return { kind: 'blind', permanent: true, why: { code: `${prefix}_SAME_TEXT`, message: `В ветке уже есть такой же ответ администрации (${published.url}), но не видно, кому он.`, hint: 'Откройте его: если это ответ по этому делу, внесите ссылку; если нет, опубликуйте ответ вручную.' } };
		},
		async send() {
			sent = true;
			return await place.send();
		},
		async created(response) {
			const { id } = (response ?? {}) as { id?: unknown };
			return typeof id === 'string' && id !== '' ? await place.published(id, undefined, false) : undefined;
		},
	};
}
