import { evaluateDeadlines } from '../../scripts/eval-deadlines';

const meta = { timeZone: 'Asia/Kamchatka', altHours: '09:00-18:00, сокращённый день до 17:00' };
const good = {
	id: 'A',
	input: '2026-04-30T17:30+12:00',
	rule: 'PRIORITY',
	workingDays: 2,
	options: {},
	expectedDueDate: '2026-05-05',
	expectedDueAt: '2026-05-05T23:59:59+12:00',
	expectedDueAtUtc: '2026-05-05T11:59:59+00:00',
	countedDays: ['2026-05-04', '2026-05-05'],
	altIncludeDetectionDay: '2026-05-04',
	altRegisterNextWorkdayIfOutsideHours: '2026-05-06',
};
const failures = (...cases: unknown[]) => evaluateDeadlines({ meta, cases });

test('a right case passes, and the last line can count it', () => {
	expect(failures(good)).toEqual({ passed: 1, failed: 0, lines: [] });
});

test.each([
	['expectedDueDate', '2026-05-06'],
	['expectedDueAt', '2026-05-05T23:59:58+12:00'],
	['expectedDueAtUtc', '2026-05-05T12:59:59Z'],
	['countedDays', ['2026-05-05', '2026-05-04']],
	['altIncludeDetectionDay', '2026-05-05'],
	['altRegisterNextWorkdayIfOutsideHours', '2026-05-05'],
])('a wrong %s is a difference, shown with both values', (key, value) => {
	const { failed, lines } = failures(good, { ...good, id: 'B', [key]: value });
	expect(failed).toBe(1);
	expect(lines).toEqual([expect.stringMatching(new RegExp(`^B .*${key}: ожидалось .+, получилось .+`))]);
});

test.each([
	['overrides take a day away and give one', { input: '2026-04-30T10:00+12:00', options: { overrides: { '2026-05-04': false, '2026-05-02': true } }, expectedDueDate: '2026-05-05', countedDays: ['2026-05-02', '2026-05-05'] }],
	['overrides may be words', { options: { overrides: { '2026-05-04': 'holiday' } }, expectedDueDate: '2026-05-06' }],
	['the President’s days are worked unless asked', { input: '2021-04-30T10:00+12:00', expectedDueDate: '2021-05-05' }],
	['the President’s days are off when asked', { input: '2021-04-30T10:00+12:00', options: { presidentialOff: true }, expectedDueDate: '2021-05-12' }],
	['the rule gives the days where none are named', { rule: 'FINAL', workingDays: undefined, expectedDueDate: '2026-05-13' }],
	['another zone', { input: '2026-04-30T23:30:00Z', options: { timeZone: 'Europe/Moscow' }, expectedDueDate: '2026-05-05' }],
	['null expects nothing', { expectedDueDate: '2026-05-05', countedDays: null }],
])('%s', (_what, more) => {
	const { id, input, rule, workingDays } = good;
	expect(failures({ id, input, rule, workingDays, ...more }).lines).toEqual([]);
});

test.each([
	['no date', { ...good, input: undefined }],
	['31.02', { ...good, input: '2026-02-31T10:00+12:00' }],
	['no days and no known rule', { ...good, rule: 'OTHER', workingDays: undefined }],
	['an override nobody understands', { ...good, options: { overrides: { '2026-05-04': 'maybe' } } }],
	['nothing expected', { id: 'N', input: good.input, rule: 'ROUTE', workingDays: 1 }],
	['null', null],
])('a case with %s fails and the rest go on', (_what, one) => {
	expect(failures(one, good)).toMatchObject({ passed: 1, failed: 1 });
});

test('a bare list is read too, and a file without cases is refused', () => {
	expect(evaluateDeadlines([good])).toMatchObject({ passed: 1, failed: 0 });
	expect(() => evaluateDeadlines({})).toThrow('нет списка cases');
	expect(() => evaluateDeadlines(null)).toThrow('нет списка cases');
});
