import { z } from 'zod';

/** What we read of VK's answers; everything else is let pass. */
const ATTACHMENT = z.object({ type: z.string().default('') }).passthrough();

export const PROFILES = z.object({
	profiles: z.array(z.object({ id: z.number(), first_name: z.string().default(''), last_name: z.string().default('') })).default([]),
	groups: z.array(z.object({ id: z.number(), name: z.string().default('') })).default([]),
});
export type Profiles = z.infer<typeof PROFILES>;

const COMMENT_BASE = z.object({
	id: z.number(),
	from_id: z.number().default(0),
	date: z.number(),
	text: z.string().default(''),
	deleted: z.boolean().optional(),
	attachments: z.array(ATTACHMENT).default([]),
});
export type VkCommentShown = z.infer<typeof COMMENT_BASE>;

const COMMENT = COMMENT_BASE.extend({ thread: z.object({ count: z.number().default(0), items: z.array(COMMENT_BASE).default([]) }).optional() });
export const COMMENTS = PROFILES.extend({ items: z.array(COMMENT), count: z.number().default(0) });

const POST = z.object({
	id: z.number(),
	owner_id: z.number().optional(),
	from_id: z.number().default(0),
	signer_id: z.number().optional(),
	date: z.number(),
	text: z.string().default(''),
	post_type: z.string().default('post'),
	is_pinned: z.number().optional(),
	attachments: z.array(ATTACHMENT).default([]),
	comments: z.object({ count: z.number().default(0) }).optional(),
});
export type VkPost = z.infer<typeof POST>;
export const POSTS = PROFILES.extend({ count: z.number().default(0), items: z.array(POST) });

/** Newer API versions wrap the list. Which posts are there: a deleted one is left out or says so. */
const THERE = z.array(z.object({ id: z.number(), owner_id: z.number(), is_deleted: z.boolean().optional() }));
export const POSTS_BY_ID = z.union([z.object({ items: THERE }).transform((one) => one.items), THERE]);

export const BOARD_COMMENTS = PROFILES.extend({ count: z.number().default(0), items: z.array(COMMENT_BASE) });

const MESSAGE = z.object({
	id: z.number(),
	date: z.number(),
	from_id: z.number(),
	out: z.number().default(0),
	text: z.string().default(''),
	conversation_message_id: z.number().optional(),
	attachments: z.array(ATTACHMENT).default([]),
});
export const CONVERSATIONS = PROFILES.extend({
	count: z.number().default(0),
	items: z.array(z.object({ conversation: z.object({ peer: z.object({ id: z.number(), type: z.string().default('user') }), last_message_id: z.number().default(0) }), last_message: MESSAGE.optional() })),
});
export const HISTORY = PROFILES.extend({ count: z.number().default(0), items: z.array(MESSAGE) });

export const isoOf = (unixSeconds: number): string => new Date(unixSeconds * 1000).toISOString();

/** The author's name as VK shows it; '' when the answer does not tell. Negative ids are communities. */
export function nameOf(people: Profiles, id: number): string {
	if (id < 0) return people.groups.find((one) => one.id === -id)?.name ?? '';
	const found = people.profiles.find((one) => one.id === id);
	return found ? `${found.first_name} ${found.last_name}`.trim() : '';
}

/** Addresses of photos (the widest), documents, links, and pages of videos. */
export function addressesOf(attachments: readonly Record<string, unknown>[]): string[] {
	return attachments.map(addressOf).filter((one) => one !== '');
}

function addressOf(attachment: Record<string, unknown>): string {
	const kind = String(attachment['type']);
	const media = attachment[kind] as { url?: unknown; sizes?: { url?: unknown; width?: unknown }[]; owner_id?: unknown; id?: unknown } | undefined;
	if (typeof media !== 'object') return '';
	if (kind === 'photo' && Array.isArray(media.sizes)) {
		const widest = [...media.sizes].sort((a, b) => Number(b.width ?? 0) - Number(a.width ?? 0))[0];
		return typeof widest?.url === 'string' ? widest.url : '';
	}
	if (typeof media.url === 'string') return media.url;
	return typeof media.owner_id === 'number' && typeof media.id === 'number' ? `https://vk.com/${kind}${media.owner_id}_${media.id}` : '';
}
