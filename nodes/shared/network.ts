import { sleep, type IExecuteFunctions, type IPollFunctions } from 'n8n-workflow';

import type { Clock, HttpCall } from '../../core/channels/http';
import { rateLimiter, type RateLimiter } from '../../core/channels/rate';
import { httpCall } from './http';

const clock: Clock = { now: () => Date.now(), sleep };

/** One for the process: a network counts a token's requests whoever makes them. Other processes are felt as the network's own error. */
const limiter = rateLimiter(clock);

/** What a channel's client needs besides its settings: n8n's HTTP, the time, and the one limiter of reading and publishing. */
export const clientBase = (context: IExecuteFunctions | IPollFunctions): { readonly http: HttpCall; readonly clock: Clock; readonly limiter: RateLimiter } => ({ http: httpCall(context), clock, limiter });
