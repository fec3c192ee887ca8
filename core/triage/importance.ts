import { DateTime } from 'luxon';

import { NO_ALARM, type AlarmOpinion } from './alarm';
import { DANGERS, type CriticalVerdict } from './critical';
import { importanceLexicon } from './lexicon/own';
import { scan } from './lexicon/scan';
import type { Prepared } from './text/prepare';

export const IMPORTANCES = ['critical', 'high', 'normal', 'low'] as const;
export type Importance = (typeof IMPORTANCES)[number];

export interface ImportanceVerdict {
	readonly importance: Importance;
	/** Proposal for the curator: `4h` working hours, `1d` working days; empty: the ordinary term. */
	readonly reducedTerm: string;
	/** Why, in Russian, without a full stop; empty for an ordinary message. */
	readonly reason: string;
}

export interface ImportanceContext {
	/** When the message was found: ISO 8601 with offset, or a Date; decides whether it is cold. */
	readonly at: string | Date;
	/** IANA zone of the administration. */
	readonly zone: string;
	/** Months (1–12) in which no heating is an emergency. */
	readonly heatingMonths: readonly number[];
	/** Same complaints about the same place in the last 24 hours, this one not counted. */
	readonly wave: number;
	readonly critical: CriticalVerdict;
	/** What the trained model thinks; the lexicon's words go before. */
	readonly alarm?: AlarmOpinion;
}

/** September to May: the heating season of northern Kamchatka. */
export const HEATING_MONTHS: readonly number[] = [9, 10, 11, 12, 1, 2, 3, 4, 5];

interface Factor {
	readonly weight: number;
	readonly reason: string;
}

/** What each list of data/lexicon/importance.json adds, and how it is told. */
const FACTORS: Readonly<Record<string, Factor>> = {
	supply: { weight: 3, reason: 'нет воды или света' },
	injury: { weight: 3, reason: 'люди уже пострадали' },
	goods: { weight: 2, reason: 'нет продуктов, лекарств или топлива' },
	flood: { weight: 2, reason: 'прорыв, засор или протечка' },
	hazard: { weight: 2, reason: 'опасность для людей' },
	health: { weight: 2, reason: 'речь о здоровье' },
	child: { weight: 1, reason: 'касается детей' },
	frail: { weight: 1, reason: 'касается пожилых, инвалидов или беременных' },
	many: { weight: 1, reason: 'касается многих' },
	long: { weight: 1, reason: 'длится долго' },
};

const HEAT: Factor = { weight: 4, reason: 'нет тепла в отопительный сезон' };
/** Sum of weights from which a message is of high importance. */
const HIGH = 3;
/** As many same complaints a day make a wave. */
const WAVE = 3;
const WAVE_WEIGHT = 3;

/** Month (1–12) of a moment in a zone; 0 for what is no moment. */
function monthOf(at: string | Date, zone: string): number {
	const moment = at instanceof Date ? DateTime.fromJSDate(at, { zone }) : DateTime.fromISO(at, { zone });
	return moment.isValid ? moment.month : 0;
}

function factorsOf(names: ReadonlySet<string>, context: ImportanceContext): Factor[] {
	const found = Object.entries(FACTORS).flatMap(([name, factor]) => (names.has(name) ? [factor] : []));
	if (names.has('heat') && context.heatingMonths.includes(monthOf(context.at, context.zone))) found.unshift(HEAT);
	if (context.wave >= WAVE) found.unshift({ weight: WAVE_WEIGHT, reason: `за сутки таких жалоб уже ${context.wave}` });
	return found;
}

/**
 * Importance by clause 10, with a proposed reduced term and the reason. The curator decides.
 *
 * @example judgeImportance(prepare('батареи ледяные'), { at: '2026-01-15T00:00:00Z', … }).reducedTerm // '4h'
 */
export function judgeImportance(prepared: Prepared, context: ImportanceContext): ImportanceVerdict {
	if (context.critical.critical) {
		const [danger] = context.critical.dangers;
		return { importance: 'critical', reducedTerm: '4h', reason: danger ? DANGERS[danger] : 'угроза жизни или безопасности' };
	}
	const names = new Set(scan(prepared, importanceLexicon()).map((hit) => hit.data));
	const factors = factorsOf(names, context);
	const weight = factors.reduce((sum, factor) => sum + factor.weight, 0);
	const reason = factors.map((factor) => factor.reason).join(', ');
	if (weight >= HIGH) return { importance: 'high', reducedTerm: factors.includes(HEAT) ? '4h' : '1d', reason };
	const { importance: seen, wordsFor } = context.alarm ?? NO_ALARM;
	if (seen === 'high') return { importance: 'high', reducedTerm: '1d', reason: [reason, ['похоже на важное', ...wordsFor('high').map((word) => `«${word}»`)].join(' ')].filter(Boolean).join(', ') };
	if (weight === 0 && (seen === 'low' || names.has('low'))) return { importance: 'low', reducedTerm: '', reason: 'вопрос, благодарность или предложение' };
	return { importance: 'normal', reducedTerm: '', reason: weight > 0 ? reason : '' };
}
