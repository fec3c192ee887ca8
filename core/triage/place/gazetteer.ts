import { DeskError } from '../../errors';
import data from '../../../data/gazetteer/tigilsky.json';
import { partsOf } from '../../text/parts';
import { prepare } from '../text/prepare';

/** A name of the gazetteer or of the staff's own table. */
export interface PlaceName {
	readonly name: string;
	readonly kind: 'settlement' | 'street' | 'place';
	/** Settlement a street or place lies in; empty where not known. */
	readonly settlement: string;
	/** How it stands before a street's name: «ул.», «пер.». */
	readonly type: string;
	readonly aliases: readonly string[];
	/** The name is an ordinary word too: something beside it must show that a place is meant. */
	readonly context: boolean;
	/** Even «на …» is not enough: a street word, a house number or a capital letter is asked for. */
	readonly strict: boolean;
	/** One wrong letter is forgiven. */
	readonly fuzzy: boolean;
}

/** One spelling of a name, as stems of its words. */
export interface Spelling {
	readonly place: PlaceName;
	readonly stems: readonly string[];
	/** Folded words, for the fuzzy look-up. */
	readonly words: readonly string[];
}

export interface Gazetteer {
	/** By the first stem; longest spellings first. */
	readonly byStem: ReadonlyMap<string, readonly Spelling[]>;
	/** One-word spellings that forgive a letter, by their first letter. */
	readonly fuzzy: ReadonlyMap<string, readonly Spelling[]>;
}

const full = (kind: PlaceName['kind'], row: Partial<PlaceName> & { readonly name: string }): PlaceName => ({
	name: row.name,
	kind,
	settlement: row.settlement ?? '',
	type: row.type ?? (kind === 'street' ? 'ул.' : ''),
	aliases: row.aliases ?? [],
	context: row.context ?? false,
	strict: row.strict ?? false,
	fuzzy: row.fuzzy ?? false,
});

/** Names that come with the package: Палана and the Тигильский район. */
export const ownPlaces = (): PlaceName[] => [
	...data.settlements.map((row) => full('settlement', row)),
	...data.streets.map((row) => full('street', row)),
];

/** A row of the staff's table: name, kind, settlement, aliases divided by `;`, context. */
export type PlaceRow = Readonly<Record<string, unknown>>;

const KINDS = new Set(['settlement', 'street', 'place']);

/**
 * Reads one of the staff's own names.
 *
 * @throws DeskError PLACE_ROW when it has no name or an unknown kind
 */
export function readPlace(row: PlaceRow): PlaceName {
	const name = String(row.name ?? '').trim();
	const kind = String(row.kind ?? '').trim() || 'place';
	if (name === '' || !KINDS.has(kind)) {
		throw new DeskError('PLACE_ROW', `Местное название «${name}» записано неверно`, 'Нужны name и kind: settlement (населённый пункт), street (улица) или place (место).', { kind });
	}
	return full(kind as PlaceName['kind'], {
		name,
		settlement: String(row.settlement ?? '').trim(),
		...(row.type ? { type: String(row.type).trim() } : {}),
		aliases: partsOf(String(row.aliases ?? ''), /;/u),
		context: row.context === true || row.context === 'true',
	});
}

/**
 * Reads the staff's own names. A row without a name is passed over; one that cannot be read is passed over too and
 * told of in `problems`, for whoever fills the table: it must not hold up every message.
 */
export function readPlaces(rows: readonly PlaceRow[]): { readonly places: PlaceName[]; readonly problems: string[] } {
	const places: PlaceName[] = [];
	const problems: string[] = [];
	for (const row of rows) {
		if (String(row.name ?? '').trim() === '') continue;
		try {
			places.push(readPlace(row));
		} catch (error) {
			if (!(error instanceof DeskError)) throw error;
			problems.push(`${error.message}. ${error.hint}`);
		}
	}
	return { places, problems };
}

/** Makes a gazetteer; of two equal spellings the later place (the staff's) wins. */
export function compileGazetteer(places: readonly PlaceName[]): Gazetteer {
	const spellings = new Map<string, Spelling>();
	for (const place of places) {
		for (const text of [place.name, ...place.aliases]) {
			const { tokens } = prepare(text);
			if (tokens.length === 0) continue;
			const stems = tokens.map((token) => token.stem);
			spellings.set(`${place.kind} ${stems.join(' ')}`, { place, stems, words: tokens.map((token) => token.norm) });
		}
	}
	const byStem = new Map<string, Spelling[]>();
	const fuzzy = new Map<string, Spelling[]>();
	const put = (index: Map<string, Spelling[]>, key: string, spelling: Spelling): void => {
		index.set(key, [...(index.get(key) ?? []), spelling].sort((a, b) => b.stems.length - a.stems.length));
	};
	for (const spelling of spellings.values()) {
		put(byStem, spelling.stems[0]!, spelling);
		if (spelling.place.fuzzy && spelling.stems.length === 1) put(fuzzy, spelling.words[0]![0]!, spelling);
	}
	return { byStem, fuzzy };
}
