import { join } from 'node:path';

import type { TriageFields } from '../../core/triage/types';
import { newJudge } from './judge';
import { readTsv } from './tsv';

const FIXTURES = join(__dirname, '..', '..', 'test', 'fixtures');
/** Parts of our own messages and their files: for tuning, for testing, and never looked at while anything was mended. */
const OWN = ['palana-messages.tsv', 'palana-comments.tsv'];
const FILES: Readonly<Record<string, readonly string[]>> = { tune: OWN, test: OWN, unseen: ['palana-unseen.tsv'] };
export const PALANA_PARTS = Object.keys(FILES);
/** Groups without a training row, or with so few that the taxonomy's own words must carry them. */
const RARE = new Set(['Газ и топливо', 'Мобилизация', 'Спецпроекты', 'Государственная собственность', 'Роспотребнадзор', 'Погребение и похоронное дело', 'Экономика и бизнес']);

export interface PalanaRow {
	readonly part: string;
	readonly group: string;
	readonly location: string;
	readonly street: string;
	readonly importance: string;
	readonly mark: string;
	readonly text: string;
}

/** All rows of one of the files. */
export function readRows(file: string): PalanaRow[] {
	return readTsv(join(FIXTURES, file)) as unknown as PalanaRow[];
}

/** Our own messages of a part: `tune`, `test` or `unseen`. */
export function palanaRows(part: string): PalanaRow[] {
	return FILES[part]!.flatMap(readRows).filter((row) => row.part === part);
}

/** The whole verdict of each text. */
export function judgeAll(rows: readonly { readonly text: string }[]): TriageFields[] {
	const judge = newJudge();
	return rows.map(({ text }) => judge(text));
}

const share = (hits: number, all: number): number => (all === 0 ? 1 : Math.round((hits / all) * 1000) / 1000);

/** Precision, recall and F1 of a yes-or-no judgement. */
function binary(truth: readonly boolean[], said: readonly boolean[]) {
	const both = truth.filter((is, i) => is && said[i]).length;
	const precision = share(both, said.filter(Boolean).length);
	const recall = share(both, truth.filter(Boolean).length);
	return { precision, recall, f1: precision + recall === 0 ? 0 : Math.round(((2 * precision * recall) / (precision + recall)) * 1000) / 1000, of: truth.filter(Boolean).length };
}

/** Figures of every judgement, shares from 0 to 1. */
export function measurePalana(rows: readonly PalanaRow[], found: readonly TriageFields[]) {
	const pairs = rows.map((row, i) => ({ row, fields: found[i] as TriageFields }));
	const withTopic = pairs.filter(({ row }) => row.group !== '');
	const groupsOf = (fields: TriageFields): string[] => [fields.topicGroup, ...(JSON.parse(fields.alternatives) as { group: string }[]).map(({ group }) => group)];
	const right = (list: typeof pairs): number => share(list.filter(({ row, fields }) => fields.topicGroup === row.group).length, list.length);
	const sure = withTopic.filter(({ fields }) => (fields.topicConfidence ?? 0) >= 0.5);
	const named = pairs.filter(({ row }) => row.location !== '' || row.street !== '');
	const unnamed = pairs.filter(({ row }) => row.location === '' && row.street === '');
	const placed = (list: typeof pairs): number => share(list.filter(({ row, fields }) => fields.location === row.location && fields.street === row.street).length, list.length);
	const marks = (name: string) => binary(pairs.map(({ row }) => row.mark === name), pairs.map(({ fields }) => fields.exclusionGround === name && fields.disposition === 'notProcessed'));
	const clean = pairs.filter(({ row }) => row.mark === '');
	const threats = pairs.filter(({ row }) => row.mark === 'threat');
	const harmless = pairs.filter(({ row }) => row.importance !== 'critical');
	const dangers = pairs.filter(({ row }) => row.importance === 'critical');
	return {
		messages: rows.length,
		topic: {
			of: withTopic.length,
			group: right(withTopic),
			groupInFirstThree: share(withTopic.filter(({ row, fields }) => groupsOf(fields).slice(0, 3).includes(row.group)).length, withTopic.length),
			rareGroups: right(withTopic.filter(({ row }) => RARE.has(row.group))),
			sureShare: share(sure.length, withTopic.length),
			groupWhereSure: right(sure),
		},
		place: { named: placed(named), of: named.length, silentWhereNoneIsNamed: placed(unnamed) },
		importance: { exact: share(pairs.filter(({ row, fields }) => row.importance === fields.importance).length, pairs.length), highOrCritical: binary(pairs.map(({ row }) => ['high', 'critical'].includes(row.importance)), pairs.map(({ fields }) => ['high', 'critical'].includes(fields.importance))) },
		dangersFoundOrSentToCurator: share(dangers.filter(({ fields }) => fields.critical || fields.disposition === 'review').length, dangers.length),
		critical: binary(pairs.map(({ row }) => row.importance === 'critical'), pairs.map(({ fields }) => fields.critical)),
		harmlessCalledCritical: share(harmless.filter(({ fields }) => fields.critical).length, harmless.length),
		clause15: {
			anyMark: binary(pairs.map(({ row }) => row.mark !== ''), pairs.map(({ fields }) => fields.disposition === 'notProcessed')),
			threat: marks('threat'),
			obscene: marks('obscene'),
			insult: marks('insult'),
			threatsFoundOrSentToCurator: share(threats.filter(({ fields }) => fields.disposition === 'notProcessed' || fields.exclusionGround === 'threat').length, threats.length),
			cleanExcluded: share(clean.filter(({ fields }) => fields.disposition === 'notProcessed').length, clean.length),
			cleanSentToCuratorForWords: share(clean.filter(({ fields }) => fields.exclusionGround !== '').length, clean.length),
		},
	};
}

export function showMistakes(rows: readonly PalanaRow[], found: readonly TriageFields[]): void {
	rows.forEach((row, i) => {
		const fields = found[i] as TriageFields;
		const mark = fields.disposition === 'notProcessed' ? fields.exclusionGround : '';
		const wrong = [
			row.group !== '' && row.group !== fields.topicGroup && `тема ${row.group} → ${fields.topicGroup} (${fields.topicConfidence})`,
			(row.location !== fields.location || row.street !== fields.street) && `место ${row.location}/${row.street} → ${fields.location}/${fields.street}`,
			row.importance !== fields.importance && `важность ${row.importance} → ${fields.importance}`,
			row.mark !== mark && `п. 15 ${row.mark || 'нет'} → ${mark || 'нет'}`,
		].filter(Boolean);
		if (wrong.length > 0) console.log(`${row.text}\n    ${wrong.join('; ')}`);
	});
}
