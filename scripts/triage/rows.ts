import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeskError } from '../../core/errors';
import { MODEL_FOLDER } from '../../core/triage/model/load';
import { LABEL_GAP } from '../../core/triage/topic';
import type { Row } from './tsv';
import { readTsv } from './tsv';

/** A text with what is known about its topic. */
export interface TopicRow {
	readonly text: string;
	readonly group: string;
	/** Topic of the taxonomy within the group; empty: unknown. */
	readonly topic: string;
	/** The label of the portal the row came from; empty: none. */
	readonly source: string;
	/** How much the row counts beside a resident's own message. */
	readonly weight: number;
}

/** A text of ours that teaches what must not wait. */
export interface AlarmRow {
	readonly text: string;
	/** A name of `ALARMS`, or `normal`. */
	readonly kind: string;
}

export interface AbuseRow {
	readonly text: string;
	readonly toxic: boolean;
	readonly weight: number;
}

/** Our phrases are made up: they fill gaps, real rows decide. */
const PHRASE_WEIGHT = 0.4;
const NEUTRAL_PHRASE_WEIGHT = 0.3;

/** Label of the topic head. A row whose topic nobody named still speaks for its group. */
export const topicLabel = ({ group, topic }: { group: string; topic: string }): string => group + LABEL_GAP + topic;

/** Group and topic of the taxonomy for each label of the portal. */
function sourceTopics(): { source: string; group: string; topic: string }[] {
	const lines = readFileSync(join(MODEL_FOLDER, 'source-topics.tsv'), 'utf8').trim().split('\n').slice(1);
	return lines.map((line) => line.split('\t')).map(([source = '', group = '', topic = '']) => ({ source, group, topic }));
}

/** Label of the topic head for each label of the portal. */
export const sourceLabels = (): Map<string, string> => new Map(sourceTopics().map((row) => [row.source, topicLabel(row)]));

const required = (rows: readonly Row[], column: string): void => {
	if (rows.length > 0 && !(column in rows[0]!)) {
		throw new DeskError('TSV_COLUMN', `В файле нет столбца ${column}`, 'Нужны столбцы group и text (можно topic или source_topic) либо toxic и text.');
	}
};

export function topicRows(rows: readonly Row[]): TopicRow[] {
	required(rows, 'group');
	const topics = new Map(sourceTopics().map(({ source, topic }) => [source, topic]));
	return rows
		.filter((row) => row.text !== '' && row.group !== '')
		.map((row) => {
			const source = row.source_topic ?? '';
			return { text: row.text!, group: row.group!, topic: row.topic ?? topics.get(source) ?? '', source, weight: 1 };
		});
}

export function abuseRows(rows: readonly Row[]): AbuseRow[] {
	required(rows, 'toxic');
	return rows.map((row) => ({ text: row.text!, toxic: row.toxic === '1', weight: 1 }));
}

const phrases = (): Row[] => readTsv(join(MODEL_FOLDER, 'phrases.tsv'));

/**
 * Our own phrases for every topic of the taxonomy. One without a label of the portal takes the commonest label
 * among the real rows of its topic, so that the finer topics learn from it too.
 */
export function phraseRows(real: readonly TopicRow[] = []): TopicRow[] {
	const counts = new Map<string, Map<string, number>>();
	for (const { group, topic, source } of real) {
		const key = `${group}\t${topic}`;
		const byLabel = counts.get(key) ?? new Map<string, number>();
		byLabel.set(source, (byLabel.get(source) ?? 0) + 1);
		counts.set(key, byLabel);
	}
	const commonest = (key: string): string => [...(counts.get(key) ?? [])].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
	return phrases().map((row) => {
		const source = row.source_topic || commonest(`${row.group}\t${row.topic}`);
		return { text: row.text!, group: row.group!, topic: row.topic!, source, weight: PHRASE_WEIGHT };
	});
}

/** Our own messages of threats, dangers and their look-alikes. */
export const alarmRows = (): AlarmRow[] => readTsv(join(MODEL_FOLDER, 'alarms.tsv')).map((row) => ({ text: row.text!, kind: row.kind! }));

/** The same phrases as examples of grievance that is no abuse. */
export const neutralRows = (): AbuseRow[] => phrases().map((row) => ({ text: row.text!, toxic: false, weight: NEUTRAL_PHRASE_WEIGHT }));
