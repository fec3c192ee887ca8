import { performance } from 'node:perf_hooks';
import { MODEL_FOLDER, readTriageModel } from '../../core/triage/model/load';
import { RepeatIndex, type KnownCase } from '../../core/triage/repeat/index';
import { prepare } from '../../core/triage/text/prepare';
import { callTimes } from '../triage/clock';
import { FOUND_AT, newJudge } from '../triage/judge';
import { phraseRows } from '../triage/rows';

const REGISTER = 100_000;
const AT = FOUND_AT.getTime();
const MINUTE_MS = 60_000;

/** What triage costs: one message from raw text to the fields of the record, without the register unless told. */
export interface TriageCosts {
	readonly messages: number;
	readonly meanWords: number;
	readonly medianMicros: number;
	readonly p99Micros: number;
	readonly loadMs: number;
	readonly modelBytes: number;
	readonly memoryBytes: number;
	/** Milliseconds of each hostile text: made ready, and judged from beginning to end. */
	readonly hostile: readonly { readonly name: string; readonly prepareMs: number; readonly judgeMs: number }[];
	/** Milliseconds: laying out a register of 100,000 cases, the first message of each topic group, the later ones. */
	readonly repeats: { readonly buildMs: number; readonly firstMs: number; readonly medianMs: number; readonly p99Ms: number };
}

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

/** A register of our own phrases in twos, an answered case every five minutes. */
function register(): KnownCase[] {
	const phrases = phraseRows();
	return Array.from({ length: REGISTER }, (_, i) => {
		const { group, topic, text } = phrases[i % phrases.length]!;
		const more = phrases[(i * 31 + 7) % phrases.length]!.text;
		return { id: i + 1, messageKey: `vk:${i}`, network: 'vk', authorId: String(i % 30_000), text: `${text}. ${more} ${i % 977}`, topicGroup: group, topic, location: 'Палана', street: i % 3 === 0 ? `ул. Чубарова, ${i % 40}` : '', detectedAt: new Date(AT - (REGISTER - i) * 5 * MINUTE_MS), status: 'answered' };
	});
}

function repeatCosts(): TriageCosts['repeats'] {
	const cases = register();
	const began = performance.now();
	const index = new RepeatIndex(cases);
	const buildMs = Math.round(performance.now() - began);
	const met = new Set<string>();
	const first: number[] = [];
	const later: number[] = [];
	for (let i = 0; i < 1_000; i++) {
		const like = cases[REGISTER - 1 - i * 37]!;
		const message: KnownCase = { ...like, id: 0, messageKey: `new:${i}`, authorId: `new ${i}`, detectedAt: FOUND_AT };
		const start = performance.now();
		index.find(message);
		(met.has(like.topicGroup) ? later : first).push(performance.now() - start);
		met.add(like.topicGroup);
	}
	const rising = (times: number[]): number[] => times.sort((a, b) => a - b);
	const tenths = (ms: number): number => Math.round(ms * 10) / 10;
	return { buildMs, firstMs: tenths(rising(first)[first.length >> 1]!), medianMs: tenths(rising(later)[later.length >> 1]!), p99Ms: tenths(later[Math.floor(later.length * 0.99)]!) };
}

function triageCosts(): TriageCosts {
	const memoryBefore = process.memoryUsage();
	const start = performance.now();
	const model = readTriageModel(MODEL_FOLDER);
	const loadMs = Math.round(performance.now() - start);
	const memoryAfter = process.memoryUsage();
	const used = ({ heapUsed, arrayBuffers }: NodeJS.MemoryUsage): number => heapUsed + arrayBuffers;
	const judge = newJudge();
	const texts = messages();
	const times = callTimes(texts, judge);
	const hostile = Object.entries(HOSTILE).map(([name, text]) => {
		const timed = (work: () => unknown): number => {
			const began = performance.now();
			work();
			return Math.round((performance.now() - began) * 10) / 10;
		};
		return { name, prepareMs: timed(() => prepare(text)), judgeMs: timed(() => judge(text)) };
	});
	return {
		messages: texts.length,
		meanWords: Math.round(texts.reduce((sum, text) => sum + text.split(' ').length, 0) / texts.length),
		medianMicros: at(times, 0.5),
		p99Micros: at(times, 0.99),
		loadMs,
		modelBytes: model.bytes,
		memoryBytes: used(memoryAfter) - used(memoryBefore),
		hostile,
		repeats: repeatCosts(),
	};
}

process.stdout.write(JSON.stringify(triageCosts()));
