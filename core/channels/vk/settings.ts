import type { VkSettings } from './call';

/** The credential «VK API» as the channel reads it; `groupId` 0 where the number cannot be read. */
export function vkSettings(credential: Readonly<Record<string, unknown>>, timeoutS: number): VkSettings {
	const text = (name: string): string => String(credential[name] ?? '').trim();
	return {
		baseUrl: text('baseUrl').replace(/\/+$/u, '') || 'https://api.vk.com',
		version: text('version') || '5.199',
		groupId: Math.abs(Number(text('groupId').replace(/^club|^public/u, '')) || 0),
		tokens: { community: text('communityToken'), user: text('userToken'), service: text('serviceToken') },
		timeoutMs: timeoutS * 1000,
	};
}
