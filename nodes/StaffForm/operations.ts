import { randomBytes } from 'node:crypto';

import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { absencePage, absencesPage, readAbsence, type AbsenceRefs } from '../../core/forms/absences';
import { actionPage, casePage, chosenAction, readAction, type ActionRefs } from '../../core/forms/actions';
import { answerOf, toFormJson, type FormPage } from '../../core/forms/field';
import { inboxOf } from '../../core/forms/inbox';
import { inboxPage } from '../../core/forms/inboxPage';
import { taxonomyOf } from '../../core/triage/taxonomy';
import type { Routed } from '../shared/items';
import { rowsParameter } from '../shared/rows';
import type { Surroundings } from './surroundings';

/** Outputs of the node. */
export const NEXT = 0;
export const REFUSED = 1;
export const AGAIN = 2;
export const OUTPUTS = 3;

type Operation = (node: IExecuteFunctions, known: Surroundings) => Routed | Promise<Routed>;

const pageJson = (page: FormPage): IDataObject => ({ formTitle: page.title, formButton: page.button, formFields: toFormJson(page.fields, randomBytes(4).toString('hex')) });

const shown = (page: FormPage): Routed => ({ output: NEXT, json: pageJson(page) });

const isPage = (outcome: object): outcome is FormPage => 'fields' in outcome;

/** What was chosen on the first page: its answer, or the choice itself. */
function chosen(node: IExecuteFunctions): unknown {
	const value = node.getNodeParameter('chosen', 0, '');
	return value !== null && typeof value === 'object' ? answerOf(value as IDataObject).action : value;
}

const answered = (node: IExecuteFunctions): Record<string, unknown> => answerOf(oneRow(node, 'answer', 'Ответ формы'));

const oneRow = (node: IExecuteFunctions, name: string, label: string): IDataObject => rowsParameter(node, name, label)[0] ?? {};

export const OPERATIONS: Readonly<Record<string, Operation>> = {
	inbox: (node, { actor, officials, absences, day, zone, baseUrl }) => {
		const place = { baseUrl, zone };
		const inbox = inboxOf(node.getInputData().map((item) => item.json), actor, { officials, absences, day }, place);
		const substituted = officials.filter((one) => actor.actsFor?.includes(one.email)).map((one) => one.name);
		return { output: NEXT, json: { html: inboxPage(inbox, actor, [...new Set(substituted)], place), own: inbox.own.total, overdue: inbox.own.overdue, watched: inbox.watched.total } };
	},

	absences: (_node, known) => shown(absencesPage(absenceRefs(known))),

	absence: (node, known) => shown(absencePage(chosen(node), absenceRefs(known))),

	absenceAnswer: (node, known) => {
		const outcome = readAbsence(chosen(node), answered(node), absenceRefs(known));
		if (isPage(outcome)) return { output: AGAIN, json: pageJson(outcome) };
		return { output: NEXT, json: { write: outcome.write, absenceId: outcome.id, row: { ...outcome.row }, told: outcome.told, warnings: outcome.warnings.join('\n') } };
	},

	case: (node, known) => shown(casePage(oneRow(node, 'caseRow', 'Строка дела'), actionRefs(node, known))),

	action: (node, known) => {
		const row = oneRow(node, 'caseRow', 'Строка дела');
		const refs = actionRefs(node, known);
		return shown(actionPage(row, chosenAction(row, chosen(node), refs), refs));
	},

	actionAnswer: (node, known) => {
		const row = oneRow(node, 'caseRow', 'Строка дела');
		const refs = actionRefs(node, known);
		const outcome = readAction(row, chosenAction(row, chosen(node), refs), answered(node), refs);
		if (isPage(outcome)) return { output: AGAIN, json: pageJson(outcome) };
		const { remark, ...changes } = outcome.changes;
		return { output: NEXT, json: { ...row, stepEvent: outcome.event, stepRemark: remark ?? '', stepChanges: changes, actorEmail: known.actor.email } };
	},
};

const absenceRefs = ({ actor, officials, absenceRows, day, baseUrl }: Surroundings): AbsenceRefs => ({ actor, officials, rows: absenceRows, day, baseUrl });

function actionRefs(node: IExecuteFunctions, { actor, officials, absences, day, zone, baseUrl }: Surroundings): ActionRefs {
	const options = node.getNodeParameter('options', 0, {}) as { taxonomy?: unknown };
	const [earlier] = rowsParameter(node, 'earlier', 'Прежнее дело');
	return { actor, officials, absences, day, zone, baseUrl, taxonomy: taxonomyOf(options.taxonomy), journal: rowsParameter(node, 'journal', 'Журнал дела'), ...(earlier ? { earlier } : {}) };
}
