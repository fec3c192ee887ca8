import { uploadReport } from '../../../../core/im/export/report';

const readAt = '2026-11-24T03:00:00.000Z';
const row = (rowNumber: number, messageKey: string, more = {}) => ({ rowNumber, incidentNumber: '', messageKey, text: `текст ${rowNumber}`, rowRemark: '', readAt, ...more });

describe('uploadReport', () => {
	it('tells what the register holds: new, repeated, twice in the file, and what is not there', () => {
		const register = [
			{ id: 9, messageKey: 'vk:new', createdAt: '2026-11-24T03:00:05.000Z' },
			{ id: 2, messageKey: 'vk:old', createdAt: '2026-11-20T03:00:00.000Z' },
			{ id: 8, messageKey: 'vk:old', createdAt: '2026-11-24T03:00:05.000Z' },
		];
		const report = uploadReport([row(2, 'vk:new'), row(3, 'vk:old'), row(4, 'vk:new'), row(5, 'vk:lost', { rowRemark: 'нет даты' })], [{ rowNumber: 6, incidentNumber: '77', reason: 'нет текста', excerpt: '<b>' }], register);
		expect(report).toMatchObject({ taken: 4, created: 1, repeated: 2, missing: 1, refused: 1, reportTitle: 'Новых дел: 1, повторов: 2, отклонено строк: 1, НЕ ЗАПИСАНО: 1' });
		expect(report.reportHtml).toContain('строка 2: дело № 9');
		expect(report.reportHtml).toContain('строка 3: уже было в реестре, дело № 2');
		expect(report.reportHtml).toContain('строка 4: то же сообщение есть в файле выше, дело № 9');
		expect(report.reportHtml).toContain('строка 5: текст 5');
		expect(report.reportHtml).toContain('строка 5: нет даты');
		expect(report.reportHtml).toContain('строка 6 (инцидент 77): нет текста — «&lt;b&gt;»');
	});

	it('counts every row exactly once', () => {
		const { taken, created, repeated, missing } = uploadReport(Array.from({ length: 500 }, (_one, index) => row(index + 2, `vk:${index % 300}`)), [], Array.from({ length: 200 }, (_one, index) => ({ id: index + 1, messageKey: `vk:${index}`, createdAt: index < 100 ? '2026-11-01T00:00:00Z' : '2026-11-24T04:00:00Z' })));
		expect([taken, created + repeated + missing]).toEqual([500, 500]);
	});

	it('long lists are cut and counted', () => {
		expect(uploadReport([], Array.from({ length: 400 }, (_one, index) => ({ rowNumber: index, reason: 'нет текста' })), []).reportHtml).toContain('… и ещё 100');
	});
});
