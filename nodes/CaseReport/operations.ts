import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { termContext } from '../../core/calendar/caseTerms';
import { isoDay } from '../../core/calendar/days';
import { sortExceptions } from '../../core/calendar/exceptions';
import { readMoment } from '../../core/calendar/moment';
import { workCalendar } from '../../core/calendar/workCalendar';
import { zoneOf } from '../../core/calendar/zone';
import { DeskError } from '../../core/errors';
import { DEFAULT_ZONE } from '../../core/procedure';
import { reportHtml, reportTitle } from '../../core/reports/html';
import { overdueCases } from '../../core/reports/overdue';
import { periodKind } from '../../core/reports/period';
import { makeReport, readSource, type Report, type ReportSource } from '../../core/reports/report';
import { sheetRows } from '../../core/reports/sheet';
import { momentWords } from '../../core/reports/words';
import { rowsParameter } from '../shared/rows';

interface Options {
	readonly organization?: string;
	readonly binaryField?: string;
	readonly now?: string;
}

/** What leaves the node, before pairing. */
type Output = Pick<INodeExecutionData, 'json' | 'binary'>;

/** Operations by their value, over all items at once: one report is of the whole register. */
export const OPERATIONS: Readonly<Record<string, (node: IExecuteFunctions) => Promise<Output[]>>> = {
	report: async (node) => {
		const source = readRegister(node);
		const options = optionsOf(node);
		const report = makeReport(source);
		const withPersonalData = wantsPersonalData(node);
		const html = reportHtml(report, {
			organization: options.organization ?? '',
			asOfWords: momentWords(report.asOf, source.context.zone),
			overdue: overdueCases(source, withPersonalData),
			withPersonalData,
		});
		const file = await node.helpers.prepareBinaryData(Buffer.from(html, 'utf8'), 'report.html', 'text/html');
		return [{ json: figuresJson(report), binary: { [options.binaryField || 'report']: file } }];
	},

	rows: (node) => Promise.resolve(sheetRows(readRegister(node), wantsPersonalData(node)).map((json) => ({ json }))),
};

const optionsOf = (node: IExecuteFunctions): Options => node.getNodeParameter('options', 0, {});

/** Only a clear "no" shows residents' names: anything else keeps them out. */
const wantsPersonalData = (node: IExecuteFunctions): boolean => {
	const without: unknown = node.getNodeParameter('withoutPersonalData', 0, true);
	return without === false || without === 'false';
};

function readRegister(node: IExecuteFunctions): ReportSource {
	const zone = zoneOf(String(node.getNodeParameter('zone', 0, DEFAULT_ZONE)) || DEFAULT_ZONE);
	const { exceptions, remarks } = sortExceptions(rowsParameter(node, 'localExceptions', 'Местные исключения'));
	const { now: given } = optionsOf(node);
	const now = given ? readMoment(given, zone, 'Сейчас').at : Date.now();
	const date: unknown = node.getNodeParameter('date', 0, '');
	const source = readSource({
		cases: casesOf(node),
		journal: rowsParameter(node, 'journalRows', 'Журнал'),
		period: periodKind(String(node.getNodeParameter('period', 0, 'month'))),
		date: date === '' || date === undefined || date === null ? now : readMoment(date, zone, 'Дата').at,
		now,
		context: termContext({ calendar: workCalendar({ exceptions }), zone: zone.name }),
	});
	return { ...source, remarks: [...remarks, ...source.remarks] };
}

/**
 * The rows of the parameter, or, where it was left empty, the incoming items. An expression that gives no rows is an
 * empty register. An empty item, as an empty table gives it, is no case.
 */
function casesOf(node: IExecuteFunctions): IDataObject[] {
	const given = rowsParameter(node, 'caseRows', 'Дела');
	const stated = node.getNode().parameters.caseRows;
	if (given.length > 0 || (typeof stated === 'string' && stated.startsWith('='))) return given;
	const incoming = node.getInputData().map((item) => item.json).filter((row) => Object.keys(row).length > 0);
	if (incoming.some((row) => row.detectedAt === undefined)) {
		throw new DeskError('REPORT_NOT_CASES', 'Отчёту не переданы дела.', "Укажите в поле «Дела» строки таблицы cases, например {{ $('Дела').all().map(i => i.json) }}.");
	}
	return incoming;
}

function figuresJson(report: Report): IDataObject {
	const { period, previousPeriod, asOf, ...figures } = report;
	return {
		title: reportTitle(report),
		period: period.kind,
		label: period.label,
		firstDay: isoDay(period.firstDay),
		lastDay: isoDay(period.lastDay),
		asOf: new Date(asOf).toISOString(),
		previousLabel: previousPeriod.label,
		...figures,
	};
}
