import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { DEFAULT_ZONE } from '../../core/procedure';
import { HEATING_MONTHS } from '../../core/triage/importance';
import { trainedModels } from '../../core/triage/models';
import { compileGazetteer, ownPlaces, readPlaces } from '../../core/triage/place/gazetteer';
import { RepeatIndex, REPEAT_OPTIONS } from '../../core/triage/repeat/index';
import { knownCases } from '../../core/triage/repeat/rows';
import { readRules } from '../../core/triage/rules';
import { taxonomyOf } from '../../core/triage/taxonomy';
import type { TriageContext, TriageInput } from '../../core/triage/types';
import { rowsParameter } from '../shared/rows';

/** Options of the node as stored; each may be absent. */
export interface TriageOptions {
	readonly zone?: string;
	readonly heatingMonths?: number[];
	readonly defaultSettlement?: string;
	readonly repeatThreshold?: number;
	readonly repeatDays?: number;
	readonly proposeTerm?: boolean;
	readonly duplicates?: 'mark' | 'drop';
	readonly opinionLimit?: number;
	readonly opinionTimeout?: number;
	readonly taxonomy?: unknown;
}

/** Names of the record's fields, where they are not ours. */
export type FieldNames = Partial<Record<'text' | 'messageKey' | 'network' | 'authorId' | 'detectedAt' | 'attachments' | 'id', string>>;

export const readOptions = (node: IExecuteFunctions): TriageOptions => node.getNodeParameter('options', 0, {});

/** What is read once for the whole run: tables, options and the trained model. */
export function readContext(node: IExecuteFunctions, options: TriageOptions): TriageContext {
	const cases = knownCases(rowsParameter(node, 'registerRows', 'Дела реестра'));
	const local = readPlaces(rowsParameter(node, 'placeRows', 'Местные названия'));
	const rules = readRules(rowsParameter(node, 'ruleRows', 'Правила разбора'));
	return {
		models: trainedModels(taxonomyOf(options.taxonomy)),
		gazetteer: compileGazetteer([...ownPlaces(), ...local.places]),
		rules,
		problems: [...rules.problems, ...local.problems],
		repeats: new RepeatIndex(cases, {
			threshold: options.repeatThreshold ?? REPEAT_OPTIONS.threshold,
			days: options.repeatDays ?? REPEAT_OPTIONS.days,
		}),
		threshold: node.getNodeParameter('threshold', 0, 0.5) as number,
		zone: options.zone?.trim() || DEFAULT_ZONE,
		heatingMonths: options.heatingMonths ?? HEATING_MONTHS,
		defaultSettlement: options.defaultSettlement ?? 'Палана',
	};
}

const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

/** The part of a record that triage reads; `now` stands in for a missing date. */
export function readInput(json: IDataObject, fields: FieldNames, now: Date): TriageInput {
	const value = (name: keyof FieldNames): unknown => json[fields[name]?.trim() || name];
	const id = value('id');
	const detectedAt = value('detectedAt');
	const attachments = value('attachments');
	return {
		...(typeof id === 'number' ? { id } : {}),
		text: text(value('text')),
		messageKey: text(value('messageKey')),
		network: text(value('network')),
		authorId: text(value('authorId')),
		detectedAt: detectedAt instanceof Date || (typeof detectedAt === 'string' && detectedAt !== '') ? detectedAt : now,
		hasAttachments: Array.isArray(attachments) ? attachments.length > 0 : !['', '[]'].includes(text(attachments).trim()),
	};
}
