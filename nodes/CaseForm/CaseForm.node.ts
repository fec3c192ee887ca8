import { randomBytes } from 'node:crypto';

import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { formKindFor, buildForm, toFormJson, type FormRefs } from '../../core/forms';
import { findPerson } from '../../core/forms/people';
import { DeskError } from '../../core/errors';
import { DEFAULT_ZONE } from '../../core/procedure';
import { taxonomyOf } from '../../core/triage/taxonomy';
import { eachItem, type Routed } from '../shared/items';
import { jsonReader, parameterReader } from '../shared/params';
import { rowsParameter } from '../shared/rows';
import { againOf, answerItem } from './answer';
import { description } from './description';

const NEXT = 0;
const REFUSED = 1;

export class CaseForm implements INodeType {
	description = description;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operation = this.getNodeParameter('operation', 0) as 'page' | 'answer';
		const form = this.getNodeParameter('form', 0) as 'route' | 'draft' | 'publish';
		const refs = readRefs(this, operation);

		const userEmail = parameterReader<unknown>(this, 'userEmail', '');
		const caseRow = jsonReader(this, 'caseRow');

		return await eachItem(this, 2, async (item, index): Promise<Routed> => {
			const email = String(userEmail(index)).trim().toLowerCase();
			const row = rowOf(caseRow(item, index));
			try {
				if (!findPerson(refs.officials, email)) throw notAnOfficial(email);
				const kind = formKindFor(form, row);
				if (operation === 'page') {
					const again = againOf(item.json);
					const page = buildForm(kind, row, { ...refs, ...(again ? { again } : {}) });
					const key = randomBytes(4).toString('hex');
					return { output: NEXT, json: { caseId: row.id, caseVersion: row.version, formTitle: page.title, formButton: page.button, formFields: toFormJson(page.fields, key), formAttachments: JSON.stringify(page.attachments ?? []) } };
				}
				const offered = this.getNodeParameter('attachments', index, '') as string;
				const showAgain = this.getNodeParameter('options.again', index, false) as boolean;
				const json = await answerItem(this, kind, row, item, refs, offered, showAgain);
				return { output: NEXT, json: { ...json, actorEmail: email } };
			} catch (error) {
				if (!(error instanceof DeskError)) throw error;
				return { output: REFUSED, json: { caseId: row.id ?? null, refusalCode: error.code, refusal: error.message, refusalHint: error.hint } };
			}
		});
	}
}

function readRefs(context: IExecuteFunctions, operation: 'page' | 'answer'): FormRefs {
	const options = context.getNodeParameter('options', 0, {}) as { zone?: string; taxonomy?: unknown };
	const onPage = (name: string, label: string): IDataObject[] => (operation === 'page' ? rowsParameter(context, name, label) : []);
	const links = onPage('fileLinks', 'Адреса файлов').map((row): [string, string] => [String(row.file ?? ''), String(row.address ?? '')]);
	const [earlier] = onPage('earlier', 'Прежнее дело');
	return {
		officials: rowsParameter(context, 'officials', 'Должностные лица'),
		templates: rowsParameter(context, 'templates', 'Образцы ответов'),
		fileLinks: Object.fromEntries(links.filter(([file]) => file !== '')),
		taxonomy: taxonomyOf(options.taxonomy),
		zone: options.zone || DEFAULT_ZONE,
		...(earlier ? { earlier } : {}),
	};
}

function rowOf(value: unknown): IDataObject {
	const parsed: unknown = typeof value === 'string' && value.trim() !== '' ? JSON.parse(value) : value;
	return parsed !== null && typeof parsed === 'object' && !Array.isArray(parsed) ? (parsed as IDataObject) : {};
}

const notAnOfficial = (email: string): DeskError =>
	new DeskError('NOT_AN_OFFICIAL', `${email || 'Этой учётной записи'} нет среди должностных лиц.`, 'Попросите ИТ-специалиста внести вас в таблицу officials: почта в ней должна совпадать с почтой учётной записи n8n.');
