/** The package has no types: what the benchmark uses of it. */
declare module 'luxon-business-days' {
	import type { DateTime as LuxonDateTime } from 'luxon';

	interface BusinessDateTime extends LuxonDateTime {
		setupBusiness(options: { businessDays?: number[]; holidayMatchers?: ((day: LuxonDateTime) => boolean)[] }): BusinessDateTime;
		plusBusiness(options: { days: number }): BusinessDateTime;
	}

	export const DateTime: { fromISO(text: string, options?: { zone?: string }): BusinessDateTime };
}
