import { runCompiled } from './compiled';
import type { BenchSection } from './section';
import type { TriageCosts } from './triageCosts';

const LIMIT_MICROS = 300;
const LIMIT_HOSTILE_MS = 50;
const LIMIT_REPEAT_MS = 20;

const withinLimits = ({ medianMicros, hostile, repeats }: TriageCosts): boolean =>
	medianMicros <= LIMIT_MICROS && hostile.every(({ judgeMs }) => judgeMs < LIMIT_HOSTILE_MS) && repeats.p99Ms < LIMIT_REPEAT_MS;

/** Time, memory and size of triage: one message from raw text to the fields of the record. */
export async function benchTriage(): Promise<BenchSection> {
	const costs = await runCompiled<TriageCosts>('scripts/bench/triageCosts');
	const markdown = [
		`${costs.messages} сообщений, в среднем ${costs.meanWords} слов; весь разбор одного сообщения от текста до полей дела, без сверки с реестром (она ниже).`,
		'',
		'| показатель | значение | предел |',
		'|---|---|---|',
		`| медиана, мкс | ${costs.medianMicros} | ${LIMIT_MICROS} |`,
		`| 99-й процентиль, мкс | ${costs.p99Micros} | – |`,
		`| загрузка моделей, мс | ${costs.loadMs} | – |`,
		`| модели на диске, МБ | ${(costs.modelBytes / 1e6).toFixed(2)} | – |`,
		`| модели в памяти, МБ | ${(costs.memoryBytes / 1e6).toFixed(1)} | – |`,
		...costs.hostile.map(({ name, prepareMs, judgeMs }) => `| ${name}: подготовка / весь разбор, мс | ${prepareMs} / ${judgeMs} | ${LIMIT_HOSTILE_MS} |`),
		`| повторы среди 100 000 дел, мс: медиана / 99-й процентиль | ${costs.repeats.medianMs} / ${costs.repeats.p99Ms} | ${LIMIT_REPEAT_MS} |`,
		`| то же, первое сообщение группы за запуск, мс | ${costs.repeats.firstMs} | – |`,
		`| раскладка 100 000 дел, раз за запуск, мс | ${costs.repeats.buildMs} | – |`,
	].join('\n');
	return { title: 'Разбор сообщений', markdown, json: { ...costs, withinLimits: withinLimits(costs) } };
}
