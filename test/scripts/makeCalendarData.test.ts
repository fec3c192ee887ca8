import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { OFFICIAL } from '../../core/calendar/official';
import { compileCalendar, formatCalendar } from '../../scripts/make-calendar-data';

const HEADER = 'date,type,short,title,moved_from,basis,tier,source';
const csv = (...rows: string[]): string => [HEADER, ...rows].join('\n');
const OFF = '2026-01-09,dayoff-transferred,0,Перенос,2026-01-03,ПП РФ № 1466 от 24.09.2025,A,x';

test('a table becomes years with their decree, and the President’s days a layer of their own', () => {
	const data = compileCalendar(csv(OFF, '2026-05-01,holiday,0,Праздник,,ТК РФ ст. 112,A,x', '2026-04-30,nonworking-presidential,0,Указ,,Указ № 1,A,x', '2027-03-06,working-saturday,1,Рабочий,,?,A,x'));
	expect(data.years['2026']).toEqual({
		decree: 'ПП РФ № 1466 от 24.09.2025',
		tier: 'A',
		days: [['2026-01-09', 'transferred', 0, 'Перенос', 'ПП РФ № 1466 от 24.09.2025', '2026-01-03'], ['2026-05-01', 'holiday', 0, 'Праздник', 'ТК РФ ст. 112', '']],
	});
	expect(data.years['2027']).toEqual({ decree: '', tier: 'A', days: [['2027-03-06', 'working', 1, 'Рабочий', '', '']] });
	expect(data.presidential).toEqual([['2026-04-30', 1, 'Указ', 'Указ № 1']]);
});

test('a change of the table changes the version', () => {
	expect(compileCalendar(csv(OFF)).version).toMatch(/^ru2026-2026\.[0-9a-f]{8}$/);
	expect(compileCalendar(csv(OFF.replace('01-09', '01-10'))).version).not.toBe(compileCalendar(csv(OFF)).version);
});

test('what is written reads back the same', () => {
	const data = compileCalendar(csv(OFF));
	expect(JSON.parse(formatCalendar(data))).toEqual(data);
});

test('the committed file is what the script writes', () => {
	expect(readFileSync(join(__dirname, '../../data/calendar/ru.json'), 'utf8')).toBe(formatCalendar(OFFICIAL));
});

test.each([
	['another header', 'date,type\n2026-01-09,holiday', 'Первая строка'],
	['too few columns', csv('2026-01-09,holiday'), 'столбцов'],
	['an unknown type', csv(OFF.replace('dayoff-transferred', 'siesta')), 'Неизвестный вид'],
	['31.02', csv(OFF.replace('2026-01-09', '2026-02-31')), 'нет в календаре'],
	['two rows for a day', csv(OFF, OFF), 'Две записи'],
	['a year left out', csv(OFF, OFF.replace('2026-01-09', '2028-01-09')), 'не все годы'],
])('a table with %s is refused', (_what, text, message) => {
	expect(() => compileCalendar(text)).toThrow(message);
});
