import type { Store } from '../state';

/** Who calls: decided by the token. */
export interface Caller {
	readonly kind: 'user' | 'group' | 'service';
	readonly id: number;
}

/** A refusal in VK's manner: a number of its errors and, maybe, its own words. */
export class VkRefusal extends Error {
	constructor(
		readonly code: number,
		readonly words?: string,
	) {
		super(words ?? `VK error ${code}`);
	}
}

/** `origin`: where this sandbox was asked, for upload addresses. */
export type Method = (store: Store, parameters: Readonly<Record<string, string>>, caller: Caller, origin: string) => unknown;
