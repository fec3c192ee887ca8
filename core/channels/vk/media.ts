import { z } from 'zod';

import { exchange, parseJson, quote, type CallResult } from '../call';
import { refusal } from '../publishOnce';
import type { MediaKind, NotPublished, Reply, ReplyFile } from '../types';
import { uploadAddress, uploadFailed, uploadTimeout } from '../upload';
import { tokenFor, VK_NAME, vkCall, type VkClient } from './call';
import { vkErrors } from './errors';
import type { VkPlace } from './place';

/** The files of one reply on their way to VK: uploaded once a run, before the first sending. */
export interface UploadedMedia {
	upload(): Promise<NotPublished | undefined>;
	/** `photo1_2`, `doc1_2`, `video1_2`: the reply's own references, then the uploaded files. */
	references(): readonly string[];
}

const SERVER = z.object({ upload_url: z.string() });
const MEDIA = z.object({ id: z.number(), owner_id: z.number(), access_key: z.string().optional() });
const PHOTO_UPLOADED = z.object({ server: z.union([z.number(), z.string()]), photo: z.string(), hash: z.string() });
const DOC_UPLOADED = z.object({ file: z.string() });
const DOC = z.object({ doc: MEDIA });
const VIDEO = z.object({ upload_url: z.string(), owner_id: z.number(), video_id: z.number(), access_key: z.string().optional() });

type Step = { readonly reference: string } | NotPublished;

interface Route {
	/** Methods called for such a file: their tokens are checked before the first of them. */
	readonly methods: readonly string[];
	upload(client: VkClient, place: VkPlace, file: ReplyFile): Promise<Step>;
}

const WALL_PHOTO: Route = { methods: ['photos.getWallUploadServer', 'photos.saveWallPhoto'], upload: (client, _place, file) => uploadPhoto(client, file, 'photos.getWallUploadServer', 'photos.saveWallPhoto', { group_id: String(client.settings.groupId) }) };
const MESSAGE_PHOTO: Route = { methods: ['photos.getMessagesUploadServer', 'photos.saveMessagesPhoto'], upload: (client, place, file) => uploadPhoto(client, file, 'photos.getMessagesUploadServer', 'photos.saveMessagesPhoto', { peer_id: String(place.kind === 'dialog' ? place.peerId : 0) }) };
/** VK's documents for a wall may be sent in messages too. */
const DOCUMENT: Route = { methods: ['docs.getWallUploadServer', 'docs.save'], upload: uploadDocument };
const VIDEO_ROUTE: Route = { methods: ['video.save'], upload: uploadVideo };

const routeOf = (kind: MediaKind, place: VkPlace): Route => (kind === 'photo' ? (place.kind === 'dialog' ? MESSAGE_PHOTO : WALL_PHOTO) : kind === 'video' ? VIDEO_ROUTE : DOCUMENT);

/** Error VK_TOKEN_MISSING: a file needs a token that the credential does not hold (photos and video of a wall: the user's). */
export function checkMediaTokens(client: VkClient, place: VkPlace, reply: Reply): void {
	for (const file of reply.files) for (const method of routeOf(file.kind, place).methods) tokenFor(client.settings, method);
}

export function vkMedia(client: VkClient, place: VkPlace, reply: Reply): UploadedMedia {
	const uploaded: string[] = [];
	return {
		references: () => [...reply.attachments, ...uploaded],
		async upload() {
			for (const file of reply.files.slice(uploaded.length)) {
				const step = await routeOf(file.kind, place).upload(client, place, file);
				if (!('reference' in step)) return step;
				uploaded.push(step.reference);
			}
			return undefined;
		},
	};
}

async function uploadPhoto(client: VkClient, file: ReplyFile, serverMethod: string, saveMethod: string, where: Record<string, string>): Promise<Step> {
	const server = read(SERVER, await vkCall(client, serverMethod, where));
	if ('outcome' in server) return server;
	const sent = await send(client, server.upload_url, 'photo', file, PHOTO_UPLOADED);
	if ('outcome' in sent) return sent;
	// VK answers an unreadable picture with an empty list of photos.
	if (sent.photo === '' || sent.photo === '[]') return uploadFailed('VK', VK_NAME, file, 'файл не распознан как картинка', true);
	const { peer_id: _peer, ...owner } = where;
	const saved = read(z.array(MEDIA).min(1), await vkCall(client, saveMethod, { ...owner, server: String(sent.server), photo: sent.photo, hash: sent.hash }));
	return 'outcome' in saved ? saved : reference('photo', saved[0]);
}

async function uploadDocument(client: VkClient, _place: VkPlace, file: ReplyFile): Promise<Step> {
	const server = read(SERVER, await vkCall(client, 'docs.getWallUploadServer', { group_id: String(client.settings.groupId) }));
	if ('outcome' in server) return server;
	const sent = await send(client, server.upload_url, 'file', file, DOC_UPLOADED);
	if ('outcome' in sent) return sent;
	const saved = read(DOC, await vkCall(client, 'docs.save', { file: sent.file, title: file.name }));
	return 'outcome' in saved ? saved : reference('doc', saved.doc);
}

async function uploadVideo(client: VkClient, _place: VkPlace, file: ReplyFile): Promise<Step> {
	const server = read(VIDEO, await vkCall(client, 'video.save', { name: file.name, group_id: String(client.settings.groupId), wallpost: '0' }));
	if ('outcome' in server) return server;
	const sent = await send(client, server.upload_url, 'video_file', file, z.object({ size: z.number().optional() }));
	return 'outcome' in sent ? sent : reference('video', { id: server.video_id, owner_id: server.owner_id, access_key: server.access_key });
}

const reference = (type: string, media: z.infer<typeof MEDIA> | undefined): Step => ({ reference: `${type}${media?.owner_id ?? 0}_${media?.id ?? 0}${media?.access_key === undefined ? '' : `_${media.access_key}`}` });

function read<T extends z.ZodTypeAny>(shape: T, result: CallResult): z.output<T> | NotPublished {
	const way = { prefix: 'VK', name: VK_NAME, errors: vkErrors };
	if (result.kind !== 'ok') return refusal(way, result);
	const parsed = shape.safeParse(result.response);
	return parsed.success ? (parsed.data as z.output<T>) : refusal(way, { kind: 'doubtful', late: false, why: 'сервер загрузки ответил в незнакомом виде' });
}

/** The file itself, to the address VK gave. Sending a file twice leaves one that nobody sees: safe to repeat in another run. */
async function send<T extends z.ZodTypeAny>(client: VkClient, url: string, field: string, file: ReplyFile, shape: T): Promise<z.output<T> | NotPublished> {
	const address = uploadAddress(url, client.settings.baseUrl);
	if (address === undefined) return uploadFailed('VK', VK_NAME, file, `сеть дала негодный адрес загрузки «${quote(url)}»`, false);
	const files = [{ field, filename: `file${file.extension}`, mime: file.mime, bytes: await file.read() }];
	const answer = await exchange(client.http, { method: 'POST', url: address, headers: {}, files, timeoutMs: uploadTimeout(client.settings.timeoutMs) }, VK_NAME);
	if ('kind' in answer) return uploadFailed('VK', VK_NAME, file, answer.why, false);
	const body = parseJson(answer.body);
	const { error } = (body ?? {}) as { error?: unknown };
	if (typeof error === 'string') return uploadFailed('VK', VK_NAME, file, error, true);
	const parsed = shape.safeParse(body);
	if (answer.status !== 200 || !parsed.success) return uploadFailed('VK', VK_NAME, file, `HTTP ${answer.status} ${quote(answer.body)}`, false);
	return parsed.data as z.output<T>;
}
