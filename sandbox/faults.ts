import type { Store } from './state';

/** How a stand-in misbehaves. `-after`: the request has its effect first; `late`: the effect comes after the client gave up. */
export const FAULT_KINDS = ['500', '500-after', '401', 'html', 'half-json', 'timeout-before', 'timeout-after', 'late', 'reset-before', 'reset-after', '429', 'vk-error', 'api-error'] as const;

export interface Fault {
	/** `im.feed`, `vk.wall.createComment`, `ok.discussions.getComments`, `facebook.post.comments`, `smtp`; `vk.*` for every method. */
	readonly where: string;
	readonly kind: (typeof FAULT_KINDS)[number];
	/** The network's error code for `api-error` (`vk-error` is its older name); the reply code for `smtp`. */
	readonly code?: number;
	/** Good requests that pass before the fault begins. */
	skip: number;
	/** Requests that still fail. */
	times: number;
	/** For `late`: milliseconds until the effect. */
	readonly delayMs: number;
}

/** Reads a fault from a control request; throws a sentence for the one who wrote it. */
export function toFault(value: unknown): Fault {
	const given = (value ?? {}) as Partial<Fault>;
	if (typeof given.where !== 'string' || given.where === '') throw new Error('where: im.feed | im.export | vk.<method> | ok.<method> | facebook.<get|post>.<edge> | instagram.<get|post>.<edge> | smtp; * at the end stands for all');
	const kind = FAULT_KINDS.find((known) => known === given.kind);
	if (!kind) throw new Error(`kind: ${FAULT_KINDS.join(' | ')}`);
	return { where: given.where, kind, skip: given.skip ?? 0, times: given.times ?? 1, delayMs: given.delayMs ?? 1500, ...(given.code === undefined ? {} : { code: given.code }) };
}

/** The fault due at this place, used up by one. */
export function takeFault(store: Store, place: string): Fault | undefined {
	const fault = store.state.faults.find((one) => one.times > 0 && (one.where === place || (one.where.endsWith('*') && place.startsWith(one.where.slice(0, -1)))));
	if (!fault) return undefined;
	if (fault.skip > 0) {
		fault.skip -= 1;
		return undefined;
	}
	fault.times -= 1;
	store.state.faults = store.state.faults.filter((one) => one.times > 0);
	return fault;
}
