import type { Network, Store } from './state';
import { OWN, ownRemarks } from './topics';
import { publications as wallPublications } from './vk/threads';

/** A reply of the administration as it stands in a network. */
export interface Publication {
	readonly network: Network;
	/** Where: `wall`, or the kind of the place (`GROUP_TOPIC`, `feed`, `media`, `board`, `dialog` …). */
	readonly place: string;
	readonly id: string | number;
	readonly text: string;
	readonly fromId: string | number;
	readonly replyTo?: string | number;
	readonly attachments?: readonly string[];
}

/** Everything the administration published in all networks: the figure that must never be two for one case. */
export function publications(store: Store): Publication[] {
	const wall = wallPublications(store).map((one): Publication => ({ network: 'vk', place: 'wall', id: one.id, text: one.text, fromId: one.fromId, ...(one.replyTo === undefined ? {} : { replyTo: one.replyTo }), ...(one.attachments ? { attachments: one.attachments } : {}) }));
	const elsewhere = ownRemarks(store).map(({ topic, remark }): Publication => ({ network: topic.network, place: topic.kind, id: remark.id, text: remark.text, fromId: OWN[topic.network], ...(remark.replyTo === undefined ? {} : { replyTo: remark.replyTo }), ...(remark.attachments ? { attachments: remark.attachments } : {}) }));
	return [...wall, ...elsewhere];
}
