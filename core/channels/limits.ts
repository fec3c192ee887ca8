import { FACEBOOK_PHOTO_LIMITS } from './facebook';
import { INSTAGRAM_LIMITS } from './instagram';
import { OK_PHOTO_LIMITS } from './ok/limits';
import type { Limits } from './types';
import { VK_COMMENT_LIMITS } from './vk/limits';

/**
 * Limits by network: what the forms tell the writer is what publishing checks later. What a network takes only with rights that
 * the officer has tried (photos of OK and Facebook) is told as taken: without them the reply goes by hand, with its files.
 */
const LIMITS: Readonly<Record<string, Limits>> = { vk: VK_COMMENT_LIMITS, ok: OK_PHOTO_LIMITS, facebook: FACEBOOK_PHOTO_LIMITS, instagram: INSTAGRAM_LIMITS };

/** The limits of a network; undefined for one that is answered by hand and whose limits are not known. */
export const limitsOf = (network: string): Limits | undefined => (Object.hasOwn(LIMITS, network) ? LIMITS[network] : undefined);
