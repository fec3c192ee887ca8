import { weightyWords } from './model/evidence';
import { vectorOf } from './model/lastVector';
import type { TriageModel } from './model/load';
import { askNearest, shareOf } from './model/memory';
import type { Prepared } from './text/prepare';

/** Name of the head of the topic model that tells what must not wait. */
export const ALARM_HEAD = 'alarm';

/** What the head tells: a threat of the author's, a danger to people now, a matter of high or of low importance. */
export const ALARMS = ['threat', 'danger', 'high', 'low'] as const;
export type Alarm = (typeof ALARMS)[number];

/**
 * Scores from which an opinion counts; about +1 is «surely», −1 «surely not». Chosen on messages of other authors than
 * those learnt from, see data/triage/README.md: a threat or a danger that is missed costs more than a look of the curator.
 */
const THREAT_FROM = { faint: -0.4, plain: 0.2 };
const DANGER_FROM = { faint: -0.1, plain: 0.25 };
const HIGH_FROM = 0.3;
const LOW_FROM = 0.1;
/** What the share of the nearest remembered texts adds to a score. */
const NEAREST_SHARE = 0.8;

/** How plainly something is seen: plain calls the curator at once, faint makes him look. */
export type Sight = 'no' | 'faint' | 'plain';

/** Opinion of the trained model on what must not wait. */
export interface AlarmOpinion {
	readonly threat: Sight;
	readonly danger: Sight;
	readonly importance: 'high' | 'low' | '';
	/** Up to five words that spoke for it, as the resident wrote them. */
	readonly wordsFor: (alarm: Alarm) => readonly string[];
}

export const NO_ALARM: AlarmOpinion = { threat: 'no', danger: 'no', importance: '', wordsFor: () => [] };

const sightOf = (score: number, from: { readonly faint: number; readonly plain: number }): Sight => (score >= from.plain ? 'plain' : score >= from.faint ? 'faint' : 'no');

/**
 * What a text is about, as far as it must not wait: seen by a machine that has learnt how threats and dangers are
 * told of. It stands beside the lexicons: these know words for certain, it knows turns nobody listed.
 */
export function alarmOf(text: Prepared, model: TriageModel): AlarmOpinion {
	const { vocabulary, heads, memory } = model.topic;
	const head = heads[ALARM_HEAD];
	if (head === undefined || text.tokens.length === 0) return NO_ALARM;
	const vector = vectorOf(text, vocabulary);
	if (vector.indices.length === 0) return NO_ALARM;
	const scores = head.score(vector);
	const said = askNearest(memory, vector, ALARM_HEAD, scores.length);
	const scoreOf = (alarm: Alarm): number => {
		const label = head.labels.indexOf(alarm);
		return label < 0 ? -Infinity : scores[label]! + NEAREST_SHARE * shareOf(said, label);
	};
	const [high, low] = [scoreOf('high'), scoreOf('low')];
	return {
		threat: sightOf(scoreOf('threat'), THREAT_FROM),
		danger: sightOf(scoreOf('danger'), DANGER_FROM),
		importance: high >= HIGH_FROM && high >= low ? 'high' : low >= LOW_FROM && low > high ? 'low' : '',
		wordsFor: (alarm) => weightyWords(text, vector, head.contrast(vector, head.labels.indexOf(alarm), -1)),
	};
}
