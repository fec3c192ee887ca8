import data from '../../data/triage/taxonomy.json';
import { DeskError } from '../errors';

/** Topic group → its topics, in the order of the taxonomy. */
export type Taxonomy = Record<string, string[]>;

const URGENT = '★';

const plain = (name: string): string => name.replace(URGENT, '').trim();

const notTaxonomy = (): DeskError =>
	new DeskError('TAXONOMY', 'Классификатор тем записан неверно', 'Нужен JSON вида {"Группа": ["Тема", "Тема"]}; пустая группа: {"Группа": []}.');

function parse(override: unknown): unknown {
	if (typeof override !== 'string') return override;
	try {
		return override.trim() === '' ? undefined : (JSON.parse(override) as unknown);
	} catch {
		throw notTaxonomy();
	}
}

/**
 * The taxonomy in force: 26 groups and 195 topics of «Инцидент Менеджмент», or the administration's own in their place.
 * The mark ★ of urgent topics is left out of the names.
 *
 * @param override JSON text or an object `{"Группа": ["Тема"]}`; empty: the standard one
 * @throws DeskError TAXONOMY when the override is no such object
 * @example Object.keys(taxonomyOf()).length // 26
 */
export function taxonomyOf(override?: unknown): Taxonomy {
	const own = parse(override) ?? undefined;
	if (own !== undefined && (typeof own !== 'object' || Array.isArray(own))) throw notTaxonomy();
	const source: Record<string, unknown> = own === undefined || Object.keys(own).length === 0 ? data.groups : (own as Record<string, unknown>);
	return Object.fromEntries(
		Object.entries(source).map(([group, topics]) => {
			if (!Array.isArray(topics) || topics.some((topic) => typeof topic !== 'string')) throw notTaxonomy();
			return [plain(group), (topics as string[]).map(plain)];
		}),
	);
}

/** Whether the standard taxonomy calls the topic urgent. */
export function isUrgentTopic(group: string, topic: string): boolean {
	const topics = (data.groups as Record<string, string[]>)[group] ?? [];
	return topics.some((name) => name.startsWith(URGENT) && plain(name) === topic);
}
