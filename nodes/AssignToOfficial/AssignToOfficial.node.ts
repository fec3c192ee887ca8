import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { DEFAULT_ZONE } from '../../core/procedure';
import { assigner, rosterOf, type Roster } from '../../core/roster/assign';
import { reassigner } from '../../core/roster/reassign';
import { eachItem, preparedStep } from '../shared/items';
import { rowsParameter } from '../shared/rows';
import { description } from './description';

interface Options {
	readonly at?: string;
	readonly zone?: string;
	readonly keepChosen?: boolean;
}

/** Fields the node reads; staff may have named them otherwise. */
const READ = ['topicGroup', 'topic', 'location', 'street', 'recipient', 'executor', 'status'] as const;

type Row = Readonly<Record<string, unknown>>;

export class AssignToOfficial implements INodeType {
	description = description;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		if (this.getInputData().length === 0) return [[]];
		const decide = await preparedStep(() => makeDecision(this));
		return await eachItem(this, 1, (item) => {
			const json = decide(item.json);
			return json ? { json } : [];
		});
	}
}

/** What becomes of an item; tables are read once. */
function makeDecision(node: IExecuteFunctions): (item: IDataObject) => IDataObject | undefined {
	const options = node.getNodeParameter('options', 0, {}) as Options;
	const names = node.getNodeParameter('fields', 0, {}) as Record<string, string>;
	const view = (item: IDataObject): Row => Object.fromEntries(READ.map((key) => [key, item[names[key] || key]]));
	if (node.getNodeParameter('operation', 0, 'assign') === 'reassign') {
		const move = reassigner(rosterFrom(node, options, node.getInputData().map((item) => view(item.json))));
		return (item) => {
			const reassignment = move(view(item));
			return reassignment && { ...item, reassignment: { ...reassignment } };
		};
	}
	const next = assigner(rosterFrom(node, options, rowsParameter(node, 'openCases', 'Открытые дела')));
	const kept = options.keepChosen === false ? { recipient: '', executor: '' } : {};
	return (item) => ({ ...item, ...next({ ...view(item), ...kept }) });
}

const rosterFrom = (node: IExecuteFunctions, options: Options, openCases: readonly Row[]): Roster =>
	rosterOf(
		{ officials: rowsParameter(node, 'officials', 'Должностные лица'), absences: rowsParameter(node, 'absences', 'Отсутствия'), openCases },
		options.at || new Date().toISOString(),
		options.zone || DEFAULT_ZONE,
	);
