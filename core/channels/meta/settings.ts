import type { MetaSettings } from './call';

/** The credential «Facebook и Instagram API» as the channels read it: both networks off unless they are switched on. */
export function metaSettings(credential: Readonly<Record<string, unknown>>, timeoutS: number): MetaSettings {
	const text = (name: string): string => String(credential[name] ?? '').trim();
	return {
		baseUrl: text('baseUrl').replace(/\/+$/u, '') || 'https://graph.facebook.com',
		version: text('version') || 'v26.0',
		pageId: text('pageId'),
		instagramUserId: text('instagramUserId'),
		pageToken: text('pageToken'),
		appSecret: text('appSecret'),
		facebookOn: credential['facebookOn'] === true,
		instagramOn: credential['instagramOn'] === true,
		photosAllowed: credential['facebookOn'] === true && credential['photosAllowed'] === true,
		timeoutMs: timeoutS * 1000,
	};
}
