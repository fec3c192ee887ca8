import type { Prepared, Token } from '../text/prepare';
import { contextShows, isPerson, isSpot } from './context';
import type { Gazetteer, PlaceName, Spelling } from './gazetteer';
import { houseOf } from './house';

/** Where the text says it is. */
export interface PlaceVerdict {
	/** Settlement in the nominative; empty where none is named. */
	readonly settlement: string;
	/** «ул. Чубарова, 7» or the staff's own name of a place; empty where none is named. */
	readonly street: string;
	/** The words that name it, as written. */
	readonly evidence: readonly string[];
}

interface Mention {
	readonly place: PlaceName;
	readonly from: number;
	readonly to: number;
	readonly house: string;
}

const EVIDENCE_LIMIT = 4;
/** Shortest word for which a wrong letter is forgiven. */
const FUZZY_LENGTH = 6;

/** Whether two words differ by one letter put in, left out or changed; the first letters are equal. */
function oneOff(a: string, b: string): boolean {
	if (Math.abs(a.length - b.length) > 1) return false;
	let i = 0;
	while (i < a.length && i < b.length && a[i] === b[i]) i += 1;
	const [longer, shorter] = a.length >= b.length ? [a, b] : [b, a];
	return longer.slice(i + 1) === (a.length === b.length ? shorter.slice(i + 1) : shorter.slice(i));
}

function spellingAt(tokens: readonly Token[], at: number, gazetteer: Gazetteer): Spelling[] {
	const token = tokens[at]!;
	const exact = (gazetteer.byStem.get(token.stem) ?? []).filter((spelling) => spelling.stems.every((stem, i) => tokens[at + i]?.stem === stem));
	if (exact.length > 0 || token.norm.length < FUZZY_LENGTH) return exact;
	return (gazetteer.fuzzy.get(token.norm[0]!) ?? []).filter((spelling) => oneOff(spelling.stems[0]!, token.stem));
}

function mentions(prepared: Prepared, gazetteer: Gazetteer): Mention[] {
	const { tokens, clean } = prepared;
	const found: Mention[] = [];
	for (let i = 0; i < tokens.length; i += 1) {
		for (const { place, stems } of spellingAt(tokens, i, gazetteer)) {
			const to = i + stems.length - 1;
			const house = place.kind === 'street' ? houseOf(tokens, clean, i, to) : '';
			if (place.context && !contextShows(prepared, place, i, to, house)) continue;
			if (place.kind === 'street' && !place.context && isPerson(prepared, i, to)) continue;
			found.push({ place, from: i, to, house });
			i = to;
			break;
		}
	}
	return found;
}

/** A street that is in no table but is called one: «ул. Мира, 5». */
function namedStreet(prepared: Prepared): { readonly street: string; readonly words: string } | undefined {
	const { tokens, clean } = prepared;
	for (let i = 0; i + 1 < tokens.length; i += 1) {
		const word = tokens[i]!.norm;
		const short = word === 'ул';
		if (!short && !/^улиц[аеуы]$/u.test(word)) continue;
		const name = tokens[i + 1]!;
		if (!/^[а-яa-z-]{3,}$/u.test(name.norm) || /[,!?\n]/u.test(clean.slice(tokens[i]!.end, name.start))) continue;
		const house = houseOf(tokens, clean, i + 1, i + 1);
		const capital = name.raw[0] !== name.raw[0]!.toLowerCase() && name.raw[1] === name.raw[1]?.toLowerCase();
		if (!short && !capital && house === '') continue;
		const title = name.norm[0]!.toUpperCase() + name.raw.slice(1).toLowerCase();
		return { street: `ул. ${title}${house === '' ? '' : `, ${house}`}`, words: clean.slice(tokens[i]!.start, name.end) };
	}
	return undefined;
}

const written = ({ place, house }: Mention): string => `${place.type === '' ? '' : `${place.type} `}${place.name}${house === '' ? '' : `, ${house}`}`;

/**
 * Settlement, street and house of a text, in any case form and abbreviation. A street decides the settlement;
 * of several settlements the one where something happens wins over the ends of a way.
 *
 * @example judgePlace(prepare('на чубарова 7 во дворе яма'), gazetteer).street // 'ул. Чубарова, 7'
 */
export function judgePlace(prepared: Prepared, gazetteer: Gazetteer): PlaceVerdict {
	const all = mentions(prepared, gazetteer);
	const settlements = all.filter(({ place }) => place.kind === 'settlement');
	const spots = all.filter(({ place }) => place.kind !== 'settlement');
	const spot = spots.find(({ house }) => house !== '') ?? spots[0];
	const said = settlements.find(({ from }) => isSpot(prepared, from)) ?? settlements[0];
	const other = spot ? undefined : namedStreet(prepared);
	const evidence = [said, spot].flatMap((one) => (one ? [prepared.clean.slice(prepared.tokens[one.from]!.start, prepared.tokens[one.to]!.end)] : []));
	return {
		settlement: spot && spot.place.settlement !== '' ? spot.place.settlement : (said?.place.name ?? ''),
		street: spot ? written(spot) : (other?.street ?? ''),
		evidence: [...evidence, ...(other ? [other.words] : [])].slice(0, EVIDENCE_LIMIT),
	};
}
