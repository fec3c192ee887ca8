import { ruDay } from '../calendar/days';
import { clockWords } from '../calendar/words';
import type { Zone } from '../calendar/zone';
import { GROUND_LABELS } from '../triage/dispose';

/** «1 234», «4,5»; «—» for what is not known. */
export function number(value: number | null): string {
	if (value === null) return '—';
	const [whole = '', part] = String(Math.round(value * 10) / 10).split('.');
	return `${whole.replace(/\B(?=(\d{3})+$)/gu, '\u00A0')}${part ? `,${part}` : ''}`;
}

/** «+12», «−3», «0»; «—» where one of the two is not known. */
export function difference(now: number | null, before: number | null): string {
	if (now === null || before === null) return '—';
	const change = Math.round((now - before) * 10) / 10;
	return change === 0 ? '0' : `${change > 0 ? '+' : '−'}${number(Math.abs(change))}`;
}

/** «87 %»; «—» of nothing. */
export const share = (part: number, whole: number): string => (whole === 0 ? '—' : `${Math.round((part / whole) * 100)} %`);

/** «24.11.2026 в 10:15» by the zone's clock; '' for no date. */
export const momentWords = (instant: number | undefined, zone: Zone): string => (instant === undefined ? '' : `${ruDay(zone.dayOf(instant))} в ${clockWords(instant, zone)}`);

/** A ground of clause 15 in words; one that is not in the table as it is. */
export const groundWords = (ground: string): string => (ground === 'other' ? 'основание не указано' : (GROUND_LABELS as Readonly<Record<string, string>>)[ground] ?? ground);
