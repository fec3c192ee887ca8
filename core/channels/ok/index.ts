import { channelFrom } from '../channelFrom';
import type { Way } from '../publishOnce';
import type { Channel, Limits, Message, NotPublished, Reply, Rules } from '../types';
import { limitObstacles } from '../validate';
import { parseOkPlace } from './address';
import { checkOkSettings, OK_NAME, type OkClient, type OkSettings } from './call';
import { chatWay } from './chat';
import { discussionWay } from './discussion';
import { OK_COMMENT_LIMITS, OK_PHOTO_LIMITS } from './limits';
import { okPhotos } from './photos';

type Rights = Pick<OkSettings, 'repliesAllowed' | 'photosAllowed'>;

/** What OK takes; where the officer has not seen a reply go through the API, every reply in a discussion is published by hand. */
export function okRules(rights: Rights): Rules {
	const limitsFor = (message: Message): Limits => (rights.photosAllowed && !isChat(message) ? OK_PHOTO_LIMITS : OK_COMMENT_LIMITS);
	return { limitsFor, validate: (reply, message) => [...byHand(rights, message), ...limitObstacles(reply, limitsFor(message), OK_NAME)] };
}

/** The OK channel: replies as the group's administrator in discussions, and in the messages to the group. */
export function okChannel(client: OkClient): Channel {
	return channelFrom(okRules(client.settings), client.clock, (message, reply) => okWay(client, message, reply), (message) => byHand(client.settings, message)[0]);
}

function okWay(client: OkClient, message: Message, reply: Reply): Way {
	const place = parseOkPlace(message);
	if (place.kind === 'chat') return chatWay(client, place, reply);
	checkOkSettings(client.settings);
	return discussionWay(client, place, reply, okPhotos(client, reply));
}

/** The bot API of messages is described openly; answering in discussions is not. */
function byHand(rights: Rights, message: Message): NotPublished[] {
	if (rights.repliesAllowed || isChat(message)) return [];
	return [{ outcome: 'byHand', code: 'OK_BY_HAND', message: 'Одноклассники: ответ публикуется вручную, права на ответы через API не подтверждены.', hint: 'Скопируйте текст, опубликуйте его по ссылке и внесите ссылку на ответ. Когда права будут, ИТ-специалист включит «Права на ответы предоставлены» в учётных данных.' }];
}

const isChat = (message: Message): boolean => message.externalId.startsWith('chat:');
