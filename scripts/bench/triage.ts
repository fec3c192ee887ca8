import { performance } from 'node:perf_hooks';
import { MODEL_FOLDER, readTriageModel } from '../../core/triage/model/load';
import { prepare } from '../../core/triage/text/prepare';
import { classifyTopic } from '../../core/triage/topic';
import { toxicity } from '../../core/triage/toxicity';
import { callTimes } from '../triage/clock';
import { phraseRows } from '../triage/rows';
import type { BenchSection } from './section';

const LIMIT_MICROS = 300;
const LIMIT_HOSTILE_MS = 50;

/** Texts meant to make a program choke: 60,000 characters each. */
const HOSTILE: Readonly<Record<string, string>> = {
	'60 000 букв «а»': 'а'.repeat(60_000),
	'60 000 знаков нулевой ширины': '\u200b'.repeat(60_000),
	'вложенная разметка VK': '[id1|'.repeat(12_000),
	'вложенные теги HTML': '<b'.repeat(30_000),
	'60 000 амперсандов': '&'.repeat(60_000),
	'буквы через пробел': 'а '.repeat(30_000),
	'разные слова без конца': Array.from({ length: 15_000 }, (_, i) => `я${i.toString(36)}`).join(' '),
};

/** Messages as long as residents write: from three words to a page, put together of our own phrases. */
function messages(): string[] {
	const phrases = phraseRows().map((row) => row.text);
	return phrases.map((_, i) => Array.from({ length: 1 + (i % 8) }, (_unused, k) => phrases[(i * 7 + k * 13) % phrases.length]).join('. '));
}

const at = (times: readonly number[], share: number): number => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))]!);

/** Time, memory and size of the trained half of triage: preparation, topic with evidence, abuse. */
export function benchTriage(): BenchSection {
	const memoryBefore = process.memoryUsage();
	const start = performance.now();
	const model = readTriageModel(MODEL_FOLDER);
	const loadMs = Math.round(performance.now() - start);
	const memoryAfter = process.memoryUsage();
	const used = ({ heapUsed, arrayBuffers }: NodeJS.MemoryUsage): number => heapUsed + arrayBuffers;
	const judge = (text: string): unknown => {
		const prepared = prepare(text);
		return [classifyTopic(prepared, model), toxicity(prepared, model)];
	};
	const texts = messages();
	const times = callTimes(texts, judge);
	const hostile = Object.entries(HOSTILE).map(([name, text]) => {
		const began = performance.now();
		prepare(text);
		const prepareMs = performance.now() - began;
		judge(text);
		return { name, prepareMs: Math.round(prepareMs * 10) / 10, judgeMs: Math.round((performance.now() - began) * 10) / 10 };
	});
	const json = {
		messages: texts.length,
		meanWords: Math.round(texts.reduce((sum, text) => sum + text.split(' ').length, 0) / texts.length),
		medianMicros: at(times, 0.5),
		p99Micros: at(times, 0.99),
		loadMs,
		modelBytes: model.bytes,
		memoryBytes: used(memoryAfter) - used(memoryBefore),
		hostile,
		withinLimits: at(times, 0.5) <= LIMIT_MICROS && hostile.every(({ prepareMs }) => prepareMs < LIMIT_HOSTILE_MS),
	};
	const markdown = [
		`${json.messages} сообщений, в среднем ${json.meanWords} слов; подготовка текста, тема с основаниями и оскорбления вместе.`,
		'',
		'| показатель | значение | предел |',
		'|---|---|---|',
		`| медиана, мкс | ${json.medianMicros} | ${LIMIT_MICROS} |`,
		`| 99-й процентиль, мкс | ${json.p99Micros} | – |`,
		`| загрузка моделей, мс | ${json.loadMs} | – |`,
		`| модели на диске, МБ | ${(json.modelBytes / 1e6).toFixed(2)} | – |`,
		`| модели в памяти, МБ | ${(json.memoryBytes / 1e6).toFixed(1)} | – |`,
		...hostile.map(({ name, prepareMs, judgeMs }) => `| ${name}: подготовка / весь разбор, мс | ${prepareMs} / ${judgeMs} | ${LIMIT_HOSTILE_MS} |`),
	].join('\n');
	return { title: 'Разбор сообщений: модели', markdown, json };
}
