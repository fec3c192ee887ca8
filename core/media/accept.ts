import { limitsOf } from '../channels/limits';
import { networkName } from '../channels/byHand/sheet';
import type { Limits, MediaKind } from '../channels/types';
import { DeskError } from '../errors';
import { sizeLabel } from './attachments';
import { displayName } from './fileName';
import { fileTypeOf } from './fileType';
import type { Attachment, DraftAttachment, GivenFile } from './types';

/** Bounds where the network's own are not known: what a person can put into a network by hand, and what a form carries. */
const BY_HAND: Pick<Limits, 'maxAttachments' | 'media'> = { maxAttachments: 10, media: { photo: 50_000_000, video: 200_000_000, document: 50_000_000 } };

const KIND_WORDS: Readonly<Record<MediaKind, string>> = { photo: 'фото', video: 'видео', document: 'документы' };

/** How many files of which kinds a reply in this network may carry. */
export const mediaLimits = (network: string): Pick<Limits, 'maxAttachments' | 'media'> => limitsOf(network) ?? BY_HAND;

/** «до 2 файлов: фото до 50 МБ, видео до 200 МБ» for the form's label; '' where the network takes none. */
export function mediaWords(network: string): string {
	const { maxAttachments, media = {} } = mediaLimits(network);
	const kinds = Object.keys(media) as MediaKind[];
	if (maxAttachments === 0 || kinds.length === 0) return '';
	return `до ${maxAttachments} ${maxAttachments === 1 ? 'файла' : 'файлов'}: ${kinds.map((kind) => `${KIND_WORDS[kind]} до ${sizeLabel(media[kind] ?? 0)}`).join(', ')}`;
}

/**
 * The files a form brought, as attachments of the reply, after those it already has; the same file twice is one.
 *
 * @throws DeskError FILE_EMPTY, FILE_TYPE, FILE_NOT_FOR_NETWORK, FILE_TOO_BIG, TOO_MANY_FILES: nothing is accepted then
 */
export function acceptFiles(caseId: number, network: string, present: readonly DraftAttachment[], given: readonly GivenFile[]): DraftAttachment[] {
	const limits = mediaLimits(network);
	const known = new Set(present.map((one) => (typeof one === 'string' ? one : one.sha256)));
	const accepted = [...present];
	for (const file of given) {
		const attachment = accept(caseId, network, limits.media ?? {}, file);
		if (known.has(attachment.sha256)) continue;
		known.add(attachment.sha256);
		accepted.push(attachment);
	}
	tooMany(accepted, network, limits.maxAttachments);
	return accepted;
}

/** @throws DeskError TOO_MANY_FILES */
export function tooMany(attachments: readonly DraftAttachment[], network: string, most = mediaLimits(network).maxAttachments): void {
	if (attachments.length > most) throw new DeskError('TOO_MANY_FILES', `Файлов ${attachments.length}, ${networkName(network)} принимает в одном ответе не больше ${most}.`, 'Снимите отметку с лишних.');
}

function accept(caseId: number, network: string, media: NonNullable<Limits['media']>, file: GivenFile): Attachment {
	const shown = `«${displayName(file.name, { mime: '', extension: 'файл', kind: 'document', label: '' }).replace(/\.файл$/u, '')}»`;
	if (file.bytes === 0) throw new DeskError('FILE_EMPTY', `Файл ${shown} пуст.`, 'Проверьте его на своём компьютере и приложите ещё раз.');
	const verdict = fileTypeOf(file.head);
	if ('refused' in verdict) throw new DeskError('FILE_TYPE', `Файл ${shown} не принят: ${verdict.refused}.`, verdict.hint);
	const { type } = verdict;
	const most = media[type.kind];
	if (most === undefined) {
		const takes = (Object.keys(media) as MediaKind[]).map((kind) => KIND_WORDS[kind]).join(', ');
		throw new DeskError('FILE_NOT_FOR_NETWORK', `Файл ${shown} не принят: ${networkName(network)} не принимает ${KIND_WORDS[type.kind]} в ответах.`, takes === '' ? 'Эта сеть не принимает файлов: напишите в тексте, где их посмотреть.' : `Можно приложить: ${takes}.`);
	}
	if (file.bytes > most) throw new DeskError('FILE_TOO_BIG', `Файл ${shown} больше, чем можно: ${sizeLabel(file.bytes)}, предел ${sizeLabel(most)}.`, type.kind === 'video' ? 'Сократите видео или сохраните его с меньшим качеством.' : 'Уменьшите его и приложите ещё раз.');
	return { name: displayName(file.name, type), mime: type.mime, bytes: file.bytes, sha256: file.sha256, file: `${caseId}/${file.sha256}.${type.extension}` };
}
