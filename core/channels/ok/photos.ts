import { z } from 'zod';

import { exchange, parseJson, quote } from '../call';
import { refusal } from '../publishOnce';
import type { NotPublished, Reply } from '../types';
import { uploadAddress, uploadFailed, uploadTimeout } from '../upload';
import { OK_NAME, okCall, refusalIn, type OkClient } from './call';
import { okErrors } from './errors';

/** The photos of one reply on their way to OK: uploaded once a run, before the first sending. */
export interface OkPhotos {
	upload(): Promise<NotPublished | undefined>;
	tokens(): readonly string[];
}

const SERVER = z.object({ upload_url: z.string(), photo_ids: z.array(z.coerce.string()).default([]) });
const UPLOADED = z.object({ photos: z.record(z.object({ token: z.string() })) });
const WAY = { prefix: 'OK', name: OK_NAME, errors: okErrors };

/** Each photo by itself: its own address, its own token, its own trouble. */
export function okPhotos(client: OkClient, reply: Reply): OkPhotos {
	const tokens: string[] = [];
	return {
		tokens: () => tokens,
		async upload() {
			for (const file of reply.files.slice(tokens.length)) {
				const server = await okCall(client, 'photosV2.getUploadUrl', { gid: client.settings.groupId, count: '1' });
				if (server.kind !== 'ok') return refusal(WAY, server);
				const where = SERVER.safeParse(server.response);
				const address = where.success ? uploadAddress(where.data.upload_url, client.settings.baseUrl) : undefined;
				if (address === undefined) return uploadFailed('OK', OK_NAME, file, 'сеть дала негодный адрес загрузки', false);
				const files = [{ field: 'file1', filename: `photo${file.extension}`, mime: file.mime, bytes: await file.read() }];
				const answer = await exchange(client.http, { method: 'POST', url: address, headers: {}, files, timeoutMs: uploadTimeout(client.settings.timeoutMs) }, OK_NAME);
				if ('kind' in answer) return uploadFailed('OK', OK_NAME, file, answer.why, false);
				const body = parseJson(answer.body);
				const refused = refusalIn(body);
				if (refused) return refusal(WAY, refused);
				const uploaded = UPLOADED.safeParse(body);
				const token = uploaded.success ? Object.values(uploaded.data.photos)[0]?.token : undefined;
				if (token === undefined) return uploadFailed('OK', OK_NAME, file, `HTTP ${answer.status} ${quote(answer.body)}`, false);
				tokens.push(token);
			}
			return undefined;
		},
	};
}
