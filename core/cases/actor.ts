import { ROLES, type Role } from '../procedure';
import type { CaseRecord } from './record';
import { TRANSITIONS, eventsFrom, type EventName } from './transitions';
import type { Status } from './statuses';

/** Who acts. A person may hold several roles; the system acts without an e-mail. */
export interface Actor {
	readonly email: string;
	readonly name: string;
	readonly role: Role;
	/** Further roles of the same person, those of the absent whom he substitutes included. */
	readonly roles?: readonly Role[];
	/** E-mails of the absent whom he substitutes: their cases are his (clause 9). */
	readonly actsFor?: readonly string[];
}

/** The system itself: timers, publication, intake. */
export const SYSTEM: Actor = { email: '', name: ROLES.system.label, role: 'system' };

export const normalEmail = (value: unknown): string => String(value ?? '').trim().toLowerCase();

/** Every role the person acts in. */
export const rolesOf = (actor: Actor): readonly Role[] => [actor.role, ...(actor.roles ?? [])];

/** Whether the case names the person, or somebody he substitutes, as its executor or recipient (clauses 9, 10, 16). */
export function isOwn(record: Readonly<CaseRecord>, actor: Actor): boolean {
	const named = [record.executor, record.recipient].map(normalEmail);
	return [actor.email, ...(actor.actsFor ?? [])].map(normalEmail).some((email) => email !== '' && named.includes(email));
}

/** Whether the person may do the step on this case, the status aside. */
export function mayDo(record: Readonly<CaseRecord>, event: EventName, actor: Actor): boolean {
	const { roles } = TRANSITIONS[event];
	return rolesOf(actor).some((role) => {
		const reach = roles[role];
		return reach === 'any' || (reach === 'own' && isOwn(record, actor));
	});
}

/** The steps this person may do on the case now. */
export const allowedFor = (record: Readonly<CaseRecord>, status: Status | '', actor: Actor): EventName[] =>
	eventsFrom(status).filter((event) => mayDo(record, event, actor));

/** «Куратор, Глава, Исполнитель этого дела»: who may do the step, for a refusal. The system is left out. */
export function whoMay(event: EventName): string {
	return (Object.keys(ROLES) as Role[])
		.filter((role) => role !== 'system' && TRANSITIONS[event].roles[role] !== undefined)
		.map((role) => (TRANSITIONS[event].roles[role] === 'own' ? `${ROLES[role].label} (если дело за ним)` : ROLES[role].label))
		.join(', ');
}
