import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { classify } from '../../core/triage/classify';
import { taxonomyOf } from '../../core/triage/taxonomy';
import type { Disposition, Triage } from '../../core/triage/types';
import { eachItem, preparedStep, type Routed } from '../shared/items';
import { description } from './description';
import { advisorOf } from './opinion';
import { readContext, readInput, readOptions, type FieldNames } from './setup';

const OUTPUTS: Readonly<Record<Disposition, number>> = { answer: 0, review: 1, notProcessed: 2 };
/** n8n hands an agent only the first output of a node used as a tool. */
const TOOL_SUFFIX = 'Tool';

type Step = (item: INodeExecutionData, index: number) => Routed | Routed[] | Promise<Routed | Routed[]>;

export class TriageClassifier implements INodeType {
	description = description;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		if (this.getInputData().length === 0) return [[], [], []];
		let dropped = 0;
		const step = await preparedStep(() => makeStep(this, () => (dropped += 1)));
		const results = await eachItem(this, 3, step);
		if (dropped > 0) this.addExecutionHints({ message: `Пришли ещё раз и не переданы дальше: ${dropped}. Эти сообщения уже есть в реестре.`, location: 'outputPane' });
		return results;
	}
}

async function makeStep(node: IExecuteFunctions, onDropped: () => void): Promise<Step> {
	const options = readOptions(node);
	const context = readContext(node, options);
	const fields = node.getNodeParameter('fields', 0, {}) as FieldNames;
	const asTool = node.getNode().type.endsWith(TOOL_SUFFIX);
	const now = new Date();
	const advise = await advisorOf(node, {
		labels: taxonomyOf(options.taxonomy),
		limit: options.opinionLimit ?? 50,
		timeoutSeconds: options.opinionTimeout ?? 20,
		onFailure: (reason) => node.addExecutionHints({ message: `Языковая модель не ответила (${reason}): темы определены без неё.`, location: 'outputPane', type: 'warning' }),
	});
	const route = (json: IDataObject, { fields: found }: Triage): Routed | Routed[] => {
		if (found.repeatKind === 'duplicate' && options.duplicates === 'drop') {
			onDropped();
			return [];
		}
		const reducedTerm = options.proposeTerm === false ? '' : found.reducedTerm;
		return { output: asTool ? 0 : OUTPUTS[found.disposition], json: { ...json, ...found, reducedTerm } };
	};
	return (item) => {
		const input = readInput(item.json, fields, now);
		const triage = classify(input, context);
		if (!advise || !triage.onlyTopicInDoubt) return route(item.json, triage);
		return advise(triage, input.text).then((advised) => route(item.json, advised));
	};
}
