import { isoDay } from '../../../core/calendar/days';
import { parseExceptions } from '../../../core/calendar/exceptions';
import { refusal } from './support';

const basis = 'Распоряжение администрации от 01.12.2026 № 12';

describe('rows of calendar_days', () => {
	test('become exceptions in order, in the words staff use', () => {
		const rows = [
			{ id: 2, date: '2026-12-30', type: 'Рабочий день', title: '', basis },
			{ id: 1, date: '05.12.2026', type: 'выходной', title: 'День округа', basis },
			{ id: 3, date: '2026-12-28', type: 'Сокращённый', title: null, basis },
		];
		expect(parseExceptions(rows).map((one) => [isoDay(one.day), one.type, one.title])).toEqual([
			['2026-12-05', 'holiday', 'День округа'],
			['2026-12-28', 'short', ''],
			['2026-12-30', 'workday', ''],
		]);
	});

	test('wholly empty rows are passed over', () => {
		expect(parseExceptions([{}, { date: '', type: null, title: ' ', basis: undefined }])).toEqual([]);
	});

	test.each([
		['without a basis', [{ date: '2026-12-05', type: 'holiday', basis: ' ' }], 'EXCEPTION_NO_BASIS'],
		['of an unknown type', [{ date: '2026-12-05', type: 'полдня', basis }], 'EXCEPTION_TYPE'],
		['without a date', [{ date: '', type: 'holiday', basis }], 'DATE_UNREADABLE'],
		['of 31.02', [{ date: '31.02.2026', type: 'holiday', basis }], 'DATE_NOT_IN_CALENDAR'],
		['that are no row', ['2026-12-05'], 'EXCEPTION_SHAPE'],
		['two for one day', [{ date: '2026-12-05', type: 'holiday', basis }, { date: '05.12.2026', type: 'workday', basis }], 'EXCEPTION_DUPLICATE'],
		['two alike for one day', [{ date: '2026-12-05', type: 'holiday', basis }, { date: '2026-12-05', type: 'holiday', basis }], 'EXCEPTION_DUPLICATE'],
	])('%s are refused', (_what, rows, code) => {
		expect(refusal(() => parseExceptions(rows))).toBe(code);
	});
});
