import type { NotPublished, ReplyFile } from './types';

/**
 * The address a network gave for an upload, if it may be trusted with a file: https, or plain http where the network itself
 * is called so (the sandbox). undefined: neither.
 */
export function uploadAddress(url: string, baseUrl: string): string | undefined {
	const plain = baseUrl.startsWith('http:');
	return URL.canParse(url) && (url.startsWith('https:') || (plain && url.startsWith('http:'))) ? url : undefined;
}

/** Uploading takes longer than a call. */
const UPLOAD_TIMEOUT_MS = 300_000;

/** How long to wait for an upload where a call may take `timeoutMs`. */
export const uploadTimeout = (timeoutMs: number): number => Math.max(UPLOAD_TIMEOUT_MS, timeoutMs);

/** A file that did not get to the network: nothing is published. `lasting`: the file itself is the trouble. */
export const uploadFailed = (prefix: string, name: string, file: ReplyFile, why: string, lasting: boolean): NotPublished => ({
	outcome: lasting ? 'refused' : 'retryLater',
	code: `${prefix}_UPLOAD`,
	message: `${name}: файл «${file.name}» не загрузился: ${why}. Ответ не опубликован.`,
	hint: lasting ? 'Замените файл и согласуйте ответ заново или опубликуйте его вручную.' : 'Повторите позже; если не поможет, опубликуйте ответ вручную.',
});
