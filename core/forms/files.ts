import { attachmentLabel, filesAmong, kindOf } from '../media/attachments';
import { ACCEPTED } from '../media/fileType';
import { acceptFiles, mediaWords } from '../media/accept';
import type { DraftAttachment, GivenFile } from '../media/types';
import { escapeHtml } from '../text/escape';
import { checkboxes, html, type FormField } from './field';

type Row = Readonly<Record<string, unknown>>;

/** Where a signed-in person's browser gets a file of the reply, by the file's path; see workflow 25. */
export type FileLinks = Readonly<Record<string, string>>;

/** The pictures and films of a reply to look at, the rest as links. Addresses are ours; names are escaped. */
export function filesHtml(attachments: readonly DraftAttachment[], links: FileLinks): FormField[] {
	const shown = filesAmong(attachments).flatMap((file) => {
		const address = links[file.file];
		if (address === undefined) return [];
		const name = escapeHtml(file.name);
		const open = `<p><a href="${escapeHtml(address)}" target="_blank" rel="noopener noreferrer">${name}</a></p>`;
		if (kindOf(file) === 'photo') return `<p><img src="${escapeHtml(address)}" alt="${name}"></p>${open}`;
		if (kindOf(file) === 'video') return `<p><video controls width="320"><source src="${escapeHtml(address)}" type="${escapeHtml(file.mime)}"></video></p>${open}`;
		return open;
	});
	return shown.length === 0 ? [] : [html(`<h3>Приложения к ответу</h3>${shown.join('')}`)];
}

/** Which of the files stay: all at first. */
export const keepField = (attachments: readonly DraftAttachment[], label: string): FormField[] => (attachments.length === 0 ? [] : [checkboxes('keep', label, attachments.map(attachmentLabel))]);

/** Where files are put in; nothing where the network takes none. */
export function fileField(network: string): FormField[] {
	const words = mediaWords(network);
	return words === '' ? [] : [{ fieldName: 'files', fieldLabel: `Приложить файлы (${words})`, fieldType: 'file', multipleFiles: true, acceptFileTypes: ACCEPTED }];
}

/** The offered files that the answer keeps. */
export function kept(offered: readonly DraftAttachment[], answer: Row): DraftAttachment[] {
	const chosen: unknown = answer.keep;
	const labels = Array.isArray(chosen) ? chosen.map(String) : [];
	return offered.filter((one, index) => labels.includes(attachmentLabel(one, index)));
}

/** The kept files and the new ones. @throws DeskError as `acceptFiles` */
export const attachmentsOf = (record: Row, offered: readonly DraftAttachment[], answer: Row, given: readonly GivenFile[]): DraftAttachment[] =>
	acceptFiles(Number(record.id), String(record.network ?? ''), kept(offered, answer), given);
