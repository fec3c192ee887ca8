import { decodeCsv, parseCsv } from '../../../../core/im/export/csv';
import { fileKind } from '../../../../core/im/export/file';
import { exportDate, exportRecords, type ExportRules } from '../../../../core/im/export/records';
import { tableOf } from '../../../../core/im/export/table';
import { plainWords } from '../../../../core/im/export/words';
import { zip } from '../../../support/workbook';
import { encodeCp1251 } from './support';

const ZONE = 'Asia/Kamchatka';
const RULES: ExportRules = { now: '2026-11-24T03:00:00.000Z', zone: ZONE, takeClosed: false };

/** Where the columns stand in the four public layouts: letters, as spreadsheets name columns. */
const LAYOUTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	cabinet_export: { 'Дата создания': 'R', 'Дата закрытия': 'S', 'Группа тем': 'T', Тема: 'U', Регион: 'V', Муниципалитет: 'W', 'Текст инцидента': 'AI' },
	monitoring: { 'Дата создания': 'T', 'Дата окончания': 'U', 'Группа тем': 'V', Муниципалитет: 'W', 'Населенный пункт': 'X', Улица: 'Y', Дом: 'Z', 'Тип инцидента': 'AC', 'Текст инцидента': 'AI', Теги: 'AR' },
	legacy: { 'Дата создания': 'T', 'Дата закрытия': 'U', 'Группа тем': 'V', Тема: 'W', Муниципалитет: 'Y', 'Населенный пункт': 'Z', 'Текст инцидента': 'AI' },
	hackathon: { 'Группа тем': 'T', Тема: 'U', Регион: 'V', Муниципалитет: 'W', 'Текст инцидента': 'AI' },
};

const columnIndex = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** A sheet with these values under these headers, everything else empty. */
function sheet(layout: Readonly<Record<string, string>>, values: Readonly<Record<string, unknown>>): unknown[][] {
	const header: unknown[] = [];
	const row: unknown[] = [];
	for (const [name, letters] of Object.entries(layout)) {
		header[columnIndex(letters)] = name;
		row[columnIndex(letters)] = values[name] ?? '';
	}
	return [Array.from(header), Array.from(row)];
}

describe('the four public layouts', () => {
	it.each(Object.entries(LAYOUTS))('%s: text and date are found wherever the columns stand', (_name, layout) => {
		const { taken, refused } = exportRecords(sheet(layout, { 'Дата создания': 46_350.4375, 'Текст инцидента': 'Не горит фонарь у школы', 'Группа тем': 'Благоустройство' }), RULES);
		expect(refused).toEqual([]);
		expect(taken).toEqual([expect.objectContaining({ rowNumber: 2, text: 'Не горит фонарь у школы', foundBy: 'incidentManager', officialAccount: false })]);
		expect(taken[0]).toMatchObject('Дата создания' in layout ? { detectedAt: '2026-11-23T22:30:00.000Z', rowRemark: '' } : { detectedAt: RULES.now, rowRemark: 'нет даты создания: срок считается от загрузки' });
	});

	it('the public CSV (`;`, four columns) is read as well', () => {
		const { taken } = exportRecords(parseCsv('Исполнитель;Группа тем;Текст инцидента;Тема\r\nОтдел ЖКХ;ЖКХ;"Мусор; не вывозят\nнеделю";Мусор\r\n'), RULES);
		expect(taken.map((row) => row.text)).toEqual(['Мусор; не вывозят\nнеделю']);
	});
});

describe('columns', () => {
	it('are known by their headers, without case, ё and punctuation, also below a title', () => {
		const rows = [['Отчёт за ноябрь'], [], ['  ТЕКСТ   сообщёния: ', 'Номер'], ['Яма', 7]];
		expect(exportRecords(rows, RULES).taken).toEqual([expect.objectContaining({ rowNumber: 4, text: 'Яма', incidentNumber: '7' })]);
	});

	it('the officer’s own name wins', () => {
		const rows = [['Текст', 'Суть вопроса'], ['служебная пометка', 'Нет воды']];
		expect(exportRecords(rows, { ...RULES, ownHeaders: { text: ['суть вопроса'] } }).taken[0]?.text).toBe('Нет воды');
	});

	it('no column of texts is an error that names what there is', () => {
		expect(() => exportRecords([['Дата', 'Сумма'], ['1', '2']], RULES)).toThrow('Есть: Дата, Сумма');
	});
});

describe('rows', () => {
	const HEADER = ['Номер инцидента', 'Дата создания', 'Дата закрытия', 'Текст инцидента', 'Ссылка', 'Автор'];

	it('bad rows are refused one by one with row number and reason, the rest go on', () => {
		const { taken, refused } = exportRecords([HEADER, ['1', '', '', '', 'https://vk.com/wall-1_2', ''], ['2', '', '', 'Хорошая', '', ''], [], ['3', '', '01.11.2026', 'Закрытая', '', ''], ['4', '', '', 'а'.repeat(100_001), '', '']], RULES);
		expect(taken.map((row) => [row.rowNumber, row.text])).toEqual([[3, 'Хорошая']]);
		expect(refused).toEqual([
			{ rowNumber: 2, incidentNumber: '1', code: 'NO_TEXT', reason: 'нет текста сообщения', excerpt: 'https://vk.com/wall-1_2' },
			{ rowNumber: 5, incidentNumber: '3', code: 'CLOSED', reason: 'инцидент уже закрыт (01.11.2026)', excerpt: 'Закрытая' },
			expect.objectContaining({ rowNumber: 6, code: 'CELL_TOO_LONG', reason: expect.stringMatching(/ячейка длиннее/u) as unknown }),
		]);
	});

	it.each(['нет', '—', '-', 'Не закрыт'])('«%s» for a date of closing means that it is open', (closed) => {
		expect(exportRecords([HEADER, ['3', '', closed, 'Открытая', '', '']], RULES)).toMatchObject({ taken: [{ text: 'Открытая' }], refused: [] });
	});

	it('closed incidents are taken where the officer wants them', () => {
		expect(exportRecords([HEADER, ['3', '', '01.11.2026', 'Закрытая', '', '']], { ...RULES, takeClosed: true }).taken).toHaveLength(1);
	});

	it('a date that cannot be read, or lies ahead, is said and counts from the upload', () => {
		const { taken } = exportRecords([HEADER, ['1', 'вчера', '', 'А', '', ''], ['2', '24.11.2036 10:00', '', 'Б', '', '']], RULES);
		expect(taken.map((row) => [row.detectedAt, row.rowRemark])).toEqual([
			[RULES.now, 'дата создания не прочитана («вчера»): срок считается от загрузки'],
			[RULES.now, 'дата создания ещё не наступила («24.11.2036 10:00»): срок считается от загрузки'],
		]);
	});

	it('the link, or else the incident’s number, makes the row known again', () => {
		const { taken } = exportRecords([HEADER, ['1', '', '', 'А', 'см. https://vk.com/wall-1_2?reply=3 тут', ''], ['2', '', '', 'Б', '', '[id1|Анна Б.]']], RULES);
		expect(taken.map((row) => [row.url, row.externalId, row.authorName])).toEqual([['https://vk.com/wall-1_2?reply=3', '', ''], ['', 'im-2', 'Анна Б.']]);
	});

	it.each([
		['№', {}, ''],
		['Номер', {}, ''],
		['ID', {}, 'im-1'],
		['№', { ownHeaders: { number: ['№'] } }, 'im-1'],
	])('a number under «%s» %j: the first row of another file is not taken for the same incident', (header, own, externalId) => {
		const { taken } = exportRecords([[header, 'Текст'], ['1', 'Яма']], { ...RULES, ...own });
		expect(taken).toMatchObject([{ incidentNumber: '1', externalId }]);
	});

	it('a formula is text, never anything else', () => {
		const { taken } = exportRecords([HEADER, ['1', '', '', '=cmd|" /C calc"!A0', '', '@SUM(1)']], RULES);
		expect(taken[0]).toMatchObject({ text: '=cmd|" /C calc"!A0', authorName: '@SUM(1)' });
	});

	it('100,000 rows are read in full', () => {
		const rows = parseCsv(`Текст;Дата\n${'Яма на дороге, "5";24.11.2026 10:15\n'.repeat(100_000)}`);
		expect(exportRecords(rows, RULES).taken).toHaveLength(100_000);
	});
});

describe('dates', () => {
	it.each([
		[46_350.4375, '2026-11-23T22:30:00.000Z'],
		['46350,4375', '2026-11-23T22:30:00.000Z'],
		['24.11.2026 10:15', '2026-11-23T22:15:00.000Z'],
		['24.11.2026 9:05', '2026-11-23T21:05:00.000Z'],
		['24.11.26 10:15', '2026-11-23T22:15:00.000Z'],
		['31.11.2026', null],
		['24.11.2026 в 10:15', '2026-11-23T22:15:00.000Z'],
		['24.11.2026', '2026-11-23T12:00:00.000Z'],
		['2026-11-24T10:15:00+12:00', '2026-11-23T22:15:00.000Z'],
		['2026-11-24 10:15:00', '2026-11-23T22:15:00.000Z'],
		['1795472100', '2026-11-23T22:15:00.000Z'],
		['12345', null],
		['завтра', null],
		['', null],
	])('%s is %s', (value, wanted) => {
		expect(exportDate(value, ZONE)).toBe(wanted);
	});
});

describe('files', () => {
	const TEXT = 'Текст;Дата\nЁмкость «воды» пуста;24.11.2026\n';

	it.each([
		['UTF-8', Buffer.from(TEXT)],
		['UTF-8 with its mark', Buffer.from(`\uFEFF${TEXT}`)],
		['Windows-1251', encodeCp1251(TEXT)],
		['UTF-16', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
	])('%s is read', (_name, bytes) => {
		expect(fileKind(bytes)).toBe('csv');
		expect(exportRecords(parseCsv(decodeCsv(bytes)), RULES).taken[0]?.text).toBe('Ёмкость «воды» пуста');
	});

	it.each([
		[';', 'а;б\n1;2'],
		[',', 'а,б\n1,2'],
		['tab', 'а\tб\n1\t2'],
		['told by the file', 'sep=,\nа,б\n1,2'],
		['that a pattern would read otherwise', 'sep=^\nа^б\n1^2'],
		['that a pattern would not read', 'sep=]\nа]б\n1]2'],
	])('the delimiter %s is found', (_name, text) => {
		expect(parseCsv(text)).toEqual([['а', 'б'], ['1', '2']]);
	});

	it('a file of a few bytes is a CSV like any other', () => {
		expect(fileKind(Buffer.from('а'))).toBe('csv');
	});

	it('quotes, line ends and empty cells stand as written', () => {
		expect(parseCsv('a;"b ""c"" d";\r\n;"x\r\ny";z\r\n')).toEqual([['a', 'b "c" d', ''], ['', 'x\r\ny', 'z']]);
	});

	it('a quote that is never closed is an error with its row', () => {
		expect(() => parseCsv('a;b\n"c;d\n')).toThrow('Строка 2: кавычка открыта');
	});

	it.each([
		['an empty file', Buffer.alloc(0), 'Файл пустой'],
		['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), 'картинка'],
		['an old XLS', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 'старый формат Excel'],
		['a PDF', Buffer.from('%PDF-1.7'), 'PDF'],
		['a web page', Buffer.from('<!DOCTYPE html><html>'), 'веб-страница'],
		['a programme', Buffer.from([77, 90, 0, 0, 1, 2]), 'не XLSX и не CSV'],
		['a file beyond the limit', Buffer.alloc(50_000_001, 97), 'больше 50 МБ'],
		['an archive of something else', zip({ 'readme.txt': Buffer.from('x') }), 'не книга Excel'],
		['a workbook cut short', zip({ 'xl/workbook.xml': Buffer.from('<x/>') }).subarray(0, 40), 'повреждён'],
		['a zip bomb', zip({ 'xl/workbook.xml': Buffer.from('<x/>'), 'xl/sheet1.xml': Buffer.alloc(401_000_000) }), 'больше 400 МБ'],
	])('%s is refused: %#', (_name, bytes, words) => {
		expect(() => fileKind(bytes)).toThrow(words);
	});

	it('a workbook is known by what is in it', () => {
		expect(fileKind(zip({ 'xl/workbook.xml': Buffer.from('<x/>') }))).toBe('xlsx');
	});
});

describe('tableOf', () => {
	it('takes sheets with and without a header row', () => {
		expect(tableOf([{ row: ['Текст'] }, { row: ['Яма'] }])).toEqual({ rows: [['Текст'], ['Яма']], offset: 1 });
		expect(tableOf([{ Текст: 'Яма' }, { Дата: 1 }])).toEqual({ rows: [['Текст', 'Дата'], ['Яма', undefined], [undefined, 1]], offset: 2 });
	});
});

describe('plainWords', () => {
	it.each([
		['[id1|Анна], где <b>вода</b>?<br>Улица Ленина', 'Анна, где вода?\nУлица Ленина'],
		['[club7|Палана] &laquo;дом&raquo; &#1103; &lt;3', 'Палана «дом» я <3'],
		['5 < 6 и 7 > 2, [сам не знаю]', '5 < 6 и 7 > 2, [сам не знаю]'],
		['https://vk.com/wall-1_2 смотрите', 'https://vk.com/wall-1_2 смотрите'],
	])('%s', (raw, wanted) => {
		expect(plainWords(raw)).toBe(wanted);
	});

	it('hostile text does not hold it up: the test would time out', () => {
		for (const hostile of ['<'.repeat(100_000), '[id1|'.repeat(20_000), '&#x'.repeat(30_000), `<${'a'.repeat(100_000)}`]) expect(plainWords(hostile)).toBe(hostile);
	});
});
