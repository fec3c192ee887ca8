/**
 * The regulation as data: clauses, terms and roles of the Положение (постановление администрации
 * городского округа «посёлок Палана» от 07.04.2021 № 74). The one place that cites it.
 */

/** Terms in working days, by clause. Defaults; every administration may set its own. */
export const TERMS = {
	/** Routing to the Head or deputy: within the working day (clause 10). */
	route: { workingDays: 1, clause: '10' },
	/** Reply to a message on an official account (clause 10). */
	priority: { workingDays: 2, clause: '10' },
	/** Reply prepared and published (clause 11). */
	standard: { workingDays: 5, clause: '11' },
	/** Final reply after an interim one (clause 12). */
	final: { workingDays: 7, clause: '12' },
} as const;

/** Roles in the procedure; `label` is what staff read. */
export const ROLES = {
	curator: { label: 'Куратор', clause: '7' },
	head: { label: 'Глава', clause: '10' },
	deputy: { label: 'Заместитель Главы', clause: '10' },
	executor: { label: 'Исполнитель', clause: '9' },
	officer: { label: 'ИТ-специалист', clause: '' },
	system: { label: 'Система', clause: '' },
} as const;

export type Role = keyof typeof ROLES;

/** «п. 10» — how a clause is named in sentences for staff. */
export const clauseLabel = (clause: string): string => `п. ${clause} Положения`;

/** The zone of the administration of Palana: UTC+12, no summer time. */
export const DEFAULT_ZONE = 'Asia/Kamchatka';
