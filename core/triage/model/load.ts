import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeskError } from '../../errors';
import { unpackModel, type TrainedModel } from './file';
import { Notions } from './notions';

/** Where the package keeps its weights; the same place from the sources and from dist. */
export const MODEL_FOLDER = join(__dirname, '..', '..', '..', 'data', 'triage');
export const TOPIC_FILE = 'topic.model';
export const TOXICITY_FILE = 'toxicity.model';
export const NOTIONS_FILE = 'concepts.txt';

/** Both trained models. */
export interface TriageModel {
	readonly topic: TrainedModel;
	readonly toxicity: TrainedModel;
	/** Changes whenever any weight does; goes into the record's `triageVersion`. */
	readonly version: string;
	/** Size of the weights on disk. */
	readonly bytes: number;
}

function read(folder: string, name: string): Buffer {
	try {
		return readFileSync(join(folder, name));
	} catch {
		throw new DeskError('MODEL_MISSING', `Нет файла обученной модели «${name}»`, 'Переустановите пакет: файл лежит в нём в папке data/triage.');
	}
}

export const readNotions = (folder: string = MODEL_FOLDER): Notions => new Notions(read(folder, NOTIONS_FILE).toString('utf8'));

/** @throws DeskError MODEL_MISSING, MODEL_DAMAGED */
export function readTriageModel(folder: string): TriageModel {
	const [topic, toxicity] = [read(folder, TOPIC_FILE), read(folder, TOXICITY_FILE)];
	const notions = readNotions(folder);
	const model = { topic: unpackModel(topic, notions), toxicity: unpackModel(toxicity, notions) };
	return { ...model, version: `${model.topic.version}-${model.toxicity.version}`, bytes: topic.length + toxicity.length };
}

let loaded: TriageModel | undefined;

/** The models that come with the package; read once a process, on first use. */
export function loadTriageModel(): TriageModel {
	loaded ??= readTriageModel(MODEL_FOLDER);
	return loaded;
}
