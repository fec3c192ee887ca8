import type { IExecuteFunctions } from 'n8n-workflow';

import { termContext, type TermContext, type TermFields, type TermOptions } from '../../core/calendar/caseTerms';
import { checkedExceptions, parseExceptions, sortExceptions, type LocalException, type SortedExceptions } from '../../core/calendar/exceptions';
import { parseIcs, refuseSkipped } from '../../core/calendar/ics';
import { officeHours, OFFICE_HOURS, type OfficeHours, type OfficeHoursInput, type OfficeHoursPreset } from '../../core/calendar/officeHours';
import { policyOf } from '../../core/calendar/policy';
import { workCalendar } from '../../core/calendar/workCalendar';
import { DEFAULT_ZONE } from '../../core/procedure';
import { rowsParameter } from '../shared/rows';

/** The collection «Дополнительно». */
export interface DeadlineOptions {
	readonly zone?: string;
	readonly presidentialOff?: boolean;
	readonly dueSoonHours?: number;
	readonly curatorEmail?: string;
	readonly curatorName?: string;
	readonly icsText?: string;
	readonly icsBinaryField?: string;
	readonly skipTimedEvents?: boolean;
	readonly markBadExceptions?: boolean;
}

export interface Setup {
	readonly context: TermContext;
	readonly options: DeadlineOptions;
}

/** Everything that is the same for all items, read once at item 0. */
export async function readSetup(node: IExecuteFunctions): Promise<Setup> {
	const options = node.getNodeParameter('options', 0, {}) as DeadlineOptions;
	const zone = options.zone || DEFAULT_ZONE;
	const { exceptions, remarks } = readExceptions(node, options);
	const context = termContext({
		calendar: workCalendar({ presidentialOff: options.presidentialOff ?? false, exceptions: checkedExceptions([...exceptions, ...(await fromIcs(node, options, zone))]) }),
		remarks,
		zone,
		hours: readHours(node),
		policy: policyOf(node.getNodeParameter('policy', 0, 'exclude') as string),
		terms: node.getNodeParameter('terms', 0, {}) as TermOptions['terms'],
		fields: filled(node.getNodeParameter('fields', 0, {}) as Partial<TermFields>),
	});
	return { context, options };
}

/** Rows of the local calendar: by default a bad row stops the node; where the register must go on, it is left out and named. */
function readExceptions(node: IExecuteFunctions, options: DeadlineOptions): SortedExceptions {
	const rows = rowsParameter(node, 'localExceptions', 'Местные исключения');
	return options.markBadExceptions ? sortExceptions(rows) : { exceptions: parseExceptions(rows), remarks: [] };
}

function readHours(node: IExecuteFunctions): OfficeHours {
	const preset = node.getNodeParameter('officeHours', 0, 'standard40') as OfficeHoursPreset | 'custom';
	if (preset !== 'custom') return OFFICE_HOURS[preset];
	const own = node.getNodeParameter('officeHoursCustom', 0, {}) as Partial<OfficeHoursInput>;
	return officeHours({ opens: '09:00', closes: '18:00', ...own });
}

async function fromIcs(node: IExecuteFunctions, options: DeadlineOptions, zone: string): Promise<readonly LocalException[]> {
	const text = options.icsText || (options.icsBinaryField ? (await node.helpers.getBinaryDataBuffer(0, options.icsBinaryField)).toString('utf8') : '');
	if (text.trim() === '') return [];
	const { exceptions, skipped } = parseIcs(text, zone);
	if (!options.skipTimedEvents) refuseSkipped(skipped);
	if (skipped.length > 0) node.addExecutionHints({ message: skipped.map((event) => event.reason).join(' '), type: 'warning', location: 'outputPane' });
	return exceptions;
}

/** A name left empty means the usual one. */
function filled(names: Partial<TermFields>): Partial<TermFields> {
	return Object.fromEntries(Object.entries(names).filter(([, name]) => name !== ''));
}
