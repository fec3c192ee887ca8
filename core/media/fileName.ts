import { visibleText } from '../text/escape';
import type { FileType } from './types';

/** The longest name kept, in characters: file systems count bytes, and a Cyrillic letter has two. */
const NAME_LIMIT = 80;

const SAME_TYPE: Readonly<Record<string, readonly string[]>> = { jpg: ['jpg', 'jpeg', 'jpe', 'jfif'], mp4: ['mp4', 'm4v', '3gp'] };

/**
 * A name for people from what a browser sent: no folders, no invisible or direction-changing characters, nothing that
 * means something to a shell or to markup, the extension of the true type. The file itself is named by its digest.
 *
 * @example displayName('../../etc/двор\u202Egpj.exe', JPEG) // 'дворgpj.exe.jpg'
 */
export function displayName(given: string, type: FileType): string {
	const bare = visibleText(given.normalize('NFC'))
		.replace(/[\u0000-\u001F\u007F]/gu, ' ')
		.replace(/^.*[\\/]/su, '')
		.replace(/[<>:"|?*`$'&{}[\];,]/gu, ' ')
		.replace(/\s+/gu, ' ')
		.replace(/^[. ]+|[. ]+$/gu, '');
	const dot = bare.lastIndexOf('.');
	const own = dot > 0 ? bare.slice(dot + 1).toLowerCase() : '';
	const known = (SAME_TYPE[type.extension] ?? [type.extension]).includes(own);
	const stem = (known ? bare.slice(0, dot) : bare).trim();
	return `${[...(stem || 'файл')].slice(0, NAME_LIMIT).join('').trim()}.${known ? own : type.extension}`;
}
