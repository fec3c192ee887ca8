import { json, type Reply, type Request } from '../http';
import { readMultipart } from '../multipart';
import type { Store } from '../state';

/** The upload server of photosV2: a part `file1`, `file2` … for each photo id that was asked for; a token for each. */
export function okUpload(store: Store, request: Request): Reply {
	const parts = readMultipart(request);
	if (!parts) return json({ error_code: 21, error_msg: 'NOT_MULTIPART : multipart/form-data expected', error_data: null });
	const photos: Record<string, { token: string }> = {};
	for (const [index, id] of (request.query.get('ids') ?? '').split(',').entries()) {
		const part = parts.find((one) => one.field === `file${index + 1}`);
		if (!part) continue;
		if (!part.mime.startsWith('image/')) return json({ error_code: 503, error_msg: 'PHOTO_INVALID_FORMAT : not a picture', error_data: null });
		const token = `${id}-${store.nextId()}`;
		store.state.files[`ok-photo-${token}`] = { name: part.filename, mime: part.mime, base64: part.bytes.toString('base64') };
		photos[id] = { token };
	}
	if (Object.keys(photos).length === 0) return json({ error_code: 505, error_msg: 'PHOTO_NO_IMAGE : no image', error_data: null });
	return json({ photos });
}
