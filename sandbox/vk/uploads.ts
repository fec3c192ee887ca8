import { SANDBOX } from '../config';
import { json, type Reply, type Request } from '../http';
import { readMultipart } from '../multipart';
import type { Store, UploadedFile } from '../state';
import { VkRefusal } from './refusal';

type Given = Readonly<Record<string, string>>;
export type UploadMethod = (store: Store, given: Given, origin: string) => unknown;

const OWNER = -SANDBOX.vk.groupId;
const server = (origin: string, kind: string): string => `${origin}/vk/upload/${kind}`;

/** Methods around an upload: where to send a file, and what to do with what the upload server answered. */
export const UPLOADS: Readonly<Record<string, UploadMethod>> = {
	'photos.getWallUploadServer': (_store, _given, origin) => ({ album_id: -14, upload_url: server(origin, 'photo'), user_id: SANDBOX.vk.userId }),
	'photos.getMessagesUploadServer': (_store, _given, origin) => ({ album_id: -64, upload_url: server(origin, 'photo'), user_id: 0, group_id: SANDBOX.vk.groupId }),
	'photos.saveWallPhoto': savePhoto,
	'photos.saveMessagesPhoto': savePhoto,
	'docs.getWallUploadServer': (_store, _given, origin) => ({ upload_url: server(origin, 'doc') }),
	'docs.save': (store, given) => {
		const id = keep(store, 'doc', given['file'] ?? '', 105);
		const file = store.state.files[`doc${OWNER}_${id}`];
		return { type: 'doc', doc: { id, owner_id: OWNER, title: given['title'] ?? file?.name ?? '', size: Buffer.from(file?.base64 ?? '', 'base64').length, ext: (file?.name ?? '').split('.').at(-1) ?? '', date: Math.floor(store.now() / 1000), type: 1, url: `https://vk.com/doc${OWNER}_${id}` } };
	},
	'video.save': (store, given, origin) => {
		const id = store.nextId();
		return { access_key: 'sandboxkey', description: '', owner_id: OWNER, title: given['name'] ?? '', upload_url: `${server(origin, 'video')}?id=${id}`, video_id: id };
	},
};

function savePhoto(store: Store, given: Given): unknown {
	if (given['hash'] !== 'sandbox-hash') throw new VkRefusal(121);
	const id = keep(store, 'photo', given['photo'] ?? '', 129);
	return [{ album_id: -14, date: Math.floor(store.now() / 1000), id, owner_id: OWNER, has_tags: false, text: '' }];
}

/** What came to the upload server becomes the community's; a ticket nobody gave out is refused. */
function keep(store: Store, kind: 'photo' | 'doc', ticket: string, refusal: number): number {
	const file = store.state.files[`upload-${ticket}`];
	if (!file) throw new VkRefusal(refusal);
	Reflect.deleteProperty(store.state.files, `upload-${ticket}`);
	const id = store.nextId();
	store.state.files[`${kind}${OWNER}_${id}`] = file;
	return id;
}

const FIELDS: Readonly<Record<string, string>> = { photo: 'photo', doc: 'file', video: 'video_file' };

/** The upload servers: `/vk/upload/photo`, `doc`, `video`; each takes one file in its own field. */
export function vkUpload(store: Store, request: Request): Reply {
	const kind = request.path.slice('/vk/upload/'.length);
	const part = readMultipart(request)?.find((one) => one.field === FIELDS[kind]);
	if (!part) return json({ error: 'no_file', error_descr: `field ${FIELDS[kind] ?? '?'} is expected in multipart/form-data` });
	const file: UploadedFile = { name: part.filename, mime: part.mime, base64: part.bytes.toString('base64') };
	if (kind === 'video') {
		const id = Number(request.query.get('id'));
		store.state.files[`video${OWNER}_${id}`] = file;
		return json({ size: part.bytes.length, owner_id: OWNER, video_id: id });
	}
	// What is no picture is answered with an empty list, as VK does.
	if (kind === 'photo' && !part.mime.startsWith('image/')) return json({ server: 1, photo: '[]', hash: 'sandbox-hash' });
	const ticket = `t${store.nextId()}`;
	store.state.files[`upload-${ticket}`] = file;
	return json(kind === 'photo' ? { server: 1, photo: ticket, hash: 'sandbox-hash' } : { file: ticket });
}
