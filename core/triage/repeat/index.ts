import { Postings } from './postings';
import { signatureOf, similarity, type Signature } from './signature';

/** A case of the register as far as repeats go, or a new message with its topic and place. */
export interface KnownCase {
	/** Row id; undefined for a message that is not in the register yet. */
	readonly id?: number;
	readonly messageKey: string;
	readonly network: string;
	readonly authorId: string;
	readonly text: string;
	readonly topicGroup: string;
	readonly topic: string;
	readonly location: string;
	readonly street: string;
	/** ISO 8601 or Date; when it was found. */
	readonly detectedAt: string | Date;
	readonly status: string;
}

export interface RepeatVerdict {
	/** duplicate: the same message again; sameAuthor, sameQuestion: clause 13; empty: new. */
	readonly kind: '' | 'duplicate' | 'sameAuthor' | 'sameQuestion';
	/** Row id of the earlier case; null for one met earlier in the same run. */
	readonly repeatOf: number | null;
	/** Likeness of the texts, 0 to 1. */
	readonly similarity: number;
	/** Same complaints about the same settlement found in the 24 hours before, counted up to 100. */
	readonly wave: number;
}

export interface RepeatOptions {
	/** Likeness from which another author's message is on the same question. */
	readonly threshold: number;
	/** Cases found earlier than so many days before are not looked at. */
	readonly days: number;
}

export const REPEAT_OPTIONS: RepeatOptions = { threshold: 0.5, days: 365 };

interface Indexed {
	readonly one: KnownCase;
	signature?: Signature;
	/** Milliseconds of the epoch; NaN where the date is none. */
	time?: number;
}

const DAY_MS = 86_400_000;
/** The same words by the same author within this many days are one message posted twice. */
const DUPLICATE_DAYS = 3;
/** The same author needs this share of the threshold where group and topic agree. */
const SAME_AUTHOR_SHARE = 0.4;
/** Where only one of two tells the street, the texts must be this much closer. */
const VAGUE_PLACE = 0.1;
/** Likeness from which a text is the same text. */
const SAME_TEXT = 0.97;
/** Likeness from which a complaint of the same topic counts into a wave. */
const WAVE_LIKENESS = 0.2;
/** Counting further would say nothing new. */
const WAVE_ENOUGH = 100;
/** As many complaints of the day are compared, the latest first: a flood must not cost by its square. */
const WAVE_REACH = 300;

/** Two places: `same`, `vague` where one tells less, `other`. */
function placesOf(a: KnownCase, b: KnownCase): 'same' | 'vague' | 'other' {
	if (a.location !== b.location && a.location !== '' && b.location !== '') return 'other';
	if (a.street === b.street) return a.location === b.location ? 'same' : 'vague';
	if (a.street === '' || b.street === '') return 'vague';
	return a.street.startsWith(`${b.street},`) || b.street.startsWith(`${a.street},`) ? 'vague' : 'other';
}

function put(index: Map<string, Indexed[]>, key: string, item: Indexed): void {
	const known = index.get(key);
	if (known) known.push(item);
	else index.set(key, [item]);
}

/**
 * Finds what a message repeats (clause 13). Cases are reached by key, by author and by topic group, and only those
 * are compared, word by word, once: time grows with what is alike and not with the square of the register.
 */
export class RepeatIndex {
	private readonly byKey = new Map<string, Indexed>();
	private readonly byAuthor = new Map<string, Indexed[]>();
	private readonly byGroup = new Map<string, Postings<Indexed>>();
	/** By topic and settlement, messages of this run included: what a wave is counted from. */
	private readonly byComplaint = new Map<string, Indexed[]>();

	constructor(
		cases: Iterable<KnownCase> = [],
		private readonly options: RepeatOptions = REPEAT_OPTIONS,
	) {
		for (const one of cases) this.add(one);
	}

	/** Makes a message known, so that later ones of the same run are counted into a wave. */
	add(one: KnownCase): void {
		if (one.status === 'excluded') return;
		const item: Indexed = { one };
		if (one.messageKey !== '' && !this.byKey.has(one.messageKey)) this.byKey.set(one.messageKey, item);
		if (one.topicGroup !== '') put(this.byComplaint, complaintOf(one), item);
		if (one.id === undefined) return;
		if (one.authorId !== '') put(this.byAuthor, `${one.network} ${one.authorId}`, item);
		this.groupOf(one.topicGroup).add(item);
	}

	private groupOf(name: string): Postings<Indexed> {
		let group = this.byGroup.get(name);
		if (!group) {
			group = new Postings<Indexed>((item) => item.one.text);
			this.byGroup.set(name, group);
		}
		return group;
	}

	/** What the message repeats. A message never repeats itself or a later one. */
	find(message: KnownCase): RepeatVerdict {
		const mine: Required<Indexed> = { one: message, signature: signatureOf(message.text), time: timeOf(message) };
		const wave = this.waveOf(mine);
		const twin = message.messageKey === '' ? undefined : this.byKey.get(message.messageKey);
		if (twin && (twin.one.id === undefined || twin.one.id !== message.id)) return { kind: 'duplicate', repeatOf: twin.one.id ?? null, similarity: 1, wave };
		return { ...(this.bySameAuthor(mine) ?? this.bySameQuestion(mine) ?? { kind: '', repeatOf: null, similarity: 0 }), wave };
	}

	/** Whether a case is another one, found before the message and within the window. */
	private isEarlier(item: Indexed, mine: Required<Indexed>): boolean {
		if (item.one.id === mine.one.id) return false;
		item.time ??= timeOf(item.one);
		return !(item.time > mine.time || item.time < mine.time - this.options.days * DAY_MS);
	}

	private bySameAuthor(mine: Required<Indexed>): Omit<RepeatVerdict, 'wave'> | undefined {
		if (mine.one.authorId === '') return undefined;
		let best: Omit<RepeatVerdict, 'wave'> | undefined;
		for (const item of this.byAuthor.get(`${mine.one.network} ${mine.one.authorId}`) ?? []) {
			if (!this.isEarlier(item, mine) || placesOf(item.one, mine.one) === 'other') continue;
			const likeness = likenessOf(item, mine);
			const question = item.one.topicGroup === mine.one.topicGroup && item.one.topic === mine.one.topic && mine.one.topicGroup !== '';
			if (likeness < this.options.threshold * (question ? SAME_AUTHOR_SHARE : 1) || (best && likeness < best.similarity)) continue;
			const again = likeness >= SAME_TEXT && mine.time - timeOf(item.one) <= DUPLICATE_DAYS * DAY_MS;
			best = { kind: again ? 'duplicate' : 'sameAuthor', repeatOf: item.one.id ?? null, similarity: likeness };
		}
		return best;
	}

	private bySameQuestion(mine: Required<Indexed>): Omit<RepeatVerdict, 'wave'> | undefined {
		if (mine.one.topicGroup === '') return undefined;
		let best: Omit<RepeatVerdict, 'wave'> | undefined;
		for (const { item, likeness } of this.groupOf(mine.one.topicGroup).alike(mine.signature, this.options.threshold)) {
			if (!this.isEarlier(item, mine)) continue;
			const place = placesOf(item.one, mine.one);
			if (place === 'other' || (best && likeness < best.similarity)) continue;
			if (place === 'vague' && likeness < this.options.threshold + VAGUE_PLACE) continue;
			best = { kind: 'sameQuestion', repeatOf: item.one.id ?? null, similarity: likeness };
		}
		return best;
	}

	private waveOf(mine: Required<Indexed>): number {
		if (mine.one.topicGroup === '') return 0;
		const known = this.byComplaint.get(complaintOf(mine.one)) ?? [];
		let count = 0;
		let compared = 0;
		for (let at = known.length - 1; at >= 0 && count < WAVE_ENOUGH && compared < WAVE_REACH; at -= 1) {
			const item = known[at]!;
			item.time ??= timeOf(item.one);
			const age = mine.time - item.time;
			if (!(age >= 0 && age <= DAY_MS) || (item.one.id !== undefined && item.one.id === mine.one.id)) continue;
			compared += 1;
			if (likenessOf(item, mine) >= WAVE_LIKENESS) count += 1;
		}
		return count;
	}
}

const complaintOf = (one: KnownCase): string => `${one.topicGroup}\n${one.topic}\n${one.location}`;

function likenessOf(item: Indexed, mine: Required<Indexed>): number {
	item.signature ??= signatureOf(item.one.text);
	return similarity(item.signature, mine.signature);
}

const timeOf = (one: KnownCase): number => (one.detectedAt instanceof Date ? one.detectedAt.getTime() : Date.parse(one.detectedAt));
