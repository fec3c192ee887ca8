/** How well a competence fits a message: what is more specific counts more, and a topic at a place more than either. */
const WEIGHT = { topic: 8, group: 4, place: 2, everything: 1 } as const;

type Row = Readonly<Record<string, unknown>>;

/** What a competence is compared with. */
export interface Subject {
	readonly topicGroup: string;
	readonly topic: string;
	readonly places: readonly string[];
}

/** One spelling: letter case, ё, quotes, the taxonomy's ★ and «ул.» do not matter. */
const plain = (text: unknown): string =>
	String(text ?? '')
		.toLowerCase()
		.replace(/ё/gu, 'е')
		.replace(/[★«»"“”]/gu, '')
		.replace(/(^|\s)(ул|улица|с|село|пгт|поселок|п)\.?\s+/gu, ' ')
		.replace(/\s+/gu, ' ')
		.trim();

/** What the message is about and where. A street counts with and without its house. */
export function subjectOf(record: Row): Subject {
	const street = plain(record.street);
	return {
		topicGroup: plain(record.topicGroup),
		topic: plain(record.topic),
		places: [plain(record.location), street, street.replace(/[,\s]+(?:д\.?\s*)?\d+\S*$/u, '')].filter((place) => place !== ''),
	};
}

/** A competence ready to be compared: its parts, all of which have to fit. */
export type Competence = readonly string[];

/** «ЖКХ + Лесная» is one competence of two parts. */
export const readCompetence = (written: string): Competence => written.split('+').map(plain).filter((part) => part !== '');

/** Weight of one part of a competence; 0 when it does not fit. */
function weightOf(part: string, subject: Subject): number {
	if (part === '*') return WEIGHT.everything;
	if (part === subject.topic) return WEIGHT.topic;
	if (part === subject.topicGroup) return WEIGHT.group;
	return subject.places.includes(part) ? WEIGHT.place : 0;
}

/**
 * The best fit of an official's competences to a message; 0: not competent.
 * «ЖКХ + Лесная» fits only where both fit, and then more than either.
 *
 * @example fitOf(['*', 'Дороги'].map(readCompetence), subjectOf({ topicGroup: 'Дороги' })) // 4
 */
export function fitOf(competences: readonly Competence[], subject: Subject): number {
	const fits = competences.map((competence) => {
		const weights = competence.map((part) => weightOf(part, subject));
		return weights.includes(0) ? 0 : weights.reduce((sum, weight) => sum + weight, 0);
	});
	return Math.max(0, ...fits);
}
