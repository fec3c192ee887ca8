import { ROLES } from '../procedure';
import { humanTime } from '../text/time';
import { allowedFor, whoMay, type Actor } from './actor';
import type { Objection } from './guards';
import { readLastStep } from './journal';
import type { CaseRecord } from './record';
import { statusLabel, type Status } from './statuses';
import { TRANSITIONS, eventsFrom, type EventName } from './transitions';

/** A step that was not made: the case is as it was. */
export interface Refusal {
	readonly ok: false;
	/** Stable code: STALE, ALREADY_DONE, NOT_NOW, NOT_YOURS, MISSING_DATA or an objection of guards.ts. */
	readonly code: string;
	/** Russian: what is wrong. */
	readonly message: string;
	/** Russian: what is allowed now and who may do it. */
	readonly hint: string;
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

export const refuse = (situation: Situation, { code, message, hint }: Objection): Refusal => ({
	ok: false,
	code,
	message,
	hint,
	allowed: allowedFor(situation.stored, situation.status, situation.actor),
});

/** The form was filled while somebody else acted: told who and what. */
export const refuseStale = (situation: Situation): Refusal =>
	refuse(situation, { code: 'STALE', message: 'Пока форма была открыта, дело изменилось. Ваш шаг не записан.', hint: `${lastStepTold(situation)} Откройте дело заново.` });

/** The status does not allow the step; a repeat of the last step is told as such. */
export function refuseNow(situation: Situation): Refusal {
	const { status, event } = situation;
	const last = readLastStep(situation.stored);
	if (last?.event === event) return refuse(situation, { code: 'ALREADY_DONE', message: 'Этот шаг уже сделан.', hint: `${lastStepTold(situation)} Повторять его не нужно.` });
	const possible = eventsFrom(status).filter((one) => whoMay(one) !== '');
	const list = possible.map((one) => `«${TRANSITIONS[one].label}» (${whoMay(one)})`).join('; ');
	const message = `Шаг «${TRANSITIONS[event].label}» сейчас невозможен: состояние дела — «${statusLabel(status)}».`;
	return refuse(situation, { code: 'NOT_NOW', message, hint: `${lastStepTold(situation)} Можно: ${list}.` });
}

/** The person's role does not reach this step on this case. */
export function refusePerson(situation: Situation): Refusal {
	const { event, actor, stored } = situation;
	const executor = String(stored.executorName || stored.executor || '');
	const holder = executor ? ` Исполнитель дела: ${executor}.` : '';
	const may = whoMay(event);
	const who = may ? `Его может сделать: ${may}.` : 'Его делает только система.';
	return refuse(situation, { code: 'NOT_YOURS', message: `Шаг «${TRANSITIONS[event].label}» вам недоступен: ваша роль — ${ROLES[actor.role].label}.`, hint: `${who}${holder}` });
}

function lastStepTold({ stored, zone, status }: Situation): string {
	const last = readLastStep(stored);
	if (!last) return `Сейчас состояние дела — «${statusLabel(status)}».`;
	const who = last.actorName || last.actor || ROLES.system.label;
	return `${humanTime(last.at, zone)} ${who}: «${last.eventLabel}». Сейчас состояние дела — «${statusLabel(status)}».`.trim();
}
