import type { Limits } from '../types';

/**
 * OK's limits are not published. A comment holds 4,000 characters by its own page's counter [unsure]; a message of the bot
 * API about as many. Photos go with a comment only where the officer has tried it.
 */
export const OK_COMMENT_LIMITS: Limits = { maxLength: 4000, maxAttachments: 0, attachment: /^(?!)/u };
export const OK_PHOTO_LIMITS: Limits = { ...OK_COMMENT_LIMITS, maxAttachments: 10, media: { photo: 25_000_000 } };
