const ENTITIES = /&(?:amp|lt|gt|quot|#39|#33);|<br\s*\/?>/gu;

/** What is left of a text when a network has changed its spaces, dashes, quotes and signs: letters and digits, in order. */
export const essence = (text: string): string => text.replace(ENTITIES, ' ').normalize('NFC').replace(/[^\p{L}\p{N}]+/gu, '');

/** Our clock and a network's may differ by so much. */
const CLOCK_SKEW_MS = 300_000;

/** Nothing written before this can be this reply: the approval, less what the clocks may differ by. Unix milliseconds. */
export const notBefore = (approvedAt: string): number => Date.parse(approvedAt) - CLOCK_SKEW_MS;
