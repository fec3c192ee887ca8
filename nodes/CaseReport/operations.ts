import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isoDay } from '../../core/calendar/days';
import { reportHtml, reportTitle } from '../../core/reports/html';
import { condenseCase, condenseEntry } from '../../core/reports/condense';
import { overdueCases } from '../../core/reports/overdue';
import { panelOf } from '../../core/reports/panel';
import { panelHtml } from '../../core/reports/panelHtml';
import { portionsOf } from '../../core/reports/portions';
import { makeReport, type Report } from '../../core/reports/report';
import { emptySheetRow, sheetRows } from '../../core/reports/sheet';
import { momentWords } from '../../core/reports/words';
import { printed } from './pdf';
import { casesOf, incomingRows, optionsOf, readRegister, surroundings, wantsPersonalData } from './register';
import { panelFor, reportRequests } from './requests';

/** What leaves the node, before pairing. */
type Output = Pick<INodeExecutionData, 'json' | 'binary'>;

/** Before any register. */
const LONG_AGO = '2000-01-01T00:00:00.000Z';

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
		const binary: IBinaryKeyData = { [options.binaryField || 'report']: await node.helpers.prepareBinaryData(Buffer.from(html, 'utf8'), 'report.html', 'text/html') };
		const pdf = options.pdf ? await printed(html, options.chromiumPath ?? '') : undefined;
		if (pdf && 'file' in pdf) binary.pdf = await node.helpers.prepareBinaryData(pdf.file, 'report.pdf', 'application/pdf');
		return [{ json: { ...figuresJson(report), ...(options.htmlField ? { html } : {}), withPdf: binary.pdf !== undefined, pdfRemark: pdf && 'why' in pdf ? pdf.why : '' }, binary }];
	},

	rows: (node) => {
		const withPersonalData = wantsPersonalData(node);
		const rows = sheetRows(readRegister(node), withPersonalData);
		// The first row makes the sheet's heading, so that even an empty period gives a file.
		return Promise.resolve((rows.length > 0 ? rows : [emptySheetRow(withPersonalData)]).map((json) => ({ json })));
	},

	requests: (node) => Promise.resolve(reportRequests(node).map((json) => ({ json }))),

	portions: (node) => {
		const number = (name: string): number => Number(node.getNodeParameter(name, 0, 0)) || 0;
		const shared = { readFrom: String(node.getNodeParameter('readFrom', 0, '')) || LONG_AGO, withoutPersonalData: !wantsPersonalData(node) };
		return Promise.resolve(portionsOf({ firstCase: number('firstCase'), lastCase: number('lastCase'), firstEntry: number('firstEntry'), lastEntry: number('lastEntry') }).map((one) => ({ json: { ...one, ...shared } })));
	},

	condense: (node) => {
		const withPersonalData = wantsPersonalData(node);
		const rows = incomingRows(node);
		const cases = rows.filter((row) => row.caseId === undefined).map((row) => condenseCase(row, withPersonalData) as IDataObject);
		const journal = rows.filter((row) => row.caseId !== undefined).map((row) => condenseEntry(row) as IDataObject);
		return Promise.resolve([{ json: { cases, journal } }]);
	},

	panel: (node) => {
		panelFor(node);
		const { context, now } = surroundings(node);
		const options = optionsOf(node);
		const { people, worst, remarks, ...counts } = panelOf(casesOf(node), context, now);
		const html = panelHtml({ ...counts, people, worst, remarks }, { organization: options.organization ?? '', asOfWords: momentWords(now, context.zone), again: options.panelUrl ?? '' });
		return Promise.resolve([{ json: { ...counts, people: [...people], worst: [...worst], remarks: [...remarks], html } }]);
	},
};

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
