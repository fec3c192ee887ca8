import { IncidentManager } from '../../../nodes/IncidentManager/IncidentManager.node';
import { fakeExecute, type FakeSetup } from '../../support/fakes';
import { encodeCp1251 } from '../../core/im/export/support';

const run = async (setup: FakeSetup) => await new IncidentManager().execute.call(fakeExecute(setup));
const FILE = 'Номер;Дата создания;Текст инцидента\n1;24.11.2026 10:15;Яма на Обухова\n2;;\n';

describe('Incident Manager: file', () => {
	it.each([
		['UTF-8', Buffer.from(FILE)],
		['Windows-1251', encodeCp1251(FILE)],
	])('a CSV in %s leaves by two outputs: taken and refused', async (_name, file) => {
		const [taken, refused, workbooks] = await run({ files: { file } });
		expect(taken).toEqual([{ json: expect.objectContaining({ rowNumber: 2, text: 'Яма на Обухова', detectedAt: '2026-11-23T22:15:00.000Z' }) as unknown, binary: {}, pairedItem: { item: 0 } }]);
		expect(refused?.map((item) => item.json)).toEqual([{ rowNumber: 3, incidentNumber: '2', code: 'NO_TEXT', reason: 'нет текста сообщения', excerpt: '' }]);
		expect(workbooks).toEqual([]);
	});

	it('the first file is read where the named field has none', async () => {
		expect((await run({ files: { vygruzka_0: Buffer.from(FILE) } }))[0]).toHaveLength(1);
	});

	it('a wrong file is an error that says what to do', async () => {
		await expect(run({ files: { file: Buffer.from('%PDF-1.7') } })).rejects.toMatchObject({ message: expect.stringContaining('PDF') as unknown, description: expect.stringContaining('сохраните как') as unknown });
		const [failed] = await run({ files: { file: Buffer.from('%PDF-1.7') }, continueOnFail: true });
		expect(failed?.[0]?.json).toMatchObject({ errorCode: 'IM_FILE_KIND' });
	});

	it('no file is an error', async () => {
		await expect(run({})).rejects.toThrow('не приложен файл');
	});
});

describe('Incident Manager: rows of a sheet', () => {
	it('are taken with their own item as the pair', async () => {
		const items = [{ row: ['Выгрузка'] }, { row: ['Текст', 'Дата'] }, { row: ['Яма', 46_350.5] }, { row: ['', 46_350] }];
		const [taken, refused] = await run({ items, parameters: { operation: 'rows' } });
		expect(taken).toEqual([{ json: expect.objectContaining({ text: 'Яма', detectedAt: '2026-11-24T00:00:00.000Z' }) as unknown, pairedItem: { item: 2 } }]);
		expect(refused?.[0]).toMatchObject({ json: { rowNumber: 4 }, pairedItem: { item: 3 } });
	});

	it('the officer’s own headers and closed incidents are parameters', async () => {
		const items = [{ 'О чём пишут': 'Яма', Закрыт: '01.11.2026' }];
		const [taken] = await run({ items, parameters: { operation: 'rows', headers: { text: 'Суть; О чем пишут' }, options: { takeClosed: true } } });
		expect(taken?.map((item) => item.json['text'])).toEqual(['Яма']);
	});

	it('a sheet that is no export is one error', async () => {
		await expect(run({ items: [{ Сумма: 5 }], parameters: { operation: 'rows' } })).rejects.toMatchObject({ message: expect.stringContaining('Сумма') as unknown });
	});
});
