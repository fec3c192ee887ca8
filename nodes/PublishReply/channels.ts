import { sleep, type IExecuteFunctions } from 'n8n-workflow';

import type { Clock } from '../../core/channels/http';
import type { ChannelOf } from '../../core/channels/publishCase';
import { rateLimiter } from '../../core/channels/rate';
import type { Limits } from '../../core/channels/types';
import { vkChannel } from '../../core/channels/vk';
import type { VkSettings } from '../../core/channels/vk/call';
import { VK_COMMENT_LIMITS } from '../../core/channels/vk/limits';
import { DeskError } from '../../core/errors';
import { httpCall } from '../shared/http';

const clock: Clock = { now: () => Date.now(), sleep };

/** One for the process: VK counts a token's requests whoever makes them. Other processes are felt as error 6. */
const limiter = rateLimiter(clock);

export interface NodeOptions {
	readonly timeout?: number;
	readonly maxLength?: number;
}

export const vkLimits = (options: NodeOptions): Limits => ({ ...VK_COMMENT_LIMITS, ...(options.maxLength ? { maxLength: options.maxLength } : {}) });

/** The channel of a network; credentials are read only when the first message of that network comes. */
export function channelsOf(context: IExecuteFunctions, options: NodeOptions): ChannelOf {
	let settings: VkSettings | undefined;
	return async (network) => {
		if (network !== 'vk') return undefined;
		settings ??= await readSettings(context, options);
		return vkChannel({ settings, http: httpCall(context), clock, limiter }, vkLimits(options));
	};
}

async function readSettings(context: IExecuteFunctions, options: NodeOptions): Promise<VkSettings> {
	const credential = await context.getCredentials('vkApi').catch((error: unknown) => {
		throw new DeskError('VK_CREDENTIAL_MISSING', 'В узле не выбраны учётные данные «VK API».', `Попросите ИТ-специалиста выбрать их в узле; пока публикуйте вручную. (${error instanceof Error ? error.message : String(error)})`);
	});
	const text = (name: string): string => String(credential[name] ?? '').trim();
	return {
		baseUrl: text('baseUrl').replace(/\/+$/u, '') || 'https://api.vk.com',
		version: text('version') || '5.199',
		groupId: Math.abs(Number(text('groupId').replace(/^club|^public/u, '')) || 0),
		tokens: { community: text('communityToken'), user: text('userToken'), service: text('serviceToken') },
		timeoutMs: (options.timeout ?? 30) * 1000,
	};
}
