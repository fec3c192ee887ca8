import type { Store } from './state';

/** May this token make one more call now? Always, unless the limits are enforced. */
export function rateGate(store: Store, perSecond: number): (token: string) => boolean {
	const recent = new Map<string, number[]>();
	return (token) => {
		if (!store.state.options.enforceRate) return true;
		const now = store.now();
		const calls = (recent.get(token) ?? []).filter((at) => now - at < 1000);
		recent.set(token, [...calls, now]);
		return calls.length < perSecond;
	};
}
