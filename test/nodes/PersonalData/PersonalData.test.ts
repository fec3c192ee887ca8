import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { PersonalData } from '../../../nodes/PersonalData/PersonalData.node';
import { fakeExecute, type FakeSetup } from '../../support/fakes';

async function run(setup: FakeSetup) {
	const context: IExecuteFunctions = fakeExecute(setup);
	Object.assign(context.helpers, { prepareBinaryData: async (content: Buffer, fileName: string, mimeType: string): Promise<IBinaryData> => ({ data: content.toString('utf8'), fileName, mimeType }) });
	return (await new PersonalData().execute.call(context))[0] ?? [];
}

const SHA = 'a'.repeat(64);
const old = { id: 1, status: 'answered', messageKey: 'vk:a', authorName: 'Пробная Нина', lastStep: '{"at":"2026-11-24T00:00:00.000Z"}', draftAttachments: JSON.stringify([{ name: 'a.jpg', mime: 'image/jpeg', bytes: 10, sha256: SHA, file: `1/${SHA}.jpg` }]) };
const young = { ...old, id: 2, authorName: 'Ёлкин Семён', lastStep: '{"at":"2029-11-24T00:00:00.000Z"}' };

describe('Personal Data', () => {
	it('lets only the cases pass whose term is over, paired with their items, with the files to delete', async () => {
		const made = await run({ items: [young, old], parameters: { operation: 'expired', days: 1095, now: '2029-12-01' } });
		expect(made).toEqual([{ json: { ...old, filesToDelete: [`1/${SHA}.jpg`], reasonToForget: 'Срок хранения 1095 дней прошёл' }, pairedItem: { item: 1 } }]);
	});

	it('lets a case pass that is named to be forgotten early, and says why', async () => {
		const made = await run({ items: [young], parameters: { operation: 'expired', days: 1095, now: '2029-11-25', earlyCases: '2' } });
		expect(made).toMatchObject([{ json: { id: 2, reasonToForget: 'По требованию, раньше срока хранения' }, pairedItem: { item: 0 } }]);
	});

	it('refuses a term that is none, in Russian and with the way out', async () => {
		await expect(run({ items: [old], parameters: { operation: 'expired', days: 3 } })).rejects.toMatchObject({ message: 'Срок хранения «3» не подходит.', description: expect.stringContaining('не меньше 30') });
		expect(await run({ items: [old], parameters: { operation: 'expired', days: 3 }, continueOnFail: true })).toMatchObject([{ json: { error: expect.stringContaining('не подходит') } }]);
	});

	it('gives the columns of a journal row to change, and nothing for a clean row', async () => {
		const rows = [{ id: 5, event: 'route', remark: 'Нина', changes: '{"url":["","https://vk.com/x"]}' }, { id: 6, event: 'approve', remark: '', changes: '{}' }];
		expect(await run({ items: rows, parameters: { operation: 'scrub' } })).toEqual([{ json: { id: 5, remark: '[обезличено]', changes: '{"url":["[обезличено]","[обезличено]"]}', textDigest: '' }, pairedItem: { item: 0 } }]);
	});

	it('finds the cases of a person and puts them on a page', async () => {
		expect(await run({ items: [old, young], parameters: { operation: 'find', personName: 'елкин' } })).toEqual([{ json: young, pairedItem: { item: 1 } }]);
		const [page] = await run({ items: [young], parameters: { operation: 'page', personName: 'елкин', caseRows: [young], journalRows: '[]', organization: 'Администрация' } });
		expect(page).toMatchObject({ json: { found: 1, caseIds: [2], query: 'имя «елкин»' }, binary: { data: { fileName: 'dannye-o-cheloveke.html', data: expect.stringContaining('Ёлкин Семён') } } });
	});

	it('says that nobody was named', async () => {
		await expect(run({ items: [old], parameters: { operation: 'find' } })).rejects.toMatchObject({ message: 'Не сказано, чьи данные искать.' });
		await expect(run({ items: [old], parameters: { operation: 'нет такой' } })).rejects.toMatchObject({ message: expect.stringContaining('Неизвестная операция') });
	});

	it('does nothing with nothing', async () => {
		expect(await run({ items: [] })).toEqual([]);
	});
});
