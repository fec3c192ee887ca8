import finer from '../../data/lexicon/finer.json';
import { finerLexicon } from './lexicon/own';
import { scan } from './lexicon/scan';
import { remembered } from './text/memo';
import type { Prepared } from './text/prepare';

interface Finer {
	readonly say: string;
	readonly insteadOf: readonly string[];
}

const TOPICS: Readonly<Record<string, Finer>> = finer.topics;

/** Topics that may give way to a finer one: for all others the text is not read again. */
const COARSE = new Set(Object.values(TOPICS).flatMap(({ insteadOf }) => insteadOf));

/** Words from the start within which a message says what it is about; further on, long ones tell of everything. */
const REACH = 40;

/** What a message names at its beginning, in its order. Asked for the verdict and for each alternative. */
const namedTopics = remembered((text: Prepared): readonly Finer[] => scan(text, finerLexicon()).flatMap(({ data, at }) => (at[0]! < REACH ? [TOPICS[data]!] : [])));

/**
 * The topic that the words of a message name, where the model says its bigger neighbour. The rows of training tell
 * fewer topics apart than the taxonomy: of water they know «нет воды» alone, and a resident without hot water must
 * not read of the cold.
 *
 * @param topic what the model says
 * @param listed whether the administration's taxonomy has a topic in this group
 * @returns the topic named first in the text, or `topic`
 * @example finerTopic(prepare('нет горячей воды'), 'Отсутствие холодной воды', () => true) // 'Отсутствие горячей воды'
 */
export function finerTopic(text: Prepared, topic: string, listed: (topic: string) => boolean): string {
	if (!COARSE.has(topic)) return topic;
	return namedTopics(text).find(({ say, insteadOf }) => insteadOf.includes(topic) && listed(say))?.say ?? topic;
}
