import { DeskError } from '../../errors';
import type { CollectedMessage, Place, Source, SourceFailure } from '../collecting';
import { minuteOf, newPlace, wake, type CollectMemory, type PlaceMemory, type Resume, type SourceMemory } from './memory';
import { note, noteAbsent, type NoteContext } from './note';
import { settleUnlisted } from './unlisted';

export interface CollectRules {
	readonly network: string;
	/** ISO 8601. */
	readonly now: string;
	readonly bootId: string;
	/** At the very first poll: hours back from which messages are handed over. */
	readonly firstHours: number;
	/** Places older than that are not read any more. */
	readonly watchDays: number;
	/** After a restart: what was handed over in so many hours is handed over again. */
	readonly overlapHours: number;
	/** Every place is read from end to end at least so often, for edits, deletions and what the counts hide. */
	readonly recheckMinutes: number;
	/** About the most messages a poll hands over (the page in hand is finished); the rest follows with the next. */
	readonly maxItems: number;
	/** Said before each call of the network; false: no time left. */
	readonly mayGoOn: () => boolean;
}

export interface Collected {
	readonly messages: readonly CollectedMessage[];
	readonly memory: CollectMemory;
	readonly failures: readonly SourceFailure[];
	/** All sources were read as far as they were due. */
	readonly complete: boolean;
}

/** A listing that does not end: 2,000 pages. */
const MAX_PAGES = 2_000;
const DAY_MS = 86_400_000;

/**
 * One poll of an own account: whatever is new, edited or deleted since the last. Bounded in time and number; the next poll
 * goes on where this one stopped. A source that fails keeps its memory and does not hold up the others.
 */
export async function collect(sources: readonly Source[], saved: CollectMemory, rules: CollectRules): Promise<Collected> {
	const memory = wake(saved, rules.bootId, rules.now, rules.firstHours, rules.overlapHours);
	const messages: CollectedMessage[] = [];
	const failures: SourceFailure[] = [];
	const context: NoteContext = { network: rules.network, now: rules.now, since: memory.since, give: (message) => messages.push(message) };
	const mayGoOn = (): boolean => messages.length < rules.maxItems && rules.mayGoOn();
	const resume = memory.resume;
	memory.resume = null;
	let complete = true;
	for (const source of startingWith(sources, resume?.source)) {
		const known = (memory.sources[source.name] ??= { places: {}, listed: newPlace() });
		const reader = new SourceReader(source, known, context, rules, mayGoOn);
		try {
			source.check();
			const stopped = await reader.run(resume?.source === source.name ? resume : null);
			if (stopped === undefined) continue;
			complete = false;
			// The first to stop is where the next poll begins; those after it have had no turn.
			memory.resume ??= stopped;
		} catch (error) {
			if (!(error instanceof DeskError)) throw error;
			failures.push({ source: source.label, error });
			complete = false;
		}
	}
	return { messages, memory, failures, complete };
}

function startingWith(sources: readonly Source[], name: string | undefined): readonly Source[] {
	const at = Math.max(0, sources.findIndex((one) => one.name === name));
	return [...sources.slice(at), ...sources.slice(0, at)];
}

/** A listing read to its end. */
interface Listed {
	readonly places: ReadonlyMap<string, Place>;
	/** Ids of the messages that the listing itself shows. */
	readonly present: ReadonlySet<string>;
	/** ISO 8601: what is older need not be listed. */
	readonly since: string;
}

class SourceReader {
	private readonly nowMinute: number;

	constructor(
		private readonly source: Source,
		private readonly known: SourceMemory,
		private readonly context: NoteContext,
		private readonly rules: CollectRules,
		private readonly mayGoOn: () => boolean,
	) {
		this.nowMinute = minuteOf(rules.now);
	}

	/** Where it stopped; undefined: everything due was read. */
	async run(resume: Resume | null): Promise<Resume | undefined> {
		const listed = await this.list();
		if (listed === undefined) return this.stopAt('', '', '');
		for (const place of this.inTurn([...listed.places.values()], resume)) {
			const memory = (this.known.places[place.id] ??= newPlace());
			const goesOn = resume?.place === place.id ? resume : undefined;
			if (!goesOn && !this.isDue(place, memory)) continue;
			const stopped = await this.read(place, memory, goesOn);
			if (stopped) return stopped;
		}
		await this.settle(listed);
		return undefined;
	}

	private async list(): Promise<Listed | undefined> {
		const since = new Date(Date.parse(this.rules.now) - this.rules.watchDays * DAY_MS).toISOString();
		const places = new Map<string, Place>();
		const present = new Set<string>();
		let from: string | undefined;
		for (let page = 0; page < MAX_PAGES; page += 1) {
			if (!this.mayGoOn()) return undefined;
			const listing = await this.source.list(since, from);
			for (const place of listing.places) places.set(place.id, place);
			for (const sighting of listing.sightings) {
				present.add(sighting.externalId);
				note(this.known.listed, sighting, this.context);
			}
			from = listing.next;
			if (from === undefined) return { places, present, since };
		}
		throw new DeskError('COLLECT_ENDLESS', `«${this.source.label}»: список не кончается.`, 'Сообщите ИТ-специалисту: сеть отдаёт одни и те же страницы.');
	}

	/** What left the listing, asked after once all that is due was read. */
	private async settle(listed: Listed): Promise<void> {
		const { listed: memory } = this.known;
		if (this.source.lookup && this.nowMinute - memory.readAt < this.rules.recheckMinutes) return;
		const isListed = (id: string): boolean => listed.places.has(id) || listed.present.has(id);
		const finished = await settleUnlisted({ source: this.source, known: this.known, isListed, oldest: minuteOf(listed.since), now: this.nowMinute, mayGoOn: this.mayGoOn }, this.context);
		if (finished) memory.readAt = this.nowMinute;
	}

	/** What was interrupted, then what changed, newest first, then what was not read whole for longest. */
	private inTurn(places: readonly Place[], resume: Resume | null): Place[] {
		const rank = (place: Place): number => (place.id === resume?.place ? 0 : this.hasNews(place, this.known.places[place.id]) ? 1 : 2);
		const readAt = (place: Place): number => this.known.places[place.id]?.readAt ?? 0;
		return [...places].sort((a, b) => rank(a) - rank(b) || (rank(a) === 1 ? Date.parse(b.at) - Date.parse(a.at) : readAt(a) - readAt(b)));
	}

	private hasNews(place: Place, memory: PlaceMemory | undefined): boolean {
		return place.mark === '' || memory?.mark !== place.mark;
	}

	private isDue(place: Place, memory: PlaceMemory): boolean {
		return this.hasNews(place, memory) || this.isWholeDue(memory);
	}

	private isWholeDue(memory: PlaceMemory): boolean {
		return this.nowMinute - memory.readAt >= this.rules.recheckMinutes;
	}

	private async read(place: Place, memory: PlaceMemory, goesOn: Resume | undefined): Promise<Resume | undefined> {
		const present = new Set<string>();
		const enough = this.isWholeDue(memory) || goesOn ? Infinity : newOnes(place, memory);
		const mark = goesOn?.mark ?? place.mark;
		let found = 0;
		let from = goesOn?.next === '' ? undefined : goesOn?.next;
		const whole = from === undefined;
		for (let page = 0; page < MAX_PAGES; page += 1) {
			if (!this.mayGoOn()) return this.stopAt(place.id, mark, from ?? '');
			const answer = await this.source.read(place, from);
			if (answer.closed) {
				Object.assign(memory, { mark, readAt: this.nowMinute });
				return undefined;
			}
			for (const sighting of answer.sightings) {
				present.add(sighting.externalId);
				if (note(memory, sighting, this.context)) found += 1;
			}
			from = answer.next;
			if (from === undefined || found >= enough) break;
		}
		if (from === undefined) {
			if (whole) noteAbsent(memory, present, this.context);
			memory.readAt = this.nowMinute;
		}
		memory.mark = mark;
		return undefined;
	}

	private stopAt(place: string, mark: string, next: string): Resume {
		return { source: this.source.name, place, mark, next };
	}
}

/** How many new ones the counts promise; not known or fewer than before: read to the end. */
function newOnes(place: Place, memory: PlaceMemory): number {
	if (!place.markIsCount || memory.mark === '') return Infinity;
	const more = Number(place.mark) - Number(memory.mark);
	return more > 0 ? more : Infinity;
}
