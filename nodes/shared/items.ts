import { NodeOperationError, type IDataObject, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { DeskError } from '../../core/errors';

/** What one item became: which output it leaves by and what it carries. */
export interface Routed {
	readonly output?: number;
	readonly json: IDataObject;
	readonly binary?: INodeExecutionData['binary'];
}

/**
 * Runs one pure step per item: pairing, several outputs, and errors the way n8n expects them.
 * A failed item leaves by n8n's error output (or stops the node, as the user chose), never by a success branch.
 */
export async function eachItem(
	context: IExecuteFunctions,
	outputs: number,
	step: (item: INodeExecutionData, index: number) => Routed | Routed[] | Promise<Routed | Routed[]>,
): Promise<INodeExecutionData[][]> {
	const results: INodeExecutionData[][] = Array.from({ length: outputs }, () => []);
	const items = context.getInputData();
	for (let index = 0; index < items.length; index += 1) {
		const item = items[index] as INodeExecutionData;
		try {
			const outcome = step(item, index);
			const routed = outcome instanceof Promise ? await outcome : outcome;
			for (const one of Array.isArray(routed) ? routed : [routed]) {
				const binary = one.binary ?? item.binary;
				results[one.output ?? 0]?.push({ json: one.json, ...(binary ? { binary } : {}), pairedItem: { item: index } });
			}
		} catch (error) {
			const failure = toNodeError(context, error, index);
			if (!context.continueOnFail()) throw failure;
			results[0]?.push({ json: failureJson(context, failure, error, item.json), pairedItem: { item: index } });
		}
	}
	return results;
}

/**
 * What is prepared once for all items (tables, calendar, models), or, where that fails, a step that fails with it: so a
 * table that cannot be read is every item's own error, and each leaves by the error output instead of being lost.
 */
export async function preparedStep<Args extends unknown[], Result>(make: () => ((...args: Args) => Result) | Promise<(...args: Args) => Result>): Promise<(...args: Args) => Result> {
	try {
		return await make();
	} catch (error) {
		return () => {
			throw error;
		};
	}
}

/**
 * What a failed item carries. For the error output n8n knows a failure by its keys alone (`error`, `message`, `details`) and puts the
 * item's own fields back by its pairing; an `error` property on the item would make it drop them. By the usual output
 * the fields go along as they are.
 */
export function failureJson(context: Pick<IExecuteFunctions, 'getNode'>, failure: NodeOperationError, cause: unknown, json: IDataObject): IDataObject {
	const [hint, code] = [failure.description ?? '', codeOf(cause)];
	if (context.getNode().onError === 'continueErrorOutput') return { error: failure.message, details: { hint, code } };
	return { ...json, error: failure.message, errorHint: hint, errorCode: code };
}

/** n8n's own error for a failure of item `itemIndex`: the reason as title, the way out as description. */
export function toNodeError(context: Pick<IExecuteFunctions, 'getNode'>, error: unknown, itemIndex: number): NodeOperationError {
	if (error instanceof NodeOperationError) return error;
	const cause = error instanceof Error ? error : new Error(String(error));
	return new NodeOperationError(context.getNode(), cause, {
		itemIndex,
		message: cause.message,
		description: error instanceof DeskError ? error.hint : undefined,
	});
}

function codeOf(error: unknown): string {
	return error instanceof DeskError ? error.code : 'UNEXPECTED';
}
