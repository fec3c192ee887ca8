import { DateTime } from 'luxon';

import { ROLES } from '../procedure';
import { allowedFor, whoMay, type Actor } from './actor';
import type { CaseRecord } from './record';
import { statusLabel, type Status } from './statuses';
import { TRANSITIONS, eventsFrom, type EventName } from './transitions';

/** A step that was not made: the case is as it was. */
export interface Refusal {
	readonly ok: false;
	/** Stable code: STALE, ALREADY_DONE, NOT_NOW, NOT_YOURS, MISSING_DATA or an objection of guards.ts. */
	readonly code: string;
	/** Russian: what is wrong, what is allowed now and who may do it. */
	readonly message: string;
	/** Steps this person may do on the case now. */
	readonly allowed: readonly EventName[];
}

interface Situation {
	readonly stored: Readonly<CaseRecord>;
	readonly status: Status | '';
	readonly event: EventName;
	readonly actor: Actor;
	readonly zone: string;
}

export const refuse = (situation: Situation, code: string, message: string): Refusal => ({
	ok: false,
	code,
	message,
	allowed: allowedFor(situation.stored, situation.status, situation.actor),
});

/** The form was filled while somebody else acted: told who and what. */
export const refuseStale = (situation: Situation): Refusal =>
	refuse(situation, 'STALE', `Пока форма была открыта, дело изменилось. ${lastStepTold(situation)} Откройте дело заново: ваш шаг не записан.`);

/** The status does not allow the step; a repeat of the last step is told as such. */
export function refuseNow(situation: Situation): Refusal {
	const { status, event } = situation;
	const last = lastStep(situation.stored);
	if (last?.event === event) return refuse(situation, 'ALREADY_DONE', `Этот шаг уже сделан. ${lastStepTold(situation)} Повторять его не нужно.`);
	const possible = eventsFrom(status).filter((one) => whoMay(one) !== '');
	const list = possible.map((one) => `«${TRANSITIONS[one].label}» (${whoMay(one)})`).join('; ');
	return refuse(situation, 'NOT_NOW', `Шаг «${TRANSITIONS[event].label}» сейчас невозможен: состояние дела — «${statusLabel(status)}». Можно: ${list}.`);
}

/** The person's role does not reach this step on this case. */
export function refusePerson(situation: Situation): Refusal {
	const { event, actor, stored } = situation;
	const executor = String(stored.executorName || stored.executor || '');
	const holder = executor ? ` Исполнитель дела: ${executor}.` : '';
	const may = whoMay(event);
	const who = may ? `Его может сделать: ${may}.` : 'Его делает только система.';
	return refuse(situation, 'NOT_YOURS', `Шаг «${TRANSITIONS[event].label}» вам недоступен: ваша роль — ${ROLES[actor.role].label}. ${who}${holder}`);
}

interface LastStep {
	readonly at: string;
	readonly event: string;
	readonly eventLabel: string;
	readonly actorName: string;
	readonly actor: string;
}

function lastStep(stored: Readonly<CaseRecord>): LastStep | undefined {
	try {
		const step: unknown = JSON.parse(String(stored.lastStep ?? ''));
		return step !== null && typeof step === 'object' && 'event' in step ? (step as LastStep) : undefined;
	} catch {
		// an empty or hand-edited column: there is nothing to tell
		return undefined;
	}
}

function lastStepTold({ stored, zone, status }: Situation): string {
	const last = lastStep(stored);
	if (!last) return `Сейчас состояние дела — «${statusLabel(status)}».`;
	const when = DateTime.fromISO(last.at).setZone(zone);
	const who = last.actorName || last.actor || ROLES.system.label;
	return `${when.isValid ? when.toFormat("dd.MM.yyyy 'в' HH:mm") : ''} ${who}: «${last.eventLabel}». Сейчас состояние дела — «${statusLabel(status)}».`.trim();
}
