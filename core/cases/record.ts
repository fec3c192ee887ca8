import { z } from 'zod';

import { DeskError } from '../errors';
import { CASE_FIELDS, type FieldType } from './fields';

/** Told apart from null, which is a value: what could not be read. */
const UNREADABLE = Symbol('unreadable');

type Reader = (value: unknown) => string | number | boolean | null | typeof UNREADABLE;

/** Words that mean "no" where a row was edited by hand or came through a form: plain coercion would read 'false' as true. */
const NO_WORDS = new Set(['', 'false', '0', 'no', 'нет', 'null']);

/** A date in the very form the record keeps it in, so that most dates need no parsing. */
const STORED_DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u;

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === '';

/** How a value of each column type is read, whatever n8n, a form or a person's hand made of it. */
const READERS: Readonly<Record<FieldType, Reader>> = {
	string: (value) => (typeof value === 'string' ? value : isBlank(value) ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)),
	number: (value) => {
		if (isBlank(value)) return null;
		const read = Number(value);
		return Number.isFinite(read) ? read : UNREADABLE;
	},
	boolean: (value) => (typeof value === 'boolean' ? value : value !== undefined && value !== null && !NO_WORDS.has(String(value).trim().toLowerCase())),
	date: (value) => {
		if (isBlank(value)) return null;
		const time = value instanceof Date ? value.getTime() : Date.parse(String(value));
		if (Number.isNaN(time)) return UNREADABLE;
		return typeof value === 'string' && STORED_DATE.test(value) ? value : new Date(time).toISOString();
	},
};

const schemaOf = (type: FieldType): z.ZodTypeAny =>
	z.unknown().transform((value, context) => {
		const read = READERS[type](value);
		if (read !== UNREADABLE) return read;
		context.addIssue({ code: z.ZodIssueCode.custom, message: 'не читается' });
		return z.NEVER;
	});

/**
 * A case as the register stores it: flat, every field present, unknown keys dropped.
 * Empty text is '', empty number or date is null, so a Data Table in auto-map mode takes it as it is.
 */
export const caseSchema = z.object(Object.fromEntries(CASE_FIELDS.map((field) => [field.key, schemaOf(field.type)])));

/** A flat case record travelling a workflow: the stored fields, maybe the row's id, maybe what other nodes added. */
export type CaseRecord = Record<string, unknown>;

/**
 * The record and nothing else: exactly CASE_FIELDS, typed, and the row's `id` where there is one. The same as
 * `caseSchema`, many times as fast: it runs several times for every item.
 *
 * @throws DeskError CASE_BAD_FIELD naming the column whose value cannot be read.
 */
export function cleanRecord(row: Readonly<CaseRecord>): CaseRecord {
	const clean: CaseRecord = {};
	for (const { key, type, label } of CASE_FIELDS) {
		const read = READERS[type](row[key]);
		if (read === UNREADABLE) {
			throw new DeskError('CASE_BAD_FIELD', `Поле «${label}» дела не читается.`, `Исправьте столбец ${key} в таблице cases: нужен тип «${type}».`, { key });
		}
		clean[key] = read;
	}
	const id = caseId(row);
	if (id !== null) clean.id = id;
	return clean;
}

/** The case number: the row's own id; null for a record that is not in the register yet. */
export function caseId(row: Readonly<CaseRecord>): number | null {
	const id = Number(row.id ?? '');
	return row.id !== null && row.id !== '' && Number.isInteger(id) && id > 0 ? id : null;
}
