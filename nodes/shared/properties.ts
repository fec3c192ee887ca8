import type { INodeProperties } from 'n8n-workflow';

/** Shows a parameter only where one of these operations is chosen. */
export const forOperation = (...operation: string[]) => ({ show: { operation } });

/** A list of rows given as one parameter: `rowsParameter` of rows.ts reads it. */
export const rowsProperty = (displayName: string, name: string, description: string): INodeProperties => ({ displayName, name, type: 'json', default: '[]', description });
