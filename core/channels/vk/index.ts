import { channelFrom } from '../channelFrom';
import type { Channel, Limits, Message, Rules } from '../types';
import { limitObstacles } from '../validate';
import type { VkClient } from './call';
import { VK_COMMENT_LIMITS, VK_MESSAGE_LIMITS } from './limits';
import { parsePlace } from './place';
import { vkWay } from './publish';

/** What VK takes. `maxLength`: the officer's own limit for comments, whose true one is not published. */
export function vkRules(maxLength?: number): Rules {
	const comment: Limits = { ...VK_COMMENT_LIMITS, ...(maxLength === undefined ? {} : { maxLength }) };
	const limitsFor = (message: Message): Limits => (isDialog(message) ? VK_MESSAGE_LIMITS : comment);
	return { limitsFor, validate: (reply, message) => limitObstacles(reply, limitsFor(message), 'ВКонтакте') };
}

/** The VK channel: replies as the administration's community under posts, in threads, on the board and in messages. */
export function vkChannel(client: VkClient, rules: Rules = vkRules()): Channel {
	return channelFrom(rules, client.clock, (message, reply) => vkWay(client, message, reply));
}

/** An address that cannot be read is publishing's to refuse, not the limits'. */
function isDialog(message: Message): boolean {
	try {
		return parsePlace(message).kind === 'dialog';
	} catch {
		return false;
	}
}
