import type { TrainedModel } from './model/file';
import type { SparseVector } from './model/vocabulary';
import { prepare } from './text/prepare';

/** Names of the two heads every topic model has; `source` is a third, for measuring only. */
export const GROUP_HEAD = 'group';
export const TOPIC_HEAD = 'topic';
export const SOURCE_HEAD = 'source';

/** Between group and topic in a label of the topic head; no name contains it. */
export const LABEL_GAP = ' › ';

/** A new group is the renamed old one when at least this share of its topics are the old one's. */
const RENAMED_SHARE = 0.5;

/** Score of a group known by its name alone: sure «no» without a common word, rising with the likeness. */
const NAME_FLOOR = -1;
const NAME_GAIN = 7;

/** What of a model the scope is laid over; of training's unfinished models too. */
export interface ScopedModel {
	readonly topic: Pick<TrainedModel, 'vocabulary' | 'heads'>;
}

interface NamedTopic {
	/** Label of the topic head, or -1 for a topic the model was never taught. */
	readonly label: number;
	readonly topic: string;
	/** Name as a vector, for topics without a label. */
	readonly name: NameVector | undefined;
}

export interface ScopedGroup {
	/** Label of the group head, or -1 for a group the model was never taught. */
	readonly label: number;
	readonly group: string;
	readonly topics: readonly NamedTopic[];
	/** Labels of the topic head that speak for the group: of its topics, and of the old ones nobody lists. */
	readonly fine: readonly number[];
	/** Names of group and topics as a vector, for groups without a label. */
	readonly names: NameVector | undefined;
}

/** The groups and topics an administration works with, laid over what the model knows. */
export interface TopicScope {
	readonly groups: readonly ScopedGroup[];
}

function vectorOf(text: string, model: ScopedModel): NameVector {
	const vector = model.topic.vocabulary.vectorise(prepare(text));
	return { weights: new Map([...vector.indices].map((row, i) => [row, vector.values[i]!])), length: lengthOf(vector) };
}

/** Labels of the topic head by group. */
function taughtTopics(model: ScopedModel): Map<string, Map<string, number>> {
	const table = new Map<string, Map<string, number>>();
	model.topic.heads[TOPIC_HEAD]!.labels.forEach((name, label) => {
		const [group = '', topic = ''] = name.split(LABEL_GAP);
		const topics = table.get(group) ?? new Map<string, number>();
		table.set(group, topics.set(topic, label));
	});
	return table;
}

/** The taught group that goes by another name now: most of its topics are the same. */
function renamed(topics: readonly string[], free: ReadonlyMap<string, ReadonlyMap<string, number>>): string | undefined {
	for (const [group, taught] of free) {
		const same = topics.filter((topic) => taught.has(topic)).length;
		if (same > 0 && same >= RENAMED_SHARE * topics.length) return group;
	}
	return undefined;
}

/** Topics by name that the taxonomy lists under another group than the one they were taught in. */
function movedTopics(wanted: Readonly<Record<string, readonly string[]>>, taught: ReadonlyMap<string, ReadonlyMap<string, number>>): Map<string, number> {
	const listed = new Set(Object.values(wanted).flat());
	const moved = new Map<string, number>();
	for (const [group, topics] of taught) {
		for (const [topic, label] of topics) {
			if (topic !== '' && listed.has(topic) && !(wanted[group]?.includes(topic) ?? false)) moved.set(topic, label);
		}
	}
	return moved;
}

/**
 * Lays an administration's own taxonomy over the model: dropped groups are never named, renamed ones (same topics,
 * other name) and topics moved to another group keep what was learnt, added ones are found by the words of their
 * names until they are trained. Made once, used for many messages.
 *
 * @param taxonomy group → topics; absent: everything the model was taught
 */
export function topicScope(model: ScopedModel, taxonomy?: Readonly<Record<string, readonly string[]>>): TopicScope {
	const taught = taughtTopics(model);
	const labels = model.topic.heads[GROUP_HEAD]!.labels;
	const wanted = taxonomy ?? Object.fromEntries(labels.map((group) => [group, [...(taught.get(group)?.keys() ?? [])]]));
	const free = new Map([...taught].filter(([group]) => !(group in wanted)));
	const moved = movedTopics(wanted, taught);
	const groups = Object.entries(wanted).map(([group, names]): ScopedGroup => {
		const source = labels.includes(group) ? group : renamed(names, free);
		const known = source === undefined ? undefined : taught.get(source);
		const topics = names.map((topic): NamedTopic => {
			const label = known?.get(topic) ?? moved.get(topic) ?? -1;
			return { label, topic, name: label < 0 ? vectorOf(topic, model) : undefined };
		});
		const unlisted = [...(known ?? [])].filter(([topic]) => !moved.has(topic)).map(([, label]) => label);
		const fine = [...new Set([...unlisted, ...topics.map(({ label }) => label).filter((label) => label >= 0)])];
		const label = source === undefined ? -1 : labels.indexOf(source);
		return { label, group, topics, fine, names: label < 0 && fine.length === 0 ? vectorOf([group, ...names].join('. '), model) : undefined };
	});
	return { groups };
}

/** A name as words and their weights; made once, compared with many texts. */
export interface NameVector {
	readonly weights: ReadonlyMap<number, number>;
	readonly length: number;
}

const lengthOf = ({ values }: SparseVector): number => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));

/** Likeness of a text to a name, as a score beside those of the heads. */
export function nameScore(text: SparseVector, name: NameVector): number {
	let dot = 0;
	for (let i = 0; i < text.indices.length; i++) dot += text.values[i]! * (name.weights.get(text.indices[i]!) ?? 0);
	const lengths = lengthOf(text) * name.length;
	return NAME_FLOOR + (lengths === 0 ? 0 : (NAME_GAIN * dot) / lengths);
}
