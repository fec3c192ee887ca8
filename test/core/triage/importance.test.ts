import { judgeCritical } from '../../../core/triage/critical';
import { HEATING_MONTHS, judgeImportance, type ImportanceContext } from '../../../core/triage/importance';
import { prepare } from '../../../core/triage/text/prepare';

const judge = (text: string, context: Partial<ImportanceContext> = {}) => {
	const prepared = prepare(text);
	return judgeImportance(prepared, { at: '2026-01-20T00:00:00Z', zone: 'Asia/Kamchatka', heatingMonths: HEATING_MONTHS, wave: 0, critical: judgeCritical(prepared), ...context });
};

describe('importance, clause 10', () => {
	it.each([
		['пахнет газом', 'critical', '4h'],
		['батареи ледяные третий день', 'high', '4h'],
		['нет воды с утра', 'high', '1d'],
		['упала на льду, сломала руку', 'high', '1d'],
		['открыт люк, там дети ходят', 'high', '1d'],
		['яма на дороге', 'normal', ''],
		['спасибо за площадку', 'low', ''],
		['когда будет концерт', 'low', ''],
		['спасибо за ответ, но воды так и нет', 'high', '1d'],
	])('«%s» is %s', (text, importance, reducedTerm) => {
		expect(judge(text)).toMatchObject({ importance, reducedTerm });
	});

	it('cold radiators in July are no emergency', () => {
		expect(judge('батареи холодные', { at: '2026-07-10T00:00:00Z' }).importance).toBe('normal');
	});

	it('the month is that of the administration’s zone', () => {
		expect(judge('батареи холодные', { at: '2026-08-31T13:00:00Z' }).importance).toBe('high');
		expect(judge('батареи холодные', { at: '2026-08-31T11:00:00Z' }).importance).toBe('normal');
	});

	it('a wave of the same complaint raises an ordinary message and says so', () => {
		expect(judge('интернет не работает', { wave: 2 }).importance).toBe('normal');
		const verdict = judge('интернет не работает', { wave: 5 });
		expect(verdict.importance).toBe('high');
		expect(verdict.reason).toContain('5');
	});

	it('a date that is none does not fail', () => {
		expect(judge('батареи холодные', { at: 'вчера' }).importance).toBe('normal');
	});
});
