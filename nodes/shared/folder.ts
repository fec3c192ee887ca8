import { mkdir, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

import type { Attachment } from '../../core/media/types';

const OWN = 'incident-desk';

/**
 * The folder of the replies' files: what the node's panel says, else `incident-desk` in the first folder that n8n lets
 * its file nodes touch (N8N_RESTRICT_FILE_ACCESS_TO, by default ~/.n8n-files).
 */
export function filesFolder(given: string, allowed = process.env.N8N_RESTRICT_FILE_ACCESS_TO): string {
	const [first = ''] = (given.trim() || (allowed ?? '')).split(';');
	const folder = first.trim() || '~/.n8n-files';
	const absolute = folder.startsWith('~') ? join(homedir(), folder.slice(1)) : folder;
	return given.trim() === '' ? join(absolute, OWN) : absolute;
}

/** Where a file of a reply lies. */
export const pathOf = (folder: string, { file }: Pick<Attachment, 'file'>): string => join(folder, file);

/** Makes the folder of a file, for this user only: n8n's own file node writes into folders that are there. */
export async function makeRoom(path: string): Promise<void> {
	await mkdir(dirname(path), { recursive: true, mode: 0o700 });
}

/**
 * Removes all files of one case, those that no draft took among them; none is no error.
 *
 * @returns whether `caseId` is a case's number: nothing else is ever removed
 */
export async function clearCase(folder: string, caseId: unknown): Promise<boolean> {
	if (typeof caseId !== 'number' || !Number.isInteger(caseId) || caseId <= 0) return false;
	await rm(join(folder, String(caseId)), { recursive: true, force: true });
	return true;
}
