import type { Channel, Limits } from '../types';
import { limitObstacles } from '../validate';
import { parseAddress } from './address';
import type { VkClient } from './call';
import { VK_COMMENT_LIMITS } from './limits';
import { look, publishComment } from './publish';

/** The VK channel: replies as comments of the administration's community under posts and in threads. */
export function vkChannel(client: VkClient, limits: Limits = VK_COMMENT_LIMITS): Channel {
	return {
		limits,
		validate: (reply) => limitObstacles(reply, limits, 'ВКонтакте'),
		publish: (message, reply) => publishComment(client, message, reply),
		async readBack(message, reply) {
			const seen = await look(client, parseAddress(message), reply);
			return seen.kind === 'found' ? seen.published : undefined;
		},
	};
}
