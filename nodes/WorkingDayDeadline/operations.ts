import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { setTerms } from '../../core/calendar/caseTerms';
import { stateOf } from '../../core/calendar/caseState';
import { addDays, countDays, dayStatus } from '../../core/calendar/answers';
import { readMoment } from '../../core/calendar/moment';
import { recalculateCase } from '../../core/calendar/recalculate';
import { parameterReader } from '../shared/params';
import type { Setup } from './setup';

/** What an operation adds to an item; undefined: the item goes no further. */
export type Operation = (record: IDataObject, index: number) => IDataObject | undefined;

/** Operations by their value: each reads its own parameters once and gives what is done per item. */
export const OPERATIONS: Readonly<Record<string, (node: IExecuteFunctions, setup: Setup) => Operation>> = {
	setTerms:
		(_node, { context }) =>
		(record) => ({ ...record, ...setTerms(record, context) }),

	state: (node, { context, options }) => {
		const started = Date.now();
		const moment = parameterReader<unknown>(node, 'now', '');
		const shared = { dueSoonHours: options.dueSoonHours, curator: { email: options.curatorEmail ?? '', name: options.curatorName ?? '' } };
		return (record, index) => {
			const asked = moment(index);
			const now = asked === '' ? started : readMoment(asked, context.zone, 'На момент').at;
			const { owedBy, reason, ...state } = stateOf(record, context, { ...shared, now });
			return { ...record, ...state, owedByEmail: owedBy?.email ?? '', owedByName: owedBy?.name ?? '', owedByRole: owedBy?.role ?? '', stateReason: reason };
		};
	},

	recalculate:
		(_node, { context }) =>
		(record) => {
			const change = recalculateCase(record, context);
			if (change === undefined) return undefined;
			return { ...change.record, termsBefore: change.before, termsAfter: change.after, termsChange: change.reason };
		},

	add: (node, { context }) => {
		const date = dateReader(node, context.fields.detectedAt);
		const days = parameterReader<number>(node, 'workingDays', 5);
		const direction = parameterReader<'forward' | 'back'>(node, 'direction', 'forward');
		return (record, index) => ({ ...record, ...addDays(date(record, index), days(index), direction(index), context) });
	},

	isWorkingDay: (node, { context }) => {
		const date = dateReader(node, context.fields.detectedAt);
		return (record, index) => ({ ...record, ...dayStatus(date(record, index), context) });
	},

	count: (node, { context }) => {
		const from = dateReader(node, context.fields.detectedAt);
		const until = parameterReader<unknown>(node, 'untilDate', '');
		const countFirst = parameterReader<boolean>(node, 'countFirst', false);
		return (record, index) => ({ ...record, ...countDays(from(record, index), until(index), countFirst(index), context) });
	},
};

/** The parameter «Дата», or where it is empty the record's own field. */
function dateReader(node: IExecuteFunctions, field: string): (record: IDataObject, index: number) => unknown {
	const given = parameterReader<unknown>(node, 'date', '');
	return (record, index) => {
		const date = given(index);
		return date === '' || date === undefined || date === null ? record[field] : date;
	};
}
