import { intake } from '../../../core/cases/intake';
import { TEXT_LIMIT } from '../../../core/cases/fields';
import { DEFAULT_MAPPING, toFeedEntry, type FeedItem, type FeedMapping } from '../../../core/im/mapping';

const CONTEXT = { now: '2026-11-24T03:00:00.000Z', zone: 'Asia/Kamchatka' };
const read = (raw: unknown, mapping: Partial<FeedMapping> = {}): FeedItem => toFeedEntry(raw, { ...DEFAULT_MAPPING, ...mapping }, CONTEXT).item;
const register = (raw: unknown) => intake(read(raw), CONTEXT);

const INCIDENT = {
	id: 'IM-7',
	createdAt: '2026-11-24T10:15:00+12:00',
	network: 'vk',
	url: 'https://vk.com/wall-1_2?reply=3',
	externalId: 'wall-1_2_r3',
	author: { id: '501', name: 'Марина Снегирёва' },
	text: 'когда почистят двор??',
	official: true,
	attachments: ['https://example.ru/1.jpg'],
};

describe('An incident of the feed', () => {
	it('becomes a message with the record’s names', () => {
		expect(read(INCIDENT)).toEqual({
			network: 'vk',
			url: INCIDENT.url,
			externalId: 'wall-1_2_r3',
			authorName: 'Марина Снегирёва',
			authorId: '501',
			text: 'когда почистят двор??',
			publishedAt: null,
			detectedAt: '2026-11-23T22:15:00.000Z',
			foundBy: 'incidentManager',
			officialAccount: true,
			attachments: '["https://example.ru/1.jpg"]',
		});
	});

	it.each([
		['ISO with an offset', '2026-11-24T10:15:00+12:00', '2026-11-23T22:15:00.000Z'],
		['as people write it, on the administration’s clock', '24.11.2026 10:15', '2026-11-23T22:15:00.000Z'],
		['Unix seconds', 1_795_472_100, '2026-11-23T22:15:00.000Z'],
		['Unix seconds as text', '1795472100', '2026-11-23T22:15:00.000Z'],
		['none', null, CONTEXT.now],
		['not there', undefined, CONTEXT.now],
		['unreadable', 'вчера вечером', CONTEXT.now],
		['to come', '2031-01-01T00:00:00Z', CONTEXT.now],
	])('with a date %s', (_case, createdAt, detectedAt) => {
		expect(read({ ...INCIDENT, createdAt }).detectedAt).toBe(detectedAt);
	});

	it('without a text is registered all the same', () => {
		const { text: _none, ...rest } = INCIDENT;
		expect(register(rest)).toMatchObject({ text: '', messageKey: 'vk:wall-1_2_r3' });
	});

	it('with 60,000 characters is whole in the item and cut with a mark in the register', () => {
		const long = 'Прошу принять меры. '.repeat(3000);
		expect(read({ ...INCIDENT, text: long }).text).toBe(long.trim());
		const stored = String(register({ ...INCIDENT, text: long }).text);
		expect(stored).toHaveLength(TEXT_LIMIT);
		expect(stored).toMatch(/\[текст сокращён, всего знаков: 59999\]$/u);
	});

	it('with HTML and VK markup keeps them as written: cleaning is for triage, escaping for pages', () => {
		const text = '<b>[id1|Имя]</b>, а двор? <script>alert(1)</script> {{ $json }}';
		expect(read({ ...INCIDENT, text }).text).toBe(text);
	});

	it('twice in the feed is one message in the register; one id with two texts is two', () => {
		const entries = [INCIDENT, { ...INCIDENT }, { ...INCIDENT, externalId: '', url: '', text: 'другое' }].map((raw) => toFeedEntry(raw, DEFAULT_MAPPING, CONTEXT));
		expect(new Set(entries.map((entry) => entry.key)).size).toBe(2);
		expect(register(INCIDENT).messageKey).toBe(register({ ...INCIDENT }).messageKey);
	});

	it.each([['null', null], ['a text', 'просто строка'], ['a number', 17], ['a list', [1, 2]]])('that is %s is handed over for the curator to see', (_case, raw) => {
		expect(read(raw).text).toBe(`Запись ленты непонятного вида: ${JSON.stringify(raw)}`);
	});

	it('in another shape is read by the officer’s paths', () => {
		const raw = { post: { body: 'Яма у школы', when: 1_795_472_100 }, who: [{ fio: 'Пётр' }], src: 'Одноклассники' };
		expect(read(raw, { text: 'post.body', detectedAt: 'post.when', authorName: 'who.0.fio', network: 'src' })).toMatchObject({ text: 'Яма у школы', authorName: 'Пётр', network: 'Одноклассники', detectedAt: '2026-11-23T22:15:00.000Z' });
	});

	it('does not reach into what it does not own', () => {
		expect(read({ text: 'x' }, { authorName: 'constructor.name' }).authorName).toBe('');
	});
});
