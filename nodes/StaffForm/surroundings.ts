import type { IExecuteFunctions } from 'n8n-workflow';

import type { Actor } from '../../core/cases/actor';
import { DeskError } from '../../core/errors';
import { dayOf } from '../../core/notices/addressee';
import { DEFAULT_ZONE } from '../../core/procedure';
import { readAbsences, type Absence } from '../../core/roster/absences';
import { actorOn } from '../../core/roster/acting';
import { readOfficials, type Official } from '../../core/roster/officials';
import { rowsParameter } from '../shared/rows';
import { settingReader } from '../shared/settings';

type Row = Readonly<Record<string, unknown>>;

/** What every operation of the node knows: the person as he acts today, people, the day and where forms are opened. */
export interface Surroundings {
	readonly actor: Actor;
	readonly officials: readonly Official[];
	readonly absences: readonly Absence[];
	/** Rows of the table `absences`, with their ids. */
	readonly absenceRows: readonly Row[];
	/** 'YYYY-MM-DD' in the administration's zone. */
	readonly day: string;
	readonly zone: string;
	readonly baseUrl: string;
}

/** Reads the tables once. Error NOT_AN_OFFICIAL: the signed-in person is not in the table of officials. */
export function surroundings(node: IExecuteFunctions): Surroundings {
	const options = node.getNodeParameter('options', 0, {}) as { zone?: string; at?: string };
	const setting = settingReader(node);
	const zone = options.zone || setting('zone') || DEFAULT_ZONE;
	const officials = readOfficials(rowsParameter(node, 'officials', 'Должностные лица')).rows;
	const absenceRows = rowsParameter(node, 'absences', 'Отсутствия');
	const absences = readAbsences(absenceRows).rows;
	const day = dayOf(options.at || new Date().toISOString(), zone);
	const email = String(node.getNodeParameter('userEmail', 0, '')).trim();
	const actor = actorOn(officials, absences, email, day);
	if (!actor) {
		throw new DeskError('NOT_AN_OFFICIAL', `${email || 'Этой учётной записи'} нет среди действующих должностных лиц.`, 'Попросите ИТ-специалиста внести вас в таблицу officials: почта в ней должна совпадать с почтой учётной записи n8n.');
	}
	return { actor, officials, absences, absenceRows, day, zone, baseUrl: setting('baseUrl') ?? '' };
}
