import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { IncidentManagerTrigger } from '../../../nodes/IncidentManagerTrigger/IncidentManagerTrigger.node';
import { fakePoll } from '../../support/fakes';
import { sandboxForAll } from '../../support/sandboxClient';

const sandbox = sandboxForAll();
let memory: IDataObject;
beforeEach(() => {
	memory = {};
});

const poll = async (parameters: Record<string, unknown> = {}, more: Record<string, unknown> = {}): Promise<string[]> => {
	const given = await new IncidentManagerTrigger().poll.call(fakePoll({ parameters, credentials: { incidentManagerApi: sandbox.imCredential }, staticData: memory, ...more }));
	return texts(given);
};
const texts = (given: INodeExecutionData[][] | null): string[] => (given?.[0] ?? []).map((item) => String(item.json['text']));
const add = async (...messages: string[]): Promise<unknown> => await sandbox.post('incidents', messages.map((text) => ({ text })));

describe('Incident Manager Trigger', () => {
	it('gives what is new, every page of it, and nothing twice', async () => {
		await add('раз', 'два', 'три', 'четыре', 'пять');
		expect(await poll({ limit: 2 })).toEqual(['раз', 'два', 'три', 'четыре', 'пять']);
		expect(await poll({ limit: 2 })).toEqual([]);
		await add('шесть');
		expect(await poll({ limit: 2 })).toEqual(['шесть']);
	});

	it('after a restart gives the window again, for the register to sort out', async () => {
		await add('раз');
		await poll();
		memory = { ...memory, bootId: 'the process before' };
		expect(await poll()).toEqual(['раз']);
	});

	it('gives items ready for the register', async () => {
		await sandbox.post('incidents', { text: 'яма', official: true, author: { name: 'Пётр Ключевской' }, attachments: ['https://example.ru/1.jpg'] });
		const given = await new IncidentManagerTrigger().poll.call(fakePoll({ credentials: { incidentManagerApi: sandbox.imCredential } }));
		expect(given?.[0]?.[0]?.json).toEqual({
			network: 'vk',
			url: expect.stringMatching(/^https:\/\/vk\.com\/wall-\d+_\d+\?reply=\d+$/u) as string,
			externalId: expect.stringMatching(/^wall-\d+_\d+_r\d+$/u) as string,
			authorName: 'Пётр Ключевской',
			authorId: expect.stringMatching(/^\d+$/u) as string,
			text: 'яма',
			publishedAt: null,
			detectedAt: expect.stringMatching(/Z$/u) as string,
			foundBy: 'incidentManager',
			officialAccount: true,
			attachments: '["https://example.ru/1.jpg"]',
		});
	});

	it('by hand in the editor gives the latest ten and remembers nothing', async () => {
		await add(...Array.from({ length: 15 }, (_, index) => `сообщение ${index}`));
		expect(await poll({}, { mode: 'manual' })).toHaveLength(10);
		expect(memory).toEqual({});
	});

	it.each([
		['500', /HTTP 500/u],
		['401', /не приняла ключ/u],
		['html', /веб-страница/u],
		['half-json', /обрывается/u],
		['reset-before', /Нет связи/u],
	])('the feed failing with %s: a clear error, the cursor stays, the next poll has it all', async (kind, words) => {
		await add('раз');
		await poll();
		const before = memory['cursor'];
		await add('два');
		await sandbox.post('faults', { where: 'im.feed', kind });
		await expect(poll()).rejects.toThrow(words);
		expect(memory['cursor']).toBe(before);
		expect(await poll()).toEqual(['два']);
	});

	it('a later page failing: what was read is given, the failure shows when nothing new is left, and nothing is lost', async () => {
		await add('раз', 'два', 'три', 'четыре');
		await sandbox.post('faults', { where: 'im.feed', kind: '500', skip: 1, times: 1 });
		expect(await poll({ limit: 2 })).toEqual(['раз', 'два']);
		await sandbox.post('faults', { where: 'im.feed', kind: '500', skip: 1, times: 1 });
		await expect(poll({ limit: 2 })).rejects.toThrow(/HTTP 500/u);
		expect(await poll({ limit: 2 })).toEqual(['три', 'четыре']);
	});

	it('the feed not answering: an error that names the time', async () => {
		await sandbox.post('faults', { where: 'im.feed', kind: 'timeout-before' });
		await expect(poll({ options: { timeout: 1 } })).rejects.toThrow(/не ответила за 1 с/u);
	});

	it('odd entries beside good ones: all are given', async () => {
		await sandbox.post('incidents', [{ text: 'хорошее' }, { raw: null }, { raw: 'строка' }, { raw: { id: 1 } }]);
		expect(await poll()).toEqual(['хорошее', 'Запись ленты непонятного вида: null', 'Запись ленты непонятного вида: "строка"', '']);
	});

	it('hands over no more than asked at a time; the rest follows', async () => {
		await add('раз', 'два', 'три');
		expect(await poll({ options: { maxItems: 2 } })).toEqual(['раз', 'два']);
		expect(await poll({ options: { maxItems: 2 } })).toEqual(['три']);
	});
});
