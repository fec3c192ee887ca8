import { commentUrl, parseAddress } from '../../../../core/channels/vk/address';
import { DeskError } from '../../../../core/errors';

const POST = { ownerId: -1, postId: 2 };

describe('A place on VK is read from', () => {
	it.each([
		['a link to a post', 'https://vk.com/wall-1_2', '', POST],
		['a link to a comment', 'https://vk.com/wall-1_2?reply=3', '', { ...POST, commentId: 3 }],
		['a link into a thread', 'https://vk.com/wall-1_2?reply=3&thread=4', '', { ...POST, commentId: 3, threadId: 4 }],
		['a mobile link', 'https://m.vk.com/wall-1_2?reply=3#reply3', '', { ...POST, commentId: 3 }],
		['a link of vk.ru', 'https://vk.ru/wall-1_2?reply=3', '', { ...POST, commentId: 3 }],
		['a link through a wall pop-up', 'https://vk.com/palana?w=wall-1_2_r3', '', { ...POST, commentId: 3 }],
		['a percent-encoded link', 'https://vk.com/feed?w=wall-1_2%3Freply%3D3%26thread%3D4', '', { ...POST, commentId: 3, threadId: 4 }],
		['a link with a stray percent sign', 'https://vk.com/wall-1_2?reply=3&q=100%', '', { ...POST, commentId: 3 }],
		['the id alone', '', 'wall-1_2_r3', { ...POST, commentId: 3 }],
		['the id of a person’s wall', '', 'wall15_2', { ownerId: 15, postId: 2 }],
		['the id, the link naming only the post', 'https://vk.com/wall-1_2', 'wall-1_2_r3', { ...POST, commentId: 3 }],
		['both, the link adding the thread', 'https://vk.com/wall-1_2?reply=3&thread=4', 'wall-1_2_r3', { ...POST, commentId: 3, threadId: 4 }],
	])('%s', (_case, url, externalId, expected) => {
		expect(parseAddress({ url, externalId })).toEqual(expected);
	});

	it.each([
		['nothing', '', '', 'VK_ADDRESS_UNREADABLE'],
		['another site', 'https://example.ru/x', '', 'VK_ADDRESS_UNREADABLE'],
		['a discussion', 'https://vk.com/topic-1_2?post=3', '', 'VK_PLACE_UNSUPPORTED'],
		['a photo', 'https://vk.com/photo-1_2', '', 'VK_PLACE_UNSUPPORTED'],
		['private messages', 'https://vk.com/im?sel=5', '', 'VK_PLACE_UNSUPPORTED'],
		['two different messages', 'https://vk.com/wall-1_2?reply=3', 'wall-1_2_r9', 'VK_ADDRESS_CONTRADICTS'],
		['two different posts', 'https://vk.com/wall-1_5', 'wall-1_2_r9', 'VK_ADDRESS_CONTRADICTS'],
	])('not: %s', (_case, url, externalId, code) => {
		expect(() => parseAddress({ url, externalId })).toThrow(DeskError);
		expect(() => parseAddress({ url, externalId })).toThrow(expect.objectContaining({ code, message: expect.stringMatching(/[а-я]/u) as string }) as Error);
	});
});

describe('The link to a comment', () => {
	it('names the thread only where it is another comment', () => {
		expect(commentUrl(POST, 5, 3)).toBe('https://vk.com/wall-1_2?reply=5&thread=3');
		expect(commentUrl(POST, 5, 5)).toBe('https://vk.com/wall-1_2?reply=5');
		expect(commentUrl(POST, 5)).toBe('https://vk.com/wall-1_2?reply=5');
	});
});
