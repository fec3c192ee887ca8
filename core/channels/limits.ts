import type { Limits } from './types';
import { VK_COMMENT_LIMITS } from './vk/limits';

/** Limits by network: what the forms tell the writer is what publishing checks later. */
const LIMITS: Readonly<Record<string, Limits>> = { vk: VK_COMMENT_LIMITS };

/** The limits of a network; undefined for one that is answered by hand and whose limits are not known. */
export const limitsOf = (network: string): Limits | undefined => (Object.hasOwn(LIMITS, network) ? LIMITS[network] : undefined);
