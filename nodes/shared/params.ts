import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/**
 * Reads a node parameter once when it is a constant, and for every item only when it is an expression:
 * an expression costs n8n up to a millisecond an item, a constant nothing.
 */
export function parameterReader<T>(context: IExecuteFunctions, name: string, fallback?: T): (itemIndex: number) => T {
	const read = (itemIndex: number): T => context.getNodeParameter(name, itemIndex, fallback) as T;
	if (holdsExpression(rootValue(context, name))) return read;
	const constant = read(0);
	return () => constant;
}

const WHOLE_ITEM = /^=\{\{\s*\$json\s*\}\}$/u;

/** Reads a JSON parameter for each item; left at its default `={{ $json }}` it is the item itself, and n8n evaluates nothing. */
export function jsonReader(context: IExecuteFunctions, name: string): (item: INodeExecutionData, itemIndex: number) => unknown {
	const raw = rootValue(context, name);
	if (raw === undefined || (typeof raw === 'string' && WHOLE_ITEM.test(raw))) return (item) => item.json;
	return (_item, itemIndex) => context.getNodeParameter(name, itemIndex);
}

/** The raw value under the first part of a dotted name (`options.zone` → `options`). */
function rootValue(context: IExecuteFunctions, name: string): unknown {
	return context.getNode().parameters[name.split('.')[0] ?? name];
}

function holdsExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	if (value !== null && typeof value === 'object') return Object.values(value).some(holdsExpression);
	return false;
}
