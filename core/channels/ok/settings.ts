import type { OkSettings } from './call';

/** The credential «Одноклассники API» as the channel reads it. */
export function okSettings(credential: Readonly<Record<string, unknown>>, timeoutS: number): OkSettings {
	const text = (name: string): string => String(credential[name] ?? '').trim();
	return {
		baseUrl: text('baseUrl').replace(/\/+$/u, '') || 'https://api.ok.ru',
		groupId: text('groupId').replace(/^group:?\/?/u, ''),
		applicationKey: text('applicationKey'),
		accessToken: text('accessToken'),
		applicationSecretKey: text('applicationSecretKey'),
		sessionSecretKey: text('sessionSecretKey'),
		botToken: text('botToken'),
		repliesAllowed: credential['repliesAllowed'] === true,
		// Hidden with the other switch: what is hidden counts as off.
		photosAllowed: credential['repliesAllowed'] === true && credential['photosAllowed'] === true,
		timeoutMs: timeoutS * 1000,
	};
}
