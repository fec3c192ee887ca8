import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { DeskError } from '../../core/errors';
import { SYSTEM, normalEmail, type Actor } from '../../core/cases/actor';
import { step } from '../../core/cases/step';
import type { StepData } from '../../core/cases/stepData';
import type { EventName } from '../../core/cases/transitions';
import { DEFAULT_ZONE, type Role } from '../../core/procedure';
import { dayOf } from '../../core/notices/addressee';
import { readAbsences } from '../../core/roster/absences';
import { actorOn } from '../../core/roster/acting';
import { officialBy, readOfficials, type Official } from '../../core/roster/officials';
import { parameterReader } from '../shared/params';
import { rowsParameter } from '../shared/rows';
import { CASE, JOURNAL, REFUSED, momentOr, type ItemOperation } from './shared';

/** The operation «Шаг по делу»: the case and its journal entry, or the item with the refusal. */
export function stepOperation(node: IExecuteFunctions): ItemOperation {
	const { rows: officials } = readOfficials(rowsParameter(node, 'officials', 'Должностные лица'));
	const event = parameterReader<EventName>(node, 'event');
	const expectedVersion = parameterReader<unknown>(node, 'expectedVersion', '');
	const caseRow = parameterReader<unknown>(node, 'caseRow', '');
	const data = parameterReader<IDataObject>(node, 'data', {});
	const options = node.getNodeParameter('options', 0, {}) as { at?: string; zone?: string };
	const at = parameterReader<string>(node, 'options.at', '');
	const zone = options.zone || DEFAULT_ZONE;
	const actorOf = actorReader(node, officials, (index) => dayOf(momentOr(at(index)), zone));
	const nameOf = (email: string): string => officialBy(officials, email)?.name ?? '';

	return (item, index) => {
		const actor = actorOf(index);
		if (!actor) return { output: REFUSED, json: { ...item.json, ...NOT_AN_OFFICIAL } };
		const stored = readRow(caseRow(index));
		const result = step(item.json, {
			event: event(index),
			actor,
			at: momentOr(at(index)),
			data: readData(data(index)),
			zone,
			nameOf,
			...(stored ? { stored } : {}),
			...readVersion(expectedVersion(index)),
		});
		if (!result.ok) {
			const { code, message, hint, allowed } = result;
			return { output: REFUSED, json: { ...item.json, refusalCode: code, refusal: message, refusalHint: hint, allowed: [...allowed] } };
		}
		return [
			{ output: CASE, json: result.record as IDataObject },
			{ output: JOURNAL, json: { ...result.journal } },
		];
	};
}

const NOT_AN_OFFICIAL: IDataObject = {
	refusalCode: 'NOT_AN_OFFICIAL',
	refusal: 'Вас нет среди действующих должностных лиц.',
	refusalHint: 'Попросите ИТ-специалиста внести вас в таблицу officials: почта в ней должна совпадать с почтой учётной записи n8n.',
	allowed: [],
};

/** Who acts, in the place of those he substitutes on that day too; undefined for an e-mail that is not in the table of officials. */
function actorReader(node: IExecuteFunctions, officials: readonly Official[], dayAt: (index: number) => string): (index: number) => Actor | undefined {
	const source = node.getNodeParameter('actorSource', 0, 'officials');
	if (source === 'system') return () => SYSTEM;
	const email = parameterReader<string>(node, 'actorEmail', '');
	if (source === 'officials') {
		const { rows: absences } = readAbsences(rowsParameter(node, 'absences', 'Отсутствия'));
		return (index) => actorOn(officials, absences, email(index), dayAt(index));
	}
	const name = parameterReader<string>(node, 'actorName', '');
	const role = parameterReader<Role>(node, 'actorRole', 'curator');
	return (index) => ({ email: normalEmail(email(index)), name: name(index), role: role(index) });
}

/** The row of the register; undefined when the panel leaves it empty. Error CASE_NOT_FOUND: a row without content. */
function readRow(value: unknown): IDataObject | undefined {
	const row = parsed(value, 'Строка дела из реестра');
	if (row && Object.keys(row).length === 0) throw new DeskError('CASE_NOT_FOUND', 'Такого дела нет в реестре.', 'Проверьте номер дела.');
	return row;
}

/** The named values and, over them, «Все изменения»; blank named values were not chosen. */
function readData(data: IDataObject): StepData {
	const { changes, ...named } = data;
	const given = Object.entries(named).filter(([, value]) => value !== '');
	return { ...Object.fromEntries(given), ...parsed(changes, 'Все изменения') };
}

function parsed(value: unknown, label: string): IDataObject | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	let read: unknown = value;
	if (typeof value === 'string') {
		try {
			read = JSON.parse(value);
		} catch {
			throw notAnObject(label);
		}
	}
	if (read === null || typeof read !== 'object' || Array.isArray(read)) throw notAnObject(label);
	return read as IDataObject;
}

const notAnObject = (label: string): DeskError =>
	new DeskError('NOT_AN_OBJECT', `Поле «${label}»: ожидался объект JSON.`, "Укажите выражение вида {{ $('Дело').first().json }} или оставьте поле пустым.");

function readVersion(value: unknown): { expectedVersion?: number } {
	if (value === '' || value === null || value === undefined) return {};
	const version = Number(value);
	if (!Number.isInteger(version)) throw new DeskError('BAD_VERSION', `Ожидаемая версия «${String(value)}» не число.`, 'Передайте версию дела, которую видел человек, или оставьте поле пустым.');
	return { expectedVersion: version };
}
