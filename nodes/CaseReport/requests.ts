import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { dayOf, type People } from '../../core/notices/addressee';
import { normalEmail, rolesOf } from '../../core/cases/actor';
import { DeskError } from '../../core/errors';
import { ROLES, type Role } from '../../core/procedure';
import { periodKind } from '../../core/reports/period';
import { DELIVERIES, periodsNamed, requestAsked, requestsDue, type Delivery } from '../../core/reports/schedule';
import { readAbsences } from '../../core/roster/absences';
import { actorOn } from '../../core/roster/acting';
import { readOfficials } from '../../core/roster/officials';
import { rowsParameter } from '../shared/rows';
import { settingReader } from '../shared/settings';
import { dateOf, surroundings, wantsPersonalData } from './register';

/** Who sees residents' names and words in a report. */
const SEES_PERSONAL: readonly Role[] = ['curator', 'head', 'officer'];
/** Who sees the Head's panel. */
const SEES_PANEL: readonly Role[] = ['head', 'deputy', 'curator', 'officer'];

/** Reports of the periods that ended and were not sent yet, or the one a person asked for in the form. */
export function reportRequests(node: IExecuteFunctions): IDataObject[] {
	const around = surroundings(node);
	const { zone } = around.context;
	const setting = settingReader(node);
	const userEmail = normalEmail(node.getNodeParameter('userEmail', 0, ''));
	if (userEmail !== '') {
		const roles = rolesOn(node, userEmail);
		const delivery = (Object.keys(DELIVERIES) as Delivery[]).find((one) => ([one, DELIVERIES[one]] as string[]).includes(String(node.getNodeParameter('delivery', 0, 'page')))) ?? 'page';
		const [named] = periodsNamed(String(node.getNodeParameter('period', 0, 'month')));
		const kind = named ?? periodKind(String(node.getNodeParameter('period', 0, 'month')));
		const personal = wantsPersonalData(node) && roles.some((role) => SEES_PERSONAL.includes(role));
		return [{ ...requestAsked(kind, dateOf(node, around), zone, userEmail, !personal, delivery) }];
	}
	return requestsDue(around.now, zone, peopleOf(node), {
		periods: periodsNamed(setting('reportPeriods') ?? ''),
		to: setting('reportTo') ?? '',
		withoutPersonalData: !['да', 'yes', 'true', '1'].includes((setting('reportPersonalData') ?? '').toLowerCase()),
		sent: new Set(rowsParameter(node, 'sent', 'Что уже послано').map((row) => String(row.key ?? ''))),
	}).map((request) => ({ ...request }));
}

/** Refuses who is not to see the panel. Error PANEL_REFUSED, NOT_AN_OFFICIAL. */
export function panelFor(node: IExecuteFunctions): void {
	const userEmail = normalEmail(node.getNodeParameter('userEmail', 0, ''));
	if (userEmail === '') return;
	if (!rolesOn(node, userEmail).some((role) => SEES_PANEL.includes(role))) {
		throw new DeskError('PANEL_REFUSED', 'Панель вам не открыта.', `Её видят: ${SEES_PANEL.map((role) => ROLES[role].label.toLowerCase()).join(', ')}.`);
	}
}

/** Roles of the person, and of those he stands in for today. */
function rolesOn(node: IExecuteFunctions, email: string): readonly Role[] {
	const { officials, absences, day } = peopleOf(node);
	const actor = actorOn(officials, absences, email, day);
	if (!actor) throw new DeskError('NOT_AN_OFFICIAL', 'Вас нет среди действующих должностных лиц.', 'Попросите ИТ-специалиста внести вас в таблицу officials: почта в ней должна совпадать с почтой учётной записи n8n.');
	return rolesOf(actor);
}

function peopleOf(node: IExecuteFunctions): People {
	const { context, now } = surroundings(node);
	return {
		officials: readOfficials(rowsParameter(node, 'officials', 'Должностные лица')).rows,
		absences: readAbsences(rowsParameter(node, 'absences', 'Отсутствия')).rows,
		day: dayOf(new Date(now).toISOString(), context.zone.name),
	};
}
