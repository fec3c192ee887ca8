import { SYSTEM } from '../../../core/cases/actor';
import { intake } from '../../../core/cases/intake';
import type { CaseRecord } from '../../../core/cases/record';
import { step, type StepResult } from '../../../core/cases/step';
import { TEXT_LIMIT } from '../../../core/cases/fields';

const AT = '2026-11-24T03:00:00.000Z';
const act = (record: CaseRecord, event: 'register' | 'sourceChanged', data = {}): StepResult => step(record, { event, actor: SYSTEM, at: AT, data });
const made = (result: StepResult): CaseRecord => {
	if (!result.ok) throw new Error(result.message);
	return result.record;
};
const registered = (text: string): CaseRecord => ({ ...made(act(intake({ network: 'vk', externalId: 'wall-1_2_r3', text }, { now: AT, zone: 'Asia/Kamchatka', foundBy: 'officialAccount' }), 'register')), id: 7 });
const edited = (record: CaseRecord, text: string): StepResult => act(record, 'sourceChanged', { text, remark: 'Автор изменил сообщение' });
const deleted = (record: CaseRecord): StepResult => act(record, 'sourceChanged', { text: '', remark: 'Автор удалил сообщение' });

describe('what the author does to a message after it was registered', () => {
	it('an edit is added under the first words, with a journal entry and a notice', () => {
		const before = registered('Яма на Обухова');
		const result = edited(before, 'Яма на Обухова, 5');
		expect(made(result)).toMatchObject({ text: 'Яма на Обухова\n\n[Автор изменил сообщение, 2026-11-24] Яма на Обухова, 5', status: before['status'], noticePending: true, version: 2 });
		expect(result).toMatchObject({ journal: { event: 'sourceChanged', remark: 'Автор изменил сообщение' } });
	});

	it('the day of a note is the administration’s, not Greenwich’s', () => {
		const result = step(registered('Яма'), { event: 'sourceChanged', actor: SYSTEM, at: '2026-11-24T20:00:00.000Z', data: { text: '', remark: 'Автор удалил сообщение' }, zone: 'Asia/Kamchatka' });
		expect(made(result)['text']).toBe('Яма\n\n[Автор удалил сообщение, 2026-11-25]');
	});

	it('a deletion is a note; the words stay', () => {
		expect(made(deleted(registered('Яма')))['text']).toBe('Яма\n\n[Автор удалил сообщение, 2026-11-24]');
	});

	it.each([
		['the same edit', (record: CaseRecord) => edited(made(edited(record, 'стало')), 'стало')],
		['the text as it was registered', (record: CaseRecord) => edited(record, ' было ')],
		['a second deletion', (record: CaseRecord) => deleted(made(deleted(record)))],
		['a very long edit told twice', (record: CaseRecord) => edited(made(edited(record, 'а '.repeat(TEXT_LIMIT))), 'а '.repeat(TEXT_LIMIT))],
	])('%s is no news: refused, nothing is added', (_name, tell) => {
		expect(tell(registered('было'))).toMatchObject({ ok: false, code: 'NOTHING_NEW' });
	});

	it('an edit to fewer words, and one back to the first, are news', () => {
		const shorter = made(edited(registered('Яма на Обухова, 5'), 'Яма'));
		expect(edited(shorter, 'Яма на Обухова, 5').ok).toBe(true);
	});

	it('an answered case is left alone', () => {
		expect(edited({ ...registered('было'), status: 'answered' }, 'стало')).toMatchObject({ ok: false, code: 'NOT_NOW' });
	});
});
