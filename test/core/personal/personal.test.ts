import { forgotten, isForgotten, PERSONAL_FIELDS } from '../../../core/cases/forget';
import { step } from '../../../core/cases/step';
import { caseNumbers, filesOf, isExpired } from '../../../core/personal/expired';
import { heldPage } from '../../../core/personal/page';
import { casesOf } from '../../../core/personal/person';
import { scrubbed } from '../../../core/personal/scrub';
import { AT, PEOPLE, caseIn } from '../cases/support';

const NOW = '2029-12-01T00:00:00Z';
const at = (day: string): string => JSON.stringify({ at: `${day}T00:00:00.000Z` });

const SHA = 'a'.repeat(64);
const file = (changes: object = {}) => ({ name: 'двор.jpg', mime: 'image/jpeg', bytes: 10, sha256: SHA, file: `7/${SHA}.jpg`, ...changes });

describe('the term of keeping', () => {
	const over = { status: 'answered', detectedAt: '2026-11-20T00:00:00.000Z', replyPublishedAt: '2026-11-24T00:00:00.000Z', lastStep: at('2026-11-25') };

	it.each([
		['answered three years and a day ago', over, true],
		['closed then', { ...over, status: 'closed' }, true],
		['excluded then', { ...over, status: 'excluded' }, true],
		['still in work', { ...over, status: 'routed' }, false],
		['reopened and answered again last year', { ...over, replyPublishedAt: '2028-12-10T00:00:00.000Z' }, false],
		['corrected last month', { ...over, lastStep: at('2029-11-10') }, false],
		['already anonymised', { ...over, messageKey: 'anonymised:7' }, false],
		['of a status that is none', { ...over, status: 'отвечено' }, false],
		['without a readable date', { status: 'answered', lastStep: 'испорчено' }, false],
		['known only by the table’s own date', { status: 'closed', updatedAt: '2026-01-01T00:00:00.000Z' }, true],
	])('a case %s: %p is taken: %p', (_what, row, taken) => {
		expect(isExpired(row, { days: 1095, now: NOW })).toBe(taken);
	});

	it('passes to the day: one day less keeps it', () => {
		const row = { status: 'answered', lastStep: at('2026-12-01') };
		expect(isExpired(row, { days: 1095, now: '2029-11-30T00:00:00Z' })).toBe(false);
		expect(isExpired(row, { days: 1095, now: '2029-11-30T00:00:00.001Z' })).toBe(true);
	});

	it('is not waited for where somebody asked to be forgotten: a case that is over, and only that', () => {
		const early = caseNumbers('12; № 15,20;');
		expect([...early]).toEqual([12, 15, 20]);
		const taken = (row: Record<string, unknown>): boolean => isExpired(row, { days: 1095, now: '2026-11-26T00:00:00Z', early });
		expect([taken({ ...over, id: 12 }), taken({ ...over, id: '15' }), taken({ ...over, id: 2 }), taken({ ...over, id: 20, status: 'routed' }), taken({ ...over, id: 20, messageKey: 'anonymised:20' })]).toEqual([true, true, false, false, false]);
	});

	it.each(['дело 2026 №12', '12 15', '-3', 'все'])('«%s» is no list of cases: nothing is forgotten by a guess', (list) => {
		expect(() => caseNumbers(list)).toThrow(expect.objectContaining({ code: 'CASE_LIST' }));
	});

	it.each([0, 29, -5, 1.5, Number.NaN])('of %p days is refused: nothing is taken away by a slip of the keyboard', (days) => {
		expect(() => isExpired(over, { days, now: NOW })).toThrow(expect.objectContaining({ code: 'RETENTION_TERM' }));
	});

	it('names the files of the case’s reply, and none for what is no list', () => {
		expect(filesOf({ id: 7, draftAttachments: JSON.stringify([file(), { name: 'photo-1_2' }]) })).toEqual([`7/${SHA}.jpg`]);
		expect([filesOf({}), filesOf({ draftAttachments: 'photo-1_2' }), filesOf({ draftAttachments: '{"file":"x"}' })]).toEqual([[], [], []]);
	});

	it.each(['../../database.sqlite', '/etc/passwd', `../7/${SHA}.jpg`, '7/отчёт.xlsx', `8/${SHA}.jpg`])('never names %s, whoever edited the table: the officer deletes what he is told', (path) => {
		expect(filesOf({ id: 7, draftAttachments: JSON.stringify([file({ file: path })]) })).toEqual([]);
	});
});

describe('an anonymised case', () => {
	const row = caseIn('answered', { authorName: 'Пробная Нина', authorId: '77', text: 'у дома 7 нет света, тел. 8-900-000-00-00', street: 'ул. Чубарова, 7', url: 'https://vk.com/wall-1_2', replyUrl: 'https://vk.com/wall-1_2?reply=9', draftText: 'Нина, свет дали 24 ноября.', approvedDigest: 'ab'.repeat(32), closeGround: 'Нина попросила не отвечать', assignmentReason: 'Передано вручную, решил(а) Ирина: Нина живёт рядом', exclusionGround: 'insult', topicGroup: 'Электроснабжение', location: 'Палана' });
	const made = step(row, { event: 'anonymise', actor: PEOPLE.system, at: AT, data: { remark: 'срок хранения прошёл' } });
	if (!made.ok) throw new Error(made.message);

	it('holds nothing a resident can be known by, neither does its journal entry', () => {
		for (const trace of ['Нина', '77"', '8-900', 'Чубарова', 'wall-1_2', 'reply=9']) expect(JSON.stringify(made)).not.toContain(trace);
		expect(JSON.parse(made.journal.changes)).toEqual({});
	});

	it('keeps no fingerprint of the reply: replies are public, and by theirs the thread would be found again', () => {
		expect(JSON.stringify(made)).not.toContain('abab');
		expect(scrubbed({ event: 'approve', remark: '', changes: '{}', textDigest: 'ab'.repeat(32) })).toEqual({ remark: '', changes: '{}', textDigest: '' });
	});

	it('keeps what the figures and clause 16 need', () => {
		expect(made.record).toMatchObject({ exclusionGround: 'insult', status: 'answered', topicGroup: 'Электроснабжение', location: 'Палана', detectedAt: row.detectedAt, approvedBy: row.approvedBy, executor: row.executor, version: 5 });
		expect(made.journal).toMatchObject({ event: 'anonymise', remark: 'срок хранения прошёл' });
	});

	it('is not anonymised twice, and not reopened: there is nothing left to answer', () => {
		const again = { event: 'anonymise', actor: PEOPLE.system, at: AT, data: { remark: 'ещё раз' } } as const;
		expect(step(made.record, again)).toMatchObject({ ok: false, code: 'ALREADY_ANONYMOUS' });
		expect(step(made.record, { event: 'reopen', actor: PEOPLE.curator, at: AT, data: { remark: 'снова пишет' } })).toMatchObject({ ok: false, code: 'ANONYMOUS' });
	});

	it('has a key of its own, so the register’s rule of one row a message holds', () => {
		expect([forgotten({ id: 7 }).messageKey, forgotten({ id: 8 }).messageKey]).toEqual(['anonymised:7', 'anonymised:8']);
		expect([isForgotten({ messageKey: 'anonymised:7' }), isForgotten({ messageKey: 'vk:wall-1_2' }), isForgotten({})]).toEqual([true, false, false]);
	});
});

describe('a journal row', () => {
	it('loses links, digests and hand-written remarks, and keeps who did what', () => {
		const row = { event: 'register', remark: 'звонила Нина', changes: JSON.stringify({ url: [null, 'https://vk.com/wall-1_2'], text: [null, 'sha256:ab'], topicGroup: [null, 'Дороги'] }) };
		expect(scrubbed(row)).toEqual({ remark: '[обезличено]', changes: JSON.stringify({ url: ['[обезличено]', '[обезличено]'], text: ['[обезличено]', '[обезличено]'], topicGroup: [null, 'Дороги'] }), textDigest: '' });
	});

	it('is left alone the second time, and without changes', () => {
		const once = scrubbed({ event: 'return', remark: 'не так', changes: '{"draftText":["sha256:1","sha256:2"]}' });
		expect(scrubbed({ event: 'return', ...once })).toBeUndefined();
		expect(scrubbed({ event: 'approve', remark: '', changes: '{"approvedBy":["","a@b.example"]}' })).toBeUndefined();
		expect(scrubbed({ event: 'anonymise', remark: 'срок хранения прошёл', changes: '{}' })).toBeUndefined();
	});

	it('whose changes cannot be read loses them whole', () => {
		expect(scrubbed({ event: 'route', remark: '', changes: '{"url": "https://vk.com/wall' })).toEqual({ remark: '', changes: '{}', textDigest: '' });
	});

	it.each(PERSONAL_FIELDS)('never keeps %s', (key) => {
		expect(JSON.stringify(scrubbed({ event: 'register', changes: JSON.stringify({ [key]: ['', 'СЛЕД'] }) }))).not.toContain('СЛЕД');
	});
});

describe('the data of one person', () => {
	const rows = [
		{ id: 1, authorName: 'Пробная Нина', authorId: '77', text: 'нет света на Чубарова, тел. 8-900-000-00-00', status: 'answered', network: 'vk' },
		{ id: 2, authorName: 'Н. Пробная', authorId: 'id78', text: 'яма', status: 'routed', network: 'vk' },
		{ id: 3, authorName: 'Семён Ёлкин', authorId: 'https://ok.ru/profile/77', text: 'снег', status: 'review', network: 'ok' },
	];
	const ids = (wanted: Parameters<typeof casesOf>[1]): unknown[] => casesOf(rows, wanted).map((row) => row.id);

	it('is found by name in any case, by account however it is written, by words', () => {
		expect(ids({ name: 'пробная' })).toEqual([1, 2]);
		expect(ids({ name: 'елкин' })).toEqual([3]);
		expect([ids({ account: 'https://vk.com/id77' }), ids({ account: '@77' }), ids({ account: 'id78/' })]).toEqual([[1, 3], [1, 3], [2]]);
		expect(ids({ words: '8-900-000' })).toEqual([1]);
		expect(ids({ name: 'пробная', account: '78' })).toEqual([2]);
	});

	it.each([[{}, 'PERSON_NOT_NAMED'], [{ name: ' ' }, 'PERSON_NOT_NAMED'], [{ name: 'Ни' }, 'PERSON_TOO_SHORT'], [{ words: 'я', account: '77' }, 'PERSON_TOO_SHORT']])('is not looked for by %p', (wanted, code) => {
		expect(() => casesOf(rows, wanted)).toThrow(expect.objectContaining({ code }));
	});

	it('stands on a page of words, escaped, without scripts and without the desk’s own bookkeeping', () => {
		const hostile = { ...rows[0], text: '<script>alert(1)</script>', publishedAt: '2026-11-23T20:05:00.000Z', approvedDigest: 'ОТПЕЧАТОК' };
		const page = heldPage({ cases: [hostile], journal: [{ caseId: 1, version: 1, at: '2026-11-23T21:00:00.000Z', eventLabel: 'Регистрация', actorName: 'Система' }, { caseId: 2, version: 1, at: '', eventLabel: 'ЧУЖОЕ' }], query: 'имя «<b>»', organization: 'Администрация', now: NOW, zone: 'Asia/Kamchatka' });
		expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
		expect(page).not.toMatch(/<script|<b>|ОТПЕЧАТОК|ЧУЖОЕ|src=|href=/u);
		expect(page).toContain('24.11.2026 в 08:05');
		expect(page).toContain('ВКонтакте');
		expect(page).toContain('Регистрация — Система');
	});

	it('names the files of a reply as people know them', () => {
		const page = heldPage({ cases: [{ id: 7, status: 'answered', draftAttachments: JSON.stringify([file(), file({ name: 'смета.pdf', mime: 'application/pdf' })]) }], journal: [], query: 'имя «Нина»', organization: 'А', now: NOW, zone: 'Asia/Kamchatka' });
		expect(page).toContain('двор.jpg, смета.pdf');
		expect(page).not.toContain(SHA);
	});

	it('says plainly that nothing is held', () => {
		expect(heldPage({ cases: [], journal: [], query: 'имя «Никто»', organization: 'А', now: NOW, zone: 'Asia/Kamchatka' })).toContain('В реестре нет данных об этом человеке.');
	});
});
