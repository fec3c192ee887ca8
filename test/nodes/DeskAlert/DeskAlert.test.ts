import { DeskAlert } from '../../../nodes/DeskAlert/DeskAlert.node';
import { fakeExecute, type FakeSetup } from '../../support/fakes';

const NOW = '2026-11-24T15:00:00+12:00';
const settings = [{ key: 'officerEmail', value: 'it@example.org' }, { key: 'messenger:it@example.org', value: 'max:12' }];
const run = async (setup: FakeSetup) => await new DeskAlert().execute.call(fakeExecute({ ...setup, parameters: { settings, options: { now: NOW }, ...setup.parameters } }));
const payload = { execution: { error: { message: 'нет связи' }, lastNodeExecuted: 'Отправить' }, workflow: { id: 'w', name: '14 Извещения' } };

describe('Desk Alert', () => {
	it('failure: the row for the table, and the mail to the officer with the rows to mark', async () => {
		const [rows, mails] = await run({ items: [payload], parameters: { operation: 'failure' } });
		expect(rows?.[0]).toMatchObject({ json: { kind: 'failure', state: 'failing', told: '', times: 1 }, pairedItem: [{ item: 0 }] });
		expect(mails?.[0]?.json).toMatchObject({ to: 'it@example.org', subject: 'Сбой в процессе «14 Извещения»', rows: [{ key: rows?.[0]?.json.key, state: 'failing' }], fresh: true });
	});

	it('failure: what was told is counted, not told again', async () => {
		const [known] = await run({ items: [payload], parameters: { operation: 'failure' } });
		const [rows, mails] = await run({ items: [payload], parameters: { operation: 'failure', alerts: [{ ...known?.[0]?.json, told: 'failing' }] } });
		expect([rows?.[0]?.json.times, mails]).toEqual([2, []]);
	});

	it('watch: its own mark first, then what changed; a mail that failed before is no news', async () => {
		const alerts = [{ key: 'run:watch', kind: 'run', firstAt: '2026-11-01T00:00:00Z', lastAt: '2026-11-24T02:55:00Z', memory: '2026-11-01T00:00:00Z' }, { key: 'run:control', lastAt: '2026-11-24T02:00:00Z' }];
		const [rows, mails] = await run({ items: [{}], parameters: { operation: 'watch', alerts } });
		expect(rows?.map(({ json }) => json.key)).toEqual(['run:watch', 'watch:intake']);
		expect(mails?.[0]?.json).toMatchObject({ subject: 'Нет новых сообщений: 1 рабочий день или дольше', fresh: true });
		const again = await run({ items: [{}], parameters: { operation: 'watch', alerts: [...alerts, rows?.[1]?.json] } });
		expect(again[1]?.[0]?.json).toMatchObject({ fresh: false });
	});

	it('watch: goes by local days off', async () => {
		const alerts = [{ key: 'run:watch', kind: 'run', firstAt: '2026-11-01T00:00:00Z', lastAt: '2026-11-24T02:55:00Z', memory: '2026-11-01T00:00:00Z' }, { key: 'run:control', lastAt: '2026-11-24T02:00:00Z' }];
		const newest = [{ id: 1, createdAt: '2026-11-23T02:00:00Z' }];
		const holiday = [{ date: '2026-11-23', type: 'holiday', title: 'День посёлка', basis: 'Распоряжение № 1' }];
		const seen = async (localExceptions: object[]) => (await run({ items: [{}], parameters: { operation: 'watch', alerts, newest, localExceptions } }))[0]?.map(({ json }) => json.key);
		expect([await seen([]), await seen(holiday)]).toEqual([['run:watch', 'watch:intake'], ['run:watch']]);
	});

	it('messages: for those who have a messenger, and none of an item without a text', async () => {
		const [messages] = await run({ items: [{ to: 'it@example.org', brief: 'Сбой.' }, { to: 'other@example.org', brief: 'x' }, { response: 'ok' }], parameters: { operation: 'messages' } });
		expect(messages?.map(({ json }) => json)).toEqual([{ messenger: 'max', chat: '12', text: 'Сбой.' }]);
	});

	it('messages: an unreadable row stops with its name', async () => {
		await expect(run({ items: [{}], parameters: { operation: 'messages', settings: [{ key: 'messenger:all', value: 'icq:1' }] } })).rejects.toMatchObject({ message: expect.stringContaining('messenger:all') });
	});

	it('an unknown operation is refused, nothing comes of nothing', async () => {
		await expect(run({ items: [{}], parameters: { operation: 'x' } })).rejects.toMatchObject({ message: expect.stringContaining('Неизвестная операция') });
		expect(await run({ items: [] })).toEqual([[], []]);
	});
});
