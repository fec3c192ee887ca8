import { z } from 'zod';

import { DeskError } from '../errors';
import { CASE_FIELDS, type FieldType } from './fields';

const blankToNull = (value: unknown): unknown => (value === undefined || value === '' ? null : value);

/** A date as n8n hands it over: a Date object or an ISO string; kept as an ISO string in UTC. */
const isoDate = z.preprocess(
	(value) => (value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : blankToNull(value)),
	z
		.string()
		.refine((text) => !Number.isNaN(Date.parse(text)), 'не дата')
		.transform((text) => new Date(text).toISOString())
		.nullable(),
);

/** Words that mean "no" where a row was edited by hand or came through a form: plain coercion would read 'false' as true. */
const NO_WORDS = new Set(['', 'false', '0', 'no', 'нет', 'null']);

const readBoolean = (value: unknown): unknown => {
	if (value === undefined || value === null) return false;
	return typeof value === 'string' ? !NO_WORDS.has(value.trim().toLowerCase()) : value;
};

const byType: Record<FieldType, z.ZodTypeAny> = {
	string: z.preprocess((value) => (value === undefined || value === null ? '' : value), z.coerce.string()),
	number: z.preprocess(blankToNull, z.coerce.number().finite().nullable()),
	boolean: z.preprocess(readBoolean, z.coerce.boolean()),
	date: isoDate,
};

/**
 * A case as the register stores it: flat, every field present, unknown keys dropped.
 * Empty text is '', empty number or date is null, so a Data Table in auto-map mode takes it as it is.
 */
export const caseSchema = z.object(Object.fromEntries(CASE_FIELDS.map((field) => [field.key, byType[field.type]])));

/** A flat case record travelling a workflow: the stored fields, maybe the row's id, maybe what other nodes added. */
export type CaseRecord = Record<string, unknown>;

/**
 * The record and nothing else: exactly CASE_FIELDS, typed, and the row's `id` where there is one.
 *
 * @throws DeskError CASE_BAD_FIELD naming the column whose value cannot be read.
 */
export function cleanRecord(row: Readonly<CaseRecord>): CaseRecord {
	const parsed = caseSchema.safeParse(row);
	if (!parsed.success) {
		const key = String(parsed.error.issues[0]?.path[0] ?? '');
		const field = CASE_FIELDS.find((one) => one.key === key);
		throw new DeskError(
			'CASE_BAD_FIELD',
			`Поле «${field?.label ?? key}» дела не читается.`,
			`Исправьте столбец ${key} в таблице cases: нужен тип «${field?.type ?? ''}».`,
			{ key },
		);
	}
	const id = caseId(row);
	return id === null ? parsed.data : { ...parsed.data, id };
}

/** The case number: the row's own id; null for a record that is not in the register yet. */
export function caseId(row: Readonly<CaseRecord>): number | null {
	const id = Number(row.id ?? '');
	return row.id !== null && row.id !== '' && Number.isInteger(id) && id > 0 ? id : null;
}
