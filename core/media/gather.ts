import { filesAmong, readAttachments } from './attachments';
import type { Attachment } from './types';

type Row = Readonly<Record<string, unknown>>;

/** Prefix of the binaries that carry a case's files to publishing: `file_0`, `file_1`, … in the approved order. */
export const FILE_PREFIX = 'file_';

/** The files of a reply in the order they were approved. */
export const filesOf = (record: Row): Attachment[] => filesAmong(readAttachments(record.draftAttachments));

/** What the case carries when one of its files is not there any more: nothing is published without it (clause 7). */
export function missingFile(file: Attachment): { publishOutcome: 'refused'; publishErrorCode: string; publishError: string } {
	return {
		publishOutcome: 'refused',
		publishErrorCode: 'FILE_MISSING',
		publishError: `Файла «${file.name}», согласованного вместе с ответом, нет на диске сервера, или он изменился. Верните ответ исполнителю, пусть приложит файл ещё раз, и сообщите ИТ-специалисту. [FILE_MISSING]`,
	};
}
