import type { IDataObject } from 'n8n-workflow';

import { OfficialAccountTrigger } from '../../../nodes/OfficialAccountTrigger/OfficialAccountTrigger.node';
import type { Planted } from '../../../sandbox/plant';
import { fakePoll } from '../../support/fakes';
import { sandboxForAll } from '../../support/sandboxClient';

const sandbox = sandboxForAll({ keep: true });

type Credentials = NonNullable<Parameters<typeof fakePoll>[0]>['credentials'];

/** The credentials of the stand, as n8n would hand them over. */
function credentials(changes: Readonly<Record<string, unknown>> = {}): Credentials {
	const all = { vkApi: sandbox.vkCredential, okApi: sandbox.okCredential, metaApi: sandbox.metaCredential };
	return Object.fromEntries(Object.entries(all).map(([type, data]) => [type, { ...data, ...changes }])) as Credentials;
}

const poll = async (parameters: Readonly<Record<string, unknown>>, staticData: IDataObject = {}, more: Partial<NonNullable<Parameters<typeof fakePoll>[0]>> = {}) =>
	await new OfficialAccountTrigger().poll.call(fakePoll({ parameters, staticData, credentials: credentials(), ...more }));

describe('Official Account Trigger', () => {
	it.each(['vk', 'ok', 'facebook', 'instagram'])('%s: what residents wrote comes once, over real HTTP', async (network) => {
		const [planted] = await sandbox.post<Planted[]>('remarks', [{ network, author: `Житель ${network}`, text: 'Не горит фонарь' }]);
		const memory: IDataObject = {};
		const first = await poll({ network }, memory);
		expect(first?.[0]?.map((item) => item.json)).toEqual([expect.objectContaining({ network, externalId: planted?.externalId, authorName: `Житель ${network}`, officialAccount: true, sourceChange: '' })]);
		expect(await poll({ network }, memory)).toBeNull();
	});

	it('tried by hand it shows a few and remembers nothing', async () => {
		await sandbox.post('remarks', Array.from({ length: 30 }, (_one, index) => ({ network: 'vk', author: `Проба ${index}`, text: `проба ${index}` })));
		const memory: IDataObject = {};
		expect((await poll({ network: 'vk' }, memory, { mode: 'manual' }))?.[0]).toHaveLength(10);
		expect(memory).toEqual({});
	});

	it.each([
		['a network that is switched off', 'facebook', { facebookOn: false }],
		['a credential that is still empty', 'ok', { groupId: '', applicationKey: '', accessToken: '' }],
	])('%s rests quietly, and says why when tried by hand', async (_name, network, changes) => {
		expect(await poll({ network }, {}, { credentials: credentials(changes) })).toBeNull();
		await expect(poll({ network }, {}, { credentials: credentials(changes), mode: 'manual' })).rejects.toMatchObject({ message: expect.stringMatching(/выключен|не заполнено/u) as unknown, description: expect.stringMatching(/\S/u) as unknown });
	});

	it('nothing ticked, and a revoked token, are errors in Russian with a way out', async () => {
		await expect(poll({ network: 'vk', vkKinds: [] })).rejects.toThrow('Не выбрано, что принимать');
		await expect(poll({ network: 'vk', vkKinds: ['comments'] }, {}, { credentials: credentials({ serviceToken: 'чужой', userToken: 'чужой' }) })).rejects.toMatchObject({ message: expect.stringContaining('ошибка 5') as unknown, description: expect.stringContaining('новый ключ') as unknown });
	});
});
