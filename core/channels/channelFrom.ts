import type { Clock } from './http';
import { publishOnce, type Way } from './publishOnce';
import { asRefusal } from './refuse';
import type { Channel, Message, NotPublished, Reply, Rules } from './types';

/** How a reply gets to the place of a message, or why it does not. Throws DeskError. */
type WayOf = (message: Message, reply: Reply) => Way | NotPublished | Promise<Way | NotPublished>;

/**
 * A network's channel from its rules and its way.
 *
 * @param closed what ends a publication before anything is asked for, e.g. a network that is off
 */
export function channelFrom(rules: Rules, clock: Clock, wayOf: WayOf, closed: (message: Message) => NotPublished | undefined = () => undefined): Channel {
	return {
		...rules,
		async publish(message, reply) {
			try {
				const way = closed(message) ?? (await wayOf(message, reply));
				return 'outcome' in way ? way : await publishOnce(way, clock, reply.sendBefore);
			} catch (error) {
				return asRefusal(error);
			}
		},
		async readBack(message, reply) {
			const way = await wayOf(message, reply);
			const seen = 'outcome' in way ? undefined : await way.look();
			return seen?.kind === 'found' ? seen.published : undefined;
		},
	};
}
