import { DeskError } from '../errors';

/** Who owes the next step while a case is in a status. */
export type Owner = 'curator' | 'executor' | 'system' | 'nobody';

interface StatusSpec {
	/** What staff read. */
	readonly label: string;
	/** Who has to act now; `nobody` in the three ends of the procedure. */
	readonly owner: Owner;
	/** What is awaited, as a Russian imperative for the owner. */
	readonly nextStep: string;
}

/** Every status of a case. Order: as a case usually goes. */
export const STATUSES = {
	registered: { label: 'Зарегистрировано', owner: 'curator', nextStep: 'Направьте сообщение на подготовку ответа' },
	review: { label: 'На решении куратора', owner: 'curator', nextStep: 'Решите, подлежит ли сообщение ответу, и направьте его' },
	routed: { label: 'У исполнителя', owner: 'executor', nextStep: 'Подготовьте проект ответа' },
	approval: { label: 'На согласовании', owner: 'curator', nextStep: 'Согласуйте текст ответа или верните его с замечанием' },
	returned: { label: 'Возвращено исполнителю', owner: 'executor', nextStep: 'Исправьте проект ответа по замечанию' },
	approved: { label: 'Согласовано, ждёт публикации', owner: 'curator', nextStep: 'Проследите за публикацией согласованного ответа' },
	publishing: { label: 'Публикуется', owner: 'system', nextStep: 'Дождитесь результата публикации' },
	interim: { label: 'Дан промежуточный ответ', owner: 'executor', nextStep: 'Подготовьте окончательный ответ' },
	clarification: { label: 'Ждём уточнения от автора', owner: 'executor', nextStep: 'Проверьте, ответил ли автор, и подготовьте ответ' },
	answered: { label: 'Ответ дан', owner: 'nobody', nextStep: '' },
	closed: { label: 'Закрыто без ответа', owner: 'nobody', nextStep: '' },
	excluded: { label: 'Не подлежит обработке', owner: 'nobody', nextStep: '' },
} as const satisfies Record<string, StatusSpec>;

export type Status = keyof typeof STATUSES;

/** All statuses, in the table's order. */
export const ALL_STATUSES = Object.keys(STATUSES) as readonly Status[];

/** Statuses in which somebody still owes something. */
export const OPEN_STATUSES: readonly Status[] = ALL_STATUSES.filter((status) => STATUSES[status].owner !== 'nobody');

export const isStatus = (value: unknown): value is Status => typeof value === 'string' && Object.hasOwn(STATUSES, value);

export const isOpen = (status: unknown): boolean => (OPEN_STATUSES as readonly unknown[]).includes(status);

const BEFORE_ROUTING: readonly unknown[] = ['registered', 'review', 'excluded'];

/** A message that tells of a threat to life and that no curator has routed; clause 15 may keep it from being answered, not from being seen. */
export const isAlarm = ({ critical, status }: Readonly<Record<string, unknown>>): boolean => critical === true && BEFORE_ROUTING.includes(status);

/**
 * The status of a stored case; '' for a record that was never registered.
 *
 * @throws DeskError CASE_UNKNOWN_STATUS when the row was edited by hand into something that is no status.
 */
export function statusOf(record: Readonly<Record<string, unknown>>): Status | '' {
	const value = record.status ?? '';
	if (value === '' || isStatus(value)) return value;
	throw new DeskError(
		'CASE_UNKNOWN_STATUS',
		`У дела неизвестное состояние «${String(value)}».`,
		`Исправьте столбец status в таблице cases. Допустимо: ${ALL_STATUSES.join(', ')}.`,
	);
}

/** «У исполнителя» for `routed`; «Не зарегистрировано» for ''; an unknown status as it is. */
export const statusLabel = (status: string): string => (isStatus(status) ? STATUSES[status].label : status || 'Не зарегистрировано');
