import type { Limits } from '../types';

/**
 * VK's limits for a wall comment. Its schema names none: 16,384 characters is what is commonly quoted, two media
 * objects what its clients allow. The node lets the officer set another length.
 */
export const VK_COMMENT_LIMITS: Limits = {
	maxLength: 16_384,
	maxAttachments: 2,
	// A photo up to 50 MB, a video far beyond what a form can carry, a document up to 200 MB by VK's help pages.
	media: { photo: 50_000_000, video: 200_000_000, document: 200_000_000 },
	attachment: /^(?:photo|video|audio|doc)-?\d+_\d+(?:_[\w-]+)?$/u,
};

/** VK's limits for a message to a person: 9,000 characters by its schema, ten attachments by its clients. */
export const VK_MESSAGE_LIMITS: Limits = { ...VK_COMMENT_LIMITS, maxLength: 9000, maxAttachments: 10 };

export type TokenKind = 'community' | 'user' | 'service';

/** Token kinds by method, the better one first (access_token_type of VK's schema). */
export const METHOD_TOKENS: Readonly<Record<string, readonly TokenKind[]>> = {
	'wall.createComment': ['community', 'user'],
	'wall.getComments': ['service', 'user'],
	'wall.getComment': ['user'],
	'wall.get': ['service', 'user'],
	'wall.getById': ['service', 'user'],
	'newsfeed.getMentions': ['user'],
	'board.createComment': ['user'],
	'board.getComments': ['service', 'user'],
	'messages.getConversations': ['community', 'user'],
	'messages.getHistory': ['community', 'user'],
	// With a user's token it would speak for the person, not for the community.
	'messages.send': ['community'],
	'photos.getWallUploadServer': ['user'],
	'photos.saveWallPhoto': ['user'],
	'photos.getMessagesUploadServer': ['community', 'user'],
	'photos.saveMessagesPhoto': ['community', 'user'],
	'docs.getWallUploadServer': ['community', 'user'],
	'docs.save': ['community', 'user'],
	'video.save': ['user'],
};

/** Requests a second by token kind, as public clients report them. */
export const REQUESTS_PER_SECOND: Readonly<Record<TokenKind, number>> = { community: 20, user: 3, service: 3 };

/** What staff call them in the credential. */
export const TOKEN_LABELS: Readonly<Record<TokenKind, string>> = { community: 'Ключ сообщества', user: 'Ключ пользователя', service: 'Сервисный ключ' };
