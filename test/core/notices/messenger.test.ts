import { messagesFor, readPlaces } from '../../../core/notices/messenger';

const row = (key: string, value: string) => ({ key, value });

describe('messengers', () => {
	it('are off where nothing is set', () => {
		const { places, problems } = readPlaces([row('messenger:all', ''), row('baseUrl', 'max:1')]);
		expect([messagesFor([{ to: 'a@x', brief: 'Вас ждёт дело.' }], places), problems]).toEqual([[], []]);
	});

	it('take a message for the person and one for the common chat', () => {
		const { places } = readPlaces([row('messenger:A@X', ' max:12 ; telegram:-100500 '), row('messenger:all', 'MAX:7'), row('messenger:b@x', 'telegram:@desk_palana')]);
		expect(messagesFor([{ to: 'a@x', brief: 'один' }, { to: 'b@x', brief: 'два' }, { to: 'c@x', brief: 'три' }], places)).toEqual([
			{ messenger: 'max', chat: '12', text: 'один' },
			{ messenger: 'telegram', chat: '-100500', text: 'один' },
			{ messenger: 'max', chat: '7', text: 'один' },
			{ messenger: 'telegram', chat: '@desk_palana', text: 'два' },
			{ messenger: 'max', chat: '7', text: 'два' },
			{ messenger: 'max', chat: '7', text: 'три' },
		]);
	});

	it('take the same message to the common chat once', () => {
		const { places } = readPlaces([row('messenger:all', 'max:7')]);
		expect(messagesFor([{ to: 'a@x', brief: 'угроза' }, { to: 'b@x', brief: 'угроза' }], places)).toHaveLength(1);
	});

	it.each(['whatsapp:1', 'max', 'max:один', 'telegram:1?chat_id=2', 'max:1/../x'])('a place «%s» is named as unreadable', (value) => {
		expect(readPlaces([row('messenger:all', value)])).toMatchObject({ problems: [expect.stringContaining('messenger:all')] });
	});

	it('never get more than they take', () => {
		const { places } = readPlaces([row('messenger:all', 'max:7')]);
		expect(messagesFor([{ to: 'a@x', brief: 'я'.repeat(9000) }], places)[0]?.text.length).toBeLessThan(3600);
	});
});
