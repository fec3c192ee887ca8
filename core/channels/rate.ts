import type { Clock } from './http';

/** Holds calls back so that no token makes more than its requests a second. */
export interface RateLimiter {
	/** Waits until `token` may make one more call. */
	pass(token: string, perSecond: number): Promise<void>;
}

/**
 * Calls of one token are spread evenly: with 3 a second, one every 334 ms. The memory is this process's own; what
 * several processes do together shows as the network's error 6, which is waited out.
 */
export function rateLimiter(clock: Clock): RateLimiter {
	const free = new Map<string, number>();
	return {
		async pass(token, perSecond) {
			const now = clock.now();
			const at = Math.max(now, free.get(token) ?? 0);
			free.set(token, at + Math.ceil(1000 / perSecond));
			if (at > now) await clock.sleep(at - now);
		},
	};
}
