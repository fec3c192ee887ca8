import { z } from 'zod';

import { DeskError } from '../../errors';
import { channelFrom } from '../channelFrom';
import { checkMetaSettings, META_NAMES, metaGet, metaPost, metaUpload, type MetaClient, type MetaSettings } from '../meta/call';
import { metaErrors } from '../meta/errors';
import { isOn, offOutcome } from '../meta/off';
import { metaTime, readComments } from '../meta/thread';
import { threadWay } from '../meta/threadWay';
import { readPatiently, refusal, type Way } from '../publishOnce';
import { notBefore } from '../text';
import type { Channel, Limits, Message, NotPublished, Published, Reply, Rules } from '../types';
import { limitObstacles } from '../validate';

/** 8,000 characters is what is quoted for a comment [unsure]; a comment carries one photo, where the officer has tried it. */
export const FACEBOOK_LIMITS: Limits = { maxLength: 8000, maxAttachments: 0, attachment: /^(?!)/u };
export const FACEBOOK_PHOTO_LIMITS: Limits = { ...FACEBOOK_LIMITS, maxAttachments: 1, media: { photo: 10_000_000 } };

const WAY = { prefix: 'FACEBOOK', name: META_NAMES.facebook, errors: metaErrors.facebook };
const OBJECT = z.object({ id: z.string(), parent: z.object({ id: z.string() }).nullish(), permalink_url: z.string().optional(), created_time: z.string().optional() });

/** What Facebook takes; by hand while it is off. */
export function facebookRules(settings: Pick<MetaSettings, 'facebookOn' | 'instagramOn' | 'photosAllowed'>): Rules {
	const limits = settings.photosAllowed ? FACEBOOK_PHOTO_LIMITS : FACEBOOK_LIMITS;
	return { limitsFor: () => limits, validate: (reply) => [...(isOn(settings, 'facebook') ? [] : [offOutcome('facebook')]), ...limitObstacles(reply, limits, META_NAMES.facebook)] };
}

/** The Facebook channel: answers under posts and comments, as the administration's page. */
export function facebookChannel(client: MetaClient): Channel {
	return channelFrom(facebookRules(client.settings), client.clock, (message, reply) => facebookWay(client, message, reply), () => (isOn(client.settings, 'facebook') ? undefined : offOutcome('facebook')));
}

/** The object's id: `{page}_{post}` of a post, `{post}_{comment}` of a comment, or a comment's own number. Error FACEBOOK_ADDRESS_UNREADABLE. */
export function facebookObject(message: Message): string {
	if (/^\d+(?:_\d+)?$/u.test(message.externalId)) return message.externalId;
	throw new DeskError('FACEBOOK_ADDRESS_UNREADABLE', `Не понять, где сообщение в Facebook: «${message.externalId || message.url}».`, 'Опубликуйте ответ вручную и внесите ссылку на него.');
}

/** The answered object is asked for first: an answer to an answer stands under the first comment of the thread. */
async function facebookWay(client: MetaClient, message: Message, reply: Reply): Promise<Way | NotPublished> {
	checkMetaSettings(client.settings, 'facebook');
	const id = facebookObject(message);
	const isPost = id.startsWith(`${client.settings.pageId}_`);
	const known = await readPatiently(() => metaGet(client, 'facebook', id, { fields: isPost ? 'id' : 'id,parent{id}' }), WAY.errors, client.clock);
	const object = known.kind === 'ok' ? OBJECT.safeParse(known.response) : undefined;
	if (known.kind !== 'ok') return refusal(WAY, known);
	const parentId = object?.data?.parent?.id;
	let photoId: string | undefined;
	return threadWay(
		{
			network: 'facebook',
			ownId: client.settings.pageId,
			ownName: '',
			// Under a post its first level only: what stands there answers the post itself.
			addressee: parentId !== undefined ? 'unsure' : isPost ? 'sure' : 'ifAlone',
			read: () => readComments(client, 'facebook', `${parentId ?? id}/comments`, { filter: 'toplevel', order: 'reverse_chronological' }, notBefore(reply.approvedAt)),
			async prepare() {
				const [file] = reply.files;
				if (file === undefined || photoId !== undefined) return undefined;
				const sent = await metaUpload(client, 'facebook', `${client.settings.pageId}/photos`, { published: 'false' }, { field: 'source', filename: `photo${file.extension}`, mime: file.mime, bytes: await file.read() });
				if (sent.kind !== 'ok') return refusal(WAY, sent);
				photoId = OBJECT.safeParse(sent.response).data?.id;
				return photoId === undefined ? refusal(WAY, { kind: 'doubtful', late: false, why: 'фото загружено, но сеть не назвала его номер' }) : undefined;
			},
			send: () => metaPost(client, 'facebook', `${id}/comments`, { message: reply.text, ...(photoId === undefined ? {} : { attachment_id: photoId }) }),
			published: (commentId, atMs, already) => published(client, commentId, atMs, already),
		},
		reply,
	);
}

/** The link is asked for; where it does not come, the comment's own address, which Facebook leads on. */
async function published(client: MetaClient, id: string, atMs: number | undefined, already: boolean): Promise<Published> {
	const result = await metaGet(client, 'facebook', id, { fields: 'id,permalink_url,created_time' });
	const told = result.kind === 'ok' ? OBJECT.safeParse(result.response).data : undefined;
	const at = atMs ?? metaTime(told?.created_time ?? '');
	return { outcome: 'published', url: told?.permalink_url ?? `https://www.facebook.com/${id}`, id, at: new Date(Number.isNaN(at) ? client.clock.now() : at).toISOString(), already };
}
