import { readCallback, type CallbackSettings } from '../../../../core/channels/vk/callback';
import { messageKey } from '../../../../core/cases/messageKey';

const SETTINGS: CallbackSettings = { groupId: 7, confirmation: 'a1b2c3', secret: 'длинный секрет' };
const NOW = '2026-11-24T03:00:00.000Z';
const DATE = Date.parse('2026-11-24T02:59:00.000Z') / 1000;
const event = (type: string, object: unknown, more: object = {}) => ({ type, group_id: 7, event_id: 'e1', v: '5.199', secret: SETTINGS.secret, object, ...more });
const read = (body: unknown, settings = SETTINGS, seen: (id: string) => boolean = () => false) => readCallback(body, settings, NOW, seen);

const reply = { id: 3, from_id: 500, post_id: 2, owner_id: -7, date: DATE, text: 'Яма', parents_stack: [1] };

describe('VK Callback API', () => {
	it('confirms the address with the line VK gave, to this community only', () => {
		expect(read({ type: 'confirmation', group_id: 7 })).toEqual({ status: 200, answer: 'a1b2c3' });
		expect(read({ type: 'confirmation', group_id: 8 })).toMatchObject({ status: 403 });
		expect(read({ type: 'confirmation', group_id: 7 }, { ...SETTINGS, confirmation: '' })).toMatchObject({ status: 403 });
	});

	it.each([
		['a wrong secret', event('wall_reply_new', reply, { secret: 'длинный секрес' })],
		['no secret', { ...event('wall_reply_new', reply), secret: undefined }],
		['another community', event('wall_reply_new', reply, { group_id: 8 })],
		['no object at all', 'type=wall_reply_new'],
		['nothing', null],
	])('%s is refused and gives nothing', (_name, body) => {
		expect(read(body)).toEqual({ status: 403, answer: 'forbidden' });
	});

	it('without a secret of our own nothing is taken', () => {
		expect(read(event('wall_reply_new', reply, { secret: '' }), { ...SETTINGS, secret: '' })).toMatchObject({ status: 403 });
	});

	it.each([
		['wall_reply_new', reply, 'wall-7_2_r3', ''],
		['wall_reply_edit', reply, 'wall-7_2_r3', 'edited'],
		['wall_reply_delete', { owner_id: -7, id: 3, deleter_id: 1, post_id: 2 }, 'wall-7_2_r3', 'deleted'],
		['wall_post_new', { id: 2, from_id: 500, owner_id: -7, date: DATE, text: 'Запись', post_type: 'post' }, 'wall-7_2', ''],
		['board_post_new', { id: 3, from_id: 500, topic_id: 4, topic_owner_id: -7, date: DATE, text: 'Обсуждение' }, 'topic-7_4_r3', ''],
		['board_post_delete', { id: 3, topic_id: 4, topic_owner_id: 7 }, 'topic-7_4_r3', 'deleted'],
		['message_new', { message: { id: 9, conversation_message_id: 5, from_id: 500, peer_id: 500, out: 0, date: DATE, text: 'Письмо' }, client_info: {} }, 'im500_5', ''],
	])('%s becomes a message with the id that reading the account gives', (type, object, externalId, sourceChange) => {
		const { status, answer, message, eventId } = read(event(type, object));
		expect({ status, answer, eventId }).toEqual({ status: 200, answer: 'ok', eventId: 'e1' });
		expect(message).toMatchObject({ network: 'vk', externalId, sourceChange, officialAccount: true, foundBy: 'officialAccount', detectedAt: NOW });
		if (message?.url) expect(messageKey({ ...message, externalId: '', day: NOW }, 'Asia/Kamchatka')).toMatch(type.startsWith('wall') ? new RegExp(`^vk:${externalId}$`, 'u') : /^url:/u);
	});

	it.each([
		['our own comment', event('wall_reply_new', { ...reply, from_id: -7 })],
		['our own message', event('message_new', { message: { id: 9, from_id: -7, peer_id: 500, out: 1, date: DATE, text: 'Ответ' } })],
		['a message in a group chat', event('message_new', { message: { id: 9, from_id: 500, peer_id: 2_000_000_001, out: 0, date: DATE, text: 'Всем привет' } })],
		['a message of another community', event('message_new', { message: { id: 9, from_id: -9, peer_id: -9, out: 0, date: DATE, text: 'Реклама' } })],
		['a kind we do not read', event('group_join', { user_id: 1 })],
		['a kind named like a property of every object', event('constructor', {})],
		['a postponed post', event('wall_post_new', { id: 2, from_id: -7, owner_id: -7, date: DATE, text: 'x', post_type: 'postpone' })],
		['an object of an unknown shape', event('wall_reply_new', { id: 'три' })],
	])('%s is answered ok and goes no further', (_name, body) => {
		expect(read(body)).toEqual({ status: 200, answer: 'ok' });
	});

	it('an event seen before is answered ok and goes no further', () => {
		expect(read(event('wall_reply_new', reply), SETTINGS, (id) => id === 'e1')).toEqual({ status: 200, answer: 'ok' });
	});
});
