/**
 * `npm run eval:triage [-- FOLDER]` shows every figure asked of triage beside its bar: five folds over the rows of
 * FOLDER (kursk_train.tsv, vk_toxicity_train.tsv; ../shared/triage unless told), each judged by models that never saw
 * it, and our own messages judged by the weights of the package. Takes some minutes.
 *
 * `npm run eval:triage -- FILE.tsv` measures the committed weights on labelled rows, columns group,text (and
 * source_topic) or toxic,text; reads only this file, the weights and the notions.
 *
 * The last line is one JSON object. Exit code 1 when a threat was neither found nor sent to the curator.
 */
import { join } from 'node:path';
import { DeskError } from '../core/errors';
import { loadTriageModel, type TriageModel } from '../core/triage/model/load';
import { prepare } from '../core/triage/text/prepare';
import { classifyTopic } from '../core/triage/topic';
import { toxicity } from '../core/triage/toxicity';
import { microsPerMessage } from './triage/clock';
import { guesserOf } from './triage/guesses';
import { binaryFigures, topicFigures, type Guess } from './triage/measures';
import { ROOT } from './ground/paths';
import { mustShow } from './triage/mustShow';
import { readTsv, type Row } from './triage/tsv';

const round = (figures: object): Record<string, number> =>
	Object.fromEntries(Object.entries(figures as Record<string, number>).map(([name, value]) => [name, Math.round(value * 10_000) / 10_000]));

/** Groups as the node gives them: the verdict and its alternatives. */
function verdictGuess(model: TriageModel, text: string): Guess {
	const { group, confidence, alternatives } = classifyTopic(prepare(text), model);
	return { labels: [group, ...alternatives.map((other) => other.group)], confidence };
}

function evaluateTopics(rows: readonly Row[], model: TriageModel): void {
	const texts = rows.map((row) => row.text!);
	const guesses = texts.map((text) => verdictGuess(model, text));
	const guesser = guesserOf(model.topic);
	// Coverage ranks by confidence; rounding to three digits would tie the surest ones, so the raw share stands in.
	const ranked = guesses.map((guess, i) => ({ ...guess, confidence: guesser.group(prepare(texts[i]!)).confidence }));
	const group = topicFigures(rows.map((row) => row.group!), ranked);
	const sure = rows.map((_, i) => i).filter((i) => guesses[i]!.confidence >= 0.9);
	const right = sure.filter((i) => guesses[i]!.labels[0] === rows[i]!.group);
	const source =
		rows[0]!.source_topic === undefined || guesser.source === undefined
			? undefined
			: topicFigures(rows.map((row) => row.source_topic!), texts.map((text) => prepare(text)).map(guesser.source));
	const micros = microsPerMessage(texts, (text) => classifyTopic(prepare(text), model));
	console.log(`Сообщений: ${rows.length}`);
	console.log(`Группа: точность ${group.accuracy.toFixed(4)}, взвешенная F1 ${group.weightedF1.toFixed(4)}, макро F1 ${group.macroF1.toFixed(4)} (по группам, которые есть в файле; с названными по ошибке ${group.macroF1AllNamed.toFixed(4)}), верная среди трёх ${group.top3.toFixed(4)}`);
	console.log(`Без человека при точности 90 %: ${(group.coverage90 * 100).toFixed(1)} %, при 95 %: ${(group.coverage95 * 100).toFixed(1)} %`);
	console.log(`При уверенности от 0,9: ${sure.length} сообщений, верно ${right.length}`);
	if (source !== undefined) console.log(`Тема источника: точность ${source.accuracy.toFixed(4)}, взвешенная F1 ${source.weightedF1.toFixed(4)}, верная среди трёх ${source.top3.toFixed(4)}`);
	console.log(`${micros} мкс на сообщение, модели ${(model.bytes / 1e6).toFixed(2)} МБ`);
	console.log(
		JSON.stringify({
			...round(group),
			...(source === undefined ? {} : { sourceAccuracy: round(source).accuracy, sourceWeightedF1: round(source).weightedF1, sourceTop3: round(source).top3 }),
			microsPerMessage: micros,
			modelBytes: model.bytes,
		}),
	);
}

function evaluateAbuse(rows: readonly Row[], model: TriageModel): void {
	const texts = rows.map((row) => row.text!);
	const scores = texts.map((text) => toxicity(prepare(text), model).probability);
	const figures = binaryFigures(rows.map((row) => row.toxic === '1'), scores, model.toxicity.threshold);
	const micros = microsPerMessage(texts, (text) => toxicity(prepare(text), model));
	console.log(`Сообщений: ${rows.length}, порог вероятности ${model.toxicity.threshold.toFixed(3)}`);
	console.log(`Оскорбления: точность ${figures.precision.toFixed(4)}, полнота ${figures.recall.toFixed(4)}, F1 ${figures.f1.toFixed(4)}, AUC ${figures.auc.toFixed(4)}`);
	console.log(`${micros} мкс на сообщение`);
	console.log(JSON.stringify({ ...round(figures), microsPerMessage: micros, modelBytes: model.bytes }));
}

function main(): void {
	const path = process.argv[2] ?? join(ROOT, '..', 'shared', 'triage');
	if (!path.endsWith('.tsv')) {
		const { markdown, json, threatsMissed } = mustShow(path, (line) => console.log(line));
		console.log(`${markdown}\n${JSON.stringify(json)}`);
		if (threatsMissed) process.exitCode = 1;
		return;
	}
	const rows = readTsv(path);
	if (rows.length === 0) throw new DeskError('NO_ROWS', 'В файле нет строк', 'Под строкой с именами столбцов должна быть хотя бы одна строка.');
	const model = loadTriageModel();
	if ('toxic' in rows[0]!) evaluateAbuse(rows, model);
	else if ('group' in rows[0]!) evaluateTopics(rows, model);
	else throw new DeskError('NO_LABEL', 'В файле нет столбца group или toxic', 'Нужны столбцы group и text либо toxic и text.');
}

try {
	main();
} catch (error) {
	if (!(error instanceof DeskError)) throw error;
	console.error(`${error.message}\n${error.hint}`);
	process.exitCode = 1;
}
