import { join } from 'node:path';
import { readNotions } from '../../core/triage/model/load';
import { crossValidateAbuse } from './abuseLesson';
import { judgeAll, measurePalana, palanaRows } from './palana';
import { abuseRows, alarmRows, neutralRows, phraseRows, topicRows } from './rows';
import { crossValidateTopics } from './topicLesson';
import { readTsv } from './tsv';

/** A figure with what was asked of it; `most` for a bar that must not be passed. */
interface Shown {
	readonly name: string;
	readonly value: number;
	readonly least?: number;
	readonly most?: number;
}

interface Verdict {
	readonly markdown: string;
	readonly json: Record<string, number>;
	readonly threatsMissed: boolean;
}

const kept = ({ value, least = -Infinity, most = Infinity }: Shown): boolean => value >= least && value <= most;

function lineOf(shown: Shown): string {
	const { name, value, least, most } = shown;
	const number = (figure: number): string => (Number.isInteger(figure) ? String(figure) : figure.toFixed(4));
	const bar = least !== undefined ? `≥ ${least}` : most !== undefined ? `≤ ${most}` : '–';
	const verdict = least === undefined && most === undefined ? '' : kept(shown) ? 'да' : 'нет';
	return `| ${name} | ${number(value)} | ${bar} | ${verdict} |`;
}

/** 1 and 2: topics, five folds with near-copies together; our own phrases teach and are never measured. */
function topics(folder: string, say: (line: string) => void): Shown[] {
	const rows = topicRows(readTsv(join(folder, 'kursk_train.tsv')));
	say(`Темы: ${rows.length} обращений, пять частей…`);
	const { group, source, rightAt90, shareAt90 } = crossValidateTopics(rows, { rows: phraseRows(rows), alarms: alarmRows(), comments: abuseRows(readTsv(join(folder, 'vk_toxicity_train.tsv'))), notions: readNotions() }, say);
	return [
		{ name: 'группа: взвешенная F1', value: group.weightedF1, least: 0.82 },
		{ name: 'группа: макро F1', value: group.macroF1, least: 0.68 },
		{ name: 'группа: верная среди трёх', value: group.top3, least: 0.965 },
		{ name: 'группа: доля без человека при точности 90 %', value: group.coverage90, least: 0.8 },
		{ name: 'группа: доля без человека при точности 95 %', value: group.coverage95, least: 0.5 },
		{ name: 'уверенность от 0,9: верно', value: rightAt90, least: 0.9 },
		{ name: 'уверенность от 0,9: таких сообщений', value: shareAt90 },
		{ name: 'тема источника: взвешенная F1', value: source?.weightedF1 ?? 0, least: 0.56 },
	];
}

/** 3: abuse, five folds; and the appeals, all legitimate, by the whole verdict. */
function abuse(folder: string, say: (line: string) => void): Shown[] {
	const rows = abuseRows(readTsv(join(folder, 'vk_toxicity_train.tsv')));
	say(`Оскорбления: ${rows.length} комментариев, пять частей…`);
	const { figures } = crossValidateAbuse(rows, neutralRows(), readNotions());
	const appeals = judgeAll(topicRows(readTsv(join(folder, 'kursk_train.tsv'))));
	return [
		{ name: 'оскорбления: F1', value: figures.f1, least: 0.62 },
		{ name: 'оскорбления: AUC', value: figures.auc },
		{ name: 'обращения, не обработанные по п. 15', value: appeals.filter(({ disposition }) => disposition === 'notProcessed').length / appeals.length, most: 0.005 },
	];
}

/** 4: our own messages, by the weights of the package. */
function palana(part: string): Shown[] {
	const rows = palanaRows(part);
	const { topic, place, importance, critical, dangersFoundOrSentToCurator, harmlessCalledCritical, clause15 } = measurePalana(rows, judgeAll(rows));
	const figure = (name: string, value: number, bar: Partial<Shown> = {}): Shown => ({ name: `${part}: ${name}`, value, ...bar });
	return [
		figure('сообщений', rows.length),
		figure('верная группа', topic.group),
		figure('верная группа среди трёх', topic.groupInFirstThree),
		figure('верная группа, редкие группы', topic.rareGroups),
		figure('место названо верно', place.named),
		figure('места нет, и оно не названо', place.silentWhereNoneIsNamed),
		figure('важность верна', importance.exact),
		figure('важное: F1', importance.highOrCritical.f1),
		figure('опасность: полнота', critical.recall),
		figure('опасность: точность', critical.precision),
		figure('опасность найдена или отдана куратору', dangersFoundOrSentToCurator),
		figure('безопасное названо опасностью', harmlessCalledCritical),
		figure('п. 15: точность', clause15.anyMark.precision),
		figure('п. 15: полнота', clause15.anyMark.recall),
		figure('угрозы найдены или отданы куратору', clause15.threatsFoundOrSentToCurator, { least: 1 }),
	];
}

/**
 * Every figure asked of triage, with its bar and whether it is kept. Rows of the training sets are judged by models
 * that never saw them.
 *
 * @param folder where kursk_train.tsv and vk_toxicity_train.tsv lie
 */
export function mustShow(folder: string, say: (line: string) => void): Verdict {
	const tune = palanaRows('tune').length;
	const own = tune + palanaRows('test').length;
	const shown: Shown[] = [
		...topics(folder, say),
		...abuse(folder, say),
		{ name: 'своих сообщений', value: own, least: 300 },
		{ name: 'из них для настройки', value: tune / own, most: 0.3333 },
		...palana('test'),
		...palana('unseen'),
	];
	return {
		markdown: ['| показатель | значение | предел | соблюдён |', '|---|---|---|---|', ...shown.map(lineOf)].join('\n'),
		json: Object.fromEntries(shown.map(({ name, value }) => [name, Math.round(value * 10_000) / 10_000])),
		threatsMissed: shown.some(({ name, value }) => name.includes('угрозы') && value < 1),
	};
}
