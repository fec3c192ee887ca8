import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { termContext, type TermContext } from '../../core/calendar/caseTerms';
import { sortExceptions } from '../../core/calendar/exceptions';
import { readMoment } from '../../core/calendar/moment';
import { workCalendar } from '../../core/calendar/workCalendar';
import { zoneOf } from '../../core/calendar/zone';
import { DeskError } from '../../core/errors';
import type { MailSettings } from '../../core/notices/mail';
import { messagesFor, readPlaces } from '../../core/notices/messenger';
import { DEFAULT_ZONE } from '../../core/procedure';
import { isOwed, readAlerts, watchSettings, type AlertRow, type WatchSettings } from '../../core/watch/alertRow';
import { failed, readFailure } from '../../core/watch/failure';
import { alertMail } from '../../core/watch/letter';
import { watch } from '../../core/watch/watch';
import { rowsParameter } from '../shared/rows';
import { settingReader } from '../shared/settings';

/** Rows for the table `alerts`, and the mails or messages. */
type Outputs = readonly [rows: readonly object[], mails: readonly object[]];

interface Surroundings {
	/** UTC milliseconds. */
	readonly now: number;
	readonly context: TermContext;
	readonly limits: WatchSettings;
	readonly officer: string;
	readonly mail: MailSettings;
}

/** Operations by their value, over all items at once. */
export const OPERATIONS: Readonly<Record<string, (node: IExecuteFunctions) => Outputs>> = {
	failure: (node) => {
		const around = surroundings(node);
		const known = new Map(readAlerts(rowsParameter(node, 'alerts', 'Что уже сказано')).map((one) => [one.key, one]));
		const rows = new Map<string, AlertRow>();
		for (const { json } of node.getInputData()) {
			const failure = readFailure(json);
			rows.set(failure.key, failed(rows.get(failure.key) ?? known.get(failure.key), failure, new Date(around.now).toISOString(), around.limits));
		}
		return [[...rows.values()], mails([...rows.values()].filter(isOwed), true, around)];
	},

	watch: (node) => {
		const around = surroundings(node);
		const { changed, owed, run } = watch(
			{
				alerts: rowsParameter(node, 'alerts', 'Что уже сказано'),
				newest: rowsParameter(node, 'newest', 'Последнее дело')[0],
				waiting: rowsParameter(node, 'waiting', 'Неотправленные извещения'),
				publishing: rowsParameter(node, 'publishing', 'Дела в публикации'),
				now: around.now,
			},
			around.limits,
			around.context,
		);
		return [[run, ...changed], mails(owed, owed.some((one) => changed.includes(one)), around)];
	},

	messages: (node) => {
		const { places, problems } = readPlaces(rowsParameter(node, 'settings', 'Настройки'));
		if (problems.length > 0) throw new DeskError('MESSENGER_UNREAD', problems.join(' '), 'Исправьте строку или оставьте её значение пустым: письма уходят и без мессенджера.');
		const given = node.getInputData().map(({ json }) => ({ to: String(json.to ?? ''), brief: String(json.brief ?? '') }));
		return [messagesFor(given.filter(({ brief }) => brief !== ''), places), []];
	},
};

/** `fresh`: something of it is news; otherwise it is a mail that failed before and is tried again. */
function mails(owed: readonly AlertRow[], fresh: boolean, { officer, context, mail }: Surroundings): object[] {
	if (owed.length === 0) return [];
	const { key, ...letter } = alertMail(owed, officer, context.zone, mail);
	return [{ ...letter, noticeKey: key, fresh }];
}

function surroundings(node: IExecuteFunctions): Surroundings {
	const setting = settingReader(node);
	const options = node.getNodeParameter('options', 0, {}) as { now?: string; zone?: string };
	const zone = zoneOf(options.zone || setting('zone') || DEFAULT_ZONE);
	const { exceptions } = sortExceptions(exceptionRows(node));
	return {
		now: options.now ? readMoment(options.now, zone, 'Сейчас').at : Date.now(),
		context: termContext({ calendar: workCalendar({ exceptions }), zone: zone.name }),
		limits: watchSettings(setting),
		officer: setting('officerEmail') ?? '',
		mail: { baseUrl: setting('baseUrl') ?? '', zone: zone.name, organization: setting('organization') ?? '' },
	};
}

const exceptionRows = (node: IExecuteFunctions): IDataObject[] => (node.getNodeParameter('operation', 0) === 'watch' ? rowsParameter(node, 'localExceptions', 'Местные исключения') : []);
