import { collect } from '../../../../core/channels/collect/collect';
import type { Place, Source } from '../../../../core/channels/collecting';
import { facebookPage } from '../../../../core/channels/meta/collect';
import { metaSettings } from '../../../../core/channels/meta/settings';
import { okDiscussions } from '../../../../core/channels/ok/collect';
import { okSettings } from '../../../../core/channels/ok/settings';
import { rateLimiter } from '../../../../core/channels/rate';
import { readCallback } from '../../../../core/channels/vk/callback';

const NOW = '2026-11-24T03:00:00.000Z';
const clock = { now: () => Date.parse(NOW), sleep: () => Promise.resolve() };
const client = (answer: object) => ({ http: () => Promise.resolve({ status: 200, body: JSON.stringify(answer) }), clock, limiter: rateLimiter(clock) });

/** A source whose only place is `id`, read as the network's own source reads it. */
const only = (source: Source, id: string): Source => {
	const place: Place = { id, mark: '', markIsCount: false, at: NOW };
	return { ...source, check: () => undefined, list: () => Promise.resolve({ places: [place], sightings: [] }) };
};

describe('a message whose time the network does not tell', () => {
	const OK = { groupId: '7', applicationKey: 'k', accessToken: 'tokentoken', applicationSecretKey: 's' };
	const META = { pageId: '1', pageToken: 'tokentoken', facebookOn: true };

	it.each<[string, Source]>([
		['OK, no date', only(okDiscussions({ ...client({ comments: [{ id: 'c1', text: 'Яма', author_id: '5' }] }), settings: okSettings(OK, 30) }), 'GROUP_TOPIC:1')],
		['OK, a date in words', only(okDiscussions({ ...client({ comments: [{ id: 'c1', text: 'Яма', author_id: '5', date: 'вчера' }] }), settings: okSettings(OK, 30) }), 'GROUP_TOPIC:1')],
		['Facebook', only(facebookPage({ ...client({ data: [{ id: '9_1', message: 'Яма', created_time: 'yesterday', from: { id: '5', name: 'А' } }] }), settings: metaSettings(META, 30) }, { comments: true, posts: false }), '1_9')],
	])('%s: is handed over, not taken for an old one', async (_name, source) => {
		const { messages, failures } = await collect([source], {}, { network: 'x', now: NOW, bootId: 'b', firstHours: 72, watchDays: 30, overlapHours: 72, recheckMinutes: 60, maxItems: 10, mayGoOn: () => true });
		expect(failures).toEqual([]);
		expect(messages).toEqual([expect.objectContaining({ text: 'Яма', publishedAt: '' })]);
	});

	it('OK: a discussion without dates is read, and the list goes on behind it', async () => {
		const pages = [{ discussions: [{ object_id: '1', object_type: 'GROUP_TOPIC', owner_uid: '7' }], anchor: 'a', has_more: true }, { discussions: [{ object_id: '2', object_type: 'GROUP_TOPIC', owner_uid: '7', last_activity_date: 'вчера' }] }];
		const http = ({ form }: { readonly form?: Readonly<Record<string, string>> }) => {
			const answer = form?.['method'] === 'discussions.getList' ? pages[form['anchor'] === undefined ? 0 : 1] : { comments: [{ id: 'c', text: `Яма ${form?.['discussionId'] ?? ''}`, author_id: '5', date: '2026-11-24 05:00:00' }] };
			return Promise.resolve({ status: 200, body: JSON.stringify(answer) });
		};
		const source = okDiscussions({ http, clock, limiter: rateLimiter(clock), settings: okSettings(OK, 30) });
		const { messages, failures } = await collect([source], {}, { network: 'ok', now: NOW, bootId: 'b', firstHours: 72, watchDays: 30, overlapHours: 72, recheckMinutes: 60, maxItems: 10, mayGoOn: () => true });
		expect(failures).toEqual([]);
		expect(messages.map((one) => one.text).sort()).toEqual(['Яма 1', 'Яма 2']);
	});

	it('by callback: carries no time of 1970', () => {
		const event = { type: 'wall_reply_new', group_id: 7, secret: 's', object: { id: 3, from_id: 500, post_id: 2, owner_id: -7, text: 'Яма' } };
		expect(readCallback(event, { groupId: 7, confirmation: 'c', secret: 's' }, NOW, () => false).message).toMatchObject({ text: 'Яма', publishedAt: '' });
	});
});
