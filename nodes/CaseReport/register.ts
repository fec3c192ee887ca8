import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { termContext, type TermContext } from '../../core/calendar/caseTerms';
import { sortExceptions } from '../../core/calendar/exceptions';
import { readMoment } from '../../core/calendar/moment';
import { workCalendar } from '../../core/calendar/workCalendar';
import { zoneOf } from '../../core/calendar/zone';
import { DeskError } from '../../core/errors';
import { DEFAULT_ZONE } from '../../core/procedure';
import { periodKind } from '../../core/reports/period';
import { readSource, type ReportSource } from '../../core/reports/report';
import { rowsParameter } from '../shared/rows';

/** The collection «Дополнительно». */
export interface Options {
	readonly organization?: string;
	readonly binaryField?: string;
	readonly now?: string;
	readonly pdf?: boolean;
	readonly htmlField?: boolean;
	readonly chromiumPath?: string;
	readonly panelUrl?: string;
}

export const optionsOf = (node: IExecuteFunctions): Options => node.getNodeParameter('options', 0, {});

/** Only a clear "no" shows residents' names: anything else keeps them out. */
export const wantsPersonalData = (node: IExecuteFunctions): boolean => {
	const without: unknown = node.getNodeParameter('withoutPersonalData', 0, true);
	return without === false || without === 'false';
};

/** The calendar and the moment every operation counts by. */
export interface Surroundings {
	readonly context: TermContext;
	/** UTC milliseconds. */
	readonly now: number;
	/** Rows of the local calendar that cannot be read. */
	readonly remarks: readonly string[];
}

export function surroundings(node: IExecuteFunctions): Surroundings {
	const zone = zoneOf(String(node.getNodeParameter('zone', 0, DEFAULT_ZONE)) || DEFAULT_ZONE);
	const { exceptions, remarks } = sortExceptions(rowsParameter(node, 'localExceptions', 'Местные исключения'));
	const { now: given } = optionsOf(node);
	return { context: termContext({ calendar: workCalendar({ exceptions }), zone: zone.name }), now: given ? readMoment(given, zone, 'Сейчас').at : Date.now(), remarks };
}

/** The moment of the parameter «Дата»; now where it is empty. */
export function dateOf(node: IExecuteFunctions, { context, now }: Surroundings): number {
	const date: unknown = node.getNodeParameter('date', 0, '');
	return date === '' || date === undefined || date === null ? now : readMoment(date, context.zone, 'Дата').at;
}

export const periodOfPanel = (node: IExecuteFunctions): ReturnType<typeof periodKind> => periodKind(String(node.getNodeParameter('period', 0, 'month')));

export function readRegister(node: IExecuteFunctions): ReportSource {
	const around = surroundings(node);
	const source = readSource({ cases: casesOf(node), journal: journalOf(node), period: periodOfPanel(node), date: dateOf(node, around), now: around.now, context: around.context });
	return { ...source, remarks: [...around.remarks, ...source.remarks] };
}

/**
 * The rows of the parameter, or, where it was left empty, the incoming items: cases, or portions of them as «Сжать строки»
 * gives them. An expression that gives no rows is an empty register. An empty item, as an empty table gives it, is no case.
 */
export function casesOf(node: IExecuteFunctions): IDataObject[] {
	const given = rowsParameter(node, 'caseRows', 'Дела');
	const stated = node.getNode().parameters.caseRows;
	if (given.length > 0 || (typeof stated === 'string' && stated.startsWith('='))) return given;
	const incoming = incomingRows(node);
	if (incoming.some(isPortion)) return incoming.flatMap((one) => (one.cases ?? []) as IDataObject[]);
	if (incoming.some((row) => row.detectedAt === undefined)) {
		throw new DeskError('REPORT_NOT_CASES', 'Отчёту не переданы дела.', "Укажите в поле «Дела» строки таблицы cases, например {{ $('Дела').all().map(i => i.json) }}.");
	}
	return incoming;
}

/** Entries of the parameter, or of the incoming portions. */
function journalOf(node: IExecuteFunctions): IDataObject[] {
	const given = rowsParameter(node, 'journalRows', 'Журнал');
	return given.length > 0 ? given : incomingRows(node).filter(isPortion).flatMap((one) => (one.journal ?? []) as IDataObject[]);
}

/** Incoming items that hold something. An expression would bring thousands of rows through n8n's expression engine, which has little room. */
export const incomingRows = (node: IExecuteFunctions): IDataObject[] => node.getInputData().map((item) => item.json).filter((row) => Object.keys(row).length > 0);

const isPortion = (row: IDataObject): boolean => Array.isArray(row.cases) && Array.isArray(row.journal);
