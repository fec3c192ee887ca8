import { z } from 'zod';

import { CASE_FIELDS, type FieldType } from './fields';

const blankToNull = (value: unknown): unknown => (value === undefined || value === '' ? null : value);

/** A date as n8n hands it over: a Date object or an ISO string; kept as an ISO string in UTC. */
const isoDate = z.preprocess(
	(value) => (value instanceof Date ? value.toISOString() : blankToNull(value)),
	z
		.string()
		.refine((text) => !Number.isNaN(Date.parse(text)), 'не дата')
		.transform((text) => new Date(text).toISOString())
		.nullable(),
);

const byType: Record<FieldType, z.ZodTypeAny> = {
	string: z.preprocess((value) => (value === undefined || value === null ? '' : value), z.coerce.string()),
	number: z.preprocess(blankToNull, z.coerce.number().finite().nullable()),
	boolean: z.preprocess((value) => (value === undefined || value === null || value === '' ? false : value), z.coerce.boolean()),
	date: isoDate,
};

/**
 * A case as the register stores it: flat, every field present, unknown keys dropped.
 * Empty text is '', empty number or date is null, so a Data Table in auto-map mode takes it as it is.
 */
export const caseSchema = z.object(Object.fromEntries(CASE_FIELDS.map((field) => [field.key, byType[field.type]])));

/** A flat case record travelling a workflow: the stored fields, maybe the row's id, maybe what other nodes added. */
export type CaseRecord = Record<string, unknown>;
