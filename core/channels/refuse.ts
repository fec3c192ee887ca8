import { DeskError } from '../errors';
import type { NotPublished } from './types';

/** Our own refusals become outcomes, so that the case shows them; anything else is a fault of ours and is thrown on. */
export function asRefusal(error: unknown): NotPublished {
	if (error instanceof DeskError) return { outcome: 'refused', code: error.code, message: error.message, hint: error.hint };
	throw error;
}
