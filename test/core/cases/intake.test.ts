import { CASE_FIELDS, TEXT_LIMIT } from '../../../core/cases/fields';
import { intake, readDate } from '../../../core/cases/intake';
import { canonicalUrl, messageKey, vkWallId } from '../../../core/cases/messageKey';
import { caseSchema, cleanRecord } from '../../../core/cases/record';

const NOW = '2026-11-24T03:00:00.000Z';
const context = { now: NOW, zone: 'Asia/Kamchatka' };
const taken = (raw: unknown) => intake(raw, context);

describe('intake of a message', () => {
	it('gives every field of the register and nothing else', () => {
		expect(Object.keys(taken({ text: 'нет света', чужое: 1, id: 7 })).sort()).toEqual(CASE_FIELDS.map((field) => field.key).sort());
	});

	it.each([null, undefined, 42, 'просто текст', [], {}, { text: null }, { text: { a: 1 }, publishedAt: {}, attachments: 5, url: [] }])('takes anything: %p', (raw) => {
		expect(taken(raw)).toMatchObject({ status: '', version: 0, detectedAt: NOW, messageKey: expect.stringMatching(/^text:[0-9a-f]{32}$/u) });
	});

	it('keeps a text as written, but what no database can store', () => {
		expect(taken({ text: '  Ёлка\u0000 <b>во дворе</b>\r\nне горит \uD83D 😡 {{ $env }}\n' }).text).toBe('Ёлка <b>во дворе</b>\nне горит  😡 {{ $env }}');
	});

	it('cuts a text of 60,000 characters with a mark, whole characters only', () => {
		const text = String(taken({ text: '😡'.repeat(30_000) }).text);
		expect(text.length).toBeLessThanOrEqual(TEXT_LIMIT);
		expect(text).toMatch(/^(?:😡)+… \[текст сокращён, всего знаков: 60000\]$/u);
	});

	it('tells two long messages apart that begin alike', () => {
		const long = 'а'.repeat(30_000);
		expect(taken({ text: `${long}1` }).messageKey).not.toBe(taken({ text: `${long}2` }).messageKey);
	});

	it.each([
		['2026-11-24T10:15:00+12:00', '2026-11-23T22:15:00.000Z'],
		['2026-11-24T10:15:00', '2026-11-23T22:15:00.000Z'],
		['24.11.2026 10:15', '2026-11-23T22:15:00.000Z'],
		['24.11.2026 в 10:15', '2026-11-23T22:15:00.000Z'],
		['24.11.2026', '2026-11-23T12:00:00.000Z'],
		[1795558500, '2026-11-24T22:15:00.000Z'],
		['1795558500000', '2026-11-24T22:15:00.000Z'],
		[new Date('2026-11-24T00:00:00Z'), '2026-11-24T00:00:00.000Z'],
		['вчера', null],
		['', null],
		['31.02.2026', null],
		[new Date('нет'), null],
	])('reads the date %p as %p', (value, expected) => {
		expect(readDate(value, 'Asia/Kamchatka')).toBe(expected);
		expect(taken({ text: 'а', publishedAt: value }).publishedAt).toBe(expected);
	});

	it('keeps the time of detection a source gives, and sets it where there is none', () => {
		expect(taken({ detectedAt: '24.11.2026 09:00' }).detectedAt).toBe('2026-11-23T21:00:00.000Z');
		expect(taken({ detectedAt: 'не дата' }).detectedAt).toBe(NOW);
	});

	it.each([
		[{ network: 'ВКонтакте' }, 'vk'],
		[{ url: 'https://m.vk.com/wall-1_2' }, 'vk'],
		[{ url: 'https://vk.ru/wall-1_2' }, 'vk'],
		[{ url: 'ok.ru/group/7/topic/9' }, 'ok'],
		[{ url: 'https://www.facebook.com/a/posts/1' }, 'facebook'],
		[{ url: 'https://instagram.com/p/x' }, 'instagram'],
		[{ url: 'https://notvk.com/wall-1_2' }, 'other'],
		[{ network: 'телеграм' }, 'other'],
	])('knows the network of %p', (raw, network) => {
		expect(taken(raw).network).toBe(network);
	});

	it.each([
		[['https://a.example/1.jpg', { url: 'https://a.example/2.jpg' }, null], '["https://a.example/1.jpg","https://a.example/2.jpg"]'],
		['["https://a.example/1.jpg"]', '["https://a.example/1.jpg"]'],
		['https://a.example/1.jpg\nhttps://a.example/2.jpg', '["https://a.example/1.jpg","https://a.example/2.jpg"]'],
		['https://a.example/1.jpg,https://a.example/2.jpg; https://a.example/3.jpg', '["https://a.example/1.jpg","https://a.example/2.jpg","https://a.example/3.jpg"]'],
		['https://a.example/1.jpg?as=32x24,48x36&from=bu', '["https://a.example/1.jpg?as=32x24,48x36&from=bu"]'],
		['[half a json', '["[half a json"]'],
		[[], ''],
		[undefined, ''],
	])('reads attachments from %p', (attachments, expected) => {
		expect(taken({ attachments }).attachments).toBe(expected);
	});

	it.each([
		[{ foundBy: 'officialAccount' }, true],
		[{ foundBy: 'incidentManager' }, false],
		[{ foundBy: 'incidentManager', officialAccount: 'true' }, true],
		[{ foundBy: 'officialAccount', officialAccount: 'false' }, false],
	])('marks official accounts: %p', (raw, expected) => {
		expect(taken(raw).officialAccount).toBe(expected);
	});

	it('is the same when done twice', () => {
		const once = taken({ url: 'https://vk.com/wall-1_2?reply=3', text: 'нет воды', publishedAt: '24.11.2026 10:15', attachments: ['https://a.example/1.jpg'] });
		expect(taken(once)).toEqual(once);
	});
});

describe('the key of a message', () => {
	const source = { network: 'other', externalId: '', url: '', authorName: 'Житель', authorId: '', text: 'Нет  света', day: NOW };
	const key = (changes: Partial<typeof source>) => messageKey({ ...source, ...changes }, 'Asia/Kamchatka');

	it('is one for the feed’s id and a link pasted by hand', () => {
		expect(key({ network: 'vk', externalId: 'wall-1_2_r3' })).toBe('vk:wall-1_2_r3');
		expect(key({ network: 'vk', url: 'https://m.vk.com/wall-1_2?reply=3&thread=1#x' })).toBe('vk:wall-1_2_r3');
	});

	it.each([
		['https://vk.com/wall-1_2', 'wall-1_2'],
		['vk.com/club1?w=wall-1_2_r3', 'wall-1_2_r3'],
		['https://vk.com/club1?w=wall-1_2%2Fall', 'wall-1_2'],
		['https://vk.com/feed?thread=9&w=wall-1_2&reply=3', 'wall-1_2_r3'],
		['https://vk.com/id1', ''],
		['https://example.com/wall-1_2', ''],
		['не ссылка', ''],
	])('finds the wall id in %s', (url, expected) => {
		expect(vkWallId(url)).toBe(expected);
	});

	it.each([
		['https://m.ok.ru/group/7/topic/9/?utm_source=a#x', 'ok.ru/group/7/topic/9'],
		['HTTP://WWW.OK.RU/group/7/topic/9', 'ok.ru/group/7/topic/9'],
		['https://site.example/a?b=2&a=1&fbclid=x', 'site.example/a?a=1&b=2'],
		['javascript:alert(1)', ''],
		['localhost', ''],
		['', ''],
	])('writes %s in one way', (url, expected) => {
		expect(canonicalUrl(url)).toBe(expected);
	});

	it('without an address goes by author, words and the local day', () => {
		expect(key({ text: 'нет света ' })).toBe(key({}));
		expect(key({ authorName: 'Другой' })).not.toBe(key({}));
		expect(key({ day: '2026-11-24T11:59:00Z' })).toBe(key({}));
		expect(key({ day: '2026-11-24T12:00:00Z' })).not.toBe(key({}));
	});
});

describe('the record', () => {
	it('is read by the schema and by the fast reader alike', () => {
		const row = { ...taken({ text: 'а' }), critical: 'true', officialAccount: '0', version: '3', replyBy: '2026-11-24T10:00:00+12:00', topicConfidence: '', publishedAt: new Date(NOW), lishnee: 1 };
		expect(cleanRecord(row)).toEqual(caseSchema.parse(row));
		expect(cleanRecord(row)).toMatchObject({ critical: true, officialAccount: false, version: 3, replyBy: '2026-11-23T22:00:00.000Z', topicConfidence: null, publishedAt: NOW });
	});

	it.each([
		[{ id: '' }, undefined],
		[{ id: null }, undefined],
		[{ id: '12' }, 12],
		[{ id: 0 }, undefined],
		[{ id: 'x' }, undefined],
	])('has the case number of %p', (row, expected) => {
		expect(cleanRecord(row).id).toBe(expected);
	});
});
