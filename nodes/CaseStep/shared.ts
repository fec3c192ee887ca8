import type { INodeExecutionData } from 'n8n-workflow';

import type { Routed } from '../shared/items';

/** Outputs of the node. */
export const CASE = 0;
export const JOURNAL = 1;
export const REFUSED = 2;
export const OUTPUTS = 3;

/** What is done with an item; parameters are read once, when the operation is prepared. */
export type ItemOperation = (item: INodeExecutionData, index: number) => Routed | Routed[];

/** The moment given in the panel, or n8n's clock. */
export const momentOr = (given: string | undefined): string => given || new Date().toISOString();
