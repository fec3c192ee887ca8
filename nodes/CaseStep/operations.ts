import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { intake } from '../../core/cases/intake';
import { journalOf } from '../../core/cases/journal';
import { dayOf, type People } from '../../core/notices/addressee';
import { digestsFor } from '../../core/notices/digest';
import { readEscalation, settledEscalation, type EscalationStep } from '../../core/notices/escalation';
import type { MailSettings } from '../../core/notices/mail';
import { readMemory } from '../../core/notices/memory';
import { noticesFor, type Notices } from '../../core/notices/notice';
import { noticeMarks, readSent } from '../../core/notices/told';
import { DEFAULT_ZONE } from '../../core/procedure';
import { readAbsences } from '../../core/roster/absences';
import { readOfficials } from '../../core/roster/officials';
import { parameterReader } from '../shared/params';
import { rowsParameter } from '../shared/rows';
import { settingReader } from '../shared/settings';
import { CASE, momentOr, type ItemOperation } from './shared';
import { stepOperation } from './step';

interface Options {
	readonly at?: string;
	readonly zone?: string;
}

const optionsOf = (node: IExecuteFunctions): Options => node.getNodeParameter('options', 0, {});

/** Operations that work item by item. */
export const ITEM_OPERATIONS: Readonly<Record<string, (node: IExecuteFunctions) => ItemOperation>> = {
	step: stepOperation,
	journal: () => (item) => ({ output: CASE, json: { ...journalOf(item.json) } }),
	intake: (node) => {
		const options = optionsOf(node);
		const context = { now: momentOr(options.at), zone: options.zone || DEFAULT_ZONE };
		const foundBy = parameterReader<'manual'>(node, 'foundBy', 'manual');
		return (item, index) => ({ output: CASE, json: intake(item.json, { ...context, foundBy: foundBy(index) }) as IDataObject });
	},
};

/** Operations over all items at once: several cases become one mail of a person. */
export const LIST_OPERATIONS: Readonly<Record<string, (node: IExecuteFunctions) => INodeExecutionData[][]>> = {
	notice: (node) => {
		const { people, settings } = surroundings(node);
		const given = rowsParameter(node, 'caseRows', 'Дела');
		const rows = given.length > 0 ? given : node.getInputData().map((item) => item.json);
		const { mails, quiet }: Notices = noticesFor(rows, people, settings);
		const silent = quiet.length > 0 ? [{ cases: quiet, refusalCode: 'NOBODY_TO_TELL', refusal: 'Извещать некого: следующий шаг никому не нужен.' }] : [];
		return [presented(node, mails), [], presented(node, silent)];
	},
	digest: (node) => {
		const { people, settings, now, escalation } = surroundings(node);
		const memory = readMemory(rowsParameter(node, 'memory', 'Память о сказанном'));
		return [presented(node, digestsFor(node.getInputData().map((item) => item.json), now, people, settings, memory, escalation)), [], []];
	},
	told: (node) => {
		const mailOf = parameterReader<unknown>(node, 'sentMail', '');
		const sent = node.getInputData().map((item, index) => mailParameter(mailOf(index)) ?? item.json);
		const repeated = sent.filter((one) => one.brief).map(({ to, brief }) => ({ to, brief }));
		return [presented(node, noticeMarks(readSent(sent))), presented(node, repeated), []];
	},
};

/** The mail an item stands for: the mail server's answer has taken its place. */
const mailParameter = (value: unknown): IDataObject | undefined => (value !== null && typeof value === 'object' ? (value as IDataObject) : undefined);

/** Mails concern many items, so each is paired with all of them. */
function presented(node: IExecuteFunctions, mails: readonly object[]): INodeExecutionData[] {
	const pairedItem = node.getInputData().map((_item, item) => ({ item }));
	return mails.map((mail) => {
		const { key, ...json } = mail as { key?: string };
		return { json: { ...json, ...(key === undefined ? {} : { noticeKey: key }) }, pairedItem };
	});
}

function surroundings(node: IExecuteFunctions): { people: People; settings: MailSettings; now: string; escalation: readonly EscalationStep[] } {
	const options = optionsOf(node);
	const setting = settingReader(node);
	const ladder = rowsParameter(node, 'options.escalation', 'Ступени напоминаний');
	const zone = options.zone || setting('zone') || DEFAULT_ZONE;
	const now = momentOr(options.at);
	return {
		now,
		escalation: ladder.length > 0 ? readEscalation(ladder) : settledEscalation(setting),
		settings: { baseUrl: setting('baseUrl') || 'http://localhost:5678', zone, organization: setting('organization') ?? '' },
		people: {
			officials: readOfficials(rowsParameter(node, 'officials', 'Должностные лица')).rows,
			absences: readAbsences(rowsParameter(node, 'absences', 'Отсутствия')).rows,
			day: dayOf(now, zone),
		},
	};
}
