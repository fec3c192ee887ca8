import { DeskError } from '../../errors';
import type { Way } from '../publishOnce';
import type { Message, Reply } from '../types';
import { tokenFor, type VkClient } from './call';
import { boardWay } from './board';
import { dialogWay } from './dialog';
import { checkMediaTokens, vkMedia } from './media';
import { parsePlace, type VkPlace } from './place';
import { wallWay } from './wall';

/** What is called in each kind of place: the tokens for it are checked before anything is called. */
const METHODS: Readonly<Record<VkPlace['kind'], readonly string[]>> = {
	wall: ['wall.createComment', 'wall.getComments'],
	board: ['board.createComment', 'board.getComments'],
	dialog: ['messages.send', 'messages.getHistory'],
};

/** How a reply is published as the community, where the message stands. Whatever is missing is said before anything is called: throws DeskError. */
export function vkWay(client: VkClient, message: Message, reply: Reply): Way {
	const place = parsePlace(message);
	if (!Number.isInteger(client.settings.groupId) || client.settings.groupId <= 0) {
		throw new DeskError('VK_GROUP_MISSING', 'В учётных данных «VK API» не указан номер сообщества.', 'Попросите ИТ-специалиста вписать номер: без него не узнать свои ответы в ветке.');
	}
	for (const method of METHODS[place.kind]) tokenFor(client.settings, method);
	checkMediaTokens(client, place, reply);
	const media = vkMedia(client, place, reply);
	if (place.kind === 'board') return boardWay(client, place, reply, media);
	return place.kind === 'dialog' ? dialogWay(client, place, reply, media) : wallWay(client, place.address, reply, media);
}
