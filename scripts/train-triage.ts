/**
 * Trains the models of triage and switches over only when the new one is better on held-out rows.
 *
 *   npm run train:triage -- FILE.tsv [MORE.tsv …] [--force]
 *
 * The first file's columns decide what is trained: toxic,text → the model of abuse; group,source_topic,text → the
 * topic model from scratch (a second file toxic,text shows the alarms what rude talk without threat is like);
 * group,topic,text (the register's corrected cases) → the topic model that is there, corrected.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeskError } from '../core/errors';
import { packModel, unpackModel, versionOf, type TrainedModel } from '../core/triage/model/file';
import { MODEL_FOLDER, readNotions, TOPIC_FILE, TOXICITY_FILE } from '../core/triage/model/load';
import { correctTopics } from './triage/correction';
import { crossValidateAbuse, trainAbuse } from './triage/abuseLesson';
import type { UnversionedModel } from './triage/guesses';
import { abuseRows, alarmRows, neutralRows, phraseRows, topicRows } from './triage/rows';
import { crossValidateTopics, trainTopics } from './triage/topicLesson';
import { readTsv, type Row } from './triage/tsv';

const say = (line: string): void => console.log(line);
const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;

const figuresLine = (figures: object): string =>
	Object.entries(figures as Record<string, number>).map(([name, value]) => `${name} ${value.toFixed(4)}`).join(', ');

const existing = (name: string): TrainedModel | undefined => {
	const path = join(MODEL_FOLDER, name);
	if (!existsSync(path)) return undefined;
	try {
		return unpackModel(readFileSync(path), readNotions());
	} catch {
		say(`Прежний файл ${name} не читается: считаем, что модели не было.`);
		return undefined;
	}
};

/** Writes beside and renames, so that a stop half-way leaves the old model whole. */
function switchOver(name: string, model: UnversionedModel): void {
	const path = join(MODEL_FOLDER, name);
	const file = packModel(model);
	writeFileSync(`${path}.new`, file);
	renameSync(`${path}.new`, path);
	say(`Записано: data/triage/${name}, ${(file.length / 1e6).toFixed(2)} МБ, версия ${versionOf(file)}`);
}

/** Whether to switch over: nothing there before, better than before, or told to. */
function decide(before: number | undefined, after: number, force: boolean): boolean {
	if (before === undefined) return true;
	say(`До: ${before.toFixed(4)}, после: ${after.toFixed(4)} (F1 на отложенных строках)`);
	if (after > before) return true;
	say(force ? 'Не лучше прежней, но указано --force: переключаемся.' : 'Не лучше прежней: оставлена прежняя модель. Переключить всё равно: --force');
	return force;
}

const measured = (model: TrainedModel | undefined): number | undefined => {
	const value = (model?.notes.figures as { f1?: number } | undefined)?.f1;
	return typeof value === 'number' ? value : undefined;
};

const isAbuse = (file: readonly Row[]): boolean => file.length > 0 && 'toxic' in file[0]!;

function topicsFromScratch(paths: readonly string[], force: boolean): void {
	const notions = readNotions();
	const files = paths.map((path) => readTsv(path));
	const rows = topicRows(files.filter((file) => !isAbuse(file)).flat());
	const comments = abuseRows(files.filter(isAbuse).flat());
	const extra = phraseRows(rows);
	const alarms = alarmRows();
	if (comments.length === 0) say('Файла с комментариями (toxic, text) нет: угрозы и опасности учатся без них и путают с угрозой больше брани.');
	say(`Темы: ${rows.length} строк и ${extra.length} своих фраз, проверка на пяти частях (копии вместе)…`);
	const check = crossValidateTopics(rows, { rows: extra, alarms, comments, notions }, say);
	say(`Группа: ${figuresLine(check.group)}`);
	say(`Тема классификатора: ${figuresLine(check.topic)}`);
	if (check.source !== undefined) say(`Тема источника: ${figuresLine(check.source)}`);
	say(`При уверенности от 0,9: верно ${percent(check.rightAt90)}, таких сообщений ${percent(check.shareAt90)}`);
	if (!decide(measured(existing(TOPIC_FILE)), check.group.weightedF1, force)) return;
	const notes = { rows: rows.length, phrases: extra.length, alarms: alarms.length, comments: comments.length, figures: { f1: check.group.weightedF1, ...check.group } };
	switchOver(TOPIC_FILE, trainTopics({ rows: [...rows, ...extra], alarms, comments, notions }, check.calibration, notes));
}

function topicsCorrected(paths: readonly string[], force: boolean): void {
	const base = existing(TOPIC_FILE);
	if (base === undefined) throw new DeskError('MODEL_MISSING', 'Нет модели, которую можно дообучить', 'Сначала обучите её на файле с темами источника (столбцы group, source_topic, text).');
	const { model, before, after, phrasesBefore, phrasesAfter } = correctTopics(base, topicRows(paths.flatMap((path) => readTsv(path))), phraseRows(), readNotions());
	say(`На отложенных строках до:    ${figuresLine(before)}`);
	say(`На отложенных строках после: ${figuresLine(after)}`);
	say(`Свои фразы узнаны: до ${percent(phrasesBefore)}, после ${percent(phrasesAfter)}`);
	const forgot = phrasesAfter < phrasesBefore - 0.02;
	if (forgot) say('Новая модель забывает прежнее.');
	if (decide(before.weightedF1, forgot ? 0 : after.weightedF1, force)) switchOver(TOPIC_FILE, model);
}

function abuse(paths: readonly string[], force: boolean): void {
	const notions = readNotions();
	const rows = abuseRows(paths.flatMap((path) => readTsv(path)));
	const extra = neutralRows();
	say(`Оскорбления: ${rows.length} строк и ${extra.length} своих фраз без оскорблений, проверка на пяти частях…`);
	const { figures, calibration, threshold } = crossValidateAbuse(rows, extra, notions);
	say(`${figuresLine(figures)}; порог вероятности ${threshold.toFixed(3)}`);
	if (!decide(measured(existing(TOXICITY_FILE)), figures.f1, force)) return;
	switchOver(TOXICITY_FILE, trainAbuse([...rows, ...extra], notions, calibration, threshold, { rows: rows.length, figures }));
}

function main(): void {
	const paths = process.argv.slice(2).filter((word) => !word.startsWith('--'));
	const force = process.argv.includes('--force');
	if (paths.length === 0) throw new DeskError('NO_FILE', 'Не указан файл', 'npm run train:triage -- ФАЙЛ.tsv [--force]');
	const first = readTsv(paths[0]!);
	if (isAbuse(first)) abuse(paths, force);
	else if ('source_topic' in (first[0] ?? {})) topicsFromScratch(paths, force);
	else topicsCorrected(paths, force);
}

try {
	main();
} catch (error) {
	if (!(error instanceof DeskError)) throw error;
	console.error(`${error.message}\n${error.hint}`);
	process.exitCode = 1;
}
