import { z } from 'zod';

import { DeskError } from '../../errors';
import { channelFrom } from '../channelFrom';
import { checkMetaSettings, META_NAMES, metaGet, metaPost, type MetaClient, type MetaSettings } from '../meta/call';
import { metaErrors } from '../meta/errors';
import { isOn, offOutcome } from '../meta/off';
import { readComments } from '../meta/thread';
import { threadWay } from '../meta/threadWay';
import { readPatiently, refusal, type Way } from '../publishOnce';
import type { Channel, Limits, Message, NotPublished, Published, Reply, Rules } from '../types';
import { limitObstacles } from '../validate';

/** 2,200 characters is what is quoted [unsure]; text only, by the API's own description. */
export const INSTAGRAM_LIMITS: Limits = { maxLength: 2200, maxAttachments: 0, attachment: /^(?!)/u };

const WAY = { prefix: 'INSTAGRAM', name: META_NAMES.instagram, errors: metaErrors.instagram };
const COMMENT = z.object({ id: z.string(), parent_id: z.string().nullish() });
const ACCOUNT = z.object({ username: z.string() });

/** What Instagram takes; by hand while it is off. */
export const instagramRules = (settings: Pick<MetaSettings, 'facebookOn' | 'instagramOn'>): Rules => ({
	limitsFor: () => INSTAGRAM_LIMITS,
	validate: (reply) => [...(isOn(settings, 'instagram') ? [] : [offOutcome('instagram')]), ...limitObstacles(reply, INSTAGRAM_LIMITS, META_NAMES.instagram)],
});

/** The Instagram channel: answers to comments under the administration's own publications. */
export function instagramChannel(client: MetaClient): Channel {
	return channelFrom(instagramRules(client.settings), client.clock, (message, reply) => instagramWay(client, message, reply), () => (isOn(client.settings, 'instagram') ? undefined : offOutcome('instagram')));
}

/** `{media}:{comment}`. Error INSTAGRAM_ADDRESS_UNREADABLE. */
export function instagramComment(message: Message): { readonly mediaId: string; readonly commentId?: string } {
	const found = /^(\d+)(?::(\d+))?$/u.exec(message.externalId);
	if (!found) throw new DeskError('INSTAGRAM_ADDRESS_UNREADABLE', `Не понять, где сообщение в Instagram: «${message.externalId || message.url}».`, 'Опубликуйте ответ вручную и внесите ссылку на него.');
	return { mediaId: found[1] ?? '', ...(found[2] === undefined ? {} : { commentId: found[2] }) };
}

async function instagramWay(client: MetaClient, message: Message, reply: Reply): Promise<Way | NotPublished> {
	const { mediaId, commentId } = instagramComment(message);
	// An answer under somebody else's publication cannot be read back: a lost answer could never be told from a given one.
	if (commentId === undefined) return { outcome: 'byHand', code: 'INSTAGRAM_MENTION_BY_HAND', message: 'Instagram: на упоминание в чужой публикации отвечают вручную: через API не проверить, опубликован ли ответ.', hint: 'Скопируйте текст, опубликуйте его по ссылке и внесите ссылку на ответ.' };
	checkMetaSettings(client.settings, 'instagram');
	const known = await readPatiently(() => metaGet(client, 'instagram', commentId, { fields: 'id,parent_id' }), WAY.errors, client.clock);
	if (known.kind !== 'ok') return refusal(WAY, known);
	const account = await readPatiently(() => metaGet(client, 'instagram', client.settings.instagramUserId, { fields: 'username' }), WAY.errors, client.clock);
	if (account.kind !== 'ok') return refusal(WAY, account);
	const parentId = COMMENT.safeParse(known.response).data?.parent_id ?? undefined;
	const rootId = parentId ?? commentId;
	return threadWay(
		{
			network: 'instagram',
			ownId: client.settings.instagramUserId,
			ownName: ACCOUNT.safeParse(account.response).data?.username ?? '',
			addressee: parentId === undefined ? 'ifAlone' : 'unsure',
			read: () => readComments(client, 'instagram', `${rootId}/replies`, {}),
			// A reply to a reply goes to the first comment of the thread.
			send: () => metaPost(client, 'instagram', `${rootId}/replies`, { message: reply.text }),
			published: (id, atMs, already) => published(client, mediaId, id, atMs, already),
		},
		reply,
	);
}

/** Instagram links to a publication, not to a comment. */
async function published(client: MetaClient, mediaId: string, id: string, atMs: number | undefined, already: boolean): Promise<Published> {
	const result = await metaGet(client, 'instagram', mediaId, { fields: 'permalink' });
	const told = result.kind === 'ok' ? z.object({ permalink: z.string() }).safeParse(result.response).data : undefined;
	const at = atMs === undefined || Number.isNaN(atMs) ? client.clock.now() : atMs;
	return { outcome: 'published', url: told?.permalink ?? 'https://www.instagram.com/', id: `${mediaId}:${id}`, at: new Date(at).toISOString(), already };
}
